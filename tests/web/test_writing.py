"""Who may change something, and from where."""

from base64 import b64encode

import pytest

from monitor.web.guards import SameOrigin

REMOVE = "/sources/gazette/remove"


def basic(password):
    return "Basic " + b64encode(f"anybody:{password}".encode()).decode()


def ids(newsroom):
    return [source.id for source in newsroom.desk.sources]


def test_whoever_sits_at_the_machine_may_write_without_a_password(newsroom):
    answer = newsroom.reader().post(REMOVE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sources?removed=gazette")
    assert ids(newsroom) == ["paper"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ""},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:8766"},
        {"origin": "http://["},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
        {"sec_fetch_site": "cross-site", "origin": "http://127.0.0.1:8765"},
    ],
)
def test_a_form_of_another_site_changes_nothing_and_its_sender_is_told_why(newsroom, headers):
    for reader in (newsroom.reader(), newsroom.reader(password="secret")):
        answer = reader.post(REMOVE, authorization=basic("secret"), **headers)
        assert answer.status_code == 403
        assert "did not come from this page" in answer.text
    assert ids(newsroom) == ["paper", "gazette"]


def test_a_browser_s_own_word_counts_where_a_proxy_changed_the_host(newsroom):
    answer = newsroom.reader().post(REMOVE, origin="https://news.example", sec_fetch_site="same-origin")
    assert answer.status_code == 303


def test_from_another_machine_nothing_is_changed_without_a_password(newsroom):
    reader = newsroom.reader(host="0.0.0.0")
    reader.client = "192.168.1.7"
    assert reader.get("/").status_code == 200
    answer = reader.post(REMOVE)
    assert answer.status_code == 403
    assert "Nothing can be changed from here" in answer.text
    assert ids(newsroom) == ["paper", "gazette"]


@pytest.mark.parametrize("name", ["x-forwarded-for", "forwarded", "x-real-ip", "via", "x-forwarded-host"])
def test_what_a_proxy_passed_on_does_not_count_as_sitting_at_the_machine(newsroom, name):
    assert newsroom.reader().post(REMOVE, **{name: "203.0.113.9"}).status_code == 403


def test_a_password_for_writes_leaves_reading_free(newsroom):
    reader = newsroom.reader(password="secret", password_for="writes")
    assert reader.get("/sources").status_code == 200
    refused = reader.post(REMOVE)
    assert (refused.status_code, "www-authenticate" in refused.headers) == (401, True)
    assert reader.post(REMOVE, authorization=basic("wrong")).status_code == 401
    assert ids(newsroom) == ["paper", "gazette"]
    assert reader.post(REMOVE, authorization=basic("secret")).status_code == 303


def test_a_page_that_all_may_read_still_answers_to_inner_names_alone(newsroom):
    reader = newsroom.reader(host="0.0.0.0", password="secret", password_for="writes")
    assert reader.get("/", host="evil.example").status_code == 400
    assert reader.get("/", host="news.lan").status_code == 200


def trusting(newsroom, **web):
    return newsroom.reader(trust_header="X-Remote-User", **web)


def test_a_proxy_that_names_its_user_opens_the_page(newsroom):
    reader = trusting(newsroom)
    refused = reader.get("/")
    assert (refused.status_code, "through the proxy" in refused.text) == (403, True)
    assert reader.get("/", **{"x-remote-user": "mara"}).status_code == 200
    assert reader.get("/", **{"x-remote-user": "  "}).status_code == 403
    assert reader.post(REMOVE, x_remote_user="mara").status_code == 303


def test_that_header_counts_from_no_other_machine(newsroom):
    reader = trusting(newsroom, host="0.0.0.0", password="secret")
    reader.client = "192.168.1.7"
    assert reader.get("/", **{"x-remote-user": "mara"}).status_code == 401
    assert reader.get("/", authorization=basic("secret")).status_code == 200


def test_without_the_setting_the_header_is_nobody_s_word(newsroom):
    assert newsroom.reader(password="secret").get("/", **{"x-remote-user": "mara"}).status_code == 401


def test_a_body_that_no_form_here_sends_is_refused(newsroom):
    reader = newsroom.reader()
    assert reader.post("/sources/looks", {"url": "x" * 20_000}).status_code == 413
    assert reader.post("/sources/looks", {str(n): "x" for n in range(50)}).status_code == 422
    assert reader.post("/sources/looks", {}).status_code == 422


async def test_what_is_no_request_is_let_pass():
    seen = []

    async def app(scope, *_):
        seen.append(scope["type"])

    await SameOrigin(app)({"type": "lifespan"}, None, None)
    assert seen == ["lifespan"]
