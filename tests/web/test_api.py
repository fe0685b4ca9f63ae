import pytest

from tests.builders import NOON, PARAGRAPHS, arrival


def test_the_edition_comes_with_its_sentences(reader):
    told = reader.get("/api/v1/edition").json()
    assert (told["day"], told["state"], told["timezone"]) == ("2026-03-17", "published", "Europe/Berlin")
    assert told["items"][0]["sentences"][1]["text"] == PARAGRAPHS[1]
    assert told["items"][0]["published"] == "2026-03-17T11:00:00Z"
    assert reader.get("/api/v1/edition?day=2026-03-17").json() == told


def test_the_days_with_an_edition_are_listed(reader):
    assert reader.get("/api/v1/editions").json() == {"days": ["2026-03-17"]}


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
    ],
)
def test_a_refusal_is_said_in_words(reader, path, status):
    answer = reader.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert isinstance(answer.json()["detail"], str)


def test_the_interface_describes_itself_to_machines_and_to_people(reader):
    document = reader.get("/openapi.json").json()
    assert set(document["paths"]) == {
        f"/api/v1/{name}" for name in ("edition", "editions", "articles/{article_id}", "search", "sources", "status")
    }
    page = reader.get("/api").text
    for path in document["paths"]:
        assert f"GET {path}" in page
    assert "next_offset" in page
    assert "published or draft or composed" in page
