"""The sources and how they are: health with cause and remedy, a trial visit of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.errors import MonitorError, UnknownSource
from monitor.core.model import Candidate, ListingKind, Source, SourceState, Trouble
from monitor.service import offers
from monitor.service.crew import Crew
from monitor.service.desk import Desk
from storage import history, visits
from storage import sources as states


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """A source, what the history knows of it, and in words what is wrong and what to do."""

    source: Source
    state: SourceState
    articles: int
    troubles: tuple[Trouble, ...] = ()
    verdict: str = "ok"
    cause: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a source offers when it is asked now, without storing anything; `error` when it does not answer."""

    source: Source
    kind: ListingKind | None = None
    found: int = 0
    first: tuple[Candidate, ...] = ()
    error: str | None = None


def named(desk: Desk, ids: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these ids in their order, all when none is named; raises UnknownSource."""
    known = {source.id: source for source in desk.sources}
    for wanted in ids:
        if wanted not in known:
            raise UnknownSource(wanted, tuple(known))
    return tuple(known[wanted] for wanted in dict.fromkeys(ids)) if ids else tuple(known.values())


def overview(desk: Desk) -> tuple[SourceHealth, ...]:
    """The health of every source, in the order of `sources.toml`."""
    remembered = desk.read(states.states)
    counts = desk.read(history.articles_by_source)
    troubles = desk.read(visits.troubles)
    return tuple(
        _health(
            source,
            remembered.get(source.id) or SourceState(source_id=source.id),
            counts.get(source.id, 0),
            tuple(trouble for trouble in troubles if trouble.source_id == source.id),
        )
        for source in desk.sources
    )


def _health(source: Source, state: SourceState, articles: int, troubles: tuple[Trouble, ...]) -> SourceHealth:
    verdict = "waiting" if state.last_visit is None else "failing" if state.failures else "ok"
    cause = state.error if state.failures else None
    return SourceHealth(
        source=source,
        state=state,
        articles=articles,
        troubles=troubles,
        verdict=verdict,
        cause=cause,
        remedy=_remedy(source, state) if cause else "`monitor fetch` visits it now" if verdict == "waiting" else None,
    )


def _remedy(source: Source, state: SourceState) -> str:
    when = f"at {state.next_visit:%Y-%m-%d %H:%M} UTC" if state.next_visit else "at the next round"
    return f"it is tried again {when}; `monitor sources check {source.id}` tries it now"


async def check(desk: Desk, source: Source, crew: Crew) -> Trial:
    """What the source offers now; it is asked politely, and nothing of it is stored."""
    until: datetime = desk.now() + desk.settings.fetch.round_time
    try:
        offer = await offers.collect(source, SourceState(source_id=source.id), crew, until)
    except MonitorError as failure:
        return Trial(source=source, error=str(failure))
    wanted = tuple(offers.allowed(offer, source).values())
    return Trial(source=source, kind=offer.state.listing_kind, found=len(wanted), first=wanted[:5])
