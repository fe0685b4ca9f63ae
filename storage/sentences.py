"""Sentences and quotes as JSON texts: they are read whole, with the row that has them, and never searched."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from monitor.core.model import Quote, Sentence


def dump(sentences: Iterable[Sentence]) -> str:
    """The sentences as a JSON array of arrays, in the order of the noun's fields."""
    return _json(list(map(_row, sentences)))


def load(stored: str) -> tuple[Sentence, ...]:
    """The sentences that `dump` wrote."""
    return tuple(map(_sentence, json.loads(stored)))


def dump_quotes(quotes: Iterable[Quote]) -> str:
    """The quotes as a JSON array of arrays: a sentence's fields, then its article's number, source and address."""
    return _json([(*_row(q.sentence), q.article_id, q.source_name, q.url) for q in quotes])


def load_quotes(stored: str) -> tuple[Quote, ...]:
    """The quotes that `dump_quotes` wrote."""
    return tuple(
        Quote(sentence=_sentence(row), article_id=article_id, source_name=source_name, url=url)
        for *row, article_id, source_name, url in json.loads(stored)
    )


def _row(s: Sentence) -> tuple[object, ...]:
    return s.text, s.paragraph, s.start, s.end, s.score


def _sentence(row: list[Any]) -> Sentence:
    text, paragraph, start, end, score = row
    return Sentence(text=text, paragraph=paragraph, start=start, end=end, score=score)


def _json(rows: list[tuple[object, ...]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
