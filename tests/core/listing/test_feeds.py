import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.errors import BrokenListing, NotAListing
from monitor.core.listing import read
from monitor.core.model import Candidate, ListingKind

URL = "https://paper.example/culture/feed"
RSS = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>The Paper</title>{}</channel></rss>'


def item(number, day=17):
    return (
        f"<item><title>Story {number}</title><link>https://paper.example/a/{number}</link>"
        f"<pubDate>Tue, {day:02} Mar 2026 10:{number % 60:02}:00 +0100</pubDate></item>"
    )


def links(body, **options):
    return [candidate.url for candidate in read(body, url=URL, **options).candidates]


def test_rss_gives_addresses_titles_and_dates():
    listing = read(
        RSS.format(
            "<item><title>Mara &amp;amp; the &lt;i&gt;steps&lt;/i&gt;</title><link> /a/1 </link>"
            "<pubDate>Tue, 17 Mar 2026 10:00:00 +0100</pubDate></item>"
        ).encode(),
        url=URL,
    )
    assert (listing.kind, listing.title) == (ListingKind.FEED, "The Paper")
    assert listing.candidates == (
        Candidate(
            url="https://paper.example/a/1",
            title="Mara & the steps",
            published=datetime(2026, 3, 17, 9, tzinfo=UTC),
        ),
    )


def test_atom_gives_the_alternate_link_and_the_date_of_publication():
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Old &lt;b&gt;steps
    &lt;/b&gt;</title><link rel="self" href="/api/1"/><link rel="alternate" href="/a/1"/><id>tag:1</id>
    <published>2026-03-17T10:00:00+01:00</published><updated>2026-03-18T10:00:00Z</updated></entry></feed>"""
    (candidate,) = read(body, url=URL).candidates
    assert (candidate.url, candidate.title) == ("https://paper.example/a/1", "Old steps")
    assert candidate.published == datetime(2026, 3, 17, 9, tzinfo=UTC)


def test_rdf_is_a_feed():
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/"><title>Culture</title><items><rdf:Seq>
    <rdf:li rdf:resource="/a/1"/></rdf:Seq></items></channel>
    <item rdf:about="/a/1"><title>One</title><link>/a/1</link><dc:date>2026-03-17T10:00:00+09:00</dc:date></item>
    </rdf:RDF>"""
    (candidate,) = read(body, url=URL).candidates
    assert (candidate.url, candidate.published) == ("https://paper.example/a/1", datetime(2026, 3, 17, 1, tzinfo=UTC))


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_a_json_feed_is_a_feed_and_its_text_is_harmless(version):
    items = [
        {"id": "1", "url": "/a/1", "title": "Old \ud83d steps\x00", "date_published": "2026-03-17"},
        {"id": "https://paper.example/a/2", "title": None, "date_published": 5},
        {"id": "javascript:x", "url": "javascript:x"},
        "no item",
    ]
    listing = read(json.dumps({"version": version, "title": "Culture", "items": items}).encode(), url=URL)
    assert [candidate.url for candidate in listing.candidates] == [
        "https://paper.example/a/1",
        "https://paper.example/a/2",
    ]
    assert listing.candidates[0].title == "Old steps"


def test_an_empty_feed_is_a_listing():
    for body in (RSS.format(""), '<feed xmlns="http://www.w3.org/2005/Atom"/>'):
        assert read(body, url=URL).candidates == ()


def test_a_feed_gives_each_article_once_and_no_scripts():
    entries = (
        item(1) + item(2) + item(1).replace("/a/1", "/a/1?utm_source=rss") + "<item><link>javascript:x</link></item>"
    )
    assert sorted(links(RSS.format(entries))) == ["https://paper.example/a/1", "https://paper.example/a/2"]


def test_entries_come_by_date_and_at_most_the_newest():
    oldest_first = "".join(item(number, day) for number, day in ((1, 14), (2, 15), (3, 16), (4, 17)))
    assert links(RSS.format(oldest_first), newest=2) == ["https://paper.example/a/4", "https://paper.example/a/3"]
    newest_first = "".join(item(number, day) for number, day in ((1, 17), (2, 16), (3, 15), (4, 14)))
    assert links(RSS.format(newest_first), newest=2) == ["https://paper.example/a/1", "https://paper.example/a/2"]


def test_a_feed_without_dates_keeps_its_order():
    undated = "".join(f"<item><link>https://paper.example/a/{number}</link></item>" for number in (3, 1, 2))
    assert links(RSS.format(undated)) == [f"https://paper.example/a/{number}" for number in (3, 1, 2)]


def test_a_huge_feed_is_cut_before_it_is_parsed():
    assert len(links(RSS.format("".join(map(item, range(20_000)))), newest=30)) == 30


@pytest.mark.parametrize(
    "body", [RSS.format("&nope; " + item(1)), RSS.format(item(1))[:-20], "\n \n" + RSS.format(item(1))]
)
def test_a_broken_feed_gives_what_can_be_read(body):
    assert links(body) == ["https://paper.example/a/1"]


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel><item><title>x",
        RSS.format("")[:-20],
        RSS.format("<item><title>x & y</title></item>"),
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The',
        "<urlset><url><loc>https://paper.example/a",
    ],
)
def test_broken_xml_without_an_article_is_no_empty_feed(body):
    with pytest.raises(BrokenListing, match=r"example/.*: lists no articles: .*(?:broken|cannot be read)"):
        read(body, url=URL)


def test_blank_lines_before_an_empty_feed_do_not_make_it_a_broken_one():
    assert read('\n\n<?xml version="1.0"?>' + RSS.format(""), url=URL).candidates == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_feed_is_read_in_its_encoding(encoding):
    body = RSS.format("<item><title>Zurück</title><link>/a/1</link></item>").encode(encoding)
    assert read(body, url=URL).candidates[0].title == "Zurück"


def test_packed_bodies_are_unpacked():
    assert links(gzip.compress(RSS.format(item(1)).encode())) == ["https://paper.example/a/1"]


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://paper.example/a/1</loc><lastmod>2026-03-01</lastmod></url>
<url><loc>https://paper.example/a/2</loc><lastmod>2026-03-18</lastmod>
<image:image><image:loc>https://paper.example/2.jpg</image:loc><image:title>A stage</image:title></image:image>
<news:news><news:publication><news:name>The Paper</news:name></news:publication>
<news:publication_date>2026-03-17T10:00:00+01:00</news:publication_date>
<news:title>Steps &amp; stages</news:title></news:news>
</url><url><loc> https://paper.example/a/3 </loc></url><url><loc>javascript:x</loc></url></urlset>"""


def test_a_sitemap_gives_its_newest_addresses_first():
    listing = read(SITEMAP, url="https://paper.example/sitemap.xml")
    assert listing.kind is ListingKind.SITEMAP
    assert [candidate.url[-1] for candidate in listing.candidates] == ["2", "1", "3"]
    assert listing.candidates[0].title == "Steps & stages"
    assert listing.candidates[0].published == datetime(2026, 3, 17, 9, tzinfo=UTC)


def test_a_packed_or_truncated_sitemap_gives_what_it_has():
    assert len(links(gzip.compress(SITEMAP.encode()))) == 3
    assert len(links(SITEMAP[: SITEMAP.index(" https://paper.example/a/3")])) == 2


def test_a_sitemap_index_names_its_sitemaps_with_those_for_news_first():
    body = """<sitemapindex><sitemap><loc>https://paper.example/s/2025.xml</loc><lastmod>2025-12-31</lastmod></sitemap>
    <sitemap><loc>https://paper.example/s/2026.xml</loc><lastmod>2026-03-17</lastmod></sitemap>
    <sitemap><loc>/s/news.xml</loc></sitemap></sitemapindex>"""
    listing = read(body, url="https://paper.example/sitemap.xml")
    assert (listing.kind, listing.candidates) == (ListingKind.SITEMAP_INDEX, ())
    assert [child.rpartition("/")[2] for child in listing.children] == ["news.xml", "2026.xml", "2025.xml"]


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"{}",
        b'{"version": 1, "items": 2}',
        b'{"a":' + b"[" * 100_000,
        b"<rss",
        b"\x1f\x8b broken",
        gzip.compress(bytes(30_000_000)),
        f"{BOMB}<rss version='2.0'><channel><title>&b;</title></channel></rss>",
        f"{BOMB}<urlset><url><loc>https://paper.example/&b;</loc></url></urlset>",
        RSS.format("<item><link>https://paper.example/a" * 50_000),
        RSS.format("<item>" + "<a>" * 100_000 + "</item>"),
        RSS.format("<item>" + "<category>x</category>" * 100_000 + "</item>"),
        RSS.format("<item><a " + " ".join(f"a{number}='1'" for number in range(50_000)) + "/></item>"),
        "<urlset>" + "<url>" * 100_000,
    ],
)
def test_what_cannot_be_read_safely_is_no_listing(body):
    with pytest.raises(NotAListing):
        read(body, url=URL)


PIECES = (
    '<?xml version="1.0" encoding="x"?>|<rss version="2.0">|<channel>|<item>|</item>|<entry>|<link href="/a"/>|<link>'
    "|http://[/a|</link>|<pubDate>|17 Mar 99999|</pubDate>|<title>|&amp;|&b;|<![CDATA[|]]>|<feed>|<urlset>|<url>|<loc>"
    '|https://paper.example/a-b-c-d|</loc>|<html>|<a href="/a-b-c-d-e">|<a href="http://[x">|harbour|</a>|<h2>'
    '|<base href="x:">|{"version":"jsonfeed.org","items":[{"id":"1"}]}|<item xml:base="http://[">|<guid>|\ud800|\x00'
)


@given(st.one_of(st.lists(st.sampled_from(PIECES.split("|")), max_size=15).map("".join), st.text(), st.binary()))
def test_no_input_raises_anything_but_not_a_listing(body):
    try:
        listing = read(body, url=URL)
    except NotAListing:
        return
    assert all(candidate.url.startswith(("http://", "https://")) for candidate in listing.candidates)


@given(
    st.binary(max_size=200),
    st.sampled_from([RSS.format(item(1)), SITEMAP, "<html><a href='/a-b-c-d'>Old steps</a>"]),
    st.data(),
)
def test_damaged_bodies_raise_nothing_else_either(noise, whole, data):
    place = data.draw(st.integers(min_value=0, max_value=len(whole)))
    try:
        read(
            whole[:place].encode() + noise + whole[place:].encode(),
            url=URL,
            content_type=data.draw(st.text(max_size=30)),
        )
    except NotAListing:
        return
