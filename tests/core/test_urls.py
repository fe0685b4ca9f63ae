import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.errors import InvalidInput
from monitor.core.urls import canonical_url, host, resolve, same_site

ARTICLE = "https://paper.example/culture/2026/harbour-theatre"
QUERY = "https://paper.example/story?id=7"

SAME = [
    # scheme, host, port
    ("http://paper.example/a", "https://paper.example/a"),
    ("HTTPS://Paper.EXAMPLE/a", "https://paper.example/a"),
    ("http://paper.example:80/a", "https://paper.example/a"),
    ("https://paper.example:443/a", "http://paper.example/a"),
    ("https://paper.example./a", "https://paper.example/a"),
    ("https://www.paper.example/a", "https://paper.example/a"),
    ("https://m.paper.example/a", "https://www.paper.example/a"),
    ("https://mobile.paper.example/a", "https://paper.example/a"),
    ("https://amp.paper.example/a", "https://www.paper.example/a"),
    ("https://en.m.paper.example/a", "https://en.paper.example/a"),
    ("https://www.m.paper.example/a", "https://paper.example/a"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("https://BÜCHER.example/a", "https://b%C3%BCcher.example/a"),
    ("https://新聞。example/a", "https://新聞.example/a"),
    ("https://\u2603.example/a", "https://xn--n3h.example/a"),
    ("http://[0:0:0:0:0:0:0:1]:8081/a", "http://[::1]:8081/a"),
    (" https://paper.example/a\n", "https://paper.example/a"),
    ("https:\\\\paper.example\\a", "https://paper.example/a"),
    # path
    ("https://paper.example", "https://paper.example/"),
    ("https://paper.example/a/", "https://paper.example/a"),
    ("https://paper.example/a/./b/../c", "https://paper.example/a/c"),
    ("https://paper.example/../a", "https://paper.example/a"),
    ("https://paper.example//a//b", "https://paper.example/a/b"),
    ("https://paper.example/%7ejo/a%2db", "https://paper.example/~jo/a-b"),
    ("https://paper.example/film%c3%a9", "https://paper.example/filmé"),
    ("https://paper.example/%28film%29", "https://paper.example/(film)"),
    ("https://paper.example/文化/今日", "https://paper.example/%E6%96%87%E5%8C%96/%e4%bb%8a%e6%97%a5"),
    ("https://paper.example/a b", "https://paper.example/a%20b"),
    # fragments
    (f"{ARTICLE}#comments", ARTICLE),
    (f"{ARTICLE}#:~:text=harbour", ARTICLE),
    (f"{ARTICLE}#!", ARTICLE),
    ("https://paper.example/#!/story/12?", "https://www.paper.example#!/story/12?"),
    # parameters
    (f"{ARTICLE}?", ARTICLE),
    (f"{ARTICLE}?&", ARTICLE),
    ("https://paper.example/a?b=2&a=1", "https://paper.example/a?a=1&b=2"),
    ("https://paper.example/a?b=2&amp;a=1", "https://paper.example/a?a=1&b=2"),
    ("https://paper.example/a?q=old+harbour", "https://paper.example/a?q=old%20harbour"),
    ("https://paper.example/a?q=x%2Cy", "https://paper.example/a?q=x,y"),
    ("https://paper.example/a?ids%5b%5d=3", "https://paper.example/a?ids[]=3"),
    ("https://paper.example/a?empty=", "https://paper.example/a?empty"),
    # tracking
    (f"{ARTICLE}?utm_source=x&utm_medium=y&UTM_Campaign=z", ARTICLE),
    (f"{QUERY}&amp;utm_source=feed", QUERY),
    (f"{QUERY}&fbclid=IwAR0x&gclid=1&msclkid=2", QUERY),
    (f"{QUERY}&mc_cid=1a2b&mc_eid=99", QUERY),
    (f"{ARTICLE}?smid=tw-share&smtyp=cur", ARTICLE),
    (f"{ARTICLE}?at_medium=RSS&at_campaign=KARANGA", ARTICLE),
    (f"{ARTICLE}?ns_mchannel=social&ns_source=twitter", ARTICLE),
    (f"{ARTICLE}?CMP=share_btn_tw", ARTICLE),
    (f"{ARTICLE}?xtor=RSS-3208", ARTICLE),
    (f"{ARTICLE}?ref_src=twsrc%5Etfw", ARTICLE),
    (f"{ARTICLE}?ref=rss", ARTICLE),
    (f"{ARTICLE}?ref=hp_top", ARTICLE),
    (f"{ARTICLE}?ref=newsletter.example", ARTICLE),
    (f"{ARTICLE}?source=facebook", ARTICLE),
    (f"{ARTICLE}?from=singlemessage&isappinstalled=0", ARTICLE),
    (f"{ARTICLE}?partner=rss&emc=rss", ARTICLE),
    (f"{ARTICLE}?wt_zmc=sm.int.zonaudev.twitter", ARTICLE),
    # sessions
    ("https://paper.example/news;jsessionid=1A2B3C.node1?id=4", "https://paper.example/news?id=4"),
    ("https://paper.example/news;JSESSIONID=1A2B/4", "https://paper.example/news/4"),
    (f"{QUERY}&PHPSESSID=8fj2k3l4", QUERY),
    (f"{QUERY}&sid=0123456789abcdef0123", QUERY),
    ("https://paper.example/(S(lit3py55t21z5v55vlm25s55))/a.aspx", "https://paper.example/a.aspx"),
    # AMP, mobile and print forms
    (f"{ARTICLE}?amp", ARTICLE),
    (f"{ARTICLE}?amp=1", ARTICLE),
    (f"{ARTICLE}?_amp=true", ARTICLE),
    (f"{ARTICLE}?outputType=amp", ARTICLE),
    (f"{ARTICLE}/amp", ARTICLE),
    (f"{ARTICLE}/amp/?utm_source=x", ARTICLE),
    (f"{ARTICLE}.amp.html", f"{ARTICLE}.html"),
    (f"{ARTICLE}.amp", ARTICLE),
    (f"{ARTICLE}?usqp=mq331AQ&amp_js_v=0.1", ARTICLE),
    ("https://www.google.com/amp/s/www.paper.example/culture/amp/story-1", "https://paper.example/culture/story-1"),
    ("https://www.google.co.uk/amp/paper.example/story-1.amp.html", "https://paper.example/story-1.html"),
    ("https://paper-example.cdn.ampproject.org/c/s/paper.example/story-1/amp/", "https://paper.example/story-1"),
    ("https://cdn.ampproject.org/v/s/m.paper.example/story?id=7&amp_gsa=1", QUERY),
    (f"https://www.google.com/url?rct=j&sa=t&url={ARTICLE}%3Futm_source%3Dx&ct=ga", ARTICLE),
    (f"{ARTICLE}?print=1", ARTICLE),
    (f"{ARTICLE}?view=print", ARTICLE),
    (f"{QUERY}&print=true", QUERY),
]

DIFFERENT = [
    ("https://paper.example/amp/1.67", "https://paper.example/news/1.67"),
    ("https://paper.example/amp/story", "https://paper.example/story"),
    ("https://paper.example/amp", "https://paper.example/"),
    ("https://paper.example/guitar-amp", "https://paper.example/guitar"),
    ("https://paper.example/culture/camp", "https://paper.example/culture"),
    ("https://paper.example/amplifier", "https://paper.example/"),
    ("https://paper.example/story?id=7", "https://paper.example/story?id=8"),
    ("https://paper.example/story?id=7", "https://paper.example/story"),
    ("https://paper.example/gallery?page=2", "https://paper.example/gallery?page=1"),
    ("https://paper.example/gallery?page=2", "https://paper.example/gallery"),
    ("https://paper.example/?p=12", "https://paper.example/?p=13"),
    ("https://paper.example/play?ref=12", "https://paper.example/play?ref=13"),
    ("https://paper.example/play?ref=a12", "https://paper.example/play"),
    ("https://paper.example/play?source=culture", "https://paper.example/play"),
    ("https://paper.example/index?page=home", "https://paper.example/index?page=twitter"),
    ("https://paper.example/a?sid=4711", "https://paper.example/a?sid=4712"),
    ("https://paper.example/a?cid=881", "https://paper.example/a?cid=882"),
    ("https://paper.example/a?view=gallery", "https://paper.example/a"),
    ("https://paper.example/a?unheard_of=x", "https://paper.example/a"),
    ("https://paper.example/a?q=x%26b", "https://paper.example/a?q=x&b"),
    ("https://paper.example/a?q=x%3Dy&z", "https://paper.example/a?q=x&y&z"),
    ("https://paper.example/a?t=1&t=2", "https://paper.example/a?t=2&t=1"),
    ("https://paper.example/a?q=A", "https://paper.example/a?q=a"),
    ("https://paper.example/a%2Fb", "https://paper.example/a/b"),
    ("https://paper.example/a%3Fb", "https://paper.example/a?b"),
    ("https://paper.example/a%23b", "https://paper.example/a#b"),
    ("https://paper.example/Story", "https://paper.example/story"),
    ("https://paper.example/a/index.html", "https://paper.example/a"),
    ("https://paper.example/a.html", "https://paper.example/a"),
    ("https://paper.example/#!/story/12", "https://paper.example/#!/story/13"),
    ("https://paper.example:8080/a", "https://paper.example/a"),
    ("https://culture.paper.example/a", "https://paper.example/a"),
    ("https://en.paper.example/a", "https://de.paper.example/a"),
    ("https://paper.example/a", "https://paper.test/a"),
    ("https://mobile.test/a", "https://test/a"),
    ("https://xn--bcher-kva.example/a", "https://bucher.example/a"),
    ("https://paper.example/2026/03/16/a", "https://paper.example/2026/03/17/a"),
    ("https://www.google.com/amp/s/a.example/story", "https://www.google.com/amp/s/b.example/story"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_two_spellings_of_one_article_have_one_key(first, second):
    assert canonical_url(first) == canonical_url(second)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_two_articles_have_two_keys(first, second):
    assert canonical_url(first) != canonical_url(second)


@pytest.mark.parametrize("url", sorted({url for pair in SAME + DIFFERENT for url in pair}))
def test_a_key_is_its_own_key(url):
    assert canonical_url(canonical_url(url)) == canonical_url(url)


def test_a_key_is_a_readable_https_address():
    written = "http://WWW.paper.example:80/a/../b/?z=1&utm_source=x&a=2#top"
    assert canonical_url(written) == "https://paper.example/b?a=2&z=1"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "harbour theatre",
        "/culture/a",
        "paper.example/a",
        "ftp://paper.example/a",
        "javascript:alert(1)",
        "mailto:desk@paper.example",
        "https://",
        "https:///a",
        "https://?a=1",
        "https://.../a",
        "https://a..b/a",
        "https://paper.example:99999/",
        "https://paper.example:x/",
        "https://[::1/a",
        "https://[v1.x]/",
        "https://pa per.example/",
        "https://\ud800.example/",
        "https://%ff.example/",
        f"https://{'a' * 64}.example/",
        f"https://paper.example:{'9' * 5000}/",
        f"https://paper.example/{'a' * 5000}",
    ],
)
def test_what_is_no_web_address_is_invalid_input(url):
    for read in (canonical_url, host):
        with pytest.raises(InvalidInput):
            read(url)


def test_a_key_is_of_a_length_that_a_database_can_index():
    root = "https://paper.example/"
    assert len(canonical_url(root + "a" * (2000 - len(root)))) == 2000
    assert canonical_url(f"{root}a?utm_content={'x' * 3000}") == f"{root}a"
    for url in (root + "a" * (2001 - len(root)), root + "文" * 300):
        with pytest.raises(InvalidInput, match="at most 2000"):
            canonical_url(url)
        assert host(url) == "paper.example"
        assert resolve(root, url)


PIECES = """
    https:// http:// www. m. en. amp. google.com/amp/s/ google.com/url?url= x.cdn.ampproject.org/c/s/ paper.example
    /amp .amp .html
    ;jsessionid=1 /(S(1)) /. /.. // / ? & &amp; = ; + % %25 %2F %41 %c3%a9 é # #! utm_source=x amp=1 ref=rss
    ref=12 sid=0123456789abcdef id=3 : :80 :8080 @ \\ [::1] 新 ☃ \ud800"""
ADDRESSES = st.lists(st.sampled_from(PIECES.split()), max_size=12).map("".join)


@given(st.one_of(ADDRESSES.map("https://paper.example".__add__), ADDRESSES.map("https://".__add__), st.text()))
def test_keys_are_idempotent_and_nothing_else_is_raised(url):
    try:
        key = canonical_url(url)
    except InvalidInput:
        return
    assert canonical_url(key) == key
    assert key.startswith("https://")
    assert key.isascii()


@given(st.one_of(ADDRESSES, st.text()), st.one_of(ADDRESSES, st.text()))
def test_a_resolved_link_is_a_web_address_or_nothing(base, link):
    found = resolve(base, link)
    assert found is None or (found.startswith(("http://", "https://")) and host(found) and "#" not in found)
    assert same_site(base, link) in {True, False}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("story-1", "https://paper.example/culture/story-1"),
        ("/story-1", "https://paper.example/story-1"),
        ("?page=2", "https://paper.example/culture/?page=2"),
        ("//other.example/a", "https://other.example/a"),
        ("http://Other.example:80", "http://other.example/"),
        (" \n/story-1\t#top ", "https://paper.example/story-1"),
        ("/old harbour?q=a b", "https://paper.example/old%20harbour?q=a%20b"),
        ("\\story-1", "https://paper.example/story-1"),
        ("https://bücher.example/a?utm_source=x", "https://xn--bcher-kva.example/a?utm_source=x"),
        ("#top", "https://paper.example/culture/"),
        ("javascript:void(0)", None),
        ("java\nscript:void(0)", None),
        ("mailto:desk@paper.example", None),
        ("data:text/html,x", None),
        ("https://user:word@paper.example/a", None),
        ("https://[::1", None),
        ("http://", None),
    ],
)
def test_a_link_resolves_against_its_page(link, expected):
    assert resolve("https://paper.example/culture/", link) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Paper.Example/a", "paper.example"),
        ("http://paper.example:80/", "paper.example"),
        ("http://paper.example:443/", "paper.example:443"),
        ("https://paper.example:443/", "paper.example"),
        ("http://127.0.0.1:8081/a", "127.0.0.1:8081"),
        ("https://www.bücher.example/a", "www.xn--bcher-kva.example"),
        ("http://user:word@paper.example:8080/", "paper.example:8080"),
    ],
)
def test_the_host_is_name_and_port(url, expected):
    assert host(url) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("https://www.paper.example/", "http://m.paper.example/a", True),
        ("https://paper.example/", "https://culture.paper.example/", True),
        ("https://culture.paper.example/", "https://paper.example/", True),
        ("https://paper.example/", "https://otherpaper.example/", False),
        ("https://a.example/", "https://b.example/", False),
        ("http://127.0.0.1:8081/", "http://127.0.0.1:8082/", False),
        ("https://example/", "https://paper.example/", False),
        ("https://paper.example/", "mailto:a@paper.example", False),
    ],
)
def test_a_site_is_its_host_and_those_under_it(first, second, expected):
    assert same_site(first, second) is expected
