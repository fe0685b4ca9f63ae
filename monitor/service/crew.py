"""Who does the work of a round: the fetcher, the killable workers, the writer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import TypeVar

from sqlalchemy import Connection

from monitor.core.errors import HistoryError
from monitor.fetch import Fetcher, Limits
from monitor.service.backlog import Backlog
from monitor.service.desk import Desk
from monitor.service.gate import HistoryGate
from monitor.service.pages import Page
from monitor.service.writer import Writer
from monitor.settings import Settings
from monitor.telemetry import counters
from monitor.workers import Workers, give_back
from storage import leases
from storage.sources import Owner

log = logging.getLogger(__name__)

A = TypeVar("A")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The tools of a round, open; `owner` is this process, as it stands on the leases it takes.

    `new_articles` is how many a source's visit may bring; `backlog` counts the pages that wait to be read.
    """

    fetcher: Fetcher
    workers: Workers
    writer: Writer
    owner: Owner
    new_articles: int
    backlog: Backlog
    now: Callable[[], datetime]

    async def read(self, task: Callable[[Page, A], T], page: Page, how: A, *, subject: str) -> T:
        """What the task makes of a page that was fetched, done in a worker; the page counts as waiting until then."""
        with self.backlog.holding(page.body), counters.timed("read"):
            return await self.workers.run(task, page, how, subject=subject)


def limits(settings: Settings) -> Limits:
    """What the fetcher may do, as the settings have it."""
    fetch = settings.fetch
    return Limits(
        user_agent=settings.user_agent(version("newsmonitor")),
        total_time=fetch.total_time,
        max_bytes=fetch.max_bytes,
        max_redirects=fetch.max_redirects,
        delay=fetch.delay,
        hosts_at_once=fetch.hosts_at_once,
        allow_private=frozenset(fetch.allow_private),
        proxy=fetch.proxy or None,
        round_time=fetch.round_time,
    )


@asynccontextmanager
async def crew(desk: Desk) -> AsyncIterator[Crew]:
    """A crew for the desk's settings; at the end its processes are ended and its connections closed.

    It may last for one round or for weeks. What is done with it is cancelled, and HistoryError raised, when the
    history was out of reach for so long that another process may have taken over what this one holds.
    """
    owner = Owner.here()
    give_back()
    try:
        async with Writer(desk.database) as writer, Workers() as workers, keeping(desk, writer, owner):
            gate = HistoryGate(writer, owner, desk.moment)
            backlog = Backlog()
            async with Fetcher(limits(desk.settings), gate, desk.now, ready=backlog.low) as fetcher:
                yield Crew(
                    fetcher=fetcher,
                    workers=workers,
                    writer=writer,
                    owner=owner,
                    new_articles=desk.settings.fetch.new_articles,
                    backlog=backlog,
                    now=desk.now,
                )
    finally:  # a lease that a full disk kept from being given back holds nobody up
        owner.end()


@asynccontextmanager
async def keeping(desk: Desk, writer: Writer, owner: Owner) -> AsyncIterator[None]:
    """Meanwhile the owner's leases do not end. Where they may have, what goes on is cancelled; raises HistoryError."""
    try:
        async with asyncio.TaskGroup() as group:
            beating = group.create_task(_beat(desk, writer, owner))
            yield
            beating.cancel()
    except ExceptionGroup as failures:  # what failed inside, or the beat
        raise failures.exceptions[0] from None


async def _beat(desk: Desk, writer: Writer, owner: Owner) -> None:
    """Keeps the owner's leases; raises HistoryError when they may have ended."""

    def keep(connection: Connection) -> None:
        leases.keep(connection, owner, desk.moment(connection) + leases.HOLD)

    loop = asyncio.get_running_loop()
    kept = loop.time()
    while True:
        await asyncio.sleep(leases.BEAT.total_seconds())
        began = loop.time()
        try:
            await writer.lightly(keep)
        except HistoryError as failure:
            if loop.time() - kept > (leases.HOLD - leases.BEAT).total_seconds():
                raise
            log.warning("%s", failure)
        else:
            kept = began
