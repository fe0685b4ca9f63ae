"""Rounds, editions and deliveries on several machines: jobs that say where the service's functions run, no more.

1. A scheduler looks at each tick what is due, by the rows of the history, and lays a job down for what has none yet.
   It remembers nothing: of several schedulers any one may be missing.
2. A worker takes a job, asks again whether it is still due, and does what the daemon would do. So a job that came
   twice, or too late, does nothing.
3. A job that fails waits, each time for longer; one that is given back, because its worker is told to end, does not.
4. A job whose worker sent no sign of life for a while is laid down again.

The engine is Procrastinate (MIT): jobs are rows in the history's own PostgreSQL. Politeness is not its matter: a
host's turn and a source's lease are rows of the history, as with one machine.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import psycopg
from procrastinate import App, PsycopgConnector, RetryDecision, exceptions
from procrastinate.jobs import DeleteJobCondition, Job, Status
from procrastinate.retry import BaseRetryStrategy

from monitor.core.errors import HistoryUnreachable, InvalidInput, MonitorError
from monitor.parts import Part, Patience, at_each, pause, ticking
from monitor.service import deliveries, editions, pictures, upkeep
from monitor.service import round as rounds
from monitor.service.crew import Crew, crew
from monitor.service.desk import Desk
from monitor.service.report import Watcher
from monitor.telemetry import counters
from storage import engines, failures, jobs
from storage.database import Database

log = logging.getLogger(__name__)

VISIT, PUBLISH, DELIVER, GATHER = "visit", "publish", "deliver", "gather"
"""The jobs, by name: one source, with its listing or young articles alone; the edition that is due, the mail, and the
pictures of editions."""
VISITS, DESK = "visits", "desk"
"""The queues: visits take minutes, and what readers wait for does not stand in line behind them."""
AT_ONCE, MANY = 100, 500
"""Jobs that are laid down in one transaction, and those after which the queue is counted anew."""
CONNECTIONS = 2
"""Of a worker's job queue, beside one for each of its two queues that listens."""
DEATHS = 3
"""Workers that a job may outlive before it is suspected to be what they died of."""
SILENCE = 3
"""Signs of life that may be missing before a worker is taken for dead."""


def require_postgresql(url: str, command: str) -> None:
    """Returns if the history at `url` is on a PostgreSQL; raises InvalidInput for SQLite."""
    if engines.file(engines.address(url)) is not None:
        raise InvalidInput(
            f"{command} needs PostgreSQL",
            "the history is a SQLite file; set [history] database to postgresql://USER:PASSWORD@HOST/NAME",
        )


@contextmanager
def member(desk: Desk) -> Iterator[None]:
    """Entered, this process is one of the cluster's; the queue's tables are there, and no daemon works alone."""
    with upkeep.one_of_many(desk):
        jobs.make_ready(desk.database)
        yield


@contextmanager
def scheduling(desk: Desk) -> Iterator[tuple[Part, ...]]:
    """The parts that lay down jobs for what is due, and again those of dead workers."""
    scheduler = Scheduler(desk)
    due, dead = asyncio.Event(), asyncio.Event()
    with ticking(due), ticking(dead, every=desk.settings.cluster.heartbeat):
        yield at_each(due, scheduler.lay_down), at_each(dead, scheduler.take_over)


def working(desk: Desk, watcher: Watcher, concurrency: int, patience: Patience = pause) -> Part:
    """The part that does jobs, so many visits at once; where the history is out of reach it waits for it."""
    begin = asyncio.Event()
    begin.set()

    async def work() -> None:
        async with crew(desk) as hands, _open(desk.database) as app:
            await _Hand(desk, hands, watcher).work(app, concurrency)

    return at_each(begin, work, patience)


@dataclass(slots=True)
class Scheduler:
    """Lays jobs down; see the rules above."""

    desk: Desk
    _overdue: frozenset[str] | None = None
    _until: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._until = self.desk.now() + self.desk.settings.fetch.round_time

    async def lay_down(self) -> None:
        """What is due has a job afterwards."""
        async with _open(self.desk.database) as app:
            carried = await _carried(app)
            due = await asyncio.to_thread(self._due)
            wanted = [_job(VISITS, VISIT, source_id=source_id) for source_id in due]
            wanted += [_job(DESK, task) for task in await asyncio.to_thread(self._at_the_desk, due)]
            wanted = [job for job in wanted if job.queueing_lock not in carried]
            for start in range(0, len(wanted), AT_ONCE):
                await _defer(app, wanted[start : start + AT_ONCE])
        if len(wanted) >= MANY:
            await asyncio.to_thread(jobs.recount, self.desk.database)

    async def take_over(self) -> None:
        """What dead workers had in hand is laid down again: at once, but a suspect one after a while."""
        silence = SILENCE * self.desk.settings.cluster.heartbeat
        async with _open(self.desk.database) as app:
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silence.total_seconds()):
                log.warning("%s: its worker is gone; it is taken over", job.call_string)
                await self._again(app, job)

    async def _again(self, app: App, job: Job) -> None:
        wait = pause(job.attempts - DEATHS) if job.attempts > DEATHS else timedelta()
        try:
            await app.job_manager.retry_job(job, retry_at=self.desk.now() + wait)
        except exceptions.UniqueViolation:  # what it was for has another job
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
        except exceptions.ConnectorException as error:
            if not isinstance(error.__cause__, psycopg.errors.RaiseException):
                raise
            log.info("%s: it was done meanwhile", job.call_string)

    def _due(self) -> list[str]:
        """The ids of sources to be visited or looked at."""
        return [source.id for source in (*upkeep.due(self.desk), *upkeep.looks(self.desk))]

    def _at_the_desk(self, due: Collection[str]) -> list[str]:
        """What is due of editions and of what belongs to them."""
        are_due = {
            PUBLISH: self._edition_is_due(due),
            DELIVER: deliveries.are_due(self.desk),
            GATHER: bool(pictures.missing(self.desk)),
        }
        return [task for task, is_due in are_due.items() if is_due]

    def _edition_is_due(self, due: Collection[str]) -> bool:
        """Whether an edition is due; one whose hour was missed waits for a visit of what was overdue at the start."""
        if self._overdue is None:
            self._overdue = frozenset(due)
        waiting = self._overdue.intersection(due) and self.desk.now() < self._until
        return not waiting and editions.due(self.desk)


@dataclass(frozen=True, slots=True)
class _Hand:
    """A worker's jobs, each a function of the service."""

    desk: Desk
    crew: Crew
    watcher: Watcher

    async def visit(self, source_id: str) -> None:
        """The source was visited, if that is still due."""
        wanted = await self.crew.writer.lightly(upkeep.wanted, self.desk, source_id)
        if wanted is None:
            log.warning("%s: no source of that id here: have all machines the same sources.toml?", source_id)
            return
        report = await rounds.run(self.desk, wanted.visit, self.crew, looks=wanted.look)
        counters.round_ended(report.ended - report.started)
        if not all(tally.held for tally in report.tallies):
            self.watcher.fetched(report)

    async def publish(self) -> None:
        """The edition is out, if it is still due."""
        is_due = await asyncio.to_thread(editions.due, self.desk)
        edition = await asyncio.to_thread(editions.publish_due, self.desk) if is_due else None
        if edition is not None:
            self.watcher.published(edition)
            counters.published()

    async def deliver(self) -> None:
        """What came out is sent to whom it is still to go."""
        await asyncio.to_thread(deliveries.send_due, self.desk)

    async def gather(self) -> None:
        """The pictures of the latest editions are here."""
        await pictures.gather(self.desk)

    async def work(self, app: App, concurrency: int) -> None:
        """Does jobs until it is cancelled: then gives back what it has in hand."""
        again = _Again(self.desk.now)
        app.task(name=VISIT, queue=VISITS, retry=again)(self.visit)
        for name, work in ((PUBLISH, self.publish), (DELIVER, self.deliver), (GATHER, self.gather)):
            app.task(name=name, queue=DESK, retry=again)(work)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._run(app, VISITS, concurrency))
                group.create_task(self._run(app, DESK, 2))
        except ExceptionGroup as failures_of_both:
            raise failures_of_both.exceptions[0] from None

    async def _run(self, app: App, queue: str, concurrency: int) -> None:
        beat = self.desk.settings.cluster.heartbeat.total_seconds()
        await app.run_worker_async(
            queues=[queue],
            name=queue,
            concurrency=concurrency,
            install_signal_handlers=False,
            shutdown_graceful_timeout=0,
            delete_jobs=DeleteJobCondition.ALWAYS,
            update_heartbeat_interval=beat,
            stalled_worker_timeout=SILENCE * beat,
        )
        raise HistoryUnreachable(self.desk.database.place, "the connection of the job queue broke")


@dataclass(frozen=True, slots=True)
class _Again(BaseRetryStrategy):
    """A job that was given back is for whoever comes next; one that failed waits longer each time, and has no last."""

    now: Callable[[], datetime]

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """When the job is done again."""
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_at=self.now())
        wait = pause(job.attempts + 1)
        trace = None if isinstance(exception, MonitorError) else exception
        log.error("%s: %s; it is done again in %s", job.call_string, exception, wait, exc_info=trace)
        return RetryDecision(retry_at=self.now() + wait)


@asynccontextmanager
async def _open(database: Database) -> AsyncIterator[App]:
    """The queue of a history; what goes wrong with its connections leaves as HistoryError."""
    options = {"options": jobs.SEARCH_PATH}
    connector = PsycopgConnector(conninfo=jobs.address(database), kwargs=options, min_size=1, max_size=CONNECTIONS)
    app = App(connector=connector)
    try:
        async with app.open_async():
            yield app
    except (exceptions.ConnectorException, psycopg.Error) as error:
        cause = error.__cause__ or error
        named = failures.named(cause, database.place)
        raise named or HistoryUnreachable(database.place, f"the job queue failed: {cause}") from error


def _job(queue: str, task: str, **arguments: str) -> Job:
    """A job of which only one may wait."""
    lock = ":".join((task, *arguments.values()))
    return Job(queue=queue, task_name=task, task_kwargs=dict(arguments), queueing_lock=lock, lock=None)


async def _carried(app: App) -> set[str | None]:
    """What is waiting or being done, by its queueing lock."""
    found = [await app.job_manager.list_jobs_async(status=status.value) for status in (Status.TODO, Status.DOING)]
    return {job.queueing_lock for some in found for job in some}


async def _defer(app: App, some: Sequence[Job]) -> None:
    try:
        await app.job_manager.batch_defer_jobs_async(list(some))
    except exceptions.AlreadyEnqueued:  # another scheduler came first: the next tick shows what is left
        log.info("jobs were laid down by another scheduler")
