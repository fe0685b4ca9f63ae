"""The monitor in the background: ticks, signals, and the web page beside them.

APScheduler only ticks. What is due is decided by `core.schedule` from what the history remembers, so that a
restart, a sleep of the machine or a change of clocks neither loses nor repeats anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from starlette.types import ASGIApp

from monitor.core.errors import MonitorError
from monitor.core.model import Edition
from monitor.service import deliveries, editions, pictures, upkeep
from monitor.service import round as rounds
from monitor.service.crew import crew
from monitor.service.desk import Desk
from monitor.service.report import Report
from monitor.telemetry import counters, heartbeat

log = logging.getLogger(__name__)
T = TypeVar("T")

TICK = timedelta(seconds=15)
Part = Callable[[asyncio.Event], Awaitable[None]]


def pause(failures: int) -> timedelta:
    """How long the daemon leaves the history alone after so many failures in a row: a minute, two, ... an hour."""
    return min(timedelta(minutes=2 ** min(failures - 1, 6)), timedelta(hours=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Who is told what the daemon did."""

    fetched: Callable[[Report], None]
    published: Callable[[Edition], None]


@dataclass(slots=True)
class Daemon:
    """Rounds and editions as they fall due, until a signal or `stop`.

    `patience` is how long it leaves the history alone after so many failures in a row. The first round comes before
    the first edition, so that an hour missed while the machine was off is made up with what is new since.
    """

    desk: Desk
    watcher: Watcher
    patience: Callable[[int], timedelta] = pause
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _visited: asyncio.Event = field(default_factory=asyncio.Event)
    _outbox: asyncio.Event = field(default_factory=asyncio.Event)

    def stop(self) -> None:
        """Asks the daemon to end: the batch in hand is stored or dropped whole."""
        self._stopping.set()

    async def run(self, *beside: Part) -> None:
        """Works until it is stopped, with other parts beside it, such as the page; see `together`."""
        round_, edition = asyncio.Event(), asyncio.Event()
        works = ((round_, self._round), (edition, self._edition), (self._outbox, self._delivery))
        with _ticking(round_, edition, self._outbox):
            parts = (self._on(tick, work) for tick, work in works)
            await together(self._stopping, *beside, *parts, beating)

    def _on(self, tick: asyncio.Event, work: Callable[[], Coroutine[Any, Any, None]]) -> Part:
        """A part that does the work at each tick, one at a time, until the daemon stops.

        What goes wrong is logged and tried again, each time after twice as long, at most an hour; what was stored is
        safe. This is the daemon's boundary, which nothing unexpected passes.
        """

        async def part(stopping: asyncio.Event) -> None:
            failures = 0
            while await _unless(stopping, tick.wait()):
                tick.clear()
                try:
                    await _unless(stopping, work())
                    failures = 0
                except MonitorError as error:
                    failures += 1
                    log.error("%s", error)  # noqa: TRY400 - the line says it all; a trace would only frighten
                except Exception:
                    failures += 1
                    log.exception("unexpected failure")
                    counters.surprised()
                if failures:
                    await _unless(stopping, asyncio.sleep(self.patience(failures).total_seconds()))
                    tick.set()

        return part

    async def _round(self) -> None:
        try:
            sources = await asyncio.to_thread(upkeep.due, self.desk)
            looks = await asyncio.to_thread(upkeep.looks, self.desk)
            if sources or looks:
                async with crew(self.desk) as hands:
                    report = await rounds.run(self.desk, sources, hands, looks=looks)
                counters.round_ended(report.ended - report.started)
                if not all(tally.held for tally in report.tallies):
                    self.watcher.fetched(report)
        finally:
            self._visited.set()

    async def _edition(self) -> None:
        await self._visited.wait()
        if await asyncio.to_thread(editions.due, self.desk):
            self.watcher.published(await asyncio.to_thread(editions.publish, self.desk))
            counters.published()
            self._outbox.set()
        await pictures.gather(self.desk)

    async def _delivery(self) -> None:
        """A part of its own: a slow mail server holds up neither rounds nor editions."""
        await asyncio.to_thread(deliveries.send_due, self.desk)


async def beating(stopping: asyncio.Event) -> None:
    """Tells the service manager that the process works, for as long as its loop turns; see `telemetry.heartbeat`."""
    heartbeat.tell(heartbeat.READY)
    every = heartbeat.interval()
    while every and not await _within(every, stopping):
        heartbeat.tell(heartbeat.ALIVE)
    await stopping.wait()
    heartbeat.tell(heartbeat.STOPPING)


async def _within(time: timedelta, event: asyncio.Event) -> bool:
    """Whether the event was set before the time was over."""
    try:
        async with asyncio.timeout(time.total_seconds()):
            return await event.wait()
    except TimeoutError:
        return False


async def together(stopping: asyncio.Event, *parts: Part) -> None:
    """Runs the parts until a signal or the event; each ends when the event is set.

    When a part ends by itself the others are stopped too; raises what it raised.
    """
    with _signals(stopping.set):
        try:
            async with asyncio.TaskGroup() as group:
                for part in parts:
                    group.create_task(_ending(part(stopping), stopping.set))
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from None


async def _unless(stopping: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """The work's result, or None when the stop came first: then the work is cancelled and waited for.

    A round that is cancelled has its last batch stored whole or not at all.
    """
    doing, stop = asyncio.create_task(work), asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({doing, stop}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            return doing.result()
        doing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await doing
        return None
    finally:
        stop.cancel()


async def _ending(part: Awaitable[None], stop: Callable[[], None]) -> None:
    """Awaits a part; when it ends, everything does."""
    try:
        await part
    finally:
        stop()


async def _set(tick: asyncio.Event) -> None:
    """Sets the event in the loop that waits for it; a plain function the scheduler would call in a thread."""
    tick.set()


@contextlib.contextmanager
def _ticking(*ticks: asyncio.Event) -> Iterator[None]:
    """Sets the events now and then every `TICK`; a tick that comes late still counts, and many late are one."""
    scheduler = AsyncIOScheduler(timezone=UTC)
    for tick in ticks:
        scheduler.add_job(
            _set,
            "interval",
            args=(tick,),
            seconds=TICK.total_seconds(),
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,
            coalesce=True,
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


@contextlib.contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    """SIGTERM and SIGINT ask to stop; a second one does what it does elsewhere."""
    loop = asyncio.get_running_loop()

    def once(number: signal.Signals) -> None:
        loop.remove_signal_handler(number)
        stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, once, number)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


def page(application: ASGIApp, listening: socket.socket) -> Part:
    """The web page on a socket that listens, as a part beside the daemon; signals stay the daemon's."""

    async def serve(stopping: asyncio.Event) -> None:
        from monitor.serving import prepared

        server = prepared(application)
        server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]  # they are the daemon's
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        await _unless(stopping, _joined(serving))
        server.should_exit = True
        await serving

    return serve


async def _joined(task: asyncio.Task[None]) -> None:
    """Waits for a task without ending it when the waiting is cancelled."""
    await asyncio.shield(task)
