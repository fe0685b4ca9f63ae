"""A round over sources, top to bottom.

    source -> listing -> candidates -> the unseen ones -> pages -> articles -> one transaction per batch

Every failure on the way is a value: a `Visit` that the history keeps, and a `Trouble` where the address is to
be tried again. What a killed process had not stored, the next round gets again, because the listing's
validators are only remembered when everything that it offered was dealt with.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from monitor.core import schedule
from monitor.core.errors import MonitorError, NotAsked
from monitor.core.model import Outcome, Source, SourceState, Visit
from monitor.core.schedule import Rhythm
from monitor.service import articles, clerk, deliveries, ledger, offers, outage, watches
from monitor.service.articles import Job, Result
from monitor.service.clerk import Clerk
from monitor.service.crew import Crew
from monitor.service.desk import Desk
from monitor.service.report import Progress, Report, Step, Tally, silent
from storage import history, lines, visits
from storage import sources as states
from storage import watches as watching
from storage.leases import HOLD

log = logging.getLogger(__name__)

BATCH = 8  # pages of one source on their way at once
RETRIES = 10  # failed addresses of one source tried again in one round
LOOKS = 20  # young articles of one source looked at again in one round


@dataclass(slots=True)
class _Count:
    """Outcomes of a visit while it goes on, why it failed, and whether all was done that was offered.

    `put_off` is when the source's host may be asked, where it was not asked because of that.
    """

    of: dict[Outcome, int] = field(default_factory=dict)
    error: str | None = None
    failure: str | None = None
    complete: bool = True
    put_off: datetime | None = None

    def add(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            self.of[outcome] = self.of.get(outcome, 0) + 1


async def run(
    desk: Desk, sources: Sequence[Source], crew: Crew, progress: Progress = silent, *, looks: Sequence[Source] = ()
) -> Report:
    """The report of one round over the sources, all at once; hosts take their turns inside the fetcher.

    Of the sources in `looks` only what is known is looked at again; the report does not speak of them.

    It ends at the settings' `round_time` at the latest; what was on its way then comes with the next round. Raises
    HistoryError when something could not be stored; what was stored before is safe.
    """
    started = desk.now()
    until = started + desk.settings.fetch.round_time
    matched = await crew.writer.lightly(watching.last)
    here = _Round(desk, crew, Clerk(desk, crew.writer), until, progress)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(here.visit(source)) for source in sources]
            for source in looks:
                group.create_task(here.visit(source, listing=False))
    except ExceptionGroup as failures:
        raise _first(failures) from None
    tallies = tuple(task.result() for task in tasks)
    offline = await outage.excuse(
        crew.writer, [_try(tally) for tally in tallies if not tally.held], started, desk.now()
    )
    watched = await crew.writer.lightly(watches.found, matched)
    await asyncio.to_thread(watches.notices, desk, deliveries.notify)  # the daemon sends them, or `monitor deliver`
    return Report(started=started, ended=desk.now(), tallies=tallies, offline=offline, watched=watched)


def _first(failures: BaseExceptionGroup[Exception]) -> Exception:
    """The first of the errors, however deep it lies in groups."""
    error = failures.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error


def _try(tally: Tally) -> outage.Try:
    return outage.Try(source=tally.source, failure=tally.failure)


@dataclass(frozen=True, slots=True)
class _Round:
    desk: Desk
    crew: Crew
    clerk: Clerk
    until: datetime
    progress: Progress

    async def visit(self, source: Source, *, listing: bool = True) -> Tally:
        """The tally of one source, leased meanwhile so that no other process visits it.

        Without its `listing` only what failed, and young articles, are asked for.
        """
        writer, owner = self.crew.writer, self.crew.owner
        if not await writer.lightly(self._leases, source.id):
            self.progress(Step(source_id=source.id, done=0, total=0, over=True))
            return Tally(source=source, held=True)
        try:
            return await (self._leased(source) if listing else self._looked(source))
        finally:
            self.progress(Step(source_id=source.id, done=0, total=0, over=True))
            await asyncio.shield(writer.lightly(states.release, source.id, owner))

    def _leases(self, connection: Connection, source_id: str) -> bool:
        """Whether the source is ours from now on; the crew keeps what it holds."""
        now = self.desk.moment(connection)
        return states.lease(connection, source_id, self.crew.owner, now, now + HOLD)

    async def _leased(self, source: Source) -> Tally:
        writer, count = self.crew.writer, _Count()
        state = await writer(states.state, source.id)
        offer = await self._offer(source, state, count)
        if offer is not None:
            jobs = [*await self._fresh(source, state, offer, count), *await self._again(source)]
            learned = await writer(lines.learned, source.id)
            await self._work(source, [replace(job, learned=learned) for job in jobs], count)
            state = offer.state
        listed = None if count.put_off and offer is None else self._listed(source, offer, count)
        await writer.lightly(ledger.remember, self._after(source, state, count), listed, self.desk.now())
        if listed:
            clerk.tell(listed)
        return Tally(
            source=source,
            outcomes=tuple(count.of.items()),
            error=count.error,
            failure=count.failure,
            complete=count.complete,
        )

    async def _looked(self, source: Source) -> Tally:
        """The tally of looks alone; the source's next visit stays when it was."""
        count = _Count()
        learned = await self.crew.writer(lines.learned, source.id)
        await self._work(source, [replace(job, learned=learned) for job in await self._again(source)], count)
        return Tally(source=source, outcomes=tuple(count.of.items()), complete=count.complete)

    def _listed(self, source: Source, offer: offers.Offer | None, count: _Count) -> Visit:
        """The visit of the listing, for the log."""
        now = self.desk.now()
        if offer is None:
            failed = Visit(url=source.url, source_id=source.id, at=now, outcome=Outcome.FAILED)
            return replace(failed, reason=count.error, kind=count.failure)
        outcome, status = (Outcome.UNCHANGED, 304) if offer.unchanged else (Outcome.LISTED, 200)
        url = offer.state.listing_url or source.url
        return Visit(url=url, source_id=source.id, at=now, outcome=outcome, status=status)

    async def _offer(self, source: Source, state: SourceState, count: _Count) -> offers.Offer | None:
        """What the source offers, or None with the reason on the count."""
        try:
            async with asyncio.timeout(self._left()):
                return await offers.collect(source, state, self.crew, self.until)
        except TimeoutError:
            count.error, count.put_off = f"{source.url}: its round ended first", self.until
        except NotAsked as failure:
            count.error, count.put_off = str(failure), failure.retry_at or self.until
        except MonitorError as failure:
            count.error, count.failure = str(failure), failure.kind
        except Exception as failure:  # the boundary of a source: its surprise ends its visit alone
            log.exception("unexpected failure at source %s", source.id)
            count.error = f"unexpected {type(failure).__name__}: see the log"
        return None

    async def _fresh(self, source: Source, state: SourceState, offer: offers.Offer, count: _Count) -> list[Job]:
        """Jobs for what the history has not seen, within the budget of a visit.

        At a source's first visit what lies beyond the budget is archive: it is passed over for good. Later
        it waits for the next visit.
        """
        wanted = offers.allowed(offer, source)
        unseen = await self.crew.writer(history.unseen, wanted)
        keys = [key for key in wanted if key in unseen]
        full = self.desk.settings.fetch.new_articles
        budget = schedule.budget(full, await self.crew.writer(visits.became, source.id, 2 * full))
        if state.listing_url is None and len(keys) > budget:
            await self.crew.writer(visits.pass_over, source.id, keys[budget:], self.desk.now())
        else:
            count.complete = len(keys) <= budget
        return [Job(url=wanted[key].url, candidate=wanted[key]) for key in keys[:budget]]

    async def _again(self, source: Source) -> list[Job]:
        """Jobs for addresses that failed before and for articles to be looked at again."""
        now, writer = self.desk.now(), self.crew.writer
        troubles = await writer(visits.due_troubles, now, RETRIES, source_id=source.id)
        looks = await writer(history.due_revisits, now, LOOKS, source_id=source.id)
        return [
            *(Job(url=trouble.url, attempts=trouble.attempts) for trouble in troubles),
            *(Job(url=look.url, revisit=look) for look in looks),
        ]

    async def _work(self, source: Source, jobs: list[Job], count: _Count) -> None:
        """The jobs done and stored batch by batch, as far as the round's time goes."""
        for start in range(0, len(jobs), BATCH):
            self.progress(Step(source_id=source.id, done=start, total=len(jobs)))
            if self.desk.now() >= self.until:
                count.complete = False
                return
            await self._batch(source, jobs[start : start + BATCH], count)
            if count.put_off is not None:
                return
        self.progress(Step(source_id=source.id, done=len(jobs), total=len(jobs)))

    async def _batch(self, source: Source, jobs: list[Job], count: _Count) -> None:
        """The jobs done at once, each stored as it is done."""
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(self._settled(source, job, count))

    async def _settled(self, source: Source, job: Job, count: _Count) -> None:
        """One address visited, and what came of it stored."""
        result = await self._result(source, job)
        if result.asked:
            count.add([await self.clerk.store(source, result)])
        else:
            count.complete, count.put_off = False, self.until

    async def _result(self, source: Source, job: Job) -> Result:
        """What came of one address; the boundary of an article, which nothing unexpected passes."""
        try:
            async with asyncio.timeout(self._left()):
                return await articles.visit(self.desk, source, job, self.crew, self.until)
        except TimeoutError:
            return articles.unasked(source, job, self.desk.now())
        except Exception as failure:
            log.exception("unexpected failure at %s", job.url)
            return articles.failed(source, job, self.desk.now(), f"unexpected {type(failure).__name__}: see the log")

    def _left(self) -> float:
        """Seconds until the round's end."""
        return max(0.0, (self.until - self.desk.now()).total_seconds())

    def _after(self, source: Source, state: SourceState, count: _Count) -> SourceState:
        """The state to remember after a visit, with its next one."""
        now = self.desk.now()
        gained = count.of.get(Outcome.NEW, 0) + count.of.get(Outcome.COPY, 0)
        failures = 0 if not count.error else state.failures + (count.put_off is None)
        last_new = now if gained else state.last_new
        rhythm = Rhythm(every=source.every or schedule.EVERY, failures=failures, last_new=last_new)
        next_visit = schedule.next_visit(rhythm, now, chance=random.random())  # noqa: S311 - spreads load, guards nothing
        visited = replace(
            state,
            source_url=source.url,
            last_visit=now,
            next_visit=max(next_visit, count.put_off) if count.put_off else next_visit,
            last_new=last_new,
            failures=failures,
            error=count.error,
        )
        return visited if count.complete else replace(visited, etag=None, last_modified=None)
