"""An edition as one JSON document, for programs."""

from __future__ import annotations

import json as _json
from datetime import datetime
from typing import Any

from monitor.core.model import Edition, Item
from monitor.core.text import clean, one_line
from monitor.render import links
from monitor.render.view import language


def json(edition: Edition) -> str:
    """The edition as a JSON document; keys are only ever added.

    `day` (date), `timezone`, `state` ("published", "draft", "composed"), `since`, `until`, `notes` (sentences) and
    `items`, in the order of reading. An item has `number` (from 1), `story_id`, `article_id`, `title`, `url`,
    `source`, `section`, `published` (or null), `first_seen`, `language` (or null), `corrected`, `sentences` and
    `also_in`. A sentence has `text`, verbatim, `paragraph`, and `start` and `end`, offsets in the article's text.
    `also_in` has `article_id`, `source`, `title` and `url`. Instants are ISO 8601 in UTC, with Z. An address that is
    not http(s) is null.
    """
    document = {
        "day": edition.day.isoformat(),
        "timezone": edition.timezone,
        "state": edition.state.value,
        "since": _instant(edition.since),
        "until": _instant(edition.until),
        "notes": [one_line(note) for note in edition.notes],
        "items": [_item(item, number) for number, item in enumerate(edition.items, start=1)],
    }
    return _json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _item(item: Item, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "story_id": item.story_id,
        "article_id": item.article_id,
        "title": one_line(item.title),
        "url": links.safe(item.url),
        "source": one_line(item.source_name),
        "section": one_line(item.section),
        "published": _instant(item.published) if item.published else None,
        "first_seen": _instant(item.first_seen),
        "language": language(item.language),
        "corrected": item.corrected,
        "sentences": [
            {
                "text": clean(sentence.text),
                "paragraph": sentence.paragraph,
                "start": sentence.start,
                "end": sentence.end,
            }
            for sentence in item.sentences
        ],
        "also_in": [
            {
                "article_id": other.article_id,
                "source": one_line(other.source_name),
                "title": one_line(other.title),
                "url": links.safe(other.url),
            }
            for other in item.also_in
        ],
    }


def _instant(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")
