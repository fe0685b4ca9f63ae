import re

from tests.web.test_hostile import PATHS


def loads(page):
    """Addresses of what a page loads besides itself."""
    return re.findall(r'(?:<link rel="(?:preload|stylesheet|icon)" href|<script src)="([^"]+)"', page)


def test_what_a_page_loads_may_be_kept_for_good_under_that_name(reader):
    for address in loads(reader.get("/").text):
        answer = reader.get(address)
        assert (address, answer.status_code) == (address, 200)
        assert "immutable" in answer.headers["cache-control"]
        assert reader.get(address.partition("?")[0]).headers["cache-control"].endswith("no-cache")


def test_the_style_names_its_letters_as_they_are_now(reader):
    style = reader.get("/static/style.css").text
    letters = re.findall(r'url\("([^"]+)"\)', style)
    assert len(letters) == 5
    for address in letters:
        answer = reader.get(address)
        assert (address, answer.headers["content-type"]) == (address, "font/woff2")
        assert "immutable" in answer.headers["cache-control"]


def test_what_did_not_change_is_not_sent_again(reader):
    tag = reader.get("/static/page.js").headers["etag"]
    answer = reader.get("/static/page.js", **{"if-none-match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert reader.get("/static/page.js", **{"if-none-match": '"other"'}).status_code == 200


def test_a_page_with_all_that_it_loads_is_small(reader):
    letters = {"/static/text.woff2", "/static/headline.woff2", "/static/name.woff2"}
    around = {address.partition("?")[0] for address in loads(reader.get("/").text)} | letters
    shared = sum(len(reader.get(address).content) for address in around)
    for path in PATHS:
        assert len(reader.get(path).content) + shared < 100_000


def test_no_licence_or_source_is_served(reader):
    for name in ("OFL.txt", "10-base.css", "nothing", "page.js.map"):
        assert (name, reader.get(f"/static/{name}").status_code) == (name, 404)
