"""A listing had and read: pages that send on followed, the sitemaps of an index joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.errors import MonitorError, NotAListing
from monitor.core.listing.findings import ENOUGH
from monitor.core.model import Candidate, Listing, ListingKind, Request, Response, Source
from monitor.core.urls import same_site
from monitor.service.crew import Crew
from monitor.service.pages import Page, Scope, offered
from monitor.telemetry import counters

NEWEST = 200  # candidates read from one listing, or as many as a visit may take where that is more
CHILDREN_READ = 3  # sitemaps of one index
SENT_ON = 2  # pages that only send on to the next, one after the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A listing and where it is: `url` is to be asked next time. `listing` is None when it has not changed."""

    url: str
    response: Response
    listing: Listing | None


def headers(source: Source, url: str) -> tuple[tuple[str, str], ...]:
    """The source's own headers if the address is of its site; they may hold a cookie, which is nobody else's."""
    return source.headers if same_site(source.url, url) else ()


async def at(request: Request, source: Source, crew: Crew, until: datetime, *, hops: int = SENT_ON) -> Found:
    """The listing at an address, or where that page sends its readers; raises the MonitorError that kept it away."""
    with counters.timed("fetch"):
        response = await crew.fetcher.get(request, until=until)
    if response.not_modified:
        return Found(url=request.url, response=response, listing=None)
    listing = await _read(response, source, crew)
    if listing.onward and hops and len(listing.candidates) < ENOUGH:
        further = Request(url=listing.onward, headers=headers(source, listing.onward))
        try:
            return await at(further, source, crew, until, hops=hops - 1)
        except MonitorError:
            if not listing.candidates and not listing.feeds:
                raise
    if listing.kind is ListingKind.SITEMAP_INDEX:
        listing = replace(listing, candidates=await _children(listing, source, crew, until))
    return Found(url=request.url, response=response, listing=listing)


async def _read(response: Response, source: Source, crew: Crew) -> Listing:
    page = Page(
        body=response.body, url=response.final_url, content_type=response.content_type, timezone=source.timezone
    )
    scope = Scope(newest=max(NEWEST, crew.new_articles), anywhere=bool(source.include))
    return await crew.read(offered, page, scope, subject=response.url)


async def _children(index: Listing, source: Source, crew: Crew, until: datetime) -> tuple[Candidate, ...]:
    """The candidates of an index's first sitemaps, newest first; raises only when none of them could be had."""
    candidates: list[Candidate] = []
    failure: MonitorError = NotAListing("it is an index without sitemaps")
    read = 0
    for url in index.children[:CHILDREN_READ]:
        try:
            response = await crew.fetcher.get(Request(url=url, headers=headers(source, url)), until=until)
            candidates.extend((await _read(response, source, crew)).candidates)
            read += 1
        except MonitorError as error:
            failure = error
    if not read:
        raise failure
    return newest_first(candidates)


def newest_first(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates by date, those without one last."""
    return tuple(sorted(candidates, key=_age))


def _age(candidate: Candidate) -> tuple[bool, float]:
    known = candidate.published is not None
    return (not known, -candidate.published.timestamp() if candidate.published else 0.0)
