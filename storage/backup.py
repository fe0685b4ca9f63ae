"""Copies of a SQLite history while it is in use, their way back, and whether everything in a history fits together."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Select, exists, func, not_, select, text

from monitor.core.errors import HistoryUnreachable, InvalidInput
from storage import engines, failures, index, lock, upgrade
from storage.database import PATIENCE, Database
from storage.schema import addresses, articles, fingerprints, stories, summaries, versions

_PARTS = ("", "-wal", "-shm")
"""What a SQLite database lies in: the file, its log, and the log's index."""
_FAULTS = 10
"""Faults of a damaged file that are looked for: one is enough to restore a backup."""
_SHOWN = 5
"""Articles that a problem names: enough to look at, however many there are."""


def backup(database: Database, path: Path) -> None:
    """A copy of the database as it is now, whole, in a new file; writers go on meanwhile.

    Raises InvalidInput when there is something at `path`, or for PostgreSQL, which has a tool of its own.
    """
    if (file := database.file) is None:
        raise InvalidInput(database.place, "use pg_dump for a PostgreSQL database")
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        if path.exists():
            raise InvalidInput(str(path), "exists already: name a new file")
        unfinished.write_bytes(b"")
        with database.named_errors(), closing(_source(database, file)) as source:
            source.execute("SELECT count(*) FROM sqlite_master")  # what fails from here on is the writing
            _copy(source, unfinished, str(path))
        unfinished.rename(path)
    except OSError as error:
        raise InvalidInput(str(path), f"cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def restore(url: str, file: Path, now: datetime) -> Path | None:
    """Where what was there is kept, None where there was nothing; the history at `url` is the backup in `file` now.

    The history itself is not looked at: it may be damaged. What was there is renamed, log and all, and the backup's
    copy, brought up to date, has its place. The backup is looked through first: one that is damaged, or no history,
    is HistoryUnreachable, one of a later version HistoryNewer, and nothing is changed. Raises AlreadyRunning while a
    daemon works on the history, and InvalidInput for PostgreSQL.
    """
    address = engines.address(url)
    target = engines.file(address)
    if target is None:
        raise InvalidInput(engines.place(address), "use pg_restore for a PostgreSQL database")
    _look_through(file)
    database = Database(engines.engine(address, PATIENCE))
    database.make_folder()
    with database, lock.single(database, lock.DAEMON):
        try:
            kept = _replace(target.resolve(), file, f".before-restore-{now:%Y%m%dT%H%M%SZ}")
        except OSError as error:
            raise HistoryUnreachable(database.place, f"cannot be replaced: {error.strerror}") from error
        Database.open(url).close()
    return kept


def _look_through(file: Path) -> None:
    """Raises what speaks against a backup."""
    if not file.is_file():
        raise InvalidInput(str(file), "no such file")
    with Database(engines.reader(file)) as kept, kept.read() as c:
        if upgrade.revision(c) is None:
            raise HistoryUnreachable(kept.place, "there is no history in it")
        if _integrity(c):
            raise HistoryUnreachable(kept.place, "the backup is damaged: choose another one")


def _replace(target: Path, file: Path, suffix: str) -> Path | None:
    """Where what was at `target` is now, None for nothing; the file's copy is there instead.

    The copy is whole before anything is moved. A log must go with its database: beside another one it would be
    taken for that one's.
    """
    kept = target.with_name(target.name + suffix)
    if kept.exists():
        raise InvalidInput(str(kept), "exists already: try again in a second")
    if target.exists() and not target.is_file():
        raise HistoryUnreachable(str(target), "is no file")
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with failures.naming(str(file)), closing(engines.opened(file, at_rest=True)) as source:
            _copy(source, unfinished, str(target))
        there = [part for part in _PARTS if target.with_name(target.name + part).exists()]
        for part in there:
            target.with_name(target.name + part).rename(kept.with_name(kept.name + part))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return kept if there else None


def check(database: Database) -> tuple[str, ...]:
    """What is wrong with the database, in words; nothing, if all is well."""
    with database.read() as c:
        damage = _integrity(c) if c.dialect.name == "sqlite" else ()
        unindexed = select(articles.c.id).where(articles.c.id.not_in(index.numbers(c)))
        checks = (*_INVARIANTS, (unindexed, "not found by search"))
        return damage or tuple(problem for query, words in checks if (problem := _broken(c, query, words)))


def _source(database: Database, file: Path) -> sqlite3.Connection:
    return engines.opened(file, at_rest=database.unwritable is not None)


def _copy(source: sqlite3.Connection, target: Path, place: str) -> None:
    with failures.naming(place), closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _integrity(c: Connection) -> tuple[str, ...]:
    """What SQLite itself finds wrong: pages, indexes, and rows that refer to nothing."""
    rows = c.execute(text(f"PRAGMA integrity_check({_FAULTS})")).scalars()
    faults = [line for row in rows for line in row.splitlines() if line != "ok" and not line.startswith("***")]
    if faults:
        many = f"{_FAULTS} or more" if len(faults) >= _FAULTS else len(faults)
        return (f"the file is damaged, restore a backup: {faults[0]} (faults: {many})",)
    strays = c.execute(text("PRAGMA foreign_key_check")).all()
    return tuple(f"row {row[1]} of {row[0]} refers to a missing row of {row[2]}" for row in strays[:_FAULTS])


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
