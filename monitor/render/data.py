"""An edition as one JSON document, for programs."""

from __future__ import annotations

import json as _json
from datetime import datetime
from typing import Any

from monitor.core.model import Alteration, Edition, Ended, Item, Mention, Picture, Quote, Sentence, Silence
from monitor.core.text import clean, one_line
from monitor.render import links
from monitor.render.view import language


def json(edition: Edition) -> str:
    """The edition as a JSON document; keys are only ever added.

    `day` (date), `name` (permanent), `kind` ("daily", "morning", "evening", "weekly", "catch-up"), `timezone`, `state`
    ("published", "draft", "composed"), `since`, `until`, `notes` (sentences), `ended`, `silences` and `items`, in the
    order of reading. An item has `number` (from 1), `id` (permanent), `story_id`, `article_id`, `title`, `url`,
    `source`, `section`, `published` (or null), `first_seen`, `first_told`, `language` (or null), `tier`, `novelty`
    ("new", "developing", "corrected"), `corrected`, `outlets`, `sentences`, `quotes`, `update`, `alterations`,
    `picture` (or null), `also_in`, `left_out`, `watches`, `score` and its `account`. A sentence has `text`, verbatim,
    `paragraph`, and `start` and `end`, offsets in the article's text; a quote names its article too. `also_in` and
    `left_out` have `article_id`, `source`, `title` and `url`. Instants are ISO 8601 in UTC, with Z. An address that is
    not http(s) is null.
    """
    document = {
        "day": edition.day.isoformat(),
        "name": edition.name,
        "kind": edition.kind.value,
        "timezone": edition.timezone,
        "state": edition.state.value,
        "since": _instant(edition.since),
        "until": _instant(edition.until),
        "notes": [one_line(note) for note in edition.notes],
        "items": [_item(item, number, edition) for number, item in enumerate(edition.items, start=1)],
        "ended": [_ended(ended) for ended in edition.ended],
        "silences": [_silence(silence) for silence in edition.silences],
    }
    return _json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _item(item: Item, number: int, edition: Edition) -> dict[str, Any]:
    return {
        "number": number,
        "id": f"{edition.name}/{item.story_id}",
        "story_id": item.story_id,
        "article_id": item.article_id,
        "title": one_line(item.title),
        "url": links.safe(item.url),
        "source": one_line(item.source_name),
        "section": one_line(item.section),
        "published": _instant(item.published) if item.published else None,
        "first_seen": _instant(item.first_seen),
        "first_told": _instant(item.first_told),
        "language": language(item.language),
        "tier": item.tier.value,
        "novelty": item.novelty.value,
        "corrected": item.corrected,
        "outlets": item.outlets,
        "sentences": [_sentence(sentence) for sentence in item.sentences],
        "quotes": [_quote(quote) for quote in item.quotes],
        "update": [_quote(quote) for quote in item.update],
        "alterations": [_alteration(one) for one in item.alterations],
        "picture": _picture(item.picture) if item.picture else None,
        "also_in": [_mention(other) for other in item.also_in],
        "left_out": [_mention(other) for other in item.left_out],
        "watches": [one_line(watch) for watch in item.watches],
        "score": item.score,
        "account": [{"name": part.name, "value": part.value, "reason": one_line(part.reason)} for part in item.account],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": clean(sentence.text),
        "paragraph": sentence.paragraph,
        "start": sentence.start,
        "end": sentence.end,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    source = {"article_id": quote.article_id, "source": one_line(quote.source_name), "url": links.safe(quote.url)}
    return _sentence(quote.sentence) | source


def _alteration(one: Alteration) -> dict[str, Any]:
    return {"kind": one.kind, "before": one_line(one.before), "after": one_line(one.after)}


def _picture(picture: Picture) -> dict[str, Any]:
    credit, caption = (text and one_line(text) for text in (picture.credit, picture.caption))
    return {"url": links.safe(picture.url), "credit": credit, "caption": caption}


def _mention(other: Mention) -> dict[str, Any]:
    return {
        "article_id": other.article_id,
        "source": one_line(other.source_name),
        "title": one_line(other.title),
        "url": links.safe(other.url),
    }


def _ended(ended: Ended) -> dict[str, Any]:
    return {
        "story_id": ended.story_id,
        "title": one_line(ended.title),
        "last_told": _instant(ended.last_told),
        "outlets": ended.outlets,
    }


def _silence(silence: Silence) -> dict[str, Any]:
    return {
        "source_id": one_line(silence.source_id),
        "source": one_line(silence.source_name),
        "since": _instant(silence.since) if silence.since else None,
        "reason": one_line(silence.reason),
    }


def _instant(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")
