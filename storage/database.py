"""The door to the history: opened once, entered to read or to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from typing import Self

from sqlalchemy import Connection, Engine

from monitor.core.errors import HistoryError, HistoryFull, HistoryUnreachable
from storage import engines, failures, upgrade

PATIENCE = timedelta(seconds=5)
"""How long one waits for another process's transaction; a batch takes far less."""


class Database:
    """An open database; `place` is its path, or its address without the password.

    `unwritable` says why it is only read, where that was not wished.
    May be shared by threads: each `read` and `write` takes a connection of its own.
    """

    def __init__(self, engine: Engine, patience: timedelta = PATIENCE) -> None:
        self.engine, self.patience = engine, patience
        self.place = engines.place(engine.url)
        self.file = engines.file(engine.url)
        self.unwritable: HistoryError | None = None

    @classmethod
    def open(cls, url: str, *, migrate: bool = True, patience: timedelta = PATIENCE) -> Self:
        """The database at `sqlite:///PATH` or `postgresql://...`, brought up to date.

        A SQLite file and its folders are made when missing. Without `migrate` nothing is made or changed, and a
        database that is missing or of an earlier version is HistoryUnreachable. Raises HistoryUnreachable,
        HistoryBusy, HistoryFull and HistoryNewer.
        """
        database = cls(engines.engine(engines.address(url), patience), patience)
        if migrate:
            database.make_folder()
        _make_ready(database, migrate=migrate)
        return database

    @classmethod
    def open_to_read(cls, url: str) -> Self:
        """The database as by `open`, for who will only read.

        A SQLite file that may not be written, or on a full disk, is read as it is; a `write` is HistoryFull then.
        """
        try:
            return cls.open(url)
        except (HistoryUnreachable, HistoryFull) as error:
            file = engines.file(engines.address(url))
            if file is None or not file.is_file():
                raise
            for at_rest in (False, True):  # another user may be writing it: its log is read too, where that may be
                with suppress(HistoryUnreachable, HistoryFull):
                    database = cls(engines.reader(file, at_rest=at_rest))
                    _make_ready(database, migrate=False)
                    database.unwritable = error
                    return database
            raise

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
    def write(self, *, lasting: bool = True) -> Iterator[Connection]:
        """A transaction that is committed at the end, and undone by an error; one writer at a time on SQLite.

        One that is not `lasting` does not wait for the disk: a loss of power in the moment after it may undo it, and
        nothing else does.
        """
        with self.named_errors(), engines.writing(self.engine.connect(), lasting=lasting) as c, c.begin():
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


def _make_ready(database: Database, *, migrate: bool) -> None:
    """The database has the tables of this version afterwards, or is closed, with an error."""
    try:
        with database.named_errors():
            upgrade.make_ready(database.engine, database.patience, migrate=migrate)
    except BaseException:
        database.close()
        raise
