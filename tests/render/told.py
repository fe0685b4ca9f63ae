"""Editions to be rendered, and what a reader sees of them."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from monitor import render
from monitor.core.model import Mention, Sentence

FORMATS = {
    "text": render.text,
    "colour": lambda of: render.text(of, colour=True),
    "markdown": render.markdown,
    "html": render.html,
    "json": render.json,
}
WORDS = pytest.mark.parametrize("form", [render.text, render.markdown, render.html], ids=["text", "markdown", "html"])


def mention(**changes):
    values = {
        "article_id": 2,
        "source_name": "The Gazette",
        "title": "Theatre reopens",
        "url": "https://gazette.example/a",
    }
    return Mention(**(values | changes))


def sentence(text, paragraph=0):
    return Sentence(text=text, paragraph=paragraph, start=0, end=len(text), score=1.0)


def plain(marked):
    """The words of an HTML fragment."""
    return LexborHTMLParser(marked).body.text()
