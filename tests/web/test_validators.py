import pytest
from starlette.responses import Response, StreamingResponse

from monitor.web.validators import EntityTags, has, tag
from tests.builders import NOON, arrival
from tests.web.conftest import Reader

PATHS = ("/", "/editions", "/articles/1", "/sources", "/search?q=harbour", "/api/v1/edition", "/openapi.json")


@pytest.mark.parametrize("path", PATHS)
def test_who_has_an_answer_is_sent_nothing_but_that_it_still_holds(reader, path):
    first = reader.get(path)
    again = reader.get(path, **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert "content-length" not in again.headers
    assert "content-type" not in again.headers
    assert "content-security-policy" in again.headers


def test_a_tag_changes_with_what_it_stands_for(newsroom):
    reader = newsroom.reader()
    before = reader.get("/api/v1/articles").headers["etag"]
    assert reader.get("/api/v1/articles").headers["etag"] == before
    newsroom.store(arrival(seen_at=NOON))
    answer = reader.get("/api/v1/articles", **{"if-none-match": before})
    assert (answer.status_code, answer.headers["etag"] == before) == (200, False)


def test_a_head_is_tagged_as_its_get(reader):
    got, head = reader.get("/api/v1/edition"), reader.get("/api/v1/edition", method="HEAD")
    assert head.headers["etag"] == got.headers["etag"]
    assert reader.get("/", method="HEAD", **{"if-none-match": "*"}).status_code == 304


def test_an_answer_is_a_readers_own_and_asked_for_again(reader):
    for path in PATHS:
        headers = reader.get(path).headers
        assert headers["cache-control"] == "private, no-cache"
        assert "Authorization" in headers["vary"]


def test_what_is_refused_or_posted_has_no_tag(reader):
    assert "etag" not in reader.get("/nope").headers
    posted = reader.get("/", method="POST", **{"if-none-match": "*"})
    assert (posted.status_code, posted.headers["cache-control"]) == (403, "no-store")
    assert "etag" not in posted.headers


def test_a_static_file_keeps_its_own_tag(reader):
    first = reader.get("/static/style.css")
    again = reader.get("/static/style.css", **{"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)


def test_what_is_streamed_goes_through_as_it_comes():
    answer = Reader(EntityTags(StreamingResponse(iter(["a", "b"])))).get("/", **{"if-none-match": "*"})
    assert (answer.status_code, answer.text, "etag" in answer.headers) == (200, "ab", False)


def test_an_own_tag_is_left_as_it_is():
    app = EntityTags(Response("a", headers={"ETag": '"own"', "Cache-Control": "no-store"}))
    answer = Reader(app).get("/", **{"if-none-match": '"own"'})
    assert (answer.status_code, answer.headers["cache-control"]) == (304, "no-store")


@pytest.mark.parametrize("known", ['"a"', 'W/"a"', '"b", "a"', '"b" ,W/"a"', "*", " * ", '"b","a","c,d"'])
def test_a_list_of_tags_is_read_as_it_may_be_written(known):
    assert has(known, '"a"')


@pytest.mark.parametrize("known", ["", "a", '"b"', '"a', "'a'", '"A"', '**, "b"', "\x00", '"b"a"'])
def test_what_names_another_tag_or_none_holds_nothing(known):
    assert not has(known, '"a"')


def test_a_tag_is_strong_and_made_of_every_byte():
    assert tag(b"a") != tag(b"b")
    assert tag(b"a").startswith('"')
