"""What a source offers now: its listing fetched and read, and the candidates that the round may visit."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.errors import InvalidInput, MonitorError
from monitor.core.model import Candidate, Listing, ListingKind, Request, Response, Source, SourceState
from monitor.core.urls import canonical_url, same_site
from monitor.service.crew import Crew
from monitor.service.pages import Page, offered
from monitor.settings import wanted

NEWEST = 200  # candidates read from one listing
ENOUGH = 3  # a page with fewer article links than this is helped out by the feeds that it names
FEEDS_TRIED = 2
CHILDREN_READ = 3  # sitemaps of one index


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The candidates of a source, newest or topmost first; `state` is how its listing was reached.

    `unchanged` means that the server said so, and the candidates are empty for that reason. `site` is the address
    whose site they must be on unless the source's patterns say otherwise; None where a feed or sitemap vouches.
    """

    candidates: tuple[Candidate, ...]
    state: SourceState
    unchanged: bool = False
    site: str | None = None


async def collect(source: Source, state: SourceState, crew: Crew, until: datetime) -> Offer:
    """The source's offer; raises the MonitorError that kept it from being had.

    Where a feed was found before, it alone is asked; when it fails the source's own address is asked in the same
    visit. What was remembered of another address than the source's present one counts for nothing.
    """
    if state.source_url != source.url:
        state = replace(_unconditional(state), source_url=source.url, listing_url=None, listing_kind=None)
    if state.listing_url and state.listing_url != source.url:
        try:
            return await _collect(source, state, state.listing_url, crew, until)
        except MonitorError:
            state = replace(_unconditional(state), listing_url=None, listing_kind=None)
    return await _collect(source, state, source.url, crew, until)


async def _collect(source: Source, state: SourceState, url: str, crew: Crew, until: datetime) -> Offer:
    request = Request(url=url, etag=state.etag, last_modified=state.last_modified, headers=source.headers)
    response = await crew.fetcher.get(request, until=until)
    if response.not_modified:
        return Offer(candidates=(), state=state, unchanged=True)
    listing = await _read(response, source, crew)
    found = replace(
        state,
        listing_url=url,
        listing_kind=listing.kind,
        etag=response.etag,
        last_modified=response.last_modified,
    )
    if listing.kind is ListingKind.SITEMAP_INDEX:
        return Offer(candidates=await _children(listing, source, crew, until), state=_unconditional(found))
    if listing.kind is not ListingKind.PAGE:
        return Offer(candidates=listing.candidates, state=found)
    offer = Offer(candidates=listing.candidates, state=found, site=response.final_url)
    return offer if len(offer.candidates) >= ENOUGH else await _helped_out(offer, listing.feeds, source, crew, until)


async def _read(response: Response, source: Source, crew: Crew) -> Listing:
    page = Page(
        body=response.body, url=response.final_url, content_type=response.content_type, timezone=source.timezone
    )
    return await crew.workers.run(offered, page, NEWEST, subject=response.url)


async def _children(index: Listing, source: Source, crew: Crew, until: datetime) -> tuple[Candidate, ...]:
    """The candidates of an index's first sitemaps, those for news before the others; one that fails is passed over.

    Raises what the last one raised when all of them failed.
    """
    candidates: list[Candidate] = []
    failures: list[MonitorError] = []
    first = sorted(index.children, key=lambda url: "news" not in url.lower())[:CHILDREN_READ]
    for url in first:
        try:
            response = await crew.fetcher.get(Request(url=url, headers=source.headers), until=until)
            candidates.extend((await _read(response, source, crew)).candidates)
        except MonitorError as failure:
            failures.append(failure)
    if failures and len(failures) == len(first):
        raise failures[-1]
    return tuple(sorted(candidates, key=_age))


def _age(candidate: Candidate) -> tuple[bool, float]:
    """Newest first; without a date last."""
    known = candidate.published is not None
    return (not known, -candidate.published.timestamp() if candidate.published else 0.0)


def _unconditional(state: SourceState) -> SourceState:
    """The state without validators: what it leads to is asked for anew.

    That goes for a sitemap index too, which may stay the same while its sitemaps change.
    """
    return replace(state, etag=None, last_modified=None)


async def _helped_out(offer: Offer, feeds: tuple[str, ...], source: Source, crew: Crew, until: datetime) -> Offer:
    """The offer of the first feed that has more than the page; the page's own when none has."""
    for url in feeds[:FEEDS_TRIED]:
        try:
            response = await crew.fetcher.get(Request(url=url, headers=source.headers), until=until)
            listing = await _read(response, source, crew)
        except MonitorError:
            continue  # a dead feed on a page is common, and the page itself still counts
        if len(listing.candidates) > len(offer.candidates):
            state = replace(offer.state, listing_url=url, listing_kind=listing.kind)
            found = replace(state, etag=response.etag, last_modified=response.last_modified)
            return Offer(candidates=listing.candidates, state=found)
    return offer


def allowed(offer: Offer, source: Source) -> dict[str, Candidate]:
    """Candidates that the source's patterns let through, by canonical address, in their order.

    Links of a page must be on its own site, or on the source's, unless the source's `include` names others; what a
    feed or a sitemap lists is the publisher's own word. An address that is none is left out.
    """
    kept: dict[str, Candidate] = {}
    for candidate in offer.candidates:
        if _lets_through(candidate.url, offer.site, source):
            with contextlib.suppress(InvalidInput):
                kept.setdefault(canonical_url(candidate.url), candidate)
    return kept


def _lets_through(url: str, site: str | None, source: Source) -> bool:
    at_home = site is None or same_site(site, url) or same_site(source.url, url)
    return wanted(source, url) and (at_home or bool(source.include))
