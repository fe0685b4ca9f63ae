from datetime import date

import pytest

from monitor.core.model import EditionKind, SourceState
from tests.builders import HOUR, NOON, PARAGRAPHS, arrival, edition, item


def test_the_edition_comes_with_its_sentences(reader):
    told = reader.get("/api/v1/edition").json()
    assert (told["day"], told["state"], told["timezone"]) == ("2026-03-17", "published", "Europe/Berlin")
    assert told["items"][0]["sentences"][1]["text"] == PARAGRAPHS[1]
    assert told["items"][0]["published"] == "2026-03-17T11:00:00Z"
    assert reader.get("/api/v1/edition?day=2026-03-17").json() == told


def test_the_days_with_an_edition_are_listed(reader):
    assert reader.get("/api/v1/editions").json() == {
        "days": ["2026-03-17"],
        "editions": [{"name": "2026-03-17", "day": "2026-03-17", "kind": "daily"}],
        "next": None,
    }


def followed(reader, path):
    """Every page of a list, by the addresses that it gives."""
    pages = []
    while path:
        pages.append(reader.get(path).json())
        path = pages[-1]["next"]
    return pages


def test_a_long_list_of_editions_goes_on_where_it_says(newsroom):
    for day in (15, 16, 17):
        newsroom.publish(edition(day=date(2026, 3, day)))
    newsroom.publish(edition(day=date(2026, 3, 16), kind=EditionKind.EVENING))
    pages = followed(newsroom.reader(), "/api/v1/editions?limit=2")
    assert [page["days"] for page in pages] == [["2026-03-17", "2026-03-16"], ["2026-03-15"]]
    assert sorted(one["name"] for one in pages[0]["editions"]) == ["2026-03-16", "2026-03-16-evening", "2026-03-17"]


def test_an_edition_can_be_had_by_its_name_and_its_stories_in_pages(newsroom):
    told = tuple(item(story_id=n, title=f"Story {n}") for n in range(1, 4))
    newsroom.publish(edition(kind=EditionKind.EVENING, items=told))
    reader = newsroom.reader()
    whole = reader.get("/api/v1/editions/2026-03-17-evening").json()
    pages = followed(reader, "/api/v1/editions/2026-03-17-evening/items?limit=2")
    assert [len(page["items"]) for page in pages] == [2, 1]
    assert [one for page in pages for one in page["items"]] == whole["items"]
    assert whole["items"][0]["tier"] == "must know"


def test_the_draft_is_what_is_to_come(newsroom):
    newsroom.store(arrival())
    assert newsroom.reader().get("/api/v1/draft").json()["state"] == "draft"


def test_a_story_comes_with_who_told_it(newsroom):
    gazette = {"source_id": "gazette", "source_name": "The Gazette"}
    newsroom.store(arrival(), arrival(url="https://gazette.example/1", published=NOON, **gazette))
    told = newsroom.reader().get("/api/v1/stories/1").json()
    assert (told["outlets"], told["first"]["article_id"]) == (["The Paper", "The Gazette"], 1)
    assert told["timeline"][1]["copy_of"] == arrival().url
    assert told["summary"][0]["sentence"]["text"] == PARAGRAPHS[0]


def test_the_latest_articles_go_on_to_the_first(newsroom):
    for n in range(5):
        newsroom.store(arrival(url=f"https://paper.example/{n}", paragraphs=(f"Concert hall {n}. " * 9,)))
    newsroom.store(arrival(url="https://gazette.example/1", source_id="gazette"))
    pages = followed(newsroom.reader(), "/api/v1/articles?source=paper&limit=2")
    assert [[one["id"] for one in page["articles"]] for page in pages] == [[5, 4], [3, 2], [1]]


def test_what_a_version_changed_is_told_in_parts(newsroom):
    newsroom.store(arrival())
    newsroom.store(arrival(title="Harbour theatre stays shut", seen_at=NOON + HOUR))
    (correction,) = newsroom.reader().get("/api/v1/articles/1/changes").json()["corrections"]
    assert (correction["number"], correction["kinds"]) == (2, ["headline"])
    assert correction["changes"][0]["part"] == "Headline"
    assert "".join(part["text"] for part in correction["changes"][0]["after"]) == "Harbour theatre stays shut"


def test_a_source_and_its_host_can_be_asked_for(newsroom):
    newsroom.visited(SourceState(source_id="paper", last_visit=NOON, failures=2, error="answered 503"))
    reader = newsroom.reader()
    assert reader.get("/api/v1/sources/paper").json()["cause"] == "answered 503"
    assert reader.get("/api/v1/sources/nobody").status_code == 404
    (host,) = reader.get("/api/v1/doctor?host=paper").json()["hosts"]
    assert (host["host"], [one["id"] for one in host["sources"]]) == ("paper.example", ["paper"])
    assert "`monitor sources check paper` tries it now" in host["remedies"][0]
    assert len(reader.get("/api/v1/doctor").json()["hosts"]) == 2


def test_an_article_comes_with_its_versions_and_copies(newsroom):
    gazette = {"source_id": "gazette", "source_name": "The Gazette"}
    newsroom.store(arrival(), arrival(url="https://gazette.example/1", published=NOON, **gazette))
    told = newsroom.reader().get("/api/v1/articles/1").json()
    assert told["article"]["text"] == "\n\n".join(PARAGRAPHS)
    sentence = told["article"]["summary"][0]
    assert told["article"]["text"][sentence["start"] : sentence["end"]] == sentence["text"]
    assert [version["number"] for version in told["versions"]] == [1]
    assert [copy["source_name"] for copy in told["copies"]] == ["The Gazette"]
    assert newsroom.reader().get("/api/v1/articles/2").json()["article"]["copy_of"] == arrival().url


def test_an_article_comes_with_the_own_reports_of_its_story(newsroom):
    told = ("The harbour theatre is open again; Mara Lindqvist began with short plays by writers from the town.",)
    newsroom.store(
        arrival(), arrival(url="https://gazette.example/1", source_id="gazette", paragraphs=told, published=NOON)
    )
    found = newsroom.reader().get("/api/v1/articles/1").json()
    assert ([copy["url"] for copy in found["copies"]], [report["url"] for report in found["reports"]]) == (
        [],
        ["https://gazette.example/1"],
    )


def test_a_search_says_where_it_goes_on(newsroom):
    newsroom.store(
        *(arrival(url=f"https://paper.example/{n}", paragraphs=(f"Concert hall {n}. " * 9,)) for n in range(3))
    )
    reader = newsroom.reader()
    first = reader.get("/api/v1/search?q=concert&limit=2").json()
    assert (len(first["results"]), first["next_offset"]) == (2, 2)
    last = reader.get("/api/v1/search?q=concert&limit=2&offset=2").json()
    assert (len(last["results"]), last["next_offset"]) == (1, None)
    assert reader.get("/api/v1/search?q=").json()["results"] == []


def test_the_sources_and_the_status_are_told(reader):
    sources = reader.get("/api/v1/sources").json()["sources"]
    assert [(source["id"], source["verdict"], source["articles"]) for source in sources] == [
        ("paper", "waiting", 1),
        ("gazette", "waiting", 0),
    ]
    status = reader.get("/api/v1/status").json()
    assert (status["sources"], status["articles"], status["versions"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("articles/7", 404),
        ("articles/x", 422),
        ("articles/0", 422),
        (f"articles/{2**63}", 422),
        ("edition?day=yesterday", 422),
        ("edition?day=1700000000", 422),
        ("search", 422),
        ("search?q=a&limit=0", 422),
        ("search?q=before:never", 422),
        ("nothing", 404),
        ("stories/7", 404),
        (f"stories/{10**40}", 422),
        ("editions/never", 404),
        ("editions/0001-01-01", 404),
        ("editions/9999-12-31", 404),
        ("editions/2026-03-17'--", 422),
        ("editions/%F0%9F%8E%AD", 422),
        ("sources/%F0%9F%8E%AD", 404),
        ("sources/%00", 404),
        ("search?q=%00", 422),
        ("search?q=source:%00", 422),
        ("articles?source=%00", 422),
        ("search?q=%ff%fe", 422),
        ("search?q=a&limit=1e3", 422),
        (f"search?q=a&offset={10**30}", 422),
        (f"search?q={'a' * 5000}", 422),
        ("articles?before=0", 422),
        ("doctor?host=nowhere.example", 422),
    ],
)
def test_a_refusal_is_said_in_words(reader, path, status):
    answer = reader.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert isinstance(answer.json()["detail"], str)


def test_the_interface_describes_itself_to_machines_and_to_people(reader):
    document = reader.get("/openapi.json").json()
    assert "/api/v1/stories/{story_id}" in document["paths"]
    assert all(
        {"200", "304", "401", "422", "503"} <= set(way["get"]["responses"]) for way in document["paths"].values()
    )
    page = reader.get("/api").text
    for path in document["paths"]:
        assert f"GET {path}" in page
    assert "next_offset" in page
    assert "published or draft or composed" in page
