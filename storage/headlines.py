"""Articles without their texts: what an edition is chosen from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select, union

from monitor.core.model import Headline
from storage.remembered import LATELY
from storage.schema import articles, edition_items, editions, versions

_a, _v = articles.c, versions.c
_COLUMNS: Select[*tuple[Any, ...]] = select(
    _a.id,
    _a.url,
    _a.source_id,
    _a.source_name,
    _a.story_id,
    _a.told_at,
    _a.first_seen,
    _a.counted_at,
    _a.copy_of,
    _a.place,
    _v.seen_at.label("changed_at"),
    _v.title,
    _v.section,
    _v.language,
).join_from(articles, versions, and_(_v.article_id == _a.id, _v.number == _a.version))


def within(c: Connection, since: datetime, until: datetime) -> tuple[Headline, ...]:
    """Every article, up to `until`, of the stories to which one came after `since`, or that editions told lately."""
    came = select(_a.story_id).where(_a.counted_at > since, _a.counted_at <= until)
    lately = select(editions.c.id).where(editions.c.until > since - LATELY)
    told = select(edition_items.c.story_id).where(edition_items.c.edition_id.in_(lately))
    return _found(c, _COLUMNS.where(_a.story_id.in_(union(came, told)), _a.counted_at <= until))


def on(c: Connection, since: datetime, until: datetime) -> tuple[Headline, ...]:
    """The articles that were told from `since` on and before `until`, as a calendar day is."""
    return _found(c, _COLUMNS.where(_a.told_at >= since, _a.told_at < until))


def _found(c: Connection, query: Select[*tuple[Any, ...]]) -> tuple[Headline, ...]:
    return tuple(map(_headline, c.execute(query.order_by(_a.id))))


def _headline(row: Row[*tuple[Any, ...]]) -> Headline:
    return Headline(
        id=row.id,
        url=row.url,
        source_id=row.source_id,
        source_name=row.source_name,
        story_id=row.story_id,
        title=row.title,
        told_at=row.told_at,
        first_seen=row.first_seen,
        counted_at=row.counted_at,
        changed_at=row.changed_at,
        section=row.section,
        language=row.language,
        copy_of=row.copy_of,
        place=row.place,
    )
