"""The outbox: what is handed to whom, so that each gets it once.

A delivery's way, each step a transaction that outlives a loss of power:

1. `enter`: pending, once for a parcel and an address.
2. `take`: still pending, and leased: nobody else takes it until it is settled, or its holder is dead or too slow. What
   has not gone farther is sent by the next one.
3. `commit`: sending. From here on the other side may have it, and nobody sends it again by himself.
4. `settle`: sent, pending again at a later moment, failed, or unsure.

What stands at 3 with nobody alive to settle it, `forsaken` makes unsure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, select, update

from monitor.core.model import Channel, Delivery, DeliveryState, EditionKind, Errand, Notice, Parcel, ParcelKind
from storage import leases, statements
from storage.leases import Owner
from storage.outbox_tables import deliveries, notices
from storage.schema import editions

LEASE = timedelta(minutes=5)
"""How long one that took a delivery may be at it; the channels give up long before."""
_d, _n, _e = deliveries.c, notices.c, editions.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of an attempt; `next_attempt` goes with pending, `error` with all but sent."""

    state: DeliveryState
    error: str | None = None
    next_attempt: datetime | None = None


def issued(c: Connection, kinds: Iterable[EditionKind], since: datetime) -> tuple[str, ...]:
    """The names of the editions of these kinds that came out since then, the oldest first."""
    wanted = and_(_e.kind.in_([kind.value for kind in kinds]), _e.until >= since)
    return tuple(c.execute(select(_e.name).where(wanted).order_by(_e.until, _e.id)).scalars())


def announce(c: Connection, notice: Notice) -> bool:
    """Whether the notice is the first of its key; then it is kept, else nothing changes."""
    row = statements.insert(c, notices).values(key=notice.key, title=notice.title, text=notice.text, at=notice.at)
    return c.scalar(row.on_conflict_do_nothing(index_elements=[_n.key]).returning(_n.key)) is not None


def notice(c: Connection, key: str) -> Notice | None:
    """The notice of a key, None if there is none."""
    row = c.execute(select(notices).where(_n.key == key)).one_or_none()
    return None if row is None else Notice(key=row.key, title=row.title, text=row.text, at=row.at)


def announced(c: Connection, since: datetime) -> tuple[str, ...]:
    """The keys of the notices since then, the oldest first."""
    return tuple(c.execute(select(_n.key).where(_n.at >= since).order_by(_n.at, _n.key)).scalars())


def forget(c: Connection, before: datetime) -> None:
    """Notices from before that moment are dropped, with what is known of their deliveries."""
    old = select(_n.key).where(_n.at < before)
    c.execute(delete(deliveries).where(_d.kind == ParcelKind.NOTICE.value, _d.name.in_(old)))
    c.execute(delete(notices).where(_n.at < before))


def known(c: Connection, names: Iterable[str]) -> frozenset[Errand]:
    """The errands with parcels of these names that were entered."""
    rows = c.execute(select(deliveries).where(_d.name.in_(list(names))))
    return frozenset(_errand(row) for row in rows)


def enter(c: Connection, errands: Iterable[Errand], now: datetime) -> None:
    """The errands are pending from now on; those that were entered before stay as they are."""
    fresh = {"state": DeliveryState.PENDING.value, "attempts": 0, "next_attempt": now, "at": now}
    rows = [_columns(errand) | fresh for errand in errands]
    if rows:
        c.execute(statements.insert(c, deliveries).on_conflict_do_nothing(), rows)


def pending(c: Connection, now: datetime) -> tuple[Delivery, ...]:
    """The deliveries whose next attempt has come, the oldest first, those included that somebody has in hand."""
    waiting = and_(_d.state == DeliveryState.PENDING.value, _d.next_attempt <= now)
    return tuple(map(_delivery, c.execute(select(deliveries).where(waiting).order_by(_d.next_attempt, _d.id))))


def take(c: Connection, errand: Errand, owner: Owner, now: datetime) -> int | None:
    """Which attempt this is, with the delivery in the owner's hands; None where it is not to be sent by them now."""
    row = c.execute(select(deliveries).where(_is(errand)).with_for_update()).one_or_none()
    if row is None or row.state != DeliveryState.PENDING.value or row.next_attempt > now:
        return None
    if not leases.is_free(row, now, leases.is_alive):
        return None
    held = leases.held_by(owner, now + LEASE)
    c.execute(update(deliveries).where(_d.id == row.id).values(**held, attempts=row.attempts + 1, at=now))
    return int(row.attempts) + 1


def commit(c: Connection, errand: Errand, owner: Owner, now: datetime) -> bool:
    """Whether the owner still has the delivery in hand; then it is "sending" from here on."""
    mine = and_(_is(errand), _d.lease_token == owner.token, _d.state == DeliveryState.PENDING.value)
    sending = {"state": DeliveryState.SENDING.value, "next_attempt": None, "at": now}
    return c.execute(update(deliveries).where(mine).values(sending)).rowcount == 1


def settle(c: Connection, errand: Errand, owner: Owner, verdict: Verdict, now: datetime) -> None:
    """What came of the owner's attempt is remembered, unless somebody else has taken the delivery up since."""
    mine = and_(_is(errand), _d.lease_token == owner.token)
    values = {"state": verdict.state.value, "error": verdict.error, "next_attempt": verdict.next_attempt, "at": now}
    c.execute(update(deliveries).where(mine).values(values | leases.FREE))


def is_sending(c: Connection) -> bool:
    """Whether somebody is sending something, or died of it."""
    sending = select(_d.id).where(_d.state == DeliveryState.SENDING.value)
    return c.execute(sending.limit(1)).first() is not None


def forsaken(c: Connection, reason: str, now: datetime) -> None:
    """Deliveries that somebody was sending who is dead or gone too long are unsure, for that reason.

    Who is only slow may still settle what he began.
    """
    for row in c.execute(select(deliveries).where(_d.state == DeliveryState.SENDING.value).with_for_update()).all():
        if leases.is_free(row, now, leases.is_alive):
            unsure = {"state": DeliveryState.UNSURE.value, "error": reason, "at": now}
            c.execute(update(deliveries).where(_d.id == row.id).values(unsure))


def again(c: Connection, errand: Errand, now: datetime) -> None:
    """The errand is pending once more, as if it had never been tried; not one that somebody is sending."""
    fresh = {"state": DeliveryState.PENDING.value, "attempts": 0, "next_attempt": now, "error": None, "at": now}
    enter(c, [errand], now)
    asked = and_(_is(errand), _d.state != DeliveryState.SENDING.value)
    c.execute(update(deliveries).where(asked).values(fresh | leases.FREE))


def one(c: Connection, errand: Errand) -> Delivery | None:
    """How an errand stands, None where it was never entered."""
    row = c.execute(select(deliveries).where(_is(errand))).one_or_none()
    return None if row is None else _delivery(row)


def troubled(c: Connection, since: datetime) -> tuple[Delivery, ...]:
    """The deliveries that are unsure, failed or were put off, and changed since then; the newest first."""
    wrong = [DeliveryState.UNSURE.value, DeliveryState.FAILED.value]
    put_off = and_(_d.state == DeliveryState.PENDING.value, _d.error.is_not(None))
    query = select(deliveries).where(_d.state.in_(wrong) | put_off, _d.at >= since)
    return tuple(map(_delivery, c.execute(query.order_by(_d.at.desc(), _d.id.desc()))))


def _is(errand: Errand) -> Any:
    return and_(*(deliveries.c[name] == value for name, value in _columns(errand).items()))


def _columns(errand: Errand) -> dict[str, Any]:
    return {
        "kind": errand.parcel.kind.value,
        "name": errand.parcel.name,
        "channel": errand.channel.value,
        "address_key": errand.address_key,
    }


def _errand(row: Row[*tuple[Any, ...]]) -> Errand:
    parcel = Parcel(kind=ParcelKind(row.kind), name=row.name)
    return Errand(parcel=parcel, channel=Channel(row.channel), address_key=row.address_key)


def _delivery(row: Row[*tuple[Any, ...]]) -> Delivery:
    return Delivery(
        errand=_errand(row),
        state=DeliveryState(row.state),
        attempts=row.attempts,
        next_attempt=row.next_attempt,
        error=row.error,
        at=row.at,
    )
