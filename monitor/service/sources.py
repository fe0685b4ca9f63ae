"""The sources and how they are: health with cause and remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from monitor.core.errors import RobotsRefused, UnknownSource
from monitor.core.model import ListingKind, Source, SourceState, Trouble
from monitor.service.desk import Desk
from monitor.service.remedies import remedy, sought
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
class SourceRow:
    """A source with its health in one row, as `sources list --json` and the JSON interface show it."""

    id: str
    name: str
    url: str
    section: str | None
    language: str | None
    timezone: str | None
    verdict: str
    cause: str | None
    remedy: str | None
    articles: int
    last_visit: datetime | None
    next_visit: datetime | None
    last_new: datetime | None
    failures: int
    listing_url: str | None
    listing_kind: ListingKind | None
    troubles: tuple[Trouble, ...]


def row(health: SourceHealth) -> SourceRow:
    """The source, its state and the verdict side by side."""
    source, state = health.source, health.state
    return SourceRow(
        id=source.id,
        name=source.name,
        url=source.url,
        section=source.section,
        language=source.language,
        timezone=source.timezone,
        verdict=health.verdict,
        cause=health.cause,
        remedy=health.remedy,
        articles=health.articles,
        last_visit=state.last_visit,
        next_visit=state.next_visit,
        last_new=state.last_new,
        failures=state.failures,
        listing_url=state.listing_url,
        listing_kind=state.listing_kind,
        troubles=health.troubles,
    )


def named(desk: Desk, ids: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these ids in their order, all when none is named; raises UnknownSource."""
    known = {source.id: source for source in desk.sources}
    for wanted in ids:
        if wanted not in known:
            raise UnknownSource(wanted, tuple(known))
    return tuple(known[wanted] for wanted in dict.fromkeys(ids)) if ids else tuple(known.values())


def overview(desk: Desk) -> tuple[SourceHealth, ...]:
    """The health of every source, in the order of `sources.toml`."""
    return desk.read(_overview, desk.sources)


def health(desk: Desk, source_id: str) -> SourceHealth:
    """The health of one source; raises UnknownSource."""
    (one,) = desk.read(_overview, named(desk, [source_id]))
    return one


def _overview(c: Connection, sources: tuple[Source, ...]) -> tuple[SourceHealth, ...]:
    """The health of the sources, all at one moment."""
    remembered, counts = states.states(c), history.articles_by_source(c)
    troubles: dict[str, list[Trouble]] = {}
    for trouble in visits.troubles(c, source_ids=[source.id for source in sources]):
        troubles.setdefault(trouble.source_id, []).append(trouble)
    return tuple(
        _health(
            source,
            remembered.get(source.id) or SourceState(source_id=source.id),
            counts.get(source.id, 0),
            tuple(troubles.get(source.id, ())),
            _kind(c, remembered.get(source.id)),
        )
        for source in sources
    )


def _kind(c: Connection, state: SourceState | None) -> str | None:
    """The kind of failure that a source's last visit ended with, None for one that did not fail."""
    last = visits.recent(c, state.source_id, 1) if state and state.failures else ()
    return last[0].kind if last else None


def _health(
    source: Source, state: SourceState, articles: int, troubles: tuple[Trouble, ...], kind: str | None
) -> SourceHealth:
    verdict = "waiting" if state.last_visit is None else "failing" if state.failures else "ok"
    cause = state.error if state.failures else None
    return SourceHealth(
        source=source,
        state=state,
        articles=articles,
        troubles=troubles,
        verdict=verdict,
        cause=cause,
        remedy=_remedy(source, state, kind)
        if cause
        else "`monitor fetch` visits it now"
        if verdict == "waiting"
        else None,
    )


def _remedy(source: Source, state: SourceState, kind: str | None) -> str:
    what = f"{remedy(kind)}; " if kind else ""
    when = f"at {state.next_visit:%Y-%m-%d %H:%M} UTC" if state.next_visit else "at the next round"
    if kind == RobotsRefused.kind:  # what robots.txt says is believed for a day: to ask once more now is in vain
        return f"{what}it is tried again {when}"
    return f"{what}it is tried again {when}; {sought(kind or '', source.id)}"
