"""Results on their way into the history: those that come while another batch is being stored go in together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from monitor.core.errors import HistoryBusy, HistoryRefused
from monitor.core.model import Outcome, Source, Visit
from monitor.core.text import one_line
from monitor.service import articles, ledger
from monitor.service.articles import Result
from monitor.service.desk import Desk
from monitor.service.writer import Writer
from monitor.telemetry import counters

log = logging.getLogger(__name__)

MOST = 50
"""Results stored in one transaction: half a second's work, for which other writers wait."""
AGAIN = 11
"""Times that a busy history is asked again, each after the five seconds that a transaction waits: a minute. Many
workers store one after the other, and a page that was let go would have to be asked for once more."""


@dataclass(frozen=True, slots=True, eq=False)
class _Slip:
    """A result that waits to be stored, and the outcome to come."""

    source: Source
    result: Result
    outcome: asyncio.Future[Outcome]


@dataclass(slots=True)
class Clerk:
    """Stores the results of a round's sources, as many at once as have come meanwhile.

    A transaction costs as much as an article, and waits for the disk: with many sources at work, one for each page
    took most of a round's time.
    """

    desk: Desk
    writer: Writer
    _waiting: list[_Slip] = field(default_factory=list)
    _desk_free: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def store(self, source: Source, result: Result) -> Outcome:
        """The outcome of a result, once it is stored; one that the database does not take costs itself alone.

        Raises HistoryError when nothing can be stored.
        """
        slip = _Slip(source, result, asyncio.get_running_loop().create_future())
        self._waiting.append(slip)
        async with self._desk_free:  # whoever comes to the desk takes along what lies there
            if not slip.outcome.done():
                await self._take()
        return await slip.outcome

    async def _take(self) -> None:
        slips, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            outcomes = await self._stored(slips)
        except Exception as failure:  # noqa: BLE001 - it is raised again for each that waits
            for slip in slips:
                slip.outcome.set_exception(failure)
                slip.outcome.exception()  # one that went away meanwhile leaves no complaint
            return
        for slip, outcome in zip(slips, outcomes, strict=True):
            tell(replace(slip.result.visit, outcome=outcome))
            slip.outcome.set_result(outcome)

    async def _stored(self, slips: Sequence[_Slip]) -> list[Outcome]:
        try:
            return await self._settled([slip.result for slip in slips])
        except HistoryRefused as refusal:
            if len(slips) > 1:
                return [outcome for slip in slips for outcome in await self._stored([slip])]
            job = slips[0].result.job
            log.warning("%s: %s", one_line(job.url), refusal)
            failed = articles.failed(slips[0].source, job, self.desk.now(), refusal.reason)
            return await self._settled([failed])

    async def _settled(self, results: list[Result]) -> list[Outcome]:
        """The outcomes of what is stored; a history that others keep busy is asked again, as the pages are here."""
        for _ in range(AGAIN):
            try:
                return await self.writer(ledger.settle, results, self.desk.moment)
            except HistoryBusy as busy:
                log.info("%s", busy)
        return await self.writer(ledger.settle, results, self.desk.moment)


def tell(visit: Visit) -> None:
    """Counts an address, and logs its answer and what became of it, for who wants to watch (`-v`).

    To these a failure is a warning; whoever does not watch is told in the round's report.
    """
    counters.visited(visit)
    answer = f"{visit.status} " if visit.status else ""
    reason = f" ({visit.reason})" if visit.reason else ""
    is_warning = visit.outcome is Outcome.FAILED and log.isEnabledFor(logging.INFO)
    level = logging.WARNING if is_warning else logging.INFO
    log.log(level, "%s: %s", visit.source_id, one_line(f"{answer}{visit.outcome.value} {visit.url}{reason}"))
