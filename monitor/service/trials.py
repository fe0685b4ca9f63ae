"""A source asked now, without storing anything: before it is added, and to see whether it still works."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.errors import BadStatus, MonitorError, NotAListing, RobotsRefused, Unresolved
from monitor.core.listing import findings
from monitor.core.listing.findings import Finding
from monitor.core.model import Candidate, ListingKind, Source, SourceState
from monitor.core.text import one_line
from monitor.service import discovery, offers
from monitor.service.crew import Crew
from monitor.service.desk import Desk
from monitor.service.offers import Offer
from monitor.service.remedies import nowhere
from monitor.settings import default_name

PREVIEW = 5
_LONGEST_NAME = 60
_MOVED = frozenset({404, 410})
_FORBIDDEN = frozenset({401, 403})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a source offers when it is asked now; `error` when it does not answer.

    `how` says in words what lists its articles and how that was found, `also` what else does. `newest` is when its
    latest article came out. `remedy` says what to do, and `mend` is the address that would do better.
    """

    source: Source
    kind: ListingKind | None = None
    found: int = 0
    first: tuple[Candidate, ...] = ()
    error: str | None = None
    how: str | None = None
    also: tuple[str, ...] = ()
    newest: datetime | None = None
    remedy: str | None = None
    mend: str | None = None


async def propose(desk: Desk, draft: Source, crew: Crew) -> Trial:
    """The best source for the draft's address, and what it offers; the draft's own words stay as they are.

    A draft whose name is only made of its address is called by what was found.
    """
    try:
        found = await discovery.discover(draft, crew, _until(desk), desk.now())
    except MonitorError as failure:
        return Trial(source=draft, error=str(failure), remedy=nowhere(failure.kind, is_new=True))
    if found.best is None:
        nothing = NotAListing("no feed, sitemap or article links were found there", draft.url)
        return Trial(source=draft, error=found.error or str(nothing), remedy=nowhere(nothing.kind, is_new=True))
    trial = _offered(_named(draft, found.best, found.others), found.best)
    also = tuple(f"{other.url}: {findings.told(other)}" for other in found.others)
    return replace(trial, also=also, remedy=_part(found) if found.error is None else found.error)


def _part(found: discovery.Discovery) -> str | None:
    """What is said of a listing with too little."""
    if found.best and len(found.best.listing.candidates) >= findings.ENOUGH:
        return None
    return "it lists very little: is there a section with an address of its own?"


def _named(draft: Source, best: Finding, others: tuple[Finding, ...]) -> Source:
    """The draft at the best listing, under its title, or else the page's, where the draft has no name of its own."""
    titles = (one_line(each.listing.title or "") for each in (best, *others))
    fitting = (title for title in titles if 0 < len(title) <= _LONGEST_NAME)
    name = next(fitting, draft.name) if draft.name == default_name(draft.url) else draft.name
    return replace(draft, url=best.url, name=name, include=draft.include or best.include)


def _offered(source: Source, finding: Finding) -> Trial:
    site = finding.url if finding.listing.kind is ListingKind.PAGE else None
    offer = Offer(candidates=finding.listing.candidates, state=SourceState(source_id=source.id), site=site)
    wanted = tuple(offers.allowed(offer, source).values())
    return Trial(
        source=source,
        kind=finding.listing.kind,
        found=len(wanted),
        first=wanted[:PREVIEW],
        how=findings.told(finding),
        newest=findings.newest(finding.listing),
    )


async def check(desk: Desk, source: Source, crew: Crew) -> Trial:
    """What the source offers now; where that is nothing or elsewhere, what its entry should say instead."""
    try:
        offer = await offers.collect(source, SourceState(source_id=source.id), crew, _until(desk))
    except MonitorError as failure:
        return await _mended(desk, Trial(source=source, error=str(failure)), failure, crew)
    wanted = tuple(offers.allowed(offer, source).values())
    dated = [each.published for each in wanted if each.published]
    trial = Trial(
        source=source,
        kind=offer.state.listing_kind,
        found=len(wanted),
        first=wanted[:PREVIEW],
        newest=max(dated, default=None),
    )
    if not wanted:
        return replace(trial, remedy=_let_through(offer.candidates))
    if offer.moved_to:
        return replace(trial, mend=offer.moved_to, remedy=f'it has moved for good: write url = "{offer.moved_to}"')
    return trial


def _let_through(candidates: tuple[Candidate, ...]) -> str:
    """Why a source that answers offers nothing."""
    if not candidates:
        return "it answers, and lists nothing at present"
    return f"none of its {len(candidates)} addresses is let through by its include and exclude patterns"


async def _mended(desk: Desk, trial: Trial, failure: MonitorError, crew: Crew) -> Trial:
    """The trial with what to do about its failure; where its articles may be elsewhere, they are looked for."""
    finding = await _elsewhere(desk, trial.source, failure, crew)
    if finding is None:
        return replace(trial, remedy=nowhere(failure.kind))
    patterns = ", ".join(f'"{pattern}"' for pattern in finding.include)
    entry = f'url = "{finding.url}"' + (f" and include = [{patterns}]" if patterns else "")
    if isinstance(failure, BadStatus) and failure.status in _FORBIDDEN:
        words = f"answers {failure.status} to this user agent: ask the publisher, or write {entry}"
    else:
        words = f"its articles are listed at another address now: write {entry} ({findings.told(finding)})"
    return replace(trial, mend=finding.url, remedy=words)


async def _elsewhere(desk: Desk, source: Source, failure: MonitorError, crew: Crew) -> Finding | None:
    if isinstance(failure, RobotsRefused | Unresolved):
        return None
    if isinstance(failure, BadStatus) and failure.status in _FORBIDDEN:
        try:
            return (await discovery.discover(source, crew, _until(desk), desk.now())).best
        except MonitorError:
            return None
    if isinstance(failure, NotAListing) or (isinstance(failure, BadStatus) and failure.status in _MOVED):
        return await discovery.successor(source, crew, _until(desk), desk.now())
    return None


def _until(desk: Desk) -> datetime:
    return desk.now() + desk.settings.fetch.round_time
