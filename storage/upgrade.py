"""A database brought to the tables that this version works with, by itself and one process at a time.

1. A database of another program, or of a later version of this one, is left as it is.
2. One that is up to date is only looked at.
3. Else the migrations run in one transaction: all of them or none. Who comes second waits, and finds them done.
4. Before a SQLite database that holds something is changed, a copy is written beside it.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect, text

from monitor.core.errors import HistoryNewer, HistoryUnreachable
from storage import engines
from storage.schema import REVISION, REVISIONS, metadata

_MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 0x6D6F6E69
"""The advisory lock under which PostgreSQL migrates: "moni"."""
_PAUSE = 0.01
"""Seconds between two attempts to change a file that another process is changing."""


def make_ready(engine: Engine, patience: timedelta, *, migrate: bool) -> None:
    """The database has the tables of this version afterwards, or was left untouched with an error.

    Without `migrate` nothing is made or changed: raises HistoryUnreachable where that would be needed.
    """
    place, file = engines.place(engine.url), engines.file(engine.url)
    if not migrate and file is not None and not file.exists():
        raise HistoryUnreachable(place, "there is no history yet: `monitor fetch` or `monitor run` begins one")
    with engine.connect() as c, c.begin():
        found = revision(c)
    if found == REVISION:
        return
    if not migrate:
        raise HistoryUnreachable(place, "written by an earlier version: `monitor db upgrade` brings it up to date")
    if file is not None:
        keep_write_ahead_log(engine, patience)
    with engines.writing(engine.connect()) as c, c.begin():
        _migrate_alone(c, file)


def revision(c: Connection) -> str | None:
    """The migration that the database stands at, None for an empty one.

    Raises HistoryUnreachable for the database of another program, HistoryNewer for a revision unknown here.
    """
    place, there = engines.place(c.engine.url), set(inspect(c).get_table_names())
    ours = there & metadata.tables.keys()
    if "alembic_version" not in there:
        if there if c.dialect.name == "sqlite" else ours:
            raise HistoryUnreachable(place, "the database belongs to another program")
        return None
    found: str | None = c.scalar(text("SELECT version_num FROM alembic_version"))
    if not ours:
        raise HistoryUnreachable(place, "the database belongs to another program")
    if found not in REVISIONS:
        raise HistoryNewer(place, f"written by a later version of this program (revision {found}): install that one")
    return found


def keep_write_ahead_log(engine: Engine, patience: timedelta) -> None:
    """SQLite writes ahead from now on: readers and one writer don't wait for each other. It stays so in the file.

    SQLite itself does not always wait for this change: of six processes that began at once, one failed now and then.
    """
    end = time.monotonic() + patience.total_seconds()
    with closing(engine.raw_connection()) as connection:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= end:
                    raise
                time.sleep(_PAUSE)
            else:
                return


def configuration(c: Connection | None = None) -> Config:
    """Alembic's view of the migrations, and of the connection that they run on."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = c
    return config


def _migrate_alone(c: Connection, file: Path | None) -> None:
    if file is None:
        c.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    found = revision(c)
    if found == REVISION:
        return
    if file is not None and found is not None:
        _copy(file, file.with_name(f"{file.name}.before-{REVISION}"))
    command.upgrade(configuration(c), REVISION)


def _copy(file: Path, target: Path) -> None:
    """A copy of the database by a reader of its own: the writer's connection cannot be copied from."""
    with closing(engines.opened(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
