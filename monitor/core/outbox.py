"""What of the outbox is due: which editions are still worth a first sending, and when a failed one is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

FRESH = timedelta(hours=24)
"""How long after it came out an edition, or a notice, is sent for the first time; who names an address today does not
get last week's."""
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
"""Waits after the first attempt, the second, ...: nine hours, in which a server comes back or has to be mended."""


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When what was put off is tried again after so many attempts, at least one; None when it is given up."""
    return now + BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None
