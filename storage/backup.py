"""Copies of a SQLite history while it is in use, their way back, and whether everything in a history fits together."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Select, exists, func, not_, select, text

from monitor.core.errors import HistoryUnreachable, InvalidInput
from storage import engines, failures, index, upgrade
from storage.database import Database
from storage.schema import addresses, articles, fingerprints, stories, summaries, versions

_SHOWN = 5
"""Articles that a problem names: enough to look at, however many there are."""


def backup(database: Database, path: Path) -> None:
    """A copy of the database as it is now, whole, in a new file; writers go on meanwhile.

    Raises InvalidInput when there is something at `path`, or for PostgreSQL, which has a tool of its own.
    """
    file = _file(database, "pg_dump")
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        if path.exists():
            raise InvalidInput(str(path), "exists already: name a new file")
        unfinished.write_bytes(b"")
        with database.named_errors(), closing(_opened(file)) as source:
            source.execute("SELECT count(*) FROM sqlite_master")  # what fails from here on is the writing
            _copy(source, unfinished, str(path))
        unfinished.rename(path)
    except OSError as error:
        raise InvalidInput(str(path), f"cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def restore(database: Database, path: Path) -> None:
    """The database holds what the backup does, and nothing else, brought up to date.

    The backup is looked through first: one that is damaged, or no history, is HistoryUnreachable, one of a later
    version HistoryNewer, and nothing is changed.
    """
    file = _file(database, "pg_restore")
    if not path.is_file():
        raise InvalidInput(str(path), "no such file")
    kept = Database(engines.engine(engines.address(f"sqlite:///{path}"), database.patience))
    with kept, kept.named_errors(), kept.read() as c:
        if upgrade.revision(c) is None:
            raise HistoryUnreachable(kept.place, "there is no history in it")
        if problems := _integrity(c):
            raise HistoryUnreachable(kept.place, f"the backup is damaged: {problems[0]}")
    with database.named_errors(), closing(_opened(path)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)
    with database.named_errors():
        upgrade.make_ready(database.engine, database.patience, migrate=True)


def check(database: Database) -> tuple[str, ...]:
    """What is wrong with the database, in words; nothing, if all is well."""
    with database.read() as c:
        damage = _integrity(c) if c.dialect.name == "sqlite" else ()
        unindexed = select(articles.c.id).where(articles.c.id.not_in(index.numbers(c)))
        checks = (*_INVARIANTS, (unindexed, "not found by search"))
        return damage or tuple(problem for query, words in checks if (problem := _broken(c, query, words)))


def _file(database: Database, tool: str) -> Path:
    if database.file is None:
        raise InvalidInput(database.place, f"use {tool} for a PostgreSQL database")
    return database.file


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _copy(source: sqlite3.Connection, target: Path, place: str) -> None:
    with failures.naming(place), closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _integrity(c: Connection) -> tuple[str, ...]:
    """What SQLite itself finds wrong: pages, indexes, and rows that refer to nothing."""
    pages = [row[0] for row in c.execute(text("PRAGMA integrity_check(10)")) if row[0] != "ok"]
    if pages:
        return tuple(pages)
    rows = c.execute(text("PRAGMA foreign_key_check")).all()
    return tuple(f"row {row[1]} of {row[0]} refers to a missing row of {row[2]}" for row in rows[:10])


def _broken(c: Connection, query: Select[int], words: str) -> str | None:
    found = list(c.execute(query.order_by(articles.c.id)).scalars())
    if not found:
        return None
    shown = ", ".join(map(str, found[:_SHOWN]))
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"{words}: article {shown}{more}"


_a = articles.c
_original = articles.alias("original")
_last = select(func.max(versions.c.number)).where(versions.c.article_id == _a.id).scalar_subquery()
_texts = select(func.count()).where(versions.c.article_id == _a.id).scalar_subquery()

_INVARIANTS: tuple[tuple[Select[int], str], ...] = (
    (select(_a.id).where(func.coalesce(_last, 0) != _a.version), "the latest version is not the one that is named"),
    (select(_a.id).where(_last != _texts), "a version between the first and the latest is missing"),
    (select(_a.id).where(not_(exists().where(summaries.c.article_id == _a.id))), "no summary"),
    (select(_a.id).where(not_(exists().where(fingerprints.c.article_id == _a.id))), "no fingerprint"),
    (select(_a.id).where(not_(exists().where(stories.c.id == _a.story_id))), "in no story"),
    (
        select(_a.id).where(not_(exists().where(addresses.c.key == _a.key, addresses.c.article_id == _a.id))),
        "its own address leads elsewhere",
    ),
    (
        select(_a.id).join(_original, _original.c.id == _a.copy_of).where(_original.c.copy_of.is_not(None)),
        "a copy of a copy",
    ),
    (
        select(_a.id).join(_original, _original.c.id == _a.copy_of).where(_original.c.story_id != _a.story_id),
        "in another story than its original",
    ),
)
