"""Sources on the page: one by one, added after a look, checked, removed."""

import asyncio
from dataclasses import replace

import httpx
import pytest

from monitor.core.model import SourceState
from monitor.core.politeness import StoredRobots
from monitor.demo.server import DemoServer
from monitor.service import adding
from monitor.service.trials import Trial
from monitor.web import application
from monitor.web.looks import Looks
from storage import hosts
from tests.builders import HOUR, NOON, arrival, source

HERE = {"origin": "http://127.0.0.1:8765"}


@pytest.fixture
def press(newsroom):
    """The demo's papers, which this desk may visit, and a client of its page that lives in one loop with it."""
    with DemoServer(NOON) as papers:
        fetching = replace(newsroom.desk.settings.fetch, allow_private=tuple(sorted(papers.addresses)), delay=0 * HOUR)
        desk = replace(newsroom.desk, settings=replace(newsroom.desk.settings, fetch=fetching))
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(application(desk)), base_url="http://127.0.0.1:8765", timeout=60
        )
        yield papers, client


async def looked_at(client, path, form):
    begun = await client.post(path, data=form, headers=HERE)
    assert (begun.status_code, begun.text) == (303, "")
    page = await client.get(begun.headers["location"])
    return page.text, begun.headers["location"].rpartition("/")[2]


@pytest.mark.slow
async def test_a_paper_is_looked_at_shown_and_added(press, newsroom):
    papers, client = press
    wanted = papers.sources[0]
    async with client:
        page, key = await looked_at(client, "/sources/looks", {"url": wanted.url, "section": "stage"})
        assert "It offers now" in page
        assert [source.id for source in newsroom.desk.sources] == ["paper", "gazette"]
        answer = await client.post("/sources", data={"look": key, "name": "My paper", "section": "stage"}, headers=HERE)
        added = newsroom.desk.sources[-1]
        assert (added.name, added.section) == ("My paper", "stage")
        assert answer.headers["location"] == f"/sources?added={added.id}"
        assert "My paper</b> was added" in (await client.get(answer.headers["location"])).text
        again = await client.post("/sources", data={"look": key, "name": "My paper"}, headers=HERE)
        assert (again.status_code, "is there already" in again.text) == (422, True)


@pytest.mark.slow
async def test_an_address_that_cannot_be_read_says_why_and_adds_nothing(press, newsroom):
    papers, client = press
    async with client:
        page, _ = await looked_at(client, "/sources/looks", {"url": f"{papers.sources[0].url}/nowhere"})
        assert "Nothing to read there" in page
        page, _ = await looked_at(client, "/sources/looks", {"url": "http://127.0.0.1:9/"})
        assert "private" in page or "refused" in page
        page, _ = await looked_at(client, "/sources/paper/looks", {})
        assert "It does not answer" in page
        assert (await client.post("/sources", data={"look": "nothing"}, headers=HERE)).status_code == 404
    assert len(newsroom.desk.sources) == 2


async def test_no_more_than_two_are_looked_at_at_once_and_a_page_of_one_waits(newsroom, monkeypatch):
    answered = asyncio.Event()

    async def slow(_, source, **__):
        await answered.wait()
        return Trial(source=source, error="at last")

    monkeypatch.setattr(adding, "asked", slow)
    app = application(newsroom.desk)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE["origin"]) as client:
        begun = [await client.post("/sources/paper/looks", headers=HERE) for _ in range(3)]
        assert [answer.status_code for answer in begun] == [303, 303, 429]
        monkeypatch.setattr("monitor.web.looks.PATIENCE", 0 * HOUR)
        assert "Still looking" in (await client.get(begun[0].headers["location"])).text
        monkeypatch.setattr("monitor.web.looks.PATIENCE", HOUR)
        waiting = asyncio.create_task(client.get(begun[0].headers["location"]))
        answered.set()
        assert "at last" in (await waiting).text.lower()


async def test_a_look_that_breaks_off_says_so(newsroom):
    app = application(newsroom.desk)
    app.state.looks = Looks(replace(newsroom.desk, database=None))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE["origin"]) as client:
        begun = await client.post("/sources/paper/looks", headers=HERE)
        assert "was broken off" in (await client.get(begun.headers["location"])).text


def test_what_is_no_address_is_refused_in_words(newsroom):
    for url in ("", "::", "javascript:alert(1)", "https://", "ftp://paper.example/"):
        answer = newsroom.reader().post("/sources/looks", {"url": url})
        assert (url, answer.status_code) == (url, 422)


def test_a_source_has_a_page_with_its_health_its_articles_and_its_host(newsroom):
    newsroom.store(arrival())
    newsroom.visited(SourceState(source_id="paper", last_visit=NOON, failures=2, error="answered 403"))
    page = newsroom.reader().get("/sources/paper").text
    for words in (
        "answered 403",
        "Harbour theatre opens again",
        "paper.example",
        "Check it now",
        "1 article in 28 days",
    ):
        assert words in page


def test_a_source_that_is_none_is_not_there(newsroom):
    reader = newsroom.reader()
    for path in ("/sources/nobody", "/sources/nobody/remove", "/sources/looks/nothing", "/sources/%00"):
        assert (path, reader.get(path).status_code) == (path, 404)
    assert reader.post("/sources/nobody/remove").status_code == 404
    assert reader.post("/sources/nobody/looks").status_code == 404


def test_a_source_is_removed_only_after_it_was_asked(newsroom):
    reader = newsroom.reader()
    assert "Remove <span" in reader.get("/sources/gazette/remove").text
    assert len(newsroom.desk.sources) == 2
    leads = reader.post("/sources/gazette/remove").headers["location"]
    assert "<b>gazette</b> was removed" in reader.get(leads).text
    assert "was removed" not in reader.get("/sources?removed=paper").text


def test_a_file_that_cannot_be_written_is_said_in_words(newsroom, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("monitor.settings.sources_file._replace", full)
    answer = newsroom.reader().post("/sources/gazette/remove")
    assert (answer.status_code, "No space left on device" in answer.text) == (422, True)


def test_a_source_is_not_blamed_for_what_robots_txt_forbids_to_another(newsroom):
    refused = StoredRobots(body="User-agent: *\nDisallow: /private/\n", status=200, fetched_at=NOON)
    newsroom.desk.write(hosts.keep_robots, "paper.example", refused)
    private = source(id="private", url="https://paper.example/private/")
    newsroom.desk = replace(newsroom.desk, catalogue=lambda: (source(), private))
    reader = newsroom.reader()
    assert "not let us in" not in reader.get("/sources/paper").text
    assert "it does not let us in at this source" in reader.get("/sources/private").text
    page = reader.get("/doctor").text
    assert "it does not let us in at private;" in page
    assert page.count("does not allow this user agent there") == 1


def test_the_doctor_tells_of_every_host(newsroom):
    page = newsroom.reader().get("/doctor").text
    assert page.index("gazette.example") < page.index("paper.example")
    assert "never asked" in page
    assert newsroom.reader().get("/doctor?host=nobody.example").status_code == 422
