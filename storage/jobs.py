"""The tables of the job queue, Procrastinate's own, in a PostgreSQL schema beside the history's.

They come from the installed Procrastinate: its whole schema at first, and what it adds later by its migrations, in
their order, each in a transaction of its own with a note of its name. Nothing else here looks into them.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from monitor.core.errors import HistoryNewer, HistoryUnreachable
from storage.database import Database

SCHEMA = "monitor_jobs"
SEARCH_PATH = f"-c search_path={SCHEMA}"
"""The option of a connection that sees the queue's tables."""

_LOCK = 0x6D6F6E6A
"""The advisory lock under which they are made: "monj"."""
_APPLIED = f"{SCHEMA}.applied"


def make_ready(database: Database) -> None:
    """The queue's tables are those of the installed Procrastinate afterwards.

    Raises HistoryUnreachable on SQLite, where there is no queue, and HistoryNewer where they are a later one's.
    """
    if database.file is not None:
        raise HistoryUnreachable(database.place, "a job queue needs PostgreSQL")
    migrations = _migrations()
    while True:
        with database.write() as c:
            c.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            applied = _applied(c)
            if later := applied - migrations.keys():
                raise HistoryNewer(
                    database.place,
                    f"its job queue was made by a later Procrastinate ({max(later)}): install that one",
                )
            missing = [name for name in sorted(migrations) if name not in applied]
            if not missing:
                return
            _apply(c, missing if not applied else missing[:1], _whole() if not applied else migrations[missing[0]])


def are_there(database: Database) -> bool:
    """Whether the database has a queue, however old."""
    return database.file is None and inspect(database.engine).has_table("applied", schema=SCHEMA)


def recount(database: Database) -> None:
    """The server knows again how many jobs there are.

    It plans by what it knew before thousands came at once: then each job taken went through all that waited, which
    took 12 ms with 10,000 of them, and 1.6 ms after this. By itself it looks once a minute.
    """
    with database.write() as c:
        c.execute(text(f"ANALYZE {SCHEMA}.procrastinate_jobs"))


def address(database: Database) -> str:
    """The database's address as psycopg takes it, with its password."""
    return database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _applied(c: Connection) -> set[str]:
    """The names of the migrations whose work is done; the table that holds them is there afterwards."""
    c.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
    c.execute(text(f"CREATE TABLE IF NOT EXISTS {_APPLIED} (name text PRIMARY KEY)"))
    return set(c.execute(text(f"SELECT name FROM {_APPLIED}")).scalars())  # noqa: S608 - a constant


def _apply(c: Connection, names: list[str], statements: str) -> None:
    """The statements are done, and the names noted."""
    c.execute(text(f"SET LOCAL search_path TO {SCHEMA}"))
    c.connection.cursor().execute(statements)  # many at once: the driver takes them only without parameters
    note = text(f"INSERT INTO {_APPLIED} (name) VALUES (:name)")  # noqa: S608 - a constant
    c.execute(note, [{"name": name} for name in names])


def _whole() -> str:
    from procrastinate.schema import SchemaManager

    return SchemaManager.get_schema()


def _migrations() -> dict[str, str]:
    """What each of Procrastinate's migrations does, by its name; their order is that of the names."""
    from procrastinate.schema import SchemaManager

    files = Path(SchemaManager.get_migrations_path()).glob("*.sql")
    return {file.stem: file.read_text(encoding="utf-8") for file in files}
