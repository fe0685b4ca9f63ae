"""Articles as rows for other programs: JSON lines and CSV.

The keys, in order: `id`, `url` (as it was given), `source`, `title`, `authors`, `published`, `language`,
`section`, `text`, `captions`, `summary` (a list of sentences), `story_id`, `copy_of` (the url of the article
that this one copies, or null), `version`, `first_seen`, `last_seen`. Instants are ISO 8601 in UTC.
"""

from __future__ import annotations

import csv as writer
import io
import json as notation
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from monitor.core.model import Entry

COLUMNS = (
    "id",
    "url",
    "source",
    "title",
    "authors",
    "published",
    "language",
    "section",
    "text",
    "captions",
    "summary",
    "story_id",
    "copy_of",
    "version",
    "first_seen",
    "last_seen",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins with one of these


def row(entry: Entry) -> dict[str, Any]:
    """The entry as a row of JSON's own types, keys in the order of `COLUMNS`."""
    article = entry.article
    return {
        "id": entry.id,
        "url": entry.url,
        "source": entry.source_id,
        "title": article.title,
        "authors": list(article.authors),
        "published": _instant(article.published),
        "language": article.language,
        "section": article.section,
        "text": article.text,
        "captions": list(article.captions),
        "summary": [sentence.text for sentence in entry.summary.sentences],
        "story_id": entry.story_id,
        "copy_of": entry.copy_of,
        "version": entry.version,
        "first_seen": _instant(entry.first_seen),
        "last_seen": _instant(entry.last_seen),
    }


def jsonl(entries: Iterable[Entry]) -> Iterator[str]:
    """A line of JSON for each entry."""
    for entry in entries:
        yield notation.dumps(row(entry), ensure_ascii=False) + "\n"


def csv(entries: Iterable[Entry]) -> Iterator[str]:
    """A head and a record for each entry, as RFC 4180 has it; lists are joined by " | ".

    A cell that a spreadsheet would take for a formula is led by an apostrophe.
    """
    yield _record(COLUMNS)
    for entry in entries:
        yield _record([_cell(value) for value in row(entry).values()])


def _record(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    writer.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _cell(value: object) -> object:
    text = " | ".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
