"""Hosts and their turns: one request at a time over all processes, and none before the next allowed moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, Case, Connection, bindparam, case, or_, select, update

from monitor.core.politeness import HostState, StoredRobots
from storage import leases, statements
from storage.columns import Instant
from storage.leases import HOLD, Alive, Owner, is_alive
from storage.schema import hosts

ASK_AGAIN = timedelta(milliseconds=250)
"""How soon to ask again for a host whose turn is another's and may end at any moment."""

_h = hosts.c


def claim(
    c: Connection, host: str, owner: Owner, now: datetime, delay: timedelta, *, alive: Alive = is_alive
) -> datetime:
    """`now` where the host's turn is the owner's from now on, else a later moment: when to ask again.

    A turn that is taken moves the next allowed moment to `now + delay` at once. One that was never given back is over,
    but nobody knows when its request began: the delay counts from when that is found out. A turn ends with `release`,
    when its owner is not `alive`, or after `HOLD` without `leases.keep`: it is held while its request waits for one of
    the few that are made at a time, which may be long.
    """
    row = leases.locked(c, _h.host, host)
    allowed: datetime = row.next_allowed or now
    if not leases.is_free(row, now, alive):
        ends: datetime = row.lease_until
        return max(allowed, min(ends, now + ASK_AGAIN))
    if row.lease_token is not None and delay:
        c.execute(_OVERTAKE, {"name": host, "moment": now + delay})
        return max(allowed, now + delay)
    if allowed > now:
        return allowed
    c.execute(_TAKE, leases.held_by(owner, now + HOLD) | {"next_allowed": now + delay, "name": host})
    return now


def release(c: Connection, host: str, owner: Owner, next_allowed: datetime) -> None:
    """The owner's turn is over, and none begins before `next_allowed`, nor before an earlier word of `defer`."""
    c.execute(_LEAVE, {"name": host, "token": owner.token, "moment": next_allowed})


def defer(c: Connection, host: str, until: datetime) -> None:
    """No turn begins before `until`: the host asked for it. An earlier moment than already known changes nothing."""
    row = statements.insert(c, hosts).values(host=host, next_allowed=until)
    c.execute(row.on_conflict_do_update(index_elements=[_h.host], set_={"next_allowed": _later(until)}))


def states(c: Connection) -> tuple[HostState, ...]:
    """What is known of every host that was ever asked, by name."""
    columns = (_h.host, _h.next_allowed, _h.robots_body, _h.robots_status, _h.robots_at)
    return tuple(
        HostState(
            host=row.host,
            next_allowed=row.next_allowed,
            robots=StoredRobots(body=row.robots_body, status=row.robots_status, fetched_at=row.robots_at)
            if row.robots_at
            else None,
        )
        for row in c.execute(select(*columns).order_by(_h.host))
    )


def robots(c: Connection, host: str) -> StoredRobots | None:
    """The host's robots.txt as it was last fetched, None if never."""
    query = select(_h.robots_body, _h.robots_status, _h.robots_at).where(_h.host == host)
    row = c.execute(query.where(_h.robots_at.is_not(None))).one_or_none()
    if row is None:
        return None
    return StoredRobots(body=row.robots_body, status=row.robots_status, fetched_at=row.robots_at)


def keep_robots(c: Connection, host: str, known: StoredRobots) -> None:
    """The host's robots.txt is remembered in place of what was."""
    values = {"robots_body": known.body, "robots_status": known.status, "robots_at": known.fetched_at}
    row = statements.insert(c, hosts).values(host=host, **values)
    c.execute(row.on_conflict_do_update(index_elements=[_h.host], set_=values))


def _later(moment: datetime | BindParameter[datetime]) -> Case[datetime]:
    """The moment, or the one already known where that is later."""
    return case((or_(_h.next_allowed.is_(None), _h.next_allowed < moment), moment), else_=_h.next_allowed)


# Built once: each page needs them, and building them took longer than answering them.
_TAKE = update(hosts).where(_h.host == bindparam("name"))
_OVERTAKE = (
    update(hosts)
    .where(_h.host == bindparam("name"))
    .values({**leases.FREE, "next_allowed": _later(bindparam("moment", type_=Instant))})
)
_LEAVE = (
    update(hosts)
    .where(_h.host == bindparam("name"), _h.lease_token == bindparam("token"))
    .values({**leases.FREE, "next_allowed": _later(bindparam("moment", type_=Instant))})
)
