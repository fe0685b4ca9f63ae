"""Watches, and what they found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select

from monitor.core.errors import InvalidInput, UnknownWatch
from monitor.core.model import Entry, Match, Watch, Watched
from monitor.core.query import parse
from monitor.core.text import plain
from storage import search, statements
from storage.alone import alone
from storage.entries import ENTRIES, entry_of, is_id
from storage.lookouts import FAMILY, keep
from storage.schema import articles, watch_matches, watches
from storage.search import Sections

HISTORY = 1_000
"""Articles of the history that a new watch finds: a page or feed of it shows what it is about, and costs little."""

_a, _w, _m = articles.c, watches.c, watch_matches.c


def add(c: Connection, watch: Watch, sections: Sections) -> Watch:
    """The watch as it is stored; the newest `HISTORY` articles that it matches are among its matches.

    They count as found when they were counted, and nobody is notified of them. Raises InvalidInput where another one
    has the name, however spelt.
    """
    alone(c)  # what is being stored elsewhere meets it, or is stored before
    if any(plain(other.name) == plain(watch.name) for other in every(c)):
        raise InvalidInput(watch.name, "a watch has that name already; expected another one")
    row = {name: getattr(watch, name) for name in ("name", "query", "timezone", "notify", "created_at")}
    watch_id = c.execute(insert(watches).returning(_w.id), {**row, "claimed": 0, "told": 0}).scalar_one()
    matching = search.numbers(c, parse(watch.query, watch.timezone), sections)
    newest = select(_a.id, _a.counted_at, FAMILY.label("family")).where(_a.id.in_(matching))
    rows = c.execute(newest.order_by(_a.counted_at.desc(), _a.id.desc()).limit(HISTORY)).all()[::-1]
    found = [{"watch_id": watch_id, "article_id": row.id, "at": row.counted_at} for row in rows]
    keep(c, found, {row.id: row.family for row in rows})
    last = c.scalar(select(func.max(_m.id)).where(_m.watch_id == watch_id)) or 0
    c.execute(watches.update().where(_w.id == watch_id).values(claimed=last, told=last))
    return of_row(c.execute(select(watches).where(_w.id == watch_id)).one())


def remove(c: Connection, watch_id: int) -> None:
    """The watch and its matches are gone."""
    c.execute(delete(watches).where(_w.id == watch_id))


def numbered(c: Connection, watch_id: int) -> Watch:
    """The watch of that number; raises UnknownWatch."""
    row = c.execute(select(watches).where(_w.id == watch_id)).one_or_none() if is_id(watch_id) else None
    if row is None:
        raise UnknownWatch(str(watch_id))
    return of_row(row)


def named(c: Connection, name: str) -> Watch:
    """The watch of that name, however spelt; raises UnknownWatch."""
    found = next((watch for watch in every(c) if plain(watch.name) == plain(name)), None)
    if found is None:
        raise UnknownWatch(name)
    return found


def every(c: Connection) -> tuple[Watch, ...]:
    """All watches, in the order of their making."""
    return tuple(map(of_row, c.execute(select(watches).order_by(_w.id))))


def overview(c: Connection) -> tuple[Watched, ...]:
    """All watches with what they found, in the order of their making."""
    counted = select(_m.watch_id, func.count().label("matches"), func.max(_m.at).label("latest")).group_by(_m.watch_id)
    found = {row.watch_id: row for row in c.execute(counted)}
    return tuple(
        Watched(watch=watch, matches=found[watch.id].matches, latest=found[watch.id].latest)
        if watch.id in found
        else Watched(watch=watch, matches=0)
        for watch in every(c)
    )


def matches(c: Connection, watch_id: int, limit: int, before: int | None = None) -> tuple[Match, ...]:
    """A watch's matches, the latest first, those before the match of a number alone."""
    chosen = select(watch_matches).where(_m.watch_id == watch_id)
    if before is not None:
        chosen = chosen.where(_m.id < before)
    return of(c, chosen.order_by(_m.id.desc()).limit(limit))


def of(c: Connection, chosen: Select[Any]) -> tuple[Match, ...]:
    """The matches of the rows that are chosen, in their order."""
    rows = c.execute(chosen).all()
    entries: dict[int, Entry] = {}
    for chunk in statements.chunks(row.article_id for row in rows):
        entries |= {one.id: entry_of(one) for one in c.execute(ENTRIES.where(_a.id.in_(chunk)))}
    return tuple(
        Match(id=row.id, watch_id=row.watch_id, at=row.at, entry=entries[row.article_id])
        for row in rows
        if row.article_id in entries
    )


def last(c: Connection) -> int:
    """The number of the last match of all, 0 before the first."""
    return c.scalar(select(func.max(_m.id))) or 0


def found(c: Connection, after: int) -> tuple[tuple[str, int], ...]:
    """How many articles each watch found after the match of that number, by its name; only those that found any."""
    counted = (
        select(_w.name, func.count())
        .join_from(watches, watch_matches, _m.watch_id == _w.id)
        .where(_m.id > after, _m.at > _w.created_at)
    )
    return tuple((row[0], row[1]) for row in c.execute(counted.group_by(_w.id, _w.name).order_by(_w.id)))


def names(c: Connection, article_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Names of the watches that found each of the articles; nothing of those that none found."""
    found: dict[int, tuple[str, ...]] = {}
    named = select(_m.article_id, _w.name).join_from(watch_matches, watches, _w.id == _m.watch_id).order_by(_w.id)
    for chunk in statements.chunks(article_ids):
        for row in c.execute(named.where(_m.article_id.in_(chunk))):
            found[row.article_id] = (*found.get(row.article_id, ()), row.name)
    return found


def of_row(row: Row[*tuple[Any, ...]]) -> Watch:
    """The watch that a row of its table holds."""
    return Watch(
        id=row.id,
        name=row.name,
        query=row.query,
        timezone=row.timezone,
        notify=row.notify,
        created_at=row.created_at,
    )
