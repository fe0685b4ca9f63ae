"""One transaction at a time for what must see all that was stored before it."""

from __future__ import annotations

from sqlalchemy import Connection, text

_ONE_WRITER = text("SELECT pg_advisory_xact_lock(1937006947)")


def alone(c: Connection) -> None:
    """From here to the end of the transaction nobody else is here: others that call this wait.

    SQLite has but one writer anyway.
    """
    if c.dialect.name != "sqlite":
        c.execute(_ONE_WRITER)
