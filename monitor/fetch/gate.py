"""The host's turn: one request at a time, and not before its next allowed moment."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol

from monitor.core.politeness import StoredRobots


def utc_now() -> datetime:
    """The present moment, aware."""
    return datetime.now(UTC)


class PutOff(Exception):
    """The host's next moment lies after the time that one would wait for it."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class Gate(Protocol):
    """Who may visit which host when; hosts are named as `core.urls.host` names them."""

    def turn(self, host: str, delay: timedelta, until: datetime | None = None) -> AbstractAsyncContextManager[None]:
        """A context that is entered when the host is free and its next moment has come.

        On leaving it, the next moment is `delay` after that, or what `defer` said if that is later: what is counted
        from the entry would come too soon for a server that was slow to be reached.
        Entering raises PutOff, at once, when the next moment is known to lie after `until`.
        """
        ...

    async def defer(self, host: str, until: datetime) -> None:
        """Put the host's next moment off until then, if it is not later already; it may be called inside a turn."""
        ...

    async def robots(self, host: str) -> StoredRobots | None:
        """The host's robots.txt as it was kept last, however old."""
        ...

    async def keep_robots(self, host: str, robots: StoredRobots) -> None:
        """Keep the host's robots.txt in place of the one before."""
        ...


class MemoryGate:
    """A gate for one process, which forgets everything with it."""

    def __init__(
        self, now: Callable[[], datetime] = utc_now, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._now, self._sleep = now, sleep
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._next: dict[str, datetime] = {}
        self._robots: dict[str, StoredRobots] = {}

    @asynccontextmanager
    async def turn(self, host: str, delay: timedelta, until: datetime | None = None) -> AsyncIterator[None]:
        """See `Gate.turn`."""
        async with self._turns[host]:
            while (moment := self._next.get(host, self._now())) > self._now():
                if until is not None and moment > until:
                    raise PutOff(moment)
                await self._sleep((moment - self._now()).total_seconds())
            try:
                yield
            finally:
                await self.defer(host, self._now() + delay)

    async def defer(self, host: str, until: datetime) -> None:
        """See `Gate.defer`."""
        self._next[host] = max(until, self._next.get(host, until))

    async def robots(self, host: str) -> StoredRobots | None:
        """See `Gate.robots`."""
        return self._robots.get(host)

    async def keep_robots(self, host: str, robots: StoredRobots) -> None:
        """See `Gate.keep_robots`."""
        self._robots[host] = robots
