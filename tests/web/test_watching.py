"""Watches on the page: added, read, removed."""

from monitor.service import watches
from tests.builders import arrival


def added(newsroom, **sent):
    newsroom.store(arrival())
    reader = newsroom.reader()
    answer = reader.post("/watches", {"query": "theatre -film", "name": "Theatres"} | sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/watches/1")
    return reader


def test_a_watch_is_added_and_found_again(newsroom):
    reader = added(newsroom, notify="yes")
    (one,) = watches.every(newsroom.desk)
    assert (one.watch.name, one.watch.query, one.watch.notify) == ("Theatres", "theatre -film", True)
    page = reader.get("/watches").text
    assert '<a href="/watches/1" dir="auto">Theatres</a>' in page
    assert "told at once" in page


def test_a_watch_shows_what_it_found(newsroom):
    reader = added(newsroom)
    assert "Harbour theatre opens again" in reader.get("/watches/1").text
    newsroom.store(arrival(url="https://paper.example/2", title="A theatre on wheels", paragraphs=("It rolls. " * 20,)))
    page = reader.get("/watches/1").text
    assert "A theatre on wheels" in page
    assert "Nothing yet" not in page
    assert 'href="/search?q=theatre%20-film"' in page


def test_a_watch_without_a_name_is_called_like_its_query(newsroom):
    added(newsroom, name="")
    assert [one.watch.name for one in watches.every(newsroom.desk)] == ["theatre -film"]


def test_a_watch_that_cannot_be_meant_is_explained_beside_what_was_written(newsroom):
    reader = newsroom.reader()
    answer = reader.post("/watches", {"query": "after:never", "name": "Mine"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'value="after:never"' in answer.text
    assert 'value="Mine"' in answer.text
    assert reader.post("/watches", {}).status_code == 422


def test_a_search_may_become_a_watch(newsroom):
    reader = newsroom.reader()
    assert 'href="/watches?q=silent%20film"' in reader.get("/search?q=silent+film").text
    assert 'value="silent film"' in reader.get("/watches?q=silent+film").text


def test_a_watch_that_asks_for_nothing_that_is_there_says_so(newsroom):
    newsroom.store(arrival())
    reader = newsroom.reader()
    reader.post("/watches", {"query": "theatre source:papper", "name": "Mine"})
    assert "There is nothing of source:papper; the nearest: source:paper." in reader.get("/watches/1").text


def test_a_watch_is_removed(newsroom):
    reader = added(newsroom)
    answer = reader.post("/watches/1/remove")
    assert answer.headers["location"] == "/watches?removed=Theatres"
    assert "was removed" in reader.get(answer.headers["location"]).text
    assert watches.every(newsroom.desk) == ()


def test_a_watch_that_is_none_is_not_there(newsroom):
    reader = newsroom.reader()
    for path in ("/watches/1", "/watches/0", f"/watches/{2**63}", "/watches/x"):
        assert (path, reader.get(path).status_code) == (path, 404)
    assert reader.post("/watches/1/remove").status_code == 404


def test_another_site_adds_no_watch(newsroom):
    assert newsroom.reader().post("/watches", {"query": "a"}, origin="https://evil.example").status_code == 403
    assert watches.every(newsroom.desk) == ()
