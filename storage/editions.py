"""Published editions: stored once, and never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, insert, select

from monitor.core.model import Edition, EditionKind, EditionState, Ended, Issue, Silence
from storage import flat, items, statements
from storage.schema import articles, edition_items, editions

_a, _e, _i = articles.c, editions.c, edition_items.c
_NEWEST_FIRST = (_e.day.desc(), _e.until.desc(), _e.id.desc())


def publish(c: Connection, edition: Edition) -> Edition:
    """The edition of that name as it is stored: this one, published, or the one that came before it, unchanged."""
    row = statements.insert(c, editions).values(
        name=edition.name,
        kind=edition.kind.value,
        day=edition.day,
        timezone=edition.timezone,
        since=edition.since,
        until=edition.until,
        notes=edition.notes,
        ended=flat.dump(edition.ended),
        silences=flat.dump(edition.silences),
    )
    edition_id = c.scalar(row.on_conflict_do_nothing(index_elements=[_e.name]).returning(_e.id))
    if edition_id is None:
        return _edition(c, c.execute(select(editions).where(_e.name == edition.name)).one())
    rows = [items.columns(edition_id, position, item) for position, item in enumerate(edition.items)]
    if rows:
        c.execute(insert(edition_items), rows)
    return replace(edition, state=EditionState.PUBLISHED)


def latest(c: Connection) -> Edition | None:
    """The published edition that is newest, None before the first one."""
    return _first(c, select(editions).order_by(*_NEWEST_FIRST).limit(1))


def named(c: Connection, name: str) -> Edition | None:
    """The published edition of that name, None if there is none."""
    return _first(c, select(editions).where(_e.name == name))


def on(c: Connection, day: date) -> Edition | None:
    """The first edition that was published for the day, but for one of its week; None if there was none."""
    query = select(editions).where(_e.day == day, _e.kind != EditionKind.WEEKLY.value)
    return _first(c, query.order_by(_e.until, _e.id).limit(1))


def days(c: Connection) -> tuple[date, ...]:
    """The days that have an edition, newest first."""
    return tuple(c.execute(select(_e.day).distinct().order_by(_e.day.desc())).scalars())


def published(c: Connection) -> tuple[Issue, ...]:
    """All published editions by name, newest first."""
    rows = c.execute(select(_e.name, _e.day, _e.kind).order_by(*_NEWEST_FIRST))
    return tuple(Issue(name=row.name, day=row.day, kind=EditionKind(row.kind)) for row in rows)


def telling(c: Connection, story_id: int) -> tuple[str, ...]:
    """The names of the editions that told a story, the oldest first."""
    query = select(_e.name).join_from(editions, edition_items, _i.edition_id == _e.id).where(_i.story_id == story_id)
    return tuple(c.execute(query.order_by(_e.until, _e.id)).scalars())


def covering(c: Connection, story_id: int) -> str | None:
    """The name of the latest edition in whose span an article of the story counts, but for one of a week; or None."""
    came = _a.counted_at > _e.since, _a.counted_at <= _e.until
    query = select(_e.name).join_from(editions, articles, and_(*came)).where(_a.story_id == story_id)
    query = query.where(_e.kind != EditionKind.WEEKLY.value).order_by(_e.until.desc(), _e.id.desc()).limit(1)
    name: str | None = c.scalar(query)
    return name


def last(c: Connection, *, weekly: bool) -> datetime | None:
    """When the newest edition of a week ended, or without `weekly` that of a day; None before the first one."""
    kind = _e.kind == EditionKind.WEEKLY.value if weekly else _e.kind != EditionKind.WEEKLY.value
    moment: datetime | None = c.scalar(select(func.max(_e.until)).where(kind))
    return moment


def _first(c: Connection, query: Select[*tuple[Any, ...]]) -> Edition | None:
    row = c.execute(query).one_or_none()
    return None if row is None else _edition(c, row)


def _edition(c: Connection, row: Row[*tuple[Any, ...]]) -> Edition:
    told = c.execute(select(edition_items).where(_i.edition_id == row.id).order_by(_i.position))
    return Edition(
        name=row.name,
        kind=EditionKind(row.kind),
        day=row.day,
        timezone=row.timezone,
        state=EditionState.PUBLISHED,
        since=row.since,
        until=row.until,
        items=tuple(map(items.item, told)),
        notes=row.notes,
        ended=flat.load(Ended, row.ended),
        silences=flat.load(Silence, row.silences),
    )
