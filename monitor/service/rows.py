"""Rows of an import as they were written: JSON lines, checked one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.core.errors import InvalidInput
from monitor.core.text import one_line
from monitor.core.urls import canonical_url

ROW_AT_MOST = 20_000_000  # characters; a longer line is no article
FIRST_YEAR, LAST_YEAR = 1700, 2100  # of an article; a date beyond them is no date


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it was given: a page's `html`, or a `title` and `text`."""

    line: int
    url: str
    html: str | None = None
    title: str | None = None
    text: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    language: str | None = None
    section: str | None = None
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that was skipped, by its line number from 1, and why."""

    line: int
    reason: str
    url: str | None = None


def parsed(lines: Iterable[str]) -> Iterator[Row | BadRow]:
    """The rows of JSON lines; blank lines are passed over, and a line that is no row is a BadRow."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _row(number, line)
        except InvalidInput as error:
            yield BadRow(line=number, reason=str(error))


def _row(number: int, line: str) -> Row:
    if len(line) > ROW_AT_MOST:
        raise InvalidInput("row", f"longer than {ROW_AT_MOST} characters")
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("not JSON", str(error) or "nested too deep") from error
    if not isinstance(values, dict):
        raise InvalidInput("row", 'expected an object with "url", and "html" or "title" and "text"')
    row = Row(
        line=number,
        url=_string(values, "url") or "",
        html=_string(values, "html"),
        title=_string(values, "title"),
        text=_string(values, "text"),
        source=_string(values, "source"),
        authors=_lines(values, "authors"),
        published=_instant(values.get("published")),
        language=_string(values, "language"),
        section=one_line(_string(values, "section") or "") or None,
        captions=_lines(values, "captions"),
    )
    if not row.url:
        raise InvalidInput('"url"', "is missing")
    if not (row.html or (row.title and row.text)):
        raise InvalidInput("row", 'expected "html", or "title" and "text"')
    canonical_url(row.url)
    return row


def _string(values: dict[str, object], key: str) -> str | None:
    value = values.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise InvalidInput(f'"{key}"', "expected a string")


def _lines(values: dict[str, object], key: str) -> tuple[str, ...]:
    """The texts of a list, each in one line and once; one text alone is a list of one."""
    value = values.get(key)
    if value is None:
        return ()
    texts = [value] if isinstance(value, str) else value
    if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
        return tuple(dict.fromkeys(text for given in texts if (text := one_line(given))))
    raise InvalidInput(f'"{key}"', "expected a list of strings")


def _instant(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidInput('"published"', 'expected ISO 8601, such as "2026-03-17T08:00:00Z"') from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise InvalidInput('"published"', f"expected a year from {FIRST_YEAR} to {LAST_YEAR}")
    return moment
