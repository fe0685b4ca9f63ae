"""What every use of the service is handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from monitor.core.model import Source
from monitor.service.kept import Kept
from monitor.settings import Settings
from storage.clock import ServerClock
from storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The history, the settings, the sources, the clock, which is the server's where there is one, and answers `kept`.

    `catalogue` gives the sources as they are now, so that an edited file is taken up without a restart.
    """

    database: Database
    settings: Settings
    catalogue: Callable[[], tuple[Source, ...]]
    now: Callable[[], datetime] = utc_now
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources as `sources.toml` has them now."""
        return self.catalogue()

    @property
    def sections(self) -> dict[str, str]:
        """The section that each source is of, by its id; nothing of those that name none."""
        return {source.id: source.section for source in self.sources if source.section}

    def moment(self, connection: Connection) -> datetime:
        """The present moment inside of a transaction, the same for all machines that work on the history."""
        return self.now.inside(connection) if isinstance(self.now, ServerClock) else self.now()

    def read(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a storage function returns, called with a connection that only reads."""
        with self.database.read() as connection:
            return function(connection, *args, **kwargs)

    def write(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a storage function returns, called inside a transaction of its own."""
        with self.database.write() as connection:
            return function(connection, *args, **kwargs)
