import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from monitor.core.model import Mention
from monitor.service import watches
from monitor.web import layout
from tests.builders import NOON, arrival, edition, item

SCRIPT = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
PATHS = [
    "/",
    "/editions",
    "/editions/2026-03-17",
    "/stories/1",
    "/stories/1/why",
    "/articles/1",
    "/search",
    "/sources",
    "/sources/paper",
    "/sources/paper/remove",
    "/doctor",
    "/watches",
    "/watches/1",
    "/api",
    "/api/objects",
    "/nope",
]


@pytest.fixture
def hostile(newsroom):
    told = arrival(
        title=SCRIPT, paragraphs=(SCRIPT, "A second paragraph."), source_name=SCRIPT, language='en" onload="x'
    )
    newsroom.store(told)
    watches.add(newsroom.desk, SCRIPT, f'{SCRIPT}"')
    also = Mention(article_id=1, source_name=SCRIPT, title=SCRIPT, url="javascript:alert(1)")
    made = item(
        title=SCRIPT, url="javascript:alert(1)", source_name=SCRIPT, section=SCRIPT, also_in=(also,), language=SCRIPT
    )
    newsroom.publish(edition(items=(made,), notes=(SCRIPT,)))
    return newsroom.reader()


class Tags(HTMLParser):
    """Every tag of a page with its attributes, as a browser reads them."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_what_comes_from_outside_is_text(hostile):
    for path in PATHS:
        for tag, attributes in Tags(hostile.get(f"{path}?q={quote(SCRIPT)}").text).found:
            assert (path, tag) != (path, "img")
            assert tag != "script" or attributes["src"].startswith("/static/page.js?")
            assert [name for name in attributes if name.startswith("on")] == []
            assert re.match("https?://|/|#", attributes.get("href", "/"))


def test_no_page_has_a_script_or_a_style_of_its_own_or_loads_anything_from_elsewhere(reader):
    for path in PATHS:
        for tag, attributes in Tags(reader.get(path).text).found:
            assert (path, tag) not in {(path, "style"), (path, "iframe")}
            assert tag != "script" or attributes["src"].startswith("/static/page.js?")
            assert "style" not in attributes
            assert all(attributes.get(name, "/").startswith("/") for name in ("src", "action"))
            loaded = tag == "link" and attributes["rel"] != "alternate"
            assert not loaded or attributes["href"].startswith("/static/")
            assert tag != "link" or attributes["href"].startswith("/")


def test_an_anchor_stands_for_one_place(hostile):
    for path in PATHS:
        anchors = [attributes["id"] for _, attributes in Tags(hostile.get(path).text).found if "id" in attributes]
        assert (path, sorted(set(anchors))) == (path, sorted(anchors))


def test_every_answer_forbids_what_no_page_needs(reader):
    for path in (
        *PATHS,
        "/healthz",
        "/api/v1/edition",
        "/openapi.json",
        "/static/style.css",
        "/editions?day=2026-03-17",
    ):
        headers = reader.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"  # a form of ours must say where it comes from


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//elsewhere.example/",
        "/local",
        "https://",
        "http://[",
        "https://bank.example@evil.example/",
        "",
        None,
    ],
)
def test_an_address_that_is_not_plainly_of_the_web_is_no_link(url):
    assert layout.href(url) is None


def test_an_address_of_the_web_is_a_link():
    assert layout.href("https://paper.example/a?b=c") == "https://paper.example/a?b=c"


@pytest.mark.parametrize(
    ("tag", "meant"), [("zh-Hans", "zh-Hans"), ("en", "en"), ('en" x="', None), ("", None), (None, None)]
)
def test_only_a_language_tag_becomes_one(tag, meant):
    assert layout.language(tag) == meant


def test_a_headline_names_its_language_and_finds_its_direction(newsroom):
    newsroom.store(arrival(title="مهرجان", language="ar", seen_at=NOON))
    assert '<h1 lang="ar" dir="auto">مهرجان</h1>' in newsroom.reader().get("/articles/1").text
