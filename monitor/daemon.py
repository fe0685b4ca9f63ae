"""The monitor in the background, in one process: rounds and editions as they fall due.

The ticks are `monitor.parts`'s. What is due is decided by `core.schedule` from what the history remembers, so that a
restart, a sleep of the machine or a change of clocks neither loses nor repeats anything.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from monitor.parts import Part, Patience, at_each, beating, pause, ticking, together
from monitor.service import deliveries, editions, pictures, upkeep
from monitor.service import round as rounds
from monitor.service.crew import crew
from monitor.service.desk import Desk
from monitor.service.report import Watcher
from monitor.telemetry import counters


@dataclass(slots=True)
class Daemon:
    """Rounds and editions as they fall due, until a signal or `stop`.

    `patience` is how long it leaves the history alone after so many failures in a row. The first round comes before
    the first edition, so that an hour missed while the machine was off is made up with what is new since.
    """

    desk: Desk
    watcher: Watcher
    patience: Patience = pause
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
        with ticking(round_, edition, self._outbox):
            parts = (at_each(tick, work, self.patience) for tick, work in works)
            await together(self._stopping, *beside, *parts, beating)

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
                if report.watched:
                    self._outbox.set()
        finally:
            self._visited.set()

    async def _edition(self) -> None:
        await self._visited.wait()
        is_due = await asyncio.to_thread(editions.due, self.desk)
        edition = await asyncio.to_thread(editions.publish_due, self.desk) if is_due else None
        if edition is not None:
            self.watcher.published(edition)
            counters.published()
            self._outbox.set()
        await pictures.gather(self.desk)

    async def _delivery(self) -> None:
        """A part of its own: a slow mail server holds up neither rounds nor editions."""
        await asyncio.to_thread(deliveries.send_due, self.desk)
