"""Pages whose text stands in their scripts' data alone."""

from __future__ import annotations

import json

import pytest

from monitor.core.errors import NotAnArticle
from monitor.core.reading import read
from tests.core.reading.pages import PARAGRAPHS, STORY, TITLE

HEAD = f"<html><head><title>{TITLE} | The Bay Post</title></head><body><h1>{TITLE}</h1><div id=app></div>"
FIGURE = "<figure><img src=/q.jpg><figcaption>The quay at low tide</figcaption></figure>"
LONGER = "".join(
    f"<p>In the week of {i} March the board met again, and no boat was late, nor early.</p>" for i in range(9)
)


def _literal(markup: str) -> str:
    return json.dumps(markup).replace("<", "\\u003c")


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/json">{"a": [1, {"contentHtml": %s}]}</script>',
        "<script>self.__data.push([1, %s])</script>",
        "<script>window.state = {'x': 1, body: %s, more: \"<p>short</p>\"};</script>",
    ],
)
def test_the_text_is_read_where_only_a_script_would_draw_it(script):
    article = read(HEAD + script % _literal(f"{FIGURE}<h2>At night</h2>{PARAGRAPHS}"))
    assert article.paragraphs == ("At night", *STORY)
    assert article.captions == ("The quay at low tide",)
    assert article.title == TITLE


@pytest.mark.parametrize(
    "text",
    [LONGER, PARAGRAPHS[:200], "<div>" * 10_000 + PARAGRAPHS],
    ids=["of something else", "too short", "nested too deep"],
)
def test_strings_that_are_not_the_article_are_not_read(text):
    with pytest.raises(NotAnArticle, match="no text"):
        read(f"{HEAD}<script>var a = {_literal(text)};</script>")


def test_a_text_in_the_page_is_not_replaced_by_a_longer_one_in_a_script():
    page = f"{HEAD}{PARAGRAPHS}<script>var a = {json.dumps(PARAGRAPHS + LONGER)};</script>"
    assert read(page).paragraphs == STORY
