"""A whole history from one database into another, whatever their kinds, and the proof that nothing is missing.

1. Nobody works on either meanwhile: both are locked as a daemon locks its own.
2. What is read is one moment of the old history; what is written is one transaction, all of it or nothing.
3. Every row is written and, before the end, read again: a sum of hashes over each table must be the same.
4. The index of full text is made anew, as its form depends on the database.
5. Numbers that were given once are never given again, also those of rows that are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, func, insert, select, text

from monitor.core.errors import HistoryError, InvalidInput
from storage import index, pruning
from storage.columns import Id
from storage.database import Database
from storage.lock import DAEMON, single
from storage.picture_tables import pictures
from storage.schema import articles, metadata, versions
from storage.statements import AT_ONCE, chunks

Progress = Callable[[str, int], None]
"""Told a table's name and how many of its rows are written."""

_WORDS = "article_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A table's rows, all of them found again in the new history."""

    table: str
    rows: int


def move(origin: Database, target: Database, progress: Progress) -> tuple[Moved, ...]:
    """What was moved, a table each: the target then holds what the origin does, which is left as it is.

    Raises InvalidInput where the target is the origin or holds something, AlreadyRunning where a daemon works on one
    of them, and HistoryError where a table did not come out as it was: then nothing is written.
    """
    if origin.place == target.place:
        raise InvalidInput(target.place, "is the same history: name another one")
    with ExitStack() as stack:
        for database in (origin, target):
            if not database.unwritable:
                stack.enter_context(single(database, DAEMON))
        old, new = stack.enter_context(origin.read()), stack.enter_context(target.write())
        _refuse_full(new, target.place)
        moved = [_moved(old, new, table, progress) for table in metadata.sorted_tables]
        moved.append(_indexed(new, progress))
        _prove(old, new, target.place)
        return tuple(moved)


def _refuse_full(c: Connection, place: str) -> None:
    full = [table.name for table in metadata.sorted_tables if c.execute(select(table).limit(1)).first()]
    if full:
        raise InvalidInput(place, f"holds something already ({', '.join(full[:3])}): name an empty or a new one")


def _moved(old: Connection, new: Connection, table: Table, progress: Progress) -> Moved:
    done = 0
    for chunk in chunks(_rows(old, table), _at_once(table)):
        new.execute(insert(table), [row._asdict() for row in chunk])
        done += len(chunk)
        progress(table.name, done)
    number = table.autoincrement_column
    if number is not None and number.type is Id:
        _go_on_after(new, number, _last_given(old, number))
    return Moved(table=table.name, rows=done)


def _rows(c: Connection, table: Table) -> Iterator[Row[*tuple[Any, ...]]]:
    """Every row, as few at once as fit into little memory; an article that others copy comes before them."""
    query: Select[*tuple[Any, ...]] = select(table)
    if table is articles:
        query = query.order_by(articles.c.copy_of.is_not(None), articles.c.id)
    yield from c.execute(query.execution_options(yield_per=_at_once(table)))


def _at_once(table: Table) -> int:
    """Rows that are in memory together; a picture is as large as a thousand others."""
    return 8 if table is pictures else AT_ONCE


def _last_given(c: Connection, number: Column[int]) -> int:
    """The highest number that the column ever gave, 0 before the first."""
    name = number.table.name
    if c.dialect.name != "sqlite":
        given = text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name}_{number.name}_seq")  # noqa: S608 - names of our own
        return int(c.scalar(given) or 0)
    if number.table.dialect_options["sqlite"]["autoincrement"]:
        return int(c.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": name}) or 0)
    return int(c.scalar(select(func.max(number))) or 0)


def _go_on_after(c: Connection, number: Column[int], last: int) -> None:
    """The column gives only higher numbers from now on."""
    name = number.table.name
    if c.dialect.name != "sqlite":
        if last:
            c.execute(text("SELECT setval(:sequence, :last)"), {"sequence": f"{name}_{number.name}_seq", "last": last})
    elif number.table.dialect_options["sqlite"]["autoincrement"]:
        c.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
        c.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), {"name": name, "last": last})


def _indexed(c: Connection, progress: Progress) -> Moved:
    """The words of every article in its latest version, in the index of full text."""
    latest = select(articles.c.id, versions.c.title, versions.c.subtitle, versions.c.paragraphs).join_from(
        articles, versions, (versions.c.article_id == articles.c.id) & (versions.c.number == articles.c.version)
    )
    pruned = select(articles.c.id).where(articles.c.pruned_at.is_not(None))
    latest = latest.where(articles.c.pruned_at.is_(None))
    done = 0
    for chunk in chunks(c.execute(latest.execution_options(yield_per=AT_ONCE))):
        found = (index.words_of(row.id, row.title, (row.subtitle or "", *row.paragraphs)) for row in chunk)
        index.write(c, tuple(found))
        done += len(chunk)
        progress(_WORDS, done)
    for numbers in chunks(c.execute(pruned).scalars().all()):
        pruning.index_again(c, numbers)
        done += len(numbers)
    return Moved(table=_WORDS, rows=done)


def _prove(old: Connection, new: Connection, place: str) -> None:
    for table in metadata.sorted_tables:
        if _sum(old, table) != _sum(new, table):
            raise HistoryError(place, f"table {table.name} did not come out as it was; nothing was written")


def _sum(c: Connection, table: Table) -> tuple[int, int]:
    """How many rows a table has, and the sum of their hashes, which does not depend on their order."""
    rows = total = 0
    for row in _rows(c, table):
        rows += 1
        total += int.from_bytes(blake2b(repr(tuple(row)).encode("utf-8", "surrogatepass"), digest_size=16).digest())
    return rows, total
