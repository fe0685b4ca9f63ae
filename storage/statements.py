"""Statements that the two databases share but SQLAlchemy writes for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")

AT_ONCE = 500
"""Values in one IN list: SQLite before 3.32 takes no more than 999 parameters."""


Insert = sqlite.Insert | postgresql.Insert


def insert(c: Connection, table: Table) -> Insert:
    """An insert that knows ON CONFLICT."""
    return insert_of(c.dialect.name, table)


def insert_of(dialect: str, table: Table) -> Insert:
    """An insert that knows ON CONFLICT, in a dialect's form."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def chunks(values: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """The values in lists of at most `size`, in order."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk
