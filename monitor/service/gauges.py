"""What the history says of how the service does, in numbers: the same whichever process asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.service import editions, sources
from monitor.service.desk import Desk
from storage import history, sizes
from storage.history import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """Counts and ages at one moment.

    `sources` counts them by verdict; `overdue` is how long the source waits whose visit is due longest, zero if none
    is; `last_round` is None before the first; `waiting` and `given_up` are addresses that failed.
    """

    counts: Counts
    sources: tuple[tuple[str, int], ...]
    overdue: timedelta
    last_round: datetime | None
    next_edition: datetime
    waiting: int
    given_up: int
    in_bytes: int


def gauges(desk: Desk) -> Gauges:
    """How everything stands now."""
    now, health = desk.now(), sources.overview(desk)
    troubles = [trouble for one in health for trouble in one.troubles]
    due = [one.state.next_visit for one in health if one.state.next_visit]
    return Gauges(
        counts=desk.read(history.counts),
        sources=tuple(sorted(Counter(one.verdict for one in health).items())),
        overdue=max((now - moment for moment in due if moment < now), default=timedelta()),
        last_round=max((one.state.last_visit for one in health if one.state.last_visit), default=None),
        next_edition=editions.next_moment(desk),
        waiting=sum(trouble.next_attempt is not None for trouble in troubles),
        given_up=sum(trouble.next_attempt is None for trouble in troubles),
        in_bytes=desk.read(sizes.in_bytes),
    )
