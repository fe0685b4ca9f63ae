"""One process at a time for what may run only once on a database, such as the daemon."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from monitor.core.errors import AlreadyRunning, HistoryUnreachable
from storage.database import Database

DAEMON = "daemon"
"""The name under which rounds are made; whoever replaces or moves a history takes it meanwhile."""


@contextmanager
def single(database: Database, name: str) -> Iterator[None]:
    """This process alone is `name` on the database meanwhile; raises AlreadyRunning when another one is.

    The lock is the kernel's, or the PostgreSQL server's: it ends with the process, however that ends. On SQLite it
    is a file beside the database, which stays; it holds the process's number, for people.
    """
    held = _file(database.file, name, database.place) if database.file else _session(database, name)
    with held:
        yield


@contextmanager
def shared(database: Database, name: str) -> Iterator[None]:
    """This process is one of many that are `name` on a PostgreSQL database; raises AlreadyRunning beside one alone."""
    with _session(database, name, "pg_try_advisory_lock_shared"):
        yield


@contextmanager
def _file(file: Path, name: str, place: str) -> Iterator[None]:
    try:
        opened = os.open(file.with_name(f"{file.name}.{name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise HistoryUnreachable(place, f"its lock file cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(opened)
        raise AlreadyRunning(place, f"another {name} is running on this database") from None
    try:
        os.ftruncate(opened, 0)
        os.write(opened, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(opened)


@contextmanager
def _session(database: Database, name: str, lock: str = "pg_try_advisory_lock") -> Iterator[None]:
    """The lock of a connection that is kept open outside of any transaction."""
    number = int.from_bytes(hashlib.blake2b(f"newsmonitor {name}".encode(), digest_size=8).digest(), signed=True)
    with database.named_errors():
        c = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    with c:
        with database.named_errors():
            taken = c.scalar(select(getattr(func, lock)(number)))
        if not taken:
            raise AlreadyRunning(database.place, f"another {name} is running on this database")
        try:
            yield
        finally:
            with suppress(DBAPIError):  # the session may be gone, and the lock with it
                c.execute(select(func.pg_advisory_unlock_all()))
            c.invalidate()  # the server notices the end of a session a little later
