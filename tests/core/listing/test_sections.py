import pytest

from monitor.core.errors import NotAListing
from monitor.core.listing import read
from monitor.core.model import ListingKind

HOME = "https://paper.example"
URL = f"{HOME}/culture/"

FRAME = """
<header><div class="top"><a href="/">The Paper</a> <a href="/subscribe">Subscribe for four weeks now</a></div>
<nav><ul><li><a href="/world/">World</a></li><li><a href="/culture/">Culture</a></li>
<li><a href="/special/elections-in-the-north-2026">Elections in the north: what you need to know</a></li></ul></nav>
</header>{}
<footer><a href="/privacy-policy">Privacy policy</a> <a href="/about/the-people-who-make-it">The people who make it</a>
<a href="mailto:desk@paper.example">Write to us</a> <a href="https://social.example/the-paper-of-the-town">Follow</a>
</footer>"""


def page(main, head=""):
    return f"<!doctype html><html><head><title>Culture</title>{head}</head><body>{FRAME.format(main)}</body></html>"


def addresses(main, url=URL, head=""):
    return [candidate.url.removeprefix(HOME) for candidate in read(page(main, head), url=url).candidates]


def titles(main, url=URL):
    return [candidate.title for candidate in read(page(main), url=url).candidates]


CARDS = """<main><h1>Culture</h1><section class="grid">
<article class="card tag-opera"><a href="/culture/harbour-theatre-opens-again"><img src="1.jpg" alt="A stage"></a>
 <header><a class="kicker" href="/culture/theatre/">Theatre</a>
 <h3><a href="/culture/harbour-theatre-opens-again">Harbour theatre <em>opens</em> again</a></h3></header>
 <p>After nine years. <a href="/culture/harbour-theatre-opens-again#comments">12 comments</a></p>
 <a href="/culture/harbour-theatre-opens-again?utm_source=teaser">Read more</a>
 <span>By <a href="/authors/mara-lindqvist-of-the-paper">Mara Lindqvist</a></span></article>
<article class="card"><a href="/culture/the-novel-of-the-year"><h3>The novel of the year is a cookbook</h3>
 <p>Nobody expected that a book about soup would win, and least of all its author.</p></a></article>
<article class="card"><h3>Obituary</h3><a href="/culture/a-life-behind-the-camera">more</a></article>
<article class="card"><a href="/video/backstage-with-the-dancers">Backstage with the dancers of the opera</a></article>
</section><div class="pagination"><a href="/culture/?page=2">Show me older articles of this section</a></div></main>"""


def test_cards_give_each_article_once_with_its_headline():
    assert addresses(CARDS) == [
        "/culture/harbour-theatre-opens-again",
        "/culture/the-novel-of-the-year",
        "/culture/a-life-behind-the-camera",
    ]
    assert titles(CARDS) == ["Harbour theatre opens again", "The novel of the year is a cookbook", "Obituary"]


LIST = """<div id="content"><h2>Culture</h2><ul>
<li><a href="choir-of-fishermen-sings-in-the-cathedral.html">Choir of fishermen sings in the cathedral</a></li>
<li><a href="museum-shows-its-forgeries.html">Museum shows its forgeries</a></li>
<li><a href="./a-prize.html">A prize for the town's oldest bookshop</a></li>
<li><a href="//www.paper.example/culture/street-of-painters-to-stay.html">Street of painters to stay</a></li>
</ul>
<p><a href="/culture/film/">Film</a> | <a href="/culture/books/">Books</a> | <a href="/culture/music/">Music</a></p>
</div>"""


def test_a_plain_list_gives_its_links():
    assert [candidate.url for candidate in read(page(LIST), url=URL).candidates] == [
        f"{URL}choir-of-fishermen-sings-in-the-cathedral.html",
        f"{URL}museum-shows-its-forgeries.html",
        f"{URL}a-prize.html",
        "https://www.paper.example/culture/street-of-painters-to-stay.html",
    ]


TABLE = """<table width=760><tr><td width=150 class=left><a href="/sports.html">Sports</a><br><a href="/markets.html">
Markets</a><br><a href="/culture/index.html">Culture</a></td><td><table>
<tr><td><a href="/page/202603/1330001.shtml"><img src=a.gif></a></td>
<td><a href="/page/202603/1330001.shtml">Lantern makers of the old town keep a craft alive</a><br>2026/3/17</td></tr>
<tr><td></td><td><a href="/page/202603/1330002.shtml">Opera about a bridge fills the house</a></td></tr>
<tr><td></td><td><a href="/page/202603/1329977.shtml">Paper cuts, large as houses</a></td></tr>
</table></td></tr></table>"""


def test_a_table_layout_with_numbered_pages_gives_its_links():
    expected = ["/page/202603/1330001.shtml", "/page/202603/1330002.shtml", "/page/202603/1329977.shtml"]
    assert addresses(TABLE, url=f"{HOME}/life/culture/index.html") == expected


DATED = """<div class="lead"><h2><a href="/2026/mar/17/harbour-theatre">A theatre comes home</a></h2></div>
<div class="stream">
<div class="item"><a href="/2026/mar/17/interview"><span>Theatre</span> <span>“I kept the steps”</span></a></div>
<div class="item"><a href="/2026/mar/16/rites">Review: Rites of spring, in the rain</a></div>
<div class="item"><a href="/2026/mar/15/obituary-a-b">Obituary</a></div>
<div class="item"><a href="/2026/mar/15/songs">Twelve songs for the week that was</a></div></div>"""


def test_dates_in_addresses_speak_for_articles_even_with_short_texts():
    assert addresses(DATED) == [
        "/2026/mar/17/harbour-theatre",
        "/2026/mar/17/interview",
        "/2026/mar/16/rites",
        "/2026/mar/15/obituary-a-b",
        "/2026/mar/15/songs",
    ]


NUMBERED = """<div class="board"><dl>
<dt><a href="view.php?idxno=48213&sec=9">작은 극장이 아홉 해 만에 다시 문을 연다</a></dt>
<dt><a href="view.php?idxno=48207&sec=9">올해의 소설은 요리책이었다</a></dt>
<dt><a href="view.php?idxno=48199&sec=9">거리의 화가들, 남는다</a></dt></dl>
<a href="list.php?sec=9&page=2">다음</a> <a href="list.php?sec=3">사회</a></div>"""


def test_numbers_in_parameters_name_articles():
    assert addresses(NUMBERED, url=f"{HOME}/news/list.php?sec=9") == [
        "/news/view.php?idxno=48213&sec=9",
        "/news/view.php?idxno=48207&sec=9",
        "/news/view.php?idxno=48199&sec=9",
    ]


NON_LATIN = """<div class="list">
<h3><a href="/culture/2026/3/17/المسرح-القديم-يفتح">المسرح القديم يفتح أبوابه من جديد</a></h3>
<h3><a href="/culture/%D8%B1%D9%88%D8%A7%D9%8A%D8%A9-%D8%A7%D9%84%D8%B9%D8%A7%D9%85-%D9%87%D8%B0%D9%87">
رواية العام كتاب طبخ</a></h3>
<h3><a href="/culture/古い港の劇場がふたたび開く">古い港の劇場がふたたび開く</a></h3>
<a href="/文化">文化</a> <a href="/ثقافة">ثقافة</a></div>"""


def test_slugs_of_other_scripts_name_articles():
    found = addresses(NON_LATIN)
    assert len(found) == 3
    assert all(address.startswith("/culture/") for address in found)


MOST_READ = f"""<div class="box"><h4>Most read</h4><ol>
<li><a href="/sport/a-goal-in-the-very-last-minute">A goal in the very last minute of the season</a></li>
<li><a href="/culture/museum-shows-its-forgeries.html">Museum shows</a></li></ol></div>
{LIST}<div class="widget-popular"><a href="/world/what-the-election-means-now">What the election means now</a></div>
<aside><a href="/shop/ten-gifts-for-readers-of-poetry">Ten gifts for readers of poetry</a></aside>"""


def test_most_read_boxes_come_after_the_list_and_asides_not_at_all():
    assert addresses(MOST_READ)[-2:] == ["/sport/a-goal-in-the-very-last-minute", "/world/what-the-election-means-now"]
    assert addresses(MOST_READ)[0] == "/culture/museum-shows-its-forgeries.html"
    assert len(addresses(MOST_READ)) == 6


def test_links_resolve_against_the_base_of_the_page():
    main = '<ul><li><a href="harbour-theatre-opens-again">Harbour theatre opens again</a></li></ul>'
    assert addresses(main, head='<base href="/arts/">') == ["/arts/harbour-theatre-opens-again"]


def test_scripts_mails_and_other_sites_never_come_out():
    main = """<ul><li><a href="javascript:open('harbour-theatre-opens-again')">Harbour theatre opens again</a></li>
    <li><a href="mailto:a-long-name-of-the-desk@paper.example">Write a long letter to the desk</a></li>
    <li><a href="https://other.example/harbour-theatre-opens-again">Harbour theatre opens again, they say</a></li>
    <li><a href="https://arts.paper.example/harbour-theatre-opens-again">Harbour theatre opens again</a></li></ul>"""
    found = [candidate.url for candidate in read(page(main), url=URL).candidates]
    assert found == ["https://arts.paper.example/harbour-theatre-opens-again"]


def test_a_style_inside_a_link_is_no_part_of_its_text():
    main = "<h2><a href='/a-b-c-d'><style>.x{color:red}</style><svg><title>Lock</title></svg>Old steps</a></h2>"
    assert titles(main) == ["Old steps"]


def test_a_short_number_in_p_turns_a_page_and_a_long_one_names_an_article():
    main = "<a href='/?p=16755'>The choir of the fishermen sings</a><a href='/?p=2'>Show me older articles</a>"
    assert addresses(main) == ["/?p=16755"]


def test_a_teaser_brings_its_printed_date():
    main = """<article><time datetime="2026-03-17T10:00:00+01:00">today</time>
    <h2><a href="/a-b-c-d">Old steps</a></h2></article>"""
    assert read(page(main), url=URL).candidates[0].published.isoformat() == "2026-03-17T09:00:00+00:00"


def test_a_page_names_its_feeds_with_its_own_section_first():
    head = """<link rel="alternate" type="application/rss+xml" href="/feed.xml">
    <link rel="alternate" type="application/rss+xml" href="/comments/feed.xml" title="Comments">
    <link rel="alternate" type="application/atom+xml" href="/culture/feed.atom">
    <link rel="alternate" type="application/rss+xml" href="javascript:feed()">
    <link rel="alternate" hreflang="de" href="/de/">"""
    assert read(page(LIST, head), url=URL).feeds == (f"{URL}feed.atom", f"{HOME}/feed.xml")


def test_a_page_that_only_names_a_feed_is_a_listing():
    listing = read(page("<div id=app></div>", "<link rel=alternate type=application/rss+xml href=/feed.xml>"), url=URL)
    assert listing.kind is ListingKind.PAGE
    assert (listing.candidates, listing.feeds) == ((), (f"{HOME}/feed.xml",))


def test_at_most_the_newest_are_given():
    assert len(read(page(LIST), url=URL, newest=2).candidates) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_a_page_is_read_in_its_encoding(encoding):
    main = '<meta charset="windows-1252"><p><a href="/zurück-zur-schönen-oper">Zurück zur schönen Oper</a></p>'
    assert read(page(main).encode(encoding), url=URL).candidates[0].title == "Zurück zur schönen Oper"


@pytest.mark.parametrize(
    "main",
    [
        "",
        "<p>Please sign in.</p><a href='/login?return=the-page-you-came-from-today'>Sign in to your account now</a>",
        "<a href='/world/'>World</a><a href='/culture/film/'>Film</a><a href='/tag/opera-house-of-the-town'>Opera</a>",
    ],
)
def test_a_page_without_article_links_is_no_listing(main):
    with pytest.raises(NotAListing):
        read(page(main), url=URL)


@pytest.mark.parametrize(
    "markup",
    [
        "<html>" + "<div>" * 5000,
        "<html>" + "".join(f"<font size={i}><p>" for i in range(2000)),
        "<html><a " + " ".join(f"a{i}=1" for i in range(20_000)) + ">",
        "<html>" + "<" * 1_000_000,
        "<html>" + "x" * 6_000_000,
    ],
)
def test_markup_that_would_choke_the_parser_is_refused_before_the_parse(markup):
    with pytest.raises(NotAListing):
        read(markup, url=URL)
