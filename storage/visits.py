"""The fetch log, the addresses that failed, and those that were passed over."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from monitor.core.errors import InvalidInput
from monitor.core.model import Outcome, Source, Trouble, Visit
from monitor.core.urls import canonical_url
from storage import statements
from storage.schema import fetch_log, passed_over
from storage.schema import troubles as failed

_LONGEST = 500  # characters of an address that is its own key: 2,000 bytes at most

_t = failed.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One answer of one address: how often it was given, and when for the last time."""

    url: str
    outcome: Outcome
    status: int | None
    kind: str | None
    times: int
    last: datetime


def log(c: Connection, visits: Sequence[Visit]) -> None:
    """The visits are in the log, in their order."""
    if visits:
        c.execute(insert(fetch_log), [asdict(visit) for visit in visits])


def recent(c: Connection, source_id: str | None, limit: int) -> tuple[Visit, ...]:
    """The last `limit` visits of a source, or of all, the latest first."""
    f = fetch_log.c
    query = select(f.url, f.source_id, f.at, f.outcome, f.status, f.reason, f.kind)
    if source_id is not None:
        query = query.where(f.source_id == source_id)
    rows = c.execute(query.order_by(f.at.desc(), f.id.desc()).limit(limit)).mappings()
    return tuple(Visit(**{**row, "outcome": Outcome(row["outcome"])}) for row in rows)


def last_failure(c: Connection, source: Source) -> str | None:
    """The kind of failure that kept the source's listing away last; None where none is in the log."""
    f = fetch_log.c
    of_listing = (f.source_id == source.id, f.url == source.url, f.outcome == Outcome.FAILED)
    return c.execute(select(f.kind).where(*of_listing).order_by(f.at.desc(), f.id.desc()).limit(1)).scalar()


def became(c: Connection, source_id: str, limit: int) -> tuple[Outcome, ...]:
    """What the last `limit` addresses turned out to be that a source had offered, the latest first; failures are left
    out, as they say nothing.
    """
    f = fetch_log.c
    told = (Outcome.NEW, Outcome.COPY, Outcome.REFUSED)
    query = select(f.outcome).where(f.source_id == source_id, f.outcome.in_(told))
    return tuple(map(Outcome, c.execute(query.order_by(f.at.desc(), f.id.desc()).limit(limit)).scalars()))


def since(c: Connection, moment: datetime) -> tuple[Asked, ...]:
    """What was asked for since a moment, the same answers of one address together, in no order."""
    f = fetch_log.c
    what = (f.url, f.outcome, f.status, f.kind)
    rows = c.execute(select(*what, func.count(), func.max(f.at)).where(f.at >= moment).group_by(*what))
    return tuple(
        Asked(url=url, outcome=Outcome(outcome), status=status, kind=kind, times=times, last=last)
        for url, outcome, status, kind, times, last in rows
    )


def forget(c: Connection, source_id: str, before: datetime) -> None:
    """What was logged of a source before a moment is forgotten."""
    f = fetch_log.c
    c.execute(delete(fetch_log).where(f.source_id == source_id, f.at < before))


def trouble(c: Connection, met: Trouble) -> None:
    """The address is remembered as failed, in place of what was known of its failing."""
    values = asdict(met)
    row = statements.insert(c, failed).values(key=_key(met.url), **values)
    c.execute(row.on_conflict_do_update(index_elements=[_t.key], set_=values))


def solved(c: Connection, urls: Iterable[str]) -> None:
    """The addresses have failed no more."""
    for chunk in statements.chunks(map(_key, urls)):
        c.execute(delete(failed).where(_t.key.in_(chunk)))


def troubles(c: Connection, limit: int = 500, *, source_ids: Collection[str] | None = None) -> tuple[Trouble, ...]:
    """The latest addresses that failed, those that wait for another attempt before those given up.

    With `source_ids` only theirs: what is known of a source outlives its removal.
    """
    query = select(failed) if source_ids is None else select(failed).where(_t.source_id.in_(source_ids))
    given_up = _t.next_attempt.is_(None)
    return _troubles(c.execute(query.order_by(given_up, _t.at.desc(), _t.key).limit(limit)).all())


def due_troubles(c: Connection, now: datetime, limit: int, *, source_id: str | None = None) -> tuple[Trouble, ...]:
    """At most `limit` failed addresses, of one source or of all, whose next attempt has come, the longest due first."""
    query = select(failed).where(_t.next_attempt <= now)
    if source_id is not None:
        query = query.where(_t.source_id == source_id)
    return _troubles(c.execute(query.order_by(_t.next_attempt, _t.key).limit(limit)).all())


def pass_over(c: Connection, source_id: str, keys: Iterable[str], at: datetime) -> None:
    """The canonical addresses are a source's archive: known, and never to be read (`history.unseen`)."""
    rows = [{"key": key, "source_id": source_id, "at": at} for key in keys]
    if rows:
        c.execute(statements.insert(c, passed_over).on_conflict_do_nothing(), rows)


def _troubles(rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[Trouble, ...]:
    return tuple(
        Trouble(
            url=row.url,
            source_id=row.source_id,
            reason=row.reason,
            at=row.at,
            attempts=row.attempts,
            next_attempt=row.next_attempt,
        )
        for row in rows
    )


def _key(url: str) -> str:
    """The address's canonical form, by which `history.unseen` asks; of one that has none the address itself.

    A long one is hashed, as no index takes more than some 2,000 bytes.
    """
    try:
        return canonical_url(url)
    except InvalidInput:
        return url if len(url) <= _LONGEST else hashlib.blake2b(url.encode(errors="replace")).hexdigest()
