"""What a host answers and asks for, how its sources fare, and what helps: host by host, from the history alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

from monitor.core import politeness, urls
from monitor.core.errors import InvalidInput, RobotsRefused
from monitor.core.model import Outcome, Source, SourceState
from monitor.core.politeness import HostState, StoredRobots
from monitor.service.desk import Desk
from monitor.service.remedies import remedy
from storage import hosts, visits
from storage import sources as states
from storage.visits import Asked

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsHealth:
    """A host's robots.txt: what came of asking for it, until when that is believed, and what it says to us.

    `allowed` is whether all sources of the host may be visited; `delay` is the time between two visits that holds.
    """

    state: str
    fetched_at: datetime
    stale_at: datetime
    allowed: bool
    crawl_delay: timedelta
    delay: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVisits:
    """A source on a host: its last and next visit, and why the last one failed."""

    id: str
    url: str
    listing_url: str | None
    last_visit: datetime | None
    next_visit: datetime | None
    failures: int
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostHealth:
    """How a host fared in the last week; `remedies` say what to do, none where all is well.

    `not_modified` is the share of answers that were a 304, None where nothing was asked; `errors` are kinds with
    their counts, the most frequent first.
    """

    host: str
    verdict: str
    robots: RobotsHealth | None
    next_allowed: datetime | None
    asked: int
    not_modified: float | None
    errors: tuple[tuple[str, int], ...]
    sources: tuple[SourceVisits, ...]
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Records:
    """What the history and the settings know of one host."""

    state: HostState
    asked: tuple[Asked, ...]
    sources: tuple[tuple[Source, SourceState], ...]


def examine(desk: Desk, wanted: str | None = None) -> tuple[HostHealth, ...]:
    """The health of the hosts of all sources and of those asked before, by name; or of the one that is wanted.

    It is wanted by its name, with or without port, by an address on it, or by the id of a source. Raises
    InvalidInput for one that nothing is known of.
    """
    known = _records(desk)
    if wanted is None:
        return tuple(_health(desk, name, known[name]) for name in sorted(known))
    names = _named(desk, wanted, known)
    if not names:
        raise InvalidInput(wanted, "no host of a source, and never asked; `monitor doctor` shows those known")
    return tuple(_health(desk, name, known[name]) for name in names)


def _named(desk: Desk, wanted: str, known: Iterable[str]) -> list[str]:
    """The hosts that are meant, the most exact first."""
    for source in desk.sources:
        if source.id == wanted:
            return [urls.host(source.url)]
    try:
        name = urls.host(wanted if "://" in wanted else f"http://{wanted}")
    except InvalidInput:
        return []
    exact = [one for one in known if one == name]
    return exact or sorted(one for one in known if one.partition(":")[0].removeprefix("www.") == name)


def _records(desk: Desk) -> dict[str, _Records]:
    """What is known, by host."""
    met = {state.host: state for state in desk.read(hosts.states)}
    asked: dict[str, list[Asked]] = {}
    for one in desk.read(visits.since, desk.now() - WEEK):
        asked.setdefault(_host(one.url), []).append(one)
    remembered = desk.read(states.states)
    placed: dict[str, list[tuple[Source, SourceState]]] = {}
    for source in desk.sources:
        state = remembered.get(source.id) or SourceState(source_id=source.id)
        for name in {urls.host(source.url), _host(state.listing_url or source.url)}:
            placed.setdefault(name, []).append((source, state))
    return {
        name: _Records(
            state=met.get(name) or HostState(host=name),
            asked=tuple(asked.get(name, ())),
            sources=tuple(placed.get(name, ())),
        )
        for name in {*met, *placed}
    }


def _host(url: str) -> str:
    try:
        return urls.host(url)
    except InvalidInput:
        return ""


def _health(desk: Desk, name: str, records: _Records) -> HostHealth:
    robots = _robots(desk, records)
    times = sum(one.times for one in records.asked)
    unchanged = sum(one.times for one in records.asked if one.status == 304)
    errors = _errors(records.asked)
    next_allowed = records.state.next_allowed
    remedies = tuple(dict.fromkeys(_remedies(desk, records, robots)))
    return HostHealth(
        host=name,
        verdict="never asked" if not times and robots is None else "trouble" if remedies else "ok",
        robots=robots,
        next_allowed=next_allowed if next_allowed and next_allowed > desk.now() else None,
        asked=times,
        not_modified=unchanged / times if times else None,
        errors=tuple(errors.most_common()),
        sources=tuple(_visits(source, state) for source, state in records.sources),
        remedies=remedies,
    )


def _visits(source: Source, state: SourceState) -> SourceVisits:
    return SourceVisits(
        id=source.id,
        url=source.url,
        listing_url=state.listing_url,
        last_visit=state.last_visit,
        next_visit=state.next_visit,
        failures=state.failures,
        error=state.error if state.failures else None,
    )


def _robots(desk: Desk, records: _Records) -> RobotsHealth | None:
    robots = records.state.robots
    if robots is None:
        return None
    agent = desk.settings.user_agent(version("newsmonitor"))
    crawl_delay = politeness.crawl_delay(robots, agent)
    wanted = [source.url for source, _ in records.sources if _host(source.url) == records.state.host]
    wanted = wanted or [f"http://{records.state.host}/"]
    return RobotsHealth(
        state=_said(robots),
        fetched_at=robots.fetched_at,
        stale_at=politeness.stale_at(robots),
        allowed=all(politeness.allowed(robots, agent, url) for url in wanted),
        crawl_delay=crawl_delay,
        delay=max(crawl_delay, desk.settings.fetch.delay),
    )


def _said(robots: StoredRobots) -> str:
    """What came of asking for robots.txt, in words."""
    if politeness.is_missing(robots):
        answer = f"answered {robots.status}" if robots.status else "no answer"
        return f"could not be had ({answer}): nothing is asked for until it can"
    if robots.body is None:
        return f"none ({robots.status}): everything is allowed"
    return f"{len(robots.body.encode()):,} bytes"


def _errors(asked: Iterable[Asked]) -> Counter[str]:
    """Failures by kind; pages that are no articles are none, but what robots.txt forbids is."""
    counted: Counter[str] = Counter()
    for one in asked:
        if one.outcome is Outcome.FAILED or one.kind == RobotsRefused.kind:
            counted[one.kind or (f"answered {one.status}" if one.status else "failed")] += one.times
    return counted


def _remedies(desk: Desk, records: _Records, robots: RobotsHealth | None) -> Iterable[str]:
    """What to do about what is wrong now: about robots.txt, a long wait, sources that fail, pages that only fail."""
    name, until = records.state.host, records.state.next_allowed
    if robots and records.state.robots and politeness.is_missing(records.state.robots):
        yield f"robots.txt could not be had, so nothing is asked for; it is asked for again at {_at(robots.stale_at)}"
    elif robots and not robots.allowed:
        yield f"{name}: {remedy(RobotsRefused.kind)}"
    if until and until - desk.now() > timedelta(minutes=1):
        yield f"the host asked to be left alone until {_at(until)}: nothing to do but to wait"
    for source, state in records.sources:
        if state.failures:
            kind = _last_kind(records.asked, {source.url, state.listing_url})
            yield f"{source.id}: {remedy(kind)}; `monitor sources check {source.id}` tries it now and looks further"
    worked = max((one.last for one in records.asked if one.outcome is not Outcome.FAILED), default=None)
    for one in sorted(records.asked, key=lambda one: one.last):
        if one.outcome is Outcome.FAILED and one.kind and (worked is None or one.last > worked):
            yield f"{one.kind}: {remedy(one.kind)}"


def _last_kind(asked: Iterable[Asked], addresses: set[str | None]) -> str:
    failed = [one for one in asked if one.kind and one.url in addresses]
    return max(failed, key=lambda one: one.last).kind or "" if failed else ""


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
