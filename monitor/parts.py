"""Parts of a process that go on side by side until a signal: work at each tick, the web page.

APScheduler only ticks; what is due is decided elsewhere. A part is called with the event that asks it to end.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from starlette.types import ASGIApp

from monitor.core.errors import MonitorError
from monitor.telemetry import counters, heartbeat

log = logging.getLogger(__name__)
T = TypeVar("T")

TICK = timedelta(seconds=15)
Part = Callable[[asyncio.Event], Awaitable[None]]
Patience = Callable[[int], timedelta]
"""How long the history is left alone after so many failures in a row."""


def pause(failures: int) -> timedelta:
    """A minute after the first failure in a row, two after the second, and so on up to an hour."""
    return min(timedelta(minutes=2 ** min(failures - 1, 6)), timedelta(hours=1))


def at_each(tick: asyncio.Event, work: Callable[[], Coroutine[Any, Any, None]], patience: Patience = pause) -> Part:
    """A part that does the work at each tick, one at a time, until it is stopped.

    What goes wrong is logged and tried again, each time after longer; what was stored is safe. This is the boundary
    of a service that runs in the background, which nothing unexpected passes.
    """

    async def part(stopping: asyncio.Event) -> None:
        failures = 0
        while await unless(stopping, tick.wait()):
            tick.clear()
            try:
                await unless(stopping, work())
                failures = 0
            except MonitorError as error:
                failures += 1
                log.error("%s", error)  # noqa: TRY400 - the line says it all; a trace would only frighten
            except Exception:
                failures += 1
                log.exception("unexpected failure")
                counters.surprised()
            if failures:
                await unless(stopping, asyncio.sleep(patience(failures).total_seconds()))
                tick.set()

    return part


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


async def unless(stopping: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
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
def ticking(*ticks: asyncio.Event, every: timedelta | None = None) -> Iterator[None]:
    """Sets the events now and every `TICK`, or as often as is said.

    A tick that comes late still counts, and many late are one.
    """
    scheduler = AsyncIOScheduler(timezone=UTC)
    for tick in ticks:
        scheduler.add_job(
            _set,
            "interval",
            args=(tick,),
            seconds=(every or TICK).total_seconds(),
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
        await unless(stopping, _joined(serving))
        server.should_exit = True
        await serving

    return serve


async def _joined(task: asyncio.Task[None]) -> None:
    """Waits for a task without ending it when the waiting is cancelled."""
    await asyncio.shield(task)
