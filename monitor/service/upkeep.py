"""The state of the whole: what there is, what fails, what comes next."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from monitor.core import schedule
from monitor.core.errors import InvalidInput
from monitor.core.model import Source, SourceState, Trouble
from monitor.service import deliveries, editions
from monitor.service.deliveries import Standing
from monitor.service.desk import Desk
from storage import backup as copying
from storage import engines, history, jobs, lock, moving, pruning, visits
from storage import sources as states
from storage.database import Database

REQUESTS_A_SOURCE = 2  # robots.txt and the listing
YOUNGEST = timedelta(days=30)  # texts that are pruned: younger ones are compared with what comes


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Counts, the last round, the next digest, and what fails.

    `failing` are ids of sources, and `failures` what is remembered of them: the cause, and when each is tried again.
    `deliveries` are those that did not surely arrive.
    """

    sources: int
    articles: int
    versions: int
    stories: int
    last_round: datetime | None
    next_digest: datetime
    failing: tuple[str, ...]
    failures: tuple[SourceState, ...]
    troubles: tuple[Trouble, ...]
    deliveries: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a round is about to do: how many sources, and at most about how many requests."""

    sources: int
    requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A source that is to be visited, or only looked at again; at most one of the two, each at most one."""

    visit: tuple[Source, ...] = ()
    look: tuple[Source, ...] = ()


def status(desk: Desk) -> Status:
    """How everything stands now."""
    counts = desk.read(history.counts)
    remembered = desk.read(states.states)
    known = [state for source in desk.sources if (state := remembered.get(source.id))]
    failures = tuple(state for state in known if state.failures)
    return Status(
        sources=len(desk.sources),
        articles=counts.articles,
        versions=counts.versions,
        stories=counts.stories,
        last_round=max((state.last_visit for state in known if state.last_visit), default=None),
        next_digest=editions.next_moment(desk),
        failing=tuple(state.source_id for state in failures),
        failures=failures,
        troubles=desk.read(visits.troubles, source_ids=[source.id for source in desk.sources]),
        deliveries=deliveries.troubles(desk),
    )


def due(desk: Desk) -> tuple[Source, ...]:
    """The sources whose next visit has come."""
    return schedule.due(desk.sources, desk.read(states.states), desk.now())


def wanted(connection: Connection, desk: Desk, source_id: str) -> Wanted | None:
    """What is due at one source now; None for a source that is not known here."""
    source = next((source for source in desk.sources if source.id == source_id), None)
    if source is None:
        return None
    now = desk.moment(connection)
    if schedule.due([source], {source_id: states.state(connection, source_id)}, now):
        return Wanted(visit=(source,))
    overdue = history.due_revisits(connection, now - schedule.LOOKS_TOGETHER, 1, source_id=source_id)
    return Wanted(look=(source,) if overdue else ())


def looks(desk: Desk) -> tuple[Source, ...]:
    """The sources whose next visit has not come, but the time to look at young articles of theirs again."""
    now = desk.now()
    overdue = desk.read(history.sources_due, now - schedule.LOOKS_TOGETHER)
    visited = {source.id for source in due(desk)}
    return tuple(source for source in desk.sources if source.id in overdue and source.id not in visited)


def plan(desk: Desk, sources: tuple[Source, ...]) -> Plan:
    """A round over these sources: robots.txt, listing, and at a first visit its newest articles."""
    remembered = desk.read(states.states)
    first = sum(1 for source in sources if not ((state := remembered.get(source.id)) and state.last_visit))
    requests = len(sources) * REQUESTS_A_SOURCE + first * desk.settings.fetch.new_articles
    return Plan(sources=len(sources), requests=requests)


def problems(desk: Desk) -> tuple[str, ...]:
    """What is wrong with the history as a database, a sentence each."""
    return copying.check(desk.database)


def backup(desk: Desk, file: Path) -> None:
    """Writes a copy of the history to a file while it is in use."""
    copying.backup(desk.database, file)


def restore(url: str, file: Path, now: datetime) -> Path | None:
    """Puts the history at `url` back from a file; returns where what was there is kept, None where nothing was.

    It needs no desk: a damaged history cannot be opened. Raises AlreadyRunning while a daemon works on it.
    """
    return copying.restore(url, file, now)


def move(origin: str, target: str, progress: moving.Progress) -> tuple[moving.Moved, ...]:
    """What of the history at `origin` stands at `target` now, a table each, proved to be the same.

    It needs no desk: two histories are opened. Raises InvalidInput where one is begun at `origin`, or something is at
    `target` already; see `storage.moving.move`.
    """
    file = engines.file(engines.address(origin))
    if file is not None and not file.is_file():
        raise InvalidInput(str(file), "there is no history")
    with Database.open_to_read(origin) as old, Database.open(target) as new:
        return moving.move(old, new, progress)


def prunable(desk: Desk, age: timedelta) -> pruning.Texts:
    """The texts of articles first seen longer ago than `age` (at least `YOUNGEST`); raises InvalidInput."""
    return desk.read(pruning.kept, _long_ago(desk, age))


def prune(desk: Desk, age: timedelta, progress: Callable[[int], None]) -> int:
    """How many articles' texts were let go, and the disk has their room again; titles, summaries, addresses stay.

    Raises InvalidInput for an `age` below `YOUNGEST`.
    """
    done = pruning.prune(desk.database, _long_ago(desk, age), desk.now(), progress)
    pruning.give_back(desk.database)
    return done


def _long_ago(desk: Desk, age: timedelta) -> datetime:
    if age < YOUNGEST:
        raise InvalidInput(f"{age.days} days", f"expected {YOUNGEST.days} or more: stories go on with younger texts")
    return desk.now() - age


def only_daemon(desk: Desk) -> AbstractContextManager[None]:
    """Entered, it makes this process the history's daemon; raises AlreadyRunning where there is one."""
    return lock.single(desk.database, lock.DAEMON)


def one_of_many(desk: Desk) -> AbstractContextManager[None]:
    """Entered, it makes this process one of a cluster's; raises AlreadyRunning where a daemon works alone."""
    return lock.shared(desk.database, lock.DAEMON)


def upgrade(desk: Desk) -> None:
    """A job queue beside the history is brought up to date, where there is one; opening did so for the history."""
    if jobs.are_there(desk.database):
        jobs.make_ready(desk.database)


def place(url: str) -> str:
    """Where a history lies: its path, or its address without the password."""
    return engines.place(engines.address(url))
