"""Nouns of plain values as JSON texts: they are read whole, with the row that has them, and never searched."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar

from monitor.core.model import Alteration, Ended, Mention, Picture, ScorePart, Silence

Noun = TypeVar("Noun", Alteration, Ended, Mention, Picture, ScorePart, Silence)


def dump(nouns: Iterable[Noun]) -> str:
    """The nouns as a JSON array of arrays, in the order of the noun's fields; instants in ISO 8601."""
    rows = [[_plain(getattr(noun, field.name)) for field in fields(noun)] for noun in nouns]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def load(kind: type[Noun], stored: str) -> tuple[Noun, ...]:
    """The nouns of the kind that `dump` wrote."""
    names = [field.name for field in fields(kind)]
    instants = {field.name for field in fields(kind) if str(field.type).startswith("datetime")}
    rows = (dict(zip(names, row, strict=True)) for row in json.loads(stored))
    return tuple(kind(**{name: _full(row[name], name in instants) for name in names}) for row in rows)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _full(value: Any, is_instant: bool) -> Any:  # noqa: FBT001 - a question of the column, asked once
    return datetime.fromisoformat(value) if is_instant and value is not None else value
