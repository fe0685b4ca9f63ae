"""Where listings are looked for, what a page names, and which of several listings is the best."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core import listing
from monitor.core.listing import findings, named, places
from monitor.core.listing.findings import Finding, Section, Way
from monitor.core.model import Listing, ListingKind
from tests.builders import NOON, candidate

HOME = "https://paper.example"
PAGE = f"{HOME}/culture/"
DAY = timedelta(days=1)


def listed(kind=ListingKind.FEED, folder="/culture", count=5, published=NOON, title="A headline of the day"):
    found = tuple(
        candidate(url=f"{HOME}{folder}/a-play-{index}", title=title, published=published) for index in range(count)
    )
    return Listing(kind=kind, candidates=found)


def finding(url=f"{HOME}/feed.xml", **changes):
    return Finding(url=url, way=Way.NAMED, listing=listed(**changes))


@pytest.fixture
def section():
    return findings.section(PAGE, listed(ListingKind.PAGE))


def best(section, *found):
    return findings.best(found, section, NOON)


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("/", "/"),
        ("", "/"),
        ("/index.html", "/"),
        ("/culture", "/culture/"),
        ("/culture/", "/culture/"),
        ("/culture.html", "/culture/"),
        ("/life/culture/index.shtml?page=1", "/life/culture/"),
        ("/v2.0/culture/default.aspx", "/v2.0/culture/"),
    ],
)
def test_a_section_is_a_folder_however_its_page_is_spelled(path, folder):
    assert places.section_path(HOME + path) == folder


@pytest.mark.parametrize("path", ["/", "/culture/", "/a/b/c/index.html"])
def test_guesses_are_few_and_on_the_host_itself(path):
    guesses = (*places.feeds(HOME + path), *places.sitemaps(HOME + path, ()))
    assert len(places.feeds(HOME + path)) <= places.MOST_FEEDS
    assert all(guess.startswith(f"{HOME}/") for guess in guesses)
    assert len(set(guesses)) == len(guesses)


def test_a_section_is_guessed_at_before_its_site():
    assert places.feeds(PAGE)[0].startswith(PAGE)
    assert f"{HOME}/feed/" in places.feeds(PAGE)


def test_sitemaps_for_news_are_asked_before_others():
    told = (f"{HOME}/sitemap.xml", f"{HOME}/old.xml", f"{HOME}/news.xml")
    assert places.sitemaps(HOME, told)[:2] == (f"{HOME}/news.xml", f"{HOME}/sitemap.xml")


@pytest.mark.parametrize(
    ("url", "above"),
    [
        ("/culture/rss.xml", ["/culture/", "/"]),
        ("/a/b/c/feed/", ["/a/b/c/", "/a/b/", "/"]),
        ("/culture/", ["/"]),
        ("/", []),
    ],
)
def test_above_an_address_are_its_sections_and_the_front_page(url, above):
    assert [place.removeprefix(HOME) for place in places.above(HOME + url)] == above


@pytest.mark.parametrize(
    ("path", "name"),
    [("/culture/rss.xml", "culture"), ("/culture/feed/", "culture"), ("/arts/index.html", "arts"), ("/rss.xml", "")],
)
def test_the_name_of_a_section_is_its_folders_and_no_feeds(path, name):
    assert places.section_name(HOME + path) == name


def test_a_feed_is_better_than_a_page_of_the_same_articles(section):
    page = finding(PAGE, kind=ListingKind.PAGE)
    assert best(section, page, finding()).url == f"{HOME}/feed.xml"


@pytest.mark.parametrize(
    "worse",
    [
        {"folder": "/sport"},
        {"published": NOON - 800 * DAY, "folder": "/culture/archive"},
        {"count": 0},
        {"kind": ListingKind.SITEMAP, "title": None},
    ],
)
def test_a_page_is_better_than_a_feed_of_elsewhere_of_long_ago_or_of_nothing(section, worse):
    page = finding(PAGE, kind=ListingKind.PAGE, published=None)
    assert best(section, finding(**worse), page).url == PAGE


def test_nothing_is_best_where_nothing_lists_anything(section):
    assert best(section) is None
    assert best(section, finding(count=0)) is None


def test_a_feed_of_the_section_settles_the_search_and_others_do_not(section):
    assert findings.settles(finding(), section, NOON)
    for lacking in ({"folder": "/sport"}, {"count": 2}, {"published": NOON - 100 * DAY}, {"kind": ListingKind.SITEMAP}):
        assert not findings.settles(finding(**lacking), section, NOON)


def test_all_articles_of_a_site_belong_to_its_front_page():
    assert findings.belonging(listed(folder="/sport"), Section(url=f"{HOME}/")) == 1.0


def test_a_listing_of_the_whole_site_is_kept_to_the_section(section):
    mixed = listed(folder="/sport", count=20)
    mixed = replace(mixed, candidates=mixed.candidates + listed().candidates)
    fitted = findings.fitted(replace(finding(), listing=mixed), section)
    assert fitted.listing.candidates == listed().candidates
    assert fitted.include == ("*://*paper.example/culture/*",)


def test_what_was_found_and_how_is_told_in_words():
    assert findings.told(finding()) == "a feed, named by the page"
    assert findings.told(finding(kind=ListingKind.SITEMAP)).startswith("a news sitemap")
    assert findings.told(finding(kind=ListingKind.PAGE)).startswith("the article links of a page")


def read(markup, url=PAGE):
    return listing.read(f"<!doctype html><html>{markup}</html>", url=url)


@pytest.mark.parametrize(
    ("content", "onward"),
    [
        ("0; url=/arts/", f"{HOME}/arts/"),
        ("0;URL='/arts/'", f"{HOME}/arts/"),
        ('0, url="//www.paper.example/arts/"', "https://www.paper.example/arts/"),
        ("3;/arts/", f"{HOME}/arts/"),
    ],
)
def test_a_page_that_sends_its_readers_on_is_a_listing_of_where_it_sends_them(content, onward):
    quoted = content.replace('"', "&quot;")
    assert read(f'<meta http-equiv="refresh" content="{quoted}">').onward == onward


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="refresh" content="300">',
        '<meta http-equiv="refresh" content="0; url=/culture/">',
        '<meta http-equiv="refresh" content="600; url=/arts/">',
        '<meta http-equiv="refresh" content="0; url=javascript:go()">',
        '<meta http-equiv="refresh" content="0; url=file:///etc/passwd">',
        '<noscript><meta http-equiv="refresh" content="0; url=/no-scripts/"></noscript>',
        '<meta http-equiv="expires" content="0; url=/arts/">',
    ],
)
def test_a_page_that_keeps_its_readers_sends_nobody_on(head):
    feed = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    assert read(head + feed).onward is None


def test_where_a_page_sends_on_to_is_told_from_its_base():
    assert read('<base href="/arts/"><meta http-equiv=refresh content="0;url=today.html">').onward == (
        f"{HOME}/arts/today.html"
    )


def test_feeds_are_found_in_anchors_by_their_text_or_address():
    foot = """<a href="/rss/culture.xml">RSS</a><a href="/rss/comments.xml">RSS</a><a href="/culture/atom">Atom</a>
    <a href="/nieuws.rdf">Nieuws</a><a href="/about/feeding-the-ducks/">Feeding the ducks</a><a href="/a.xml">A</a>"""
    assert set(read(foot).feeds) == {f"{HOME}/rss/culture.xml", f"{HOME}/culture/atom", f"{HOME}/nieuws.rdf"}


MENU = """<nav><a href="/">Home</a><a href="/sport/">Sport</a><a href="/leben/kultur/">Kultur</a>
<a href="/kunst-und-kultur-von-gestern.html">Alte Kultur</a><a href="https://other.example/kultur/">Kultur</a>
<a href="/article/a-very-long-headline-that-is-no-section">A very long headline that is surely no section's</a></nav>"""


@pytest.mark.parametrize(("name", "path"), [("culture", "/leben/kultur/"), ("Sport", "/sport/"), ("chess", None)])
def test_a_section_is_found_in_a_menu_by_its_name_in_many_languages(name, path):
    menu = named.sections(f"<html><body>{MENU}</body></html>", f"{HOME}/")
    found = named.section_called(menu, name)
    assert found == (f"{HOME}{path}" if path else None)


@given(markup=st.text(max_size=300), link=st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_menu_or_refresh_raises_or_leads_anywhere_but_to_the_web(markup, link):
    page = f'<html><meta http-equiv=refresh content="0;url={link}"><a href="{link}">Kultur</a>{markup}'
    for found in named.sections(page, PAGE):
        assert found.url.startswith(("http://", "https://"))
    feeds = '<link rel="alternate" type="application/rss+xml" href="/f.xml">'
    onward = listing.read(feeds + page, url=PAGE).onward
    assert onward is None or onward.startswith(("http://", "https://"))
