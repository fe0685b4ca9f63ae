"""Feeds to subscribe to, and editions as files."""

import io
import json
import zipfile
from datetime import date, timedelta
from email.utils import format_datetime

import feedparser
import pytest

from monitor import render
from monitor.web.feeds import LATEST
from tests.builders import HOUR, NOON, arrival, edition, item

FEEDS = pytest.mark.parametrize("path", ["/feeds/digest.atom", "/feeds/digest.json"])
BASE = "http://127.0.0.1:8765"


def test_the_digest_is_a_feed_in_two_formats(reader):
    answer = reader.get("/feeds/digest.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(answer.content)
    assert [one.title for one in read.entries] == ["Harbour theatre opens again"]
    assert {link.rel: link.href for link in read.feed.links} == {
        "alternate": f"{BASE}/",
        "self": f"{BASE}/feeds/digest.atom",
    }
    answer = reader.get("/feeds/digest.json")
    assert answer.headers["content-type"] == "application/feed+json"
    assert answer.json()["feed_url"] == f"{BASE}/feeds/digest.json"
    assert [one["id"] for one in answer.json()["items"]] == [one.id for one in read.entries]


def test_a_feed_holds_the_latest_editions_newest_first(newsroom):
    for number in range(LATEST + 2):
        day = NOON - timedelta(days=number)
        newsroom.publish(edition(day=day.date(), since=day - HOUR, until=day, items=(item(title=f"{day:%d %B}"),)))
    titles = [one["title"] for one in newsroom.reader().get("/feeds/digest.json").json()["items"]]
    assert len(titles) == LATEST
    assert titles[:2] == ["17 March", "16 March"]


@FEEDS
def test_who_has_a_feed_is_sent_nothing_until_it_changes(reader, newsroom, path):
    first = reader.get(path)
    known = {"if-none-match": first.headers["etag"]}
    again = reader.get(path, **known)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    since = {"if-modified-since": first.headers["last-modified"]}
    assert first.headers["last-modified"] == format_datetime(NOON, usegmt=True)
    assert reader.get(path, **since).status_code == 304
    assert reader.get(path, **since, **{"if-none-match": '"another"'}).status_code == 200
    newsroom.publish(edition(day=date(2026, 3, 18), until=NOON + timedelta(days=1)))
    assert reader.get(path, **known).status_code == 200
    assert reader.get(path, **since).status_code == 200


@FEEDS
@pytest.mark.parametrize("since", ["yesterday", "", "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"])
def test_a_date_that_is_none_gets_the_whole_feed(reader, path, since):
    assert reader.get(path, **{"if-modified-since": since}).status_code == 200


@FEEDS
def test_before_the_first_edition_a_feed_is_empty_and_sound(newsroom, path):
    newsroom.store(arrival())
    answer = newsroom.reader().get(path)
    assert answer.status_code == 200
    assert "Harbour" not in answer.text
    assert "There is no edition yet." in answer.text


@pytest.mark.parametrize(
    ("ending", "media_type", "first"),
    [
        ("epub", "application/epub+zip", b"PK"),
        ("md", "text/markdown; charset=utf-8", b"# Daily digest"),
        ("json", "application/json", b"{"),
        ("txt", "text/plain; charset=utf-8", b"DAILY DIGEST"),
    ],
)
def test_an_edition_is_kept_as_a_file_of_its_own_name(reader, ending, media_type, first):
    answer = reader.get(f"/editions/2026-03-17.{ending}")
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="digest-2026-03-17.{ending}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content.startswith(first)
    known = {"if-none-match": answer.headers["etag"]}
    assert reader.get(f"/editions/2026-03-17.{ending}", **known).status_code == 304


@pytest.mark.parametrize("name", ["2026-03-16.epub", "2026-03-17.pdf", "2026-03-17.", ".epub", "nope.json", "a.b.md"])
def test_what_was_never_published_is_no_file(reader, name):
    assert reader.get(f"/editions/{name}").status_code == 404


def test_pages_name_the_feeds_and_the_files_that_there_are(reader):
    page = reader.get("/").text
    for address in (
        "/feeds/digest.atom",
        "/feeds/digest.json",
        "/editions/2026-03-17.epub",
        "/editions/2026-03-17.txt",
    ):
        assert f'href="{address}"' in page
        assert reader.get(address).status_code == 200
    assert ".epub" not in reader.get("/draft").text


def test_the_demos_edition_is_the_same_in_its_files_and_feeds(demo_desk, demo_edition):
    from monitor.web import application
    from tests.web.conftest import Reader

    pages = Reader(application(demo_desk))
    name = demo_edition.name
    assert pages.get(f"/editions/{name}.epub").content == render.epub(demo_edition)
    assert zipfile.ZipFile(io.BytesIO(pages.get(f"/editions/{name}.epub").content)).testzip() is None
    assert pages.get(f"/editions/{name}.json").json() == json.loads(render.json(demo_edition))
    titles = [told.title for told in demo_edition.items]
    assert [one["title"] for one in pages.get("/feeds/digest.json").json()["items"][: len(titles)]] == titles
