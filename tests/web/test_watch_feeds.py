"""What watches found, as feeds and as JSON."""

import feedparser
import pytest

from monitor.service import watches
from tests.builders import HOUR, NOON, arrival

NUMBERS = ("one", "two", "three", "four", "five")


@pytest.fixture
def reader(newsroom):
    """Of a desk with two watches, one of which found five articles, and with a name that is to do harm."""
    watches.add(newsroom.desk, "<b>Op&era</b>", "opera", notify=True)
    watches.add(newsroom.desk, "nothing", "nowhere")
    for place, number in enumerate(NUMBERS):
        newsroom.store(
            arrival(
                url=f"https://paper.example/{number}",
                title=f"Opera {number}",
                paragraphs=(f"On evening {number} the house was {number * 3}.",),
                seen_at=NOON + place * HOUR,
            )
        )
    return newsroom.reader()


def test_a_watch_is_a_feed_in_two_formats(reader):
    answer = reader.get("/feeds/watches/1.atom")
    read = feedparser.parse(answer.content)
    assert [one.title for one in read.entries] == [f"Opera {number}" for number in NUMBERS[::-1]]
    assert read.feed.title in {"<b>Op&era</b>", "&lt;b&gt;Op&amp;era&lt;/b&gt;"}
    answer = reader.get("/feeds/watches/1.json")
    assert answer.headers["content-type"] == "application/feed+json"
    assert [one["id"] for one in answer.json()["items"]] == [one.id for one in read.entries]
    assert reader.get("/feeds/watches/2.json").json()["items"] == []


@pytest.mark.parametrize("path", ["/feeds/watches/1.atom", "/feeds/watches/1.json", "/feeds/watches/2.atom"])
def test_who_has_what_a_watch_found_is_sent_nothing(reader, path):
    first = reader.get(path)
    assert reader.get(path, **{"if-none-match": first.headers["etag"]}).status_code == 304


def test_watches_come_with_what_they_found(reader):
    told = reader.get("/api/v1/watches").json()
    assert [(one["name"], one["query"], one["notify"], one["articles"]) for one in told["watches"]] == [
        ("<b>Op&era</b>", "opera", True, 5),
        ("nothing", "nowhere", False, 0),
    ]
    assert told["watches"][0]["latest"] == "2026-03-17T16:00:00Z"
    first = reader.get("/api/v1/watches?limit=1").json()
    assert reader.get(first["next"]).json()["watches"] == told["watches"][1:]


def test_what_a_watch_found_goes_on_where_it_says(reader):
    path, titles = "/api/v1/watches/1/matches?limit=2", []
    while path:
        page = reader.get(path).json()
        titles += [match["article"]["title"] for match in page["matches"]]
        path = page["next"]
    assert titles == [f"Opera {number}" for number in NUMBERS[::-1]]


@pytest.mark.parametrize("path", ["/feeds/watches/9.atom", "/feeds/watches/9.json", "/api/v1/watches/9/matches"])
def test_a_watch_that_is_none_is_not_there(reader, path):
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize("number", [0, 2**70, "x"])
def test_a_number_that_is_none_is_refused(reader, number):
    assert reader.get(f"/api/v1/watches/{number}/matches").status_code == 422
