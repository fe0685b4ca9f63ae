"""Engines for the two databases: how connections are prepared, and how transactions begin."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.core.errors import HistoryUnreachable

_EXPECTED = "expected sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"
_SECRETS = ("password", "sslpassword", "passfile")
_WRITES = "writes"
_LASTS = "lasts"
_CACHE, _LOG = 32_000, 8_000
"""Of SQLite: kibibytes of pages that a connection keeps, and pages of the log from which on it is folded into the file.

An article's keys lie all over their table: with SQLite's own 2,000 and 1,000 each batch was folded in by itself, and
the same pages were written again and again; storing took a fifth longer.
"""


def address(url: str) -> URL:
    """The address of a database, with the driver named; raises HistoryUnreachable for any other kind of database."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise HistoryUnreachable("the database's address", _EXPECTED) from None
    if parsed.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername == "sqlite" and parsed.database and not parsed.database.startswith((":memory:", "file:")):
        return parsed
    raise HistoryUnreachable(place(parsed), _EXPECTED)


def place(url: URL) -> str:
    """The address for people: a path, or an address without its password."""
    if url.drivername == "sqlite":
        return url.database or "sqlite"
    shown = URL.create(
        "postgresql" if url.drivername.startswith("postgres") else url.drivername,
        username=url.username,
        host=url.host,
        port=url.port,
        database=url.database,
        query=url.difference_update_query(_SECRETS).query,
    )
    return shown.render_as_string(hide_password=False)  # there is none left


def file(url: URL) -> Path | None:
    """The file of a SQLite database, None for PostgreSQL."""
    return Path(url.database) if url.drivername == "sqlite" and url.database else None


def engine(url: URL, patience: timedelta) -> Engine:
    """An engine whose connections wait up to `patience` for another process's lock."""
    return _sqlite(url, patience) if url.drivername == "sqlite" else _postgresql(url, patience)


def reader(file: Path, *, at_rest: bool = True) -> Engine:
    """An engine that reads a SQLite file, such as a backup, and makes nothing beside it; see `opened`."""
    url = URL.create("sqlite", database=str(file))
    return _prepared(create_engine(url, creator=lambda: opened(file, at_rest=at_rest)))


def opened(file: Path, *, at_rest: bool = False) -> sqlite3.Connection:
    """A SQLite file that is only read, and not made where there is none.

    A file `at_rest` is read as it lies there: else SQLite would make a log beside it, and in a folder where it may
    not do so read nothing. One whose log holds something is not at rest.
    """
    lies = at_rest and not _is_written_ahead(file)
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if lies else ''}", uri=True)


def _is_written_ahead(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def reading(c: Connection) -> Connection:
    """The connection, set to see one moment of the database in each transaction, and to write nothing."""
    if c.dialect.name == "sqlite":
        return c
    return c.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writing(c: Connection, *, lasting: bool = True) -> Connection:
    """The connection, set to begin as a writer; what is committed outlives a loss of power if it is to be `lasting`.

    A SQLite transaction that reads first and writes later fails at once when another writer came between, however
    long it was to wait; one that begins as a writer waits for its turn.
    """
    return c.execution_options(**{_WRITES: True, _LASTS: lasting})


def _sqlite(url: URL, patience: timedelta) -> Engine:
    return _prepared(create_engine(url, connect_args={"timeout": patience.total_seconds()}))


def _prepared(made: Engine) -> Engine:
    @event.listens_for(made, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # else the driver begins transactions by itself, and later
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = FULL")  # what was committed outlives a loss of power
        cursor.execute(f"PRAGMA cache_size = -{_CACHE}")
        cursor.execute(f"PRAGMA wal_autocheckpoint = {_LOG}")
        cursor.close()

    @event.listens_for(made, "begin")
    def begin(c: Connection) -> None:
        options = c.get_execution_options()
        if options.get(_WRITES):
            c.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if options.get(_LASTS) else 'NORMAL'}")
        c.exec_driver_sql("BEGIN IMMEDIATE" if options.get(_WRITES) else "BEGIN")

    return made


def _postgresql(url: URL, patience: timedelta) -> Engine:
    made = create_engine(url, connect_args={"connect_timeout": 10}, pool_pre_ping=True)
    milliseconds = str(round(patience.total_seconds() * 1000))

    @event.listens_for(made, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(
            "SELECT set_config('TimeZone', 'UTC', false), set_config('lock_timeout', %s, false)", (milliseconds,)
        )
        cursor.close()
        connection.commit()

    @event.listens_for(made, "begin")
    def begin(c: Connection) -> None:
        if c.get_execution_options().get(_LASTS) is False:
            c.exec_driver_sql("SET LOCAL synchronous_commit TO off")

    return made
