"""Sentences and articles as they are referred to."""

from __future__ import annotations

from pydantic import Field

from monitor.web.bodies.root import Body


class Sentence(Body):
    """A sentence, verbatim: `text` is what stands between `start` and `end` of the article's text."""

    text: str
    paragraph: int = Field(description="Index of its paragraph, from 0.")
    start: int
    end: int
    score: float


class Quote(Body):
    """A sentence with the article in which it stands."""

    sentence: Sentence
    article_id: int
    source_name: str
    url: str


class Mention(Body):
    """Another outlet's article of the same story."""

    article_id: int
    source_name: str
    title: str
    url: str
