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
from monitor.service.remedies import remedy, sought
from storage import hosts, visits
from storage import sources as states
from storage.visits import Asked

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsHealth:
    """A host's robots.txt: what came of asking for it, until when that is believed, and what it says to us.

    `allowed` is whether any source of the host may be visited, `forbidden` are the ids of those that may not; `delay`
    is the time between two visits that holds.
    """

    state: str
    fetched_at: datetime
    stale_at: datetime
    allowed: bool
    forbidden: tuple[str, ...]
    crawl_delay: timedelta
    delay: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVisits:
    """A source on a host: its last and next visit, why the last one failed, and what helps."""

    id: str
    url: str
    listing_url: str | None
    last_visit: datetime | None
    next_visit: datetime | None
    failures: int
    error: str | None
    remedy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostHealth:
    """How a host fared in the last week; `remedies` say what to do, none where all is well.

    Those that are `own` concern the host, the others one of its sources each. A host that lets in some of its sources
    is judged by these.
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
    own: tuple[str, ...] = ()
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
    visited = tuple(_visits(records, robots, *each) for each in records.sources)
    own = tuple(dict.fromkeys(_remedies(desk, records, robots)))
    forbidden = robots.forbidden if robots and robots.allowed else ()
    is_well = not own and not any(each.remedy for each in visited if each.id not in forbidden)
    return HostHealth(
        host=name,
        verdict="never asked" if not times and robots is None else "ok" if is_well else "trouble",
        robots=robots,
        next_allowed=next_allowed if next_allowed and next_allowed > desk.now() else None,
        asked=times,
        not_modified=unchanged / times if times else None,
        errors=tuple(errors.most_common()),
        sources=visited,
        own=own,
        remedies=(*own, *(f"{each.id}: {each.remedy}" for each in visited if each.remedy)),
    )


def _visits(records: _Records, robots: RobotsHealth | None, source: Source, state: SourceState) -> SourceVisits:
    return SourceVisits(
        id=source.id,
        url=source.url,
        listing_url=state.listing_url,
        last_visit=state.last_visit,
        next_visit=state.next_visit,
        failures=state.failures,
        error=state.error if state.failures else None,
        remedy=_remedy(records, robots, source, state),
    )


def _remedy(records: _Records, robots: RobotsHealth | None, source: Source, state: SourceState) -> str | None:
    """What to do about a source that fails or is forbidden; None where it does not, or its host's remedy says it."""
    if robots and source.id in robots.forbidden:
        return remedy(RobotsRefused.kind)
    kind = _last_kind(records.asked, source, state)
    if not state.failures or (kind == RobotsRefused.kind and _is_missing(records)):
        return None
    return f"{remedy(kind)}; {sought(kind, source.id)}"


def _robots(desk: Desk, records: _Records) -> RobotsHealth | None:
    robots = records.state.robots
    if robots is None:
        return None
    agent = desk.settings.user_agent(version("newsmonitor"))
    crawl_delay = politeness.crawl_delay(robots, agent)
    here = {source.id: source.url for source, _ in records.sources if _host(source.url) == records.state.host}
    may = {name: politeness.allowed(robots, agent, url) for name, url in here.items()}
    root = f"http://{records.state.host}/"
    return RobotsHealth(
        state=_said(robots),
        fetched_at=robots.fetched_at,
        stale_at=politeness.stale_at(robots),
        allowed=any(may.values()) if may else politeness.allowed(robots, agent, root),
        forbidden=() if politeness.is_missing(robots) else tuple(name for name, let_in in may.items() if not let_in),
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
    """What to do about what is wrong with the host now: about robots.txt, a long wait, pages that only fail."""
    until = records.state.next_allowed
    if robots and _is_missing(records):
        yield f"robots.txt could not be had, so nothing is asked for; it is asked for again at {_at(robots.stale_at)}"
    elif robots and not robots.allowed and not robots.forbidden:
        yield remedy(RobotsRefused.kind)
    if until and until - desk.now() > timedelta(minutes=1):
        yield f"the host asked to be left alone until {_at(until)}: nothing to do but to wait"
    told = {_last_kind(records.asked, *each) for each in records.sources if each[1].failures}
    worked = max((one.last for one in records.asked if one.outcome is not Outcome.FAILED), default=None)
    for one in sorted(records.asked, key=lambda one: one.last):
        is_latest = worked is None or one.last > worked
        if one.outcome is Outcome.FAILED and one.kind and one.kind not in told and is_latest:
            yield f"{one.kind}: {remedy(one.kind)}"


def _is_missing(records: _Records) -> bool:
    robots = records.state.robots
    return robots is not None and politeness.is_missing(robots)


def _last_kind(asked: Iterable[Asked], source: Source, state: SourceState) -> str:
    failed = [one for one in asked if one.kind and one.url in {source.url, state.listing_url}]
    return max(failed, key=lambda one: one.last).kind or "" if failed else ""


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
