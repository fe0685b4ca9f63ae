"""Published editions: stored once, and never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from monitor.core.model import Edition, EditionState, Item
from storage import sentences, statements
from storage.schema import edition_items, editions

_e, _i = editions.c, edition_items.c


def publish(c: Connection, edition: Edition) -> Edition:
    """The day's edition as it is stored: this one, published, or the one that came before it, unchanged."""
    row = statements.insert(c, editions).values(
        day=edition.day, timezone=edition.timezone, since=edition.since, until=edition.until, notes=edition.notes
    )
    edition_id = c.scalar(row.on_conflict_do_nothing(index_elements=[_e.day]).returning(_e.id))
    if edition_id is None:
        return _one(c, edition.day)
    items = [_columns(edition_id, position, item) for position, item in enumerate(edition.items)]
    if items:
        c.execute(insert(edition_items), items)
    return replace(edition, state=EditionState.PUBLISHED)


def latest(c: Connection) -> Edition | None:
    """The published edition of the latest day, None before the first one."""
    day = next(iter(days(c)), None)
    return None if day is None else _one(c, day)


def on(c: Connection, day: date) -> Edition | None:
    """The edition that was published for the day, None if there was none."""
    row = c.execute(select(editions).where(_e.day == day)).one_or_none()
    return None if row is None else _edition(c, row)


def days(c: Connection) -> tuple[date, ...]:
    """The days that have an edition, newest first."""
    return tuple(c.execute(select(_e.day).order_by(_e.day.desc())).scalars())


def _one(c: Connection, day: date) -> Edition:
    return _edition(c, c.execute(select(editions).where(_e.day == day)).one())


def _edition(c: Connection, row: Row[*tuple[Any, ...]]) -> Edition:
    items = c.execute(select(edition_items).where(_i.edition_id == row.id).order_by(_i.position))
    return Edition(
        day=row.day,
        timezone=row.timezone,
        state=EditionState.PUBLISHED,
        since=row.since,
        until=row.until,
        items=tuple(_item(item) for item in items),
        notes=row.notes,
    )


def _columns(edition_id: int, position: int, item: Item) -> dict[str, Any]:
    return {
        "edition_id": edition_id,
        "position": position,
        "story_id": item.story_id,
        "article_id": item.article_id,
        "title": item.title,
        "url": item.url,
        "source_name": item.source_name,
        "section": item.section,
        "sentences": sentences.dump(item.sentences),
        "published": item.published,
        "first_seen": item.first_seen,
        "language": item.language,
        "also_in": sentences.dump_mentions(item.also_in),
        "corrected": item.corrected,
    }


def _item(row: Row[*tuple[Any, ...]]) -> Item:
    return Item(
        story_id=row.story_id,
        article_id=row.article_id,
        title=row.title,
        url=row.url,
        source_name=row.source_name,
        section=row.section,
        sentences=sentences.load(row.sentences),
        published=row.published,
        first_seen=row.first_seen,
        language=row.language,
        also_in=sentences.load_mentions(row.also_in),
        corrected=row.corrected,
    )
