"""A host's turn as a row of the history, so that all processes on one database take turns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from monitor.core.politeness import StoredRobots
from monitor.fetch import PutOff
from monitor.service.writer import Writer
from storage import hosts
from storage.sources import Owner


class HistoryGate:
    """The turns of hosts, kept in the history: one request at a time, and starts a delay apart."""

    def __init__(self, writer: Writer, owner: Owner, now: Callable[[], datetime]) -> None:
        self._writer, self._owner, self._now = writer, owner, now
        self._locks: dict[str, asyncio.Lock] = {}

    @asynccontextmanager
    async def turn(self, host: str, delay: timedelta, until: datetime | None = None) -> AsyncIterator[None]:
        """Waits until the host is free and its next moment has come, and holds it meanwhile; see `Gate.turn`.

        Inside this process a lock keeps order of arrival, so that only one task asks the history.
        """
        async with self._locks.setdefault(host, asyncio.Lock()):
            is_ours = False
            try:
                await self._claim(host, delay, until)
                is_ours = True
                yield
            finally:  # also when the wait was cancelled: the claim may just have been written
                moment = self._now() + delay if is_ours else self._now()
                await asyncio.shield(self._writer.lightly(hosts.release, host, self._owner, moment))

    async def _claim(self, host: str, delay: timedelta, until: datetime | None) -> None:
        """Returns when the host was claimed, after waiting for it."""
        while True:
            now = self._now()
            moment = await self._writer.lightly(hosts.claim, host, self._owner, now, delay)
            if moment <= now:
                return
            if until is not None and moment > until:
                raise PutOff(moment)
            await asyncio.sleep((moment - now).total_seconds())

    async def defer(self, host: str, until: datetime) -> None:
        """No request to the host before `until`."""
        await self._writer(hosts.defer, host, until)

    async def robots(self, host: str) -> StoredRobots | None:
        """The host's robots.txt as it was last fetched."""
        return await self._writer(hosts.robots, host)

    async def keep_robots(self, host: str, robots: StoredRobots) -> None:
        """Remembers the host's robots.txt for every process."""
        await self._writer.lightly(hosts.keep_robots, host, robots)
