"""What is remembered of each source between visits, and which process is visiting it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from monitor.core.model import ListingKind, SourceState
from storage import leases, statements
from storage.leases import Alive, Owner, is_alive
from storage.schema import sources_state

__all__ = ["Owner", "is_alive", "lease", "record", "release", "state", "states"]

_s = sources_state.c
_STATE = (
    _s.source_id,
    _s.last_visit,
    _s.next_visit,
    _s.last_new,
    _s.failures,
    _s.error,
    _s.source_url,
    _s.listing_url,
    _s.listing_kind,
    _s.etag,
    _s.last_modified,
)


def states(c: Connection) -> dict[str, SourceState]:
    """What is known of every source that was ever visited or leased, by its id."""
    rows = c.execute(select(*_STATE).order_by(_s.source_id)).mappings()
    return {row["source_id"]: _state(row) for row in rows}


def state(c: Connection, source_id: str) -> SourceState:
    """What is known of a source, which is nothing where it was never visited."""
    row = c.execute(select(*_STATE).where(_s.source_id == source_id)).mappings().one_or_none()
    return _state(row) if row else SourceState(source_id=source_id)


def record(c: Connection, state: SourceState) -> None:
    """The state is remembered in place of what was; a lease stays as it is."""
    values = asdict(state)
    changes = {name: value for name, value in values.items() if name != "source_id"}
    row = statements.insert(c, sources_state).values(values)
    c.execute(row.on_conflict_do_update(index_elements=[_s.source_id], set_=changes))


def lease(
    c: Connection, source_id: str, owner: Owner, now: datetime, until: datetime, *, alive: Alive = is_alive
) -> bool:
    """Whether the owner may visit the source until then: nobody else does, and not itself either.

    A lease that ran out is free, and so is one whose owner is not `alive`.
    """
    if not leases.is_free(leases.locked(c, _s.source_id, source_id), now, alive):
        return False
    c.execute(update(sources_state).where(_s.source_id == source_id).values(leases.held_by(owner, until)))
    return True


def release(c: Connection, source_id: str, owner: Owner) -> None:
    """The owner holds the source no more; another's lease stays."""
    leases.renew(c, _s.source_id, source_id, owner, dict(leases.FREE))


def _state(row: RowMapping) -> SourceState:
    return SourceState(**{**row, "listing_kind": _kind(row["listing_kind"])})


def _kind(stored: str | None) -> ListingKind | None:
    return None if stored is None else ListingKind(stored)
