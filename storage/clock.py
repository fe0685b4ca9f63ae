"""Whose clock counts where several machines work on one history: the database server's."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

from storage.database import Database

_TELL = text("SELECT clock_timestamp()")
_SAMPLES = 8
"""Readings from which the difference is taken. Each is too small by what the answer took on its way, and never too
large: the largest is the nearest. Eight are soon forgotten when this machine's clock is set."""


class ServerClock:
    """The server's clock: exact `inside` a transaction, and called, this machine's set right by the latest readings.

    What must not happen too soon for all machines together, a host's turn, the end of a lease, an edition's end, is
    decided by the one; what is only planned, such as the next visit, by the other, which is right to the time that an
    answer of the server takes.
    """

    def __init__(self, database: Database) -> None:
        self._ahead: deque[timedelta] = deque(maxlen=_SAMPLES)
        with database.read() as c:
            self.inside(c)

    def __call__(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC) + max(self._ahead)

    def inside(self, c: Connection) -> datetime:
        """The moment at which the server answers this."""
        told: datetime = c.execute(_TELL).scalar_one().astimezone(UTC)
        self._ahead.append(told - datetime.now(UTC))
        return told
