"""From flags to a desk: the settings read, the history opened."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli import output
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from monitor.core.model import Source
    from monitor.service.desk import Desk
    from monitor.settings import Settings


def settings(flags: Flags, overrides: Mapping[str, object] | None = None) -> Settings:
    """The settings of this command line, a command's own `overrides` by "table.key"; raises SettingError."""
    from monitor.settings import load

    flagged = {"history.database": flags.database, **(overrides or {})}
    return load(flags.config, environ=os.environ, overrides=flagged)


def catalogue(found: Settings) -> tuple[Source, ...]:
    """The sources of these settings; raises SettingError."""
    from monitor.settings.catalogue import Catalogue

    return Catalogue(found.directory)()


@contextmanager
def desk(flags: Flags, overrides: Mapping[str, object] | None = None, *, only_reads: bool = False) -> Iterator[Desk]:
    """The desk of this command line, its history open until the end; raises UsageError or HistoryError.

    A command that `only_reads` works on a history that may not be written too,; where `--database` led to none, it says
    that an empty one was begun, as the address may be a slip.
    """
    from monitor.service.desk import Desk, utc_now
    from monitor.settings.catalogue import Catalogue
    from storage.clock import ServerClock
    from storage.database import Database

    found = settings(flags, overrides)
    sources = Catalogue(found.directory)
    begun = only_reads and bool(flags.database) and _begins(found.database_url())
    database = (Database.open_to_read if only_reads else Database.open)(found.database_url())
    if database.unwritable:
        output.note(f"monitor: {database.unwritable}; it is only read, as it was stored last")
    if begun:
        output.note(f"monitor: there was no history at {database.place}; an empty one was begun")
    try:
        now = utc_now if database.file else ServerClock(database)
        yield Desk(database=database, settings=found, catalogue=sources, now=now)
    finally:
        database.close()


def _begins(url: str) -> bool:
    """Whether the address is that of a SQLite file that is not there yet."""
    from storage import engines

    file = engines.file(engines.address(url))
    return file is not None and not file.exists()


def destination(path: Path) -> Path:
    """A file that is to be written; raises InvalidInput where its directory is not there."""
    from monitor.core.errors import InvalidInput

    if not path.parent.is_dir():
        raise InvalidInput(str(path), f"{path.parent} is no directory")
    return path
