"""Sentences and mentions as JSON texts: they are read whole, with the row that has them, and never searched."""

from __future__ import annotations

import json
from collections.abc import Iterable

from monitor.core.model import Mention, Sentence


def dump(sentences: Iterable[Sentence]) -> str:
    """The sentences as a JSON array of arrays, in the order of the noun's fields."""
    return _json([(s.text, s.paragraph, s.start, s.end, s.score) for s in sentences])


def load(stored: str) -> tuple[Sentence, ...]:
    """The sentences that `dump` wrote."""
    return tuple(
        Sentence(text=text, paragraph=paragraph, start=start, end=end, score=score)
        for text, paragraph, start, end, score in json.loads(stored)
    )


def dump_mentions(mentions: Iterable[Mention]) -> str:
    """The mentions as a JSON array of arrays."""
    return _json([(m.article_id, m.source_name, m.title, m.url) for m in mentions])


def load_mentions(stored: str) -> tuple[Mention, ...]:
    """The mentions that `dump_mentions` wrote."""
    return tuple(
        Mention(article_id=article_id, source_name=source_name, title=title, url=url)
        for article_id, source_name, title, url in json.loads(stored)
    )


def _json(rows: list[tuple[object, ...]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
