"""What a database driver's error means to the user: the one place where they get our names.

Only codes decide (`sqlite_errorcode`, `sqlstate`), never the message's text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from monitor.core.errors import HistoryBusy, HistoryError, HistoryFull, HistoryRefused, HistoryUnreachable

RAISED = (DBAPIError, PoolExhausted, sqlite3.Error, psycopg.Error, UnicodeDecodeError)
"""What a database may raise; outside of SQLAlchemy's calls a driver's own errors come bare.

SQLite quotes a schema that it cannot read, and Python cannot read the quotation.
"""

_Meaning = tuple[type[HistoryError], str]

_REFUSED: _Meaning = HistoryRefused, "the database does not take this value"

# Whole codes first, then classes (their low byte).
_SQLITE: dict[int, _Meaning] = {
    sqlite3.SQLITE_IOERR_SHMSIZE: (HistoryFull, "no room left on the disk"),  # for the index of the log
    sqlite3.SQLITE_BUSY: (HistoryBusy, "another process holds the database: try again"),
    sqlite3.SQLITE_LOCKED: (HistoryBusy, "another connection holds the database: try again"),
    sqlite3.SQLITE_PROTOCOL: (HistoryBusy, "another process holds the database: try again"),
    sqlite3.SQLITE_FULL: (HistoryFull, "no room left on the disk"),
    sqlite3.SQLITE_READONLY: (HistoryFull, "the file may be read only, not written"),
    sqlite3.SQLITE_CANTOPEN: (HistoryUnreachable, "the file cannot be opened or made"),
    sqlite3.SQLITE_NOTADB: (HistoryUnreachable, "the file is no SQLite database"),
    sqlite3.SQLITE_CORRUPT: (HistoryUnreachable, "the file is damaged: restore a backup"),
    sqlite3.SQLITE_PERM: (HistoryUnreachable, "no permission for the file"),
    sqlite3.SQLITE_AUTH: (HistoryUnreachable, "no permission for the file"),
    sqlite3.SQLITE_TOOBIG: _REFUSED,
    sqlite3.SQLITE_IOERR: (HistoryUnreachable, "the disk failed to read or write"),
}

# Whole codes first, then classes (their first two characters).
_POSTGRESQL: dict[str, _Meaning] = {
    "25006": (HistoryFull, "the database may be read only, not written"),
    "42501": (HistoryUnreachable, "this user has no permission there"),
    "3D000": (HistoryUnreachable, "no database of that name"),
    "53100": (HistoryFull, "no room left on the server's disk"),
    "54000": _REFUSED,  # too long for an index
    "55P03": (HistoryBusy, "another process holds what was asked for: try again"),
    "57P01": (HistoryUnreachable, "the server is shutting down"),
    "57P02": (HistoryUnreachable, "the server is shutting down"),
    "57P03": (HistoryUnreachable, "the server is starting or shutting down"),
    "08": (HistoryUnreachable, "the connection to the server broke"),
    "22": _REFUSED,
    "28": (HistoryUnreachable, "the server refuses this user or password"),
    "40": (HistoryBusy, "another process changed the same rows: try again"),
    "53": (HistoryBusy, "the server has no memory or connections left: try again"),
    "58": (HistoryUnreachable, "the server's disk failed to read or write"),
}


@contextmanager
def naming(place: str) -> Iterator[None]:
    """Errors of the database's driver leave under our names; those that have none leave as they are."""
    try:
        yield
    except RAISED as error:
        meaning = named(error, place)
        if meaning is None:
            raise
        raise meaning from error


def named(error: BaseException, place: str) -> HistoryError | None:
    """The error under our name, or None for one that is a mistake of this program and no matter of the place."""
    found = _meaning(error)
    return None if found is None else found[0](place, found[1])


def _meaning(error: BaseException) -> _Meaning | None:
    if isinstance(error, PoolExhausted):
        return HistoryBusy, "all connections are in use: try again"
    if isinstance(error, UnicodeDecodeError):
        return _SQLITE[sqlite3.SQLITE_CORRUPT]
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)  # the module's own complaints have none
        return None if code is None else _SQLITE.get(code) or _SQLITE.get(code & 0xFF)
    if isinstance(cause, psycopg.Error):
        return _of_postgresql(cause)
    return None


def _of_postgresql(error: psycopg.Error) -> _Meaning | None:
    state = error.sqlstate
    if state is None and isinstance(error, psycopg.DataError):  # the driver's own, such as of a NUL in a text
        return _REFUSED
    if state is None:  # refused while connecting, or cut off: the protocol gives no code then
        unreachable = HistoryUnreachable, "no connection: is the server running, and are user and database right?"
        return unreachable if isinstance(error, psycopg.OperationalError) else None
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
