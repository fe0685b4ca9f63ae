"""What a source offers now: its listing fetched and read, and the candidates that the round may visit."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.errors import InvalidInput, MonitorError, NotAListing
from monitor.core.listing.findings import ENOUGH, Way
from monitor.core.model import Candidate, Listing, ListingKind, Request, Source, SourceState
from monitor.core.urls import canonical_url, same_site
from monitor.service import discovery, listings
from monitor.service.crew import Crew
from monitor.service.listings import Found
from monitor.settings import wanted

_HERE = frozenset({Way.NAMED, Way.USUAL, Way.ROBOTS})
FEEDS_TRIED = 2  # where a page has fewer article links than ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The candidates of a source, newest or topmost first; `state` is how its listing was reached.

    `unchanged` means that the server said so, and the candidates are empty for that reason. `site` is the address
    whose site they must be on unless the source's patterns say otherwise; None where a feed or sitemap vouches.
    `moved_to` is where the source's address has moved for good.
    """

    candidates: tuple[Candidate, ...]
    state: SourceState
    moved_to: str | None = None
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
    try:
        return await _collect(source, state, source.url, crew, until)
    except NotAListing:
        if state.failures:
            raise  # it was looked for when it failed first, and `sources check` looks again
        found = await _looked_for(source, state, crew, until)
        if found is None:
            raise
        return found


async def _looked_for(source: Source, state: SourceState, crew: Crew, until: datetime) -> Offer | None:
    """The offer of what lists the site's articles elsewhere, where the page itself draws them with scripts; or None.

    A listing that would need patterns to keep to the source's section is not taken behind the user's back.
    """
    try:
        best = (await discovery.discover(source, crew, until, crew.now())).best
    except MonitorError:
        return None
    if best is None or best.include or best.way not in _HERE or len(best.listing.candidates) < ENOUGH:
        return None
    return await _collect(source, state, best.url, crew, until)


async def _collect(source: Source, state: SourceState, url: str, crew: Crew, until: datetime) -> Offer:
    known = listings.headers(source, url)
    request = Request(url=url, etag=state.etag, last_modified=state.last_modified, headers=known)
    found = await listings.at(request, source, crew, until)
    if found.listing is None:
        return Offer(candidates=(), state=state, moved_to=found.response.moved_to, unchanged=True)
    offer = _offer(found, found.listing, state)
    if found.listing.kind is ListingKind.PAGE and len(offer.candidates) < ENOUGH:
        return await _helped_out(offer, found.listing.feeds, source, crew, until)
    return offer


def _offer(found: Found, listing: Listing, state: SourceState) -> Offer:
    """The offer of a listing that was read.

    A sitemap index may stay the same while its sitemaps change: it is always asked for anew.
    """
    reached = replace(
        state,
        listing_url=found.url,
        listing_kind=listing.kind,
        etag=found.response.etag,
        last_modified=found.response.last_modified,
    )
    is_page = listing.kind is ListingKind.PAGE
    return Offer(
        candidates=_placed(listing.candidates) if is_page else listing.candidates,
        state=_unconditional(reached) if listing.kind is ListingKind.SITEMAP_INDEX else reached,
        moved_to=found.response.moved_to,
        site=found.response.final_url if is_page else None,
    )


def _placed(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates of a section's page, each with its place there: what is higher up matters more to its editors."""
    return tuple(replace(candidate, place=place) for place, candidate in enumerate(candidates, start=1))


def _unconditional(state: SourceState) -> SourceState:
    """The state without validators: what it leads to is asked for anew."""
    return replace(state, etag=None, last_modified=None)


async def _helped_out(offer: Offer, feeds: tuple[str, ...], source: Source, crew: Crew, until: datetime) -> Offer:
    """The offer of the first feed that has more than the page, the page's own when none has.

    Raises NotAListing where neither has anything.
    """
    for url in feeds[:FEEDS_TRIED]:
        try:
            found = await listings.at(Request(url=url, headers=listings.headers(source, url)), source, crew, until)
        except MonitorError:
            continue  # a dead feed on a page is common, and the page itself still counts
        if found.listing and len(found.listing.candidates) > len(offer.candidates):
            return replace(_offer(found, found.listing, offer.state), moved_to=offer.moved_to)
    if not offer.candidates:
        raise NotAListing("it is a page without links to articles, and the feeds that it names list none", source.url)
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
