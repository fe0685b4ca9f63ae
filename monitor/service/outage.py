"""Rounds in which nothing could be reached: the machine is offline, and no source is to blame."""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from monitor.core import schedule
from monitor.core.errors import Unreachable, Unresolved
from monitor.core.model import Source
from monitor.core.schedule import Contact
from monitor.core.urls import host
from monitor.service.writer import Writer
from storage import sources as states
from storage import visits

log = logging.getLogger(__name__)

_UNREACHED = frozenset({Unreachable.kind, Unresolved.kind})


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """A source of the round and the kind of what kept its listing away, None for nothing."""

    source: Source
    failure: str | None


async def excuse(writer: Writer, tries: Sequence[Try], started: datetime, now: datetime) -> bool:
    """Whether the machine is offline; then the sources of the round are tried again soon."""
    if not tries or any(one.failure not in _UNREACHED for one in tries):
        return False
    contacts = [_contact(one.source.url, one.failure, now) for one in tries]
    if not schedule.is_offline(contacts, await writer(_earlier, started)):
        return False
    log.warning("nothing could be reached: this machine seems to be offline; tried again in %s", schedule.OFFLINE_AGAIN)
    await writer(_excused, [one.source.id for one in tries], now)
    return True


def _contact(url: str, failure: str | None, at: datetime) -> Contact:
    return Contact(host=host(url), at=at, reached=failure not in _UNREACHED, named=failure != Unresolved.kind)


def _earlier(connection: Connection, started: datetime) -> list[Contact]:
    """The tries of the time before the round, as the log has them."""
    asked = visits.since(connection, started - schedule.LATELY)
    return [_contact(one.url, one.kind, one.last) for one in asked if one.last < started]


def _excused(connection: Connection, source_ids: Sequence[str], now: datetime) -> None:
    known = states.states(connection)
    for source_id in source_ids:
        spread = random.random()  # noqa: S311 - spreads load, guards nothing
        states.record(connection, schedule.excused(known[source_id], now, chance=spread))
