import logging
from base64 import b64encode
from dataclasses import replace

import pytest

from monitor.web import application, guards
from tests.builders import arrival


def basic(user, password):
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


def damage(newsroom):
    """The history's file is no database any more."""
    newsroom.desk.database.close()
    for file in newsroom.desk.database.file.parent.glob("history.db*"):
        file.unlink()
    newsroom.desk.database.file.write_bytes(b"no database " * 500)


def test_a_server_on_loopback_answers_to_the_names_of_loopback(reader):
    for host in ("localhost", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST:1", "localhost."):
        assert (host, reader.get("/", host=host).status_code) == (host, 200)


STRANGERS = (
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost:80:80",
    "",
    "localhost@evil.example",
    "[::1",
    "0.0.0.0",
)


@pytest.mark.parametrize("host", STRANGERS)
def test_a_name_that_another_site_gave_to_this_server_is_refused(reader, host):
    for path in ("/", "/api/v1/status", "/healthz", "/static/style.css"):
        answer = reader.get(path, host=host)
        assert (path, answer.status_code) == (path, 400)
        assert "content-security-policy" in answer.headers
        assert "Harbour" not in answer.text


@pytest.mark.parametrize(
    ("bound", "name", "answers"),
    [
        ("127.0.0.2", "127.0.0.2:8765", True),
        ("::1", "[::1]", True),
        ("localhost", "evil.example", False),
        ("0.0.0.0", "news.lan", True),
        ("0.0.0.0", "monitor:8765", True),
        ("0.0.0.0", "192.168.1.5:8765", True),
        ("0.0.0.0", "[fd00::5]:8765", True),
        ("0.0.0.0", "evil.example", False),
        ("0.0.0.0", "127.0.0.1.evil.example", False),
        ("192.168.1.5", "", False),
    ],
)
def test_the_address_that_is_bound_decides_the_names(newsroom, bound, name, answers):
    assert (newsroom.reader(host=bound).get("/", host=name).status_code == 200) is answers


def test_with_a_password_any_name_will_do(newsroom):
    reader = newsroom.reader(host="0.0.0.0", password="secret")
    assert reader.get("/", host="news.example", authorization=basic("anybody", "secret")).status_code == 200


def test_names_can_be_given(newsroom):
    app = application(newsroom.desk, hosts=frozenset({"news.example"}))
    reader = replace(newsroom.reader(), app=app)
    assert reader.get("/", host="news.example").status_code == 200
    assert reader.get("/", host="localhost").status_code == 400


PATHS = (
    "/",
    "/editions",
    "/articles/1",
    "/search?q=a",
    "/sources",
    "/api",
    "/openapi.json",
    "/static/style.css",
    "/nope",
)


def test_with_a_password_every_page_needs_it(newsroom):
    newsroom.store(arrival())
    reader = newsroom.reader(password="pässword:1")
    for path in (*PATHS, "/api/v1/edition"):
        refused = reader.get(path)
        assert (path, refused.status_code) == (path, 401)
        assert refused.headers["www-authenticate"].startswith("Basic ")
        assert "Harbour" not in refused.text
        admitted = reader.get(path, authorization=basic("anybody", "pässword:1"))
        assert admitted.status_code == (404 if path == "/nope" else 200)


def test_another_password_does_not_open(newsroom):
    reader = newsroom.reader(password="secret")
    for given in (
        basic("a", "wrong"),
        basic("a", ""),
        basic("secret", "secret "),
        "Basic",
        "Basic !!!",
        "Bearer secret",
    ):
        assert (given, reader.get("/", authorization=given).status_code) == (given, 401)


def test_health_needs_no_password(newsroom):
    answer = newsroom.reader(password="secret").get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_health_tells_when_the_history_cannot_be_read(newsroom):
    reader = newsroom.reader()
    damage(newsroom)
    answer = reader.get("/healthz")
    assert answer.status_code == 503
    assert "history.db" not in answer.text


def test_a_history_that_cannot_be_read_is_said_in_words(newsroom):
    reader = newsroom.reader()
    damage(newsroom)
    page = reader.get("/")
    assert page.status_code == 503
    assert "The history cannot be read" in page.text
    assert "no SQLite database" in page.text
    assert page.headers["retry-after"]
    assert "no SQLite database" in reader.get("/api/v1/edition").json()["detail"]


def test_an_unknown_error_is_logged_and_shows_no_trace(newsroom, caplog):
    broken = replace(newsroom.desk, now=lambda: 1 // 0)
    reader = replace(newsroom.reader(), app=application(broken))
    with caplog.at_level(logging.ERROR):
        page = reader.get("/")
    assert page.status_code == 500
    assert "Something went wrong on our side" in page.text
    assert "ZeroDivision" not in page.text
    assert "ZeroDivisionError" in caplog.text
    assert page.headers["content-security-policy"] == guards.HEADERS["Content-Security-Policy"]


def test_pages_can_only_be_read(reader):
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        answer = reader.get("/", method=method, origin=reader.base)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_head_gets_what_a_get_would_without_the_body(reader):
    answer = reader.get("/", method="HEAD")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) == len(reader.get("/").content)


def test_no_page_loads_the_documentation_from_elsewhere(reader):
    assert reader.get("/docs").status_code == 404
    assert reader.get("/redoc").status_code == 404


def test_only_static_files_are_served(reader):
    for path in ("/static/../pages.py", "/static/%2e%2e/pages.py", "/static/", "/static/..%2fpages.py"):
        assert (path, reader.get(path).status_code) == (path, 404)
