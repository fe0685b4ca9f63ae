"""Articles on their way into the history, and the watches that they meet there; the one place that decides it.

1. A match is stored in the transaction that stores its article: whatever ends the process, both are there or neither.
2. An updated article counts as a new one does; what a watch found once is never found again.
3. Of an article and its copies a watch finds one, the first that it matches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from sqlalchemy import BindParameter, Connection, Row, bindparam, func, insert, or_, select

from monitor.core.errors import InvalidInput
from monitor.core.model import Arrival
from monitor.core.query import Query, parse
from monitor.core.watches import Lookout, Text, lookout
from storage import index, statements
from storage.schema import LANGUAGE, SECTION, articles, watch_matches, watches

_a, _w, _m = articles.c, watches.c, watch_matches.c
FAMILY = func.coalesce(_a.copy_of, _a.id)
"""The number of the article whose text this is: the one that it copies, or its own."""
_ASKED = select(_w.id, _w.query, _w.timezone).order_by(_w.id)
_PLACED = select(_a.id, _a.source_id, _a.source_name, _a.told_at, FAMILY.label("family")).where(
    _a.id.in_(bindparam("ids", expanding=True))
)
_families: BindParameter[int] = bindparam("families", expanding=True)
_HITS = (
    select(_m.watch_id, FAMILY.label("family"))
    .join_from(watch_matches, articles, _a.id == _m.article_id)
    .where(or_(_a.id.in_(_families), _a.copy_of.in_(_families)))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An arrival whose text is new to the history, with its words as they are searched."""

    words: index.Words
    arrival: Arrival


def find(c: Connection, told: Sequence[Told]) -> None:
    """What watches match of these articles is among their matches, by the rules above."""
    if not told:
        return
    asked = tuple(tuple(row) for row in c.execute(_ASKED))
    if not asked:
        return
    watching = _lookout(asked)
    placed = _placed(c, [one.words.article_id for one in told])
    hits = [(watch_id, one) for one in told for watch_id in watching.hits(_text(one, placed[one.words.article_id]))]
    if hits:
        keep(c, [_row(watch_id, one) for watch_id, one in hits], {number: row.family for number, row in placed.items()})


def keep(c: Connection, rows: Sequence[dict[str, Any]], families: Mapping[int, int]) -> None:
    """The matches are stored, but for those of whose family the watch has one."""
    told = {
        (row.watch_id, row.family)
        for chunk in statements.chunks(sorted({families[row["article_id"]] for row in rows}))
        for row in c.execute(_HITS, {"families": chunk})
    }
    new = []
    for row in rows:
        family = (row["watch_id"], families[row["article_id"]])
        if family not in told:
            told.add(family)
            new.append(row)
    if new:
        c.execute(insert(watch_matches), new)


@lru_cache(maxsize=8)
def _lookout(asked: tuple[tuple[int, str, str], ...]) -> Lookout:
    found = ((number, _parsed(query, timezone)) for number, query, timezone in asked)
    return lookout((number, query) for number, query in found if query is not None)


@lru_cache(maxsize=4_096)
def _parsed(query: str, timezone: str) -> Query | None:
    """The query, None for one that this version cannot read: articles are stored all the same."""
    try:
        return parse(query, timezone)
    except (InvalidInput, ZoneInfoNotFoundError):
        return None


def _placed(c: Connection, ids: Sequence[int]) -> dict[int, Row[*tuple[Any, ...]]]:
    return {row.id: row for chunk in statements.chunks(ids) for row in c.execute(_PLACED, {"ids": chunk})}


def _text(one: Told, placed: Row[*tuple[Any, ...]]) -> Text:
    arrival = one.arrival
    section = arrival.section if arrival.source_id == placed.source_id else None
    return Text(
        heading=one.words.heading,
        body=one.words.body,
        source_id=placed.source_id,
        source_name=placed.source_name,
        sections=(section, SECTION.cut(arrival.article.section)),
        language=LANGUAGE.cut(arrival.article.language),
        told_at=placed.told_at,
    )


def _row(watch_id: int, one: Told) -> dict[str, Any]:
    arrival = one.arrival
    return {
        "watch_id": watch_id,
        "article_id": one.words.article_id,
        "at": arrival.counted_at or arrival.seen_at,
    }
