"""The sample newspapers, as others' tests rely on them."""

from __future__ import annotations

import gzip
import html
import re
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPMessage
from urllib.parse import urlsplit

import pytest

from monitor.core.text import words
from monitor.demo.server import DemoServer
from monitor.demo.site import Shelf, Site
from monitor.demo.sites import SITES

NOW = datetime(2026, 3, 17, 12, 0, 30, tzinfo=UTC)
EVERY_SITE = pytest.mark.parametrize("site", SITES, ids=lambda site: site.id)


@pytest.fixture(scope="module")
def server():
    with DemoServer(NOW) as running:
        yield running


@pytest.fixture
def fresh():
    with DemoServer(NOW) as running:
        yield running


def ask(url: str, method: str = "GET", **headers: str) -> tuple[int, HTTPMessage, bytes]:
    """One request, no redirect followed, no proxy looked for."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=5)
    try:
        connection.request(method, parts._replace(scheme="", netloc="").geturl(), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def base(server: DemoServer, site: Site) -> str:
    return next(source.url for source in server.sources if source.id == site.id).removesuffix(site.listing_path)


def seen(markup: str) -> str:
    """A page's text as one line, without tags, space or entities: enough to look for sentences in it."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", markup)))


def addresses_in(listing: str) -> set[str]:
    return {html.unescape(found) for found in re.findall(r"http://127\.0\.0\.1:\d+/[^\s<\"]*", listing)}


@EVERY_SITE
def test_an_article_s_page_holds_its_words_in_its_charset(server, site):
    for article in server.articles[site.id]:
        status, headers, body = ask(article.url)
        assert status == 200
        assert headers.get_content_type() == "text/html"
        assert headers.get_content_charset() == (site.charset.lower() if site.charset_in_header else None)
        text = seen(body.decode(site.codec))
        for part in (article.title, article.subtitle or "", *article.paragraphs, *article.captions):
            assert seen(html.escape(part)) in text
        assert article.image is not None
        assert ask(article.image)[1].get_content_type() == "image/png"


@EVERY_SITE
def test_the_section_links_to_exactly_its_articles_and_extras(server, site):
    _, _, body = ask(base(server, site) + site.section_path)
    shown = re.search(r"<!-- listing -->(.*)<!-- /listing -->", body.decode(site.codec), re.DOTALL)
    links = {html.unescape(link) for link in re.findall(r'href="(/[^"]*)"', shown[1])}
    articles = {urlsplit(article.url).path for article in server.articles[site.id]}
    assert links == articles | {extra.path for extra in site.extras}


@pytest.mark.parametrize("site", [s for s in SITES if s.listing is not Shelf.PAGE], ids=lambda site: site.id)
def test_a_feed_or_sitemap_names_exactly_its_articles(server, site):
    path = {Shelf.RSS: "/culture/rss.xml", Shelf.SITEMAP: "/sitemaps/actualites.xml.gz"}
    _, headers, body = ask(base(server, site) + path.get(site.listing, site.listing_path))
    if site.listing is Shelf.SITEMAP:
        assert headers.get_content_type() == "application/gzip"
        body = gzip.decompress(body)
    listing = body.decode("utf-8" if site.listing is Shelf.JSON else site.codec)
    others = {base(server, site) + site.section_path, base(server, site) + site.listing_path}
    assert addresses_in(listing) - others == {article.url for article in server.articles[site.id]}
    listing = html.unescape(listing).replace('\\"', '"')
    assert [article.title for article in server.articles[site.id] if article.title not in listing] == []


def test_a_sitemap_index_leads_to_the_news_sitemap(server):
    site = next(site for site in SITES if site.listing is Shelf.SITEMAP)
    _, _, body = ask(base(server, site) + site.listing_path)
    assert f"{base(server, site)}/sitemaps/actualites.xml.gz" in body.decode()
    assert f"Sitemap: {base(server, site)}{site.listing_path}" in ask(base(server, site) + "/robots.txt")[2].decode()


@EVERY_SITE
def test_every_site_has_a_robots_file_an_icon_and_a_kind_404(server, site):
    status, headers, body = ask(base(server, site) + "/robots.txt")
    assert (status, headers.get_content_type()) == (200, "text/plain")
    assert b"User-agent: *" in body
    assert ask(base(server, site) + "/favicon.svg")[0] == 200
    status, _, body = ask(base(server, site) + "/not/there")
    assert status == 404
    assert seen(html.escape(site.lost)) in seen(body.decode(site.codec))
    status, headers, _ = ask(base(server, site) + "/")
    assert (status, headers["Location"]) == (302, site.section_path)


@EVERY_SITE
def test_the_articles_came_out_in_the_last_twenty_hours(server, site):
    times = [article.published for article in server.articles[site.id]]
    assert times == sorted(times, reverse=True)
    assert all(NOW - timedelta(hours=20) <= each <= NOW for each in times)
    assert all(each.second == each.microsecond == 0 for each in times)


def test_sources_and_addresses_name_every_site(server):
    assert [source.id for source in server.sources] == [site.id for site in SITES]
    assert {source.section for source in server.sources} == {"culture"}
    assert server.addresses == {urlsplit(source.url).netloc for source in server.sources}
    assert all(re.fullmatch(r"127\.0\.0\.1:\d+", address) for address in server.addresses)


@EVERY_SITE
def test_an_unchanged_page_is_not_sent_again(server, site):
    url = server.articles[site.id][0].url
    _, first, _ = ask(url)
    for condition in (
        {"If-None-Match": first["ETag"]},
        {"If-None-Match": f'"other", W/{first["ETag"]}'},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        status, headers, body = ask(url, **condition)
        assert (status, body) == (304, b"")
        assert headers["ETag"] == first["ETag"]


def test_a_stale_or_odd_condition_brings_the_page(server):
    url = server.articles["harbour-lantern"][0].url
    _, first, page = ask(url)
    for condition in (
        {"If-None-Match": '"other"', "If-Modified-Since": first["Last-Modified"]},
        {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If-Modified-Since": "the day before yesterday"},
    ):
        status, _, body = ask(url, **condition)
        assert (status, body) == (200, page)


def test_head_gives_the_same_head_and_no_body(server):
    url = server.articles["harbour-lantern"][0].url
    status, headers, body = ask(url, "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(ask(url)[2])


def test_requests_are_counted_by_site(fresh):
    url = fresh.articles["harbour-lantern"][0].url
    for suffix in ("", "?utm_source=letter", ""):
        ask(url + suffix)
    assert fresh.requests["harbour-lantern"] == [
        urlsplit(url).path + suffix for suffix in ("", "?utm_source=letter", "")
    ]
    assert not any(paths for site, paths in fresh.requests.items() if site != "harbour-lantern")


def test_many_at_once_are_all_answered_and_counted(fresh):
    url = fresh.articles["harbour-lantern"][0].url
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(url)[0])) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 30
    assert len(fresh.requests["harbour-lantern"]) == 30


def museum(server: DemoServer):
    """The article that is corrected."""
    return next(article for article in server.articles["harbour-lantern"] if "umbrella" in str(article.url))


def test_what_came_out_later_is_not_there_at_an_earlier_hour(fresh):
    youngest = fresh.articles["puddlewick-gazette"][0].url
    fresh.turn_back(NOW - timedelta(hours=9))
    assert ask(youngest)[0] == 404
    assert all(a.published <= NOW - timedelta(hours=9) for each in fresh.articles.values() for a in each)
    assert all(fresh.articles.values())
    fresh.turn_on()
    assert ask(youngest)[0] == 200


def test_what_came_out_days_ago_was_listed_then_and_keeps_its_page(fresh):
    fresh.turn_back(NOW - timedelta(hours=76))
    then = {name: articles for name, articles in fresh.articles.items() if articles}
    assert set(then) == {"harbour-lantern", "puddlewick-gazette"}
    (article,) = then["harbour-lantern"]
    assert article.title in html.unescape(ask(base(fresh, SITES[0]) + "/culture/rss.xml")[2].decode())
    fresh.turn_on()
    assert ask(article.url)[0] == 200
    assert article.url not in {each.url for each in fresh.articles["harbour-lantern"]}
    assert article.url not in ask(base(fresh, SITES[0]) + "/culture/rss.xml")[2].decode()


def test_the_corrected_article_changes_its_headline_its_figure_and_its_tag(fresh):
    before = museum(fresh)
    _, first, _ = ask(before.url)
    fresh.correct()
    after = museum(fresh)
    assert (after.url, after.published) == (before.url, before.published)
    assert after.title != before.title
    assert "4,000th" in after.paragraphs[0]
    assert after.paragraphs[-1].startswith("Correction:")
    assert after.modified == NOW.replace(second=0)
    conditions = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    status, headers, body = ask(before.url, **conditions)
    assert status == 200
    assert parsedate_to_datetime(headers["Last-Modified"]) > parsedate_to_datetime(first["Last-Modified"])
    assert seen(html.escape(after.paragraphs[-1])) in seen(body.decode())
    assert seen(html.escape(before.title)) not in seen(body.decode())


def test_a_correction_reaches_the_listing_and_leaves_the_other_articles_alone(fresh):
    feed = base(fresh, SITES[0]) + "/culture/rss.xml"
    other = fresh.articles["harbour-lantern"][2].url
    (_, listed, _), (_, article, _) = ask(feed), ask(other)
    fresh.correct()
    assert ask(feed, **{"If-None-Match": listed["ETag"]})[0] == 200
    assert ask(other, **{"If-Modified-Since": article["Last-Modified"]})[0] == 304


def shingles(text: str) -> set[tuple[str, ...]]:
    parts = words(text)
    return set(zip(parts, parts[1:], parts[2:], strict=False))


def test_the_wire_story_stands_in_three_papers_as_copies(server):
    wire = [
        a
        for articles in server.articles.values()
        for a in articles
        if "carousel" in (a.url + a.text) and "Hedy Ross" in a.text
    ]
    assert len(wire) == 3
    assert len({article.title for article in wire}) == 3
    assert len({len(article.paragraphs) for article in wire}) == 3
    texts = [shingles(article.text) for article in wire]
    for one in texts:
        for other in texts:
            assert len(one & other) / min(len(one), len(other)) >= 0.6


def test_two_articles_that_are_no_copies_share_little(server):
    texts = [shingles(a.text) for a in server.articles["harbour-lantern"]]
    assert all(len(a & b) / min(len(a), len(b)) < 0.1 for i, a in enumerate(texts) for b in texts[:i])


def test_a_private_page_is_linked_and_forbidden_beside_a_crawl_delay_of_nothing(server):
    site = next(site for site in SITES if site.id == "puddlewick-gazette")
    robots = ask(base(server, site) + "/robots.txt")[2].decode()
    assert "Crawl-delay: 0" in robots
    assert "Disallow: /private/" in robots
    assert any(extra.path.startswith("/private/") for extra in site.extras)


@pytest.mark.parametrize(("error", "printed"), [(ConnectionResetError(), False), (KeyError("ours"), True)])
def test_a_reader_who_goes_away_leaves_the_terminal_clean(server, capfd, error, printed):
    kiosk = server._kiosks["harbour-lantern"]
    try:
        raise error
    except (ConnectionResetError, KeyError):
        kiosk.handle_error(None, ("127.0.0.1", 1))
    assert bool(capfd.readouterr().err) is printed


def test_closing_is_prompt_and_final():
    with DemoServer(NOW) as running:
        url = running.articles["harbour-lantern"][0].url
        assert ask(url)[0] == 200
        started = time.monotonic()
    assert time.monotonic() - started < 5
    with pytest.raises(OSError, match="refused"):
        ask(url)
