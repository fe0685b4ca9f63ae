"""A host's turn as a row of the history, so that all processes on one database take turns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.core.politeness import StoredRobots
from monitor.fetch import PutOff
from monitor.service.writer import Writer
from storage import hosts
from storage.sources import Owner


class HistoryGate:
    """The turns of hosts, kept in the history: one request at a time, and starts a delay apart.

    `moment` is the clock of all processes on the history (`Desk.moment`): by the clocks of several machines a turn
    would begin too soon.
    """

    def __init__(self, writer: Writer, owner: Owner, moment: Callable[[Connection], datetime]) -> None:
        self._writer, self._owner, self._moment = writer, owner, moment
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
                rest = delay if is_ours else timedelta()
                await asyncio.shield(self._writer.lightly(self._released, host, rest))

    async def _claim(self, host: str, delay: timedelta, until: datetime | None) -> None:
        """Returns when the host was claimed, after waiting for it."""
        while True:
            now, moment = await self._writer.lightly(self._claimed, host, delay)
            if moment <= now:
                return
            if until is not None and moment > until:
                raise PutOff(moment)
            await asyncio.sleep((moment - now).total_seconds())

    def _claimed(self, connection: Connection, host: str, delay: timedelta) -> tuple[datetime, datetime]:
        """The present moment, and when to ask again: the same where the turn is ours."""
        now = self._moment(connection)
        return now, hosts.claim(connection, host, self._owner, now, delay)

    def _released(self, connection: Connection, host: str, rest: timedelta) -> None:
        hosts.release(connection, host, self._owner, self._moment(connection) + rest)

    async def defer(self, host: str, until: datetime) -> None:
        """No request to the host before `until`."""
        await self._writer(hosts.defer, host, until)

    async def robots(self, host: str) -> StoredRobots | None:
        """The host's robots.txt as it was last fetched."""
        return await self._writer(hosts.robots, host)

    async def keep_robots(self, host: str, robots: StoredRobots) -> None:
        """Remembers the host's robots.txt for every process."""
        await self._writer.lightly(hosts.keep_robots, host, robots)
