"""The door to the history: opened once, entered to read or to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Self

from sqlalchemy import Connection, Engine

from monitor.core.errors import HistoryUnreachable
from storage import engines, failures, upgrade

PATIENCE = timedelta(seconds=5)
"""How long one waits for another process's transaction; a batch takes far less."""


class Database:
    """An open database; `place` is its path, or its address without the password.

    May be shared by threads: each `read` and `write` takes a connection of its own.
    """

    def __init__(self, engine: Engine, patience: timedelta = PATIENCE) -> None:
        self.engine, self.patience = engine, patience
        self.place = engines.place(engine.url)
        self.file = engines.file(engine.url)

    @classmethod
    def open(cls, url: str, *, migrate: bool = True, patience: timedelta = PATIENCE) -> Self:
        """The database at `sqlite:///PATH` or `postgresql://...`, brought up to date.

        A SQLite file and its folders are made when missing. Without `migrate` nothing is made or changed, and a
        database that is missing or of an earlier version is HistoryUnreachable. Raises HistoryUnreachable,
        HistoryBusy, HistoryFull and HistoryNewer.
        """
        address = engines.address(url)
        database = cls(engines.engine(address, patience), patience)
        if migrate:
            database.make_folder()
        try:
            with database.named_errors():
                upgrade.make_ready(database.engine, patience, migrate=migrate)
        except BaseException:
            database.close()
            raise
        return database

    def make_folder(self) -> None:
        """The folder of a SQLite file is there afterwards; raises HistoryUnreachable where it cannot be made."""
        try:
            if self.file is not None:
                self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HistoryUnreachable(self.place, f"its folder cannot be made: {error.strerror}") from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees the database as it is at its first question, and changes nothing."""
        with self.named_errors(), engines.reading(self.engine.connect()) as c, c.begin():
            yield c

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed at the end, and undone by an error; one writer at a time on SQLite."""
        with self.named_errors(), engines.writing(self.engine.connect()) as c, c.begin():
            yield c

    def named_errors(self) -> AbstractContextManager[None]:
        """Entered, errors of the database's driver leave under our names (`storage.failures`)."""
        return failures.naming(self.place)

    def close(self) -> None:
        """Connections that are not in use are closed; SQLite then folds its log into the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
