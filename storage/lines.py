"""In how many articles of a source a short paragraph stood; see `monitor.core.learned`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from monitor.core.learned import MANY
from storage import statements
from storage.schema import lines

AT_MOST = 500  # learned lines of one source that a reader is handed, the most frequent ones

_l = lines.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The keys of the lines that stood in an article of a source."""

    source_id: str
    keys: frozenset[int]
    at: datetime


def count(c: Connection, found: Iterable[Counted]) -> None:
    """Each is one more article of its source that has these lines."""
    rows = [
        {"source_id": one.source_id, "key": key, "articles": 1, "last_seen": one.at}
        for one in found
        for key in sorted(one.keys)
    ]
    if rows:
        adding = statements.insert(c, lines)
        again = {"articles": _l.articles + 1, "last_seen": adding.excluded.last_seen}
        c.execute(adding.on_conflict_do_update(index_elements=[_l.source_id, _l.key], set_=again), rows)


def learned(c: Connection, source_id: str) -> frozenset[int]:
    """The keys of lines that stood in many articles of the source."""
    query = select(_l.key).where(_l.source_id == source_id, _l.articles >= MANY)
    return frozenset(c.execute(query.order_by(_l.articles.desc(), _l.key).limit(AT_MOST)).scalars())


def forget(c: Connection, source_id: str, before: datetime) -> None:
    """Lines of few articles that were last seen earlier are counted no more; learned ones stay."""
    c.execute(delete(lines).where(_l.source_id == source_id, _l.articles < MANY, _l.last_seen < before))
