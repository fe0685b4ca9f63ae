"""Pictures of the stories, as a browser asks for them."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from monitor.core import images
from monitor.core.model import Picture
from monitor.demo.painting import png
from storage import pictures
from tests.builders import NOON, edition, item

PNG = images.kept(png(bytes(32)))


@pytest.fixture
def shown(newsroom):
    newsroom.desk.write(pictures.keep, "https://paper.example/a.png", PNG, NOON)
    return newsroom.reader()


def test_a_picture_is_what_its_bytes_are_and_kept_for_long(shown):
    answer = shown.get(f"/pictures/{PNG.name}")
    assert answer.content == PNG.body
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in answer.headers["cache-control"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert shown.get(f"/pictures/{PNG.name}", **{"if-none-match": answer.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("name", ["0" * 32, "..%2f..%2fetc", "a.png", "", "A" * 32])
def test_nothing_else_is_shown(shown, name):
    assert shown.get(f"/pictures/{name}").status_code == 404


def test_a_storys_picture_is_shown_from_here_with_caption_and_credit(newsroom):
    newsroom.desk.write(pictures.keep, "https://paper.example/a.png", PNG, NOON)
    told = Picture(url="https://paper.example/a.png", caption='The "steps" <b>', credit="Mara Lindqvist")
    lost = Picture(url="https://paper.example/lost.png", caption="Never had")
    newsroom.publish(edition(items=(item(picture=told), item(story_id=2, picture=lost), item(story_id=3))))
    page = LexborHTMLParser(newsroom.reader().get("/").text)
    (shown,) = page.css("figure img")
    assert shown.attributes["src"] == f"/pictures/{PNG.name}"
    assert shown.attributes["alt"] == 'The "steps" <b>'
    assert "Mara Lindqvist" in page.css_first("figcaption").text()
    assert "paper.example/a.png" not in page.html
