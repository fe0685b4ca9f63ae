"""An address in, its best listing out: the page is looked at, then its feeds, usual places, and sitemaps.

Every request goes through the fetcher, at its host's turn and as robots.txt allows. Looking ends as soon as a feed
is found that nothing could beat; at most `MOST_REQUESTS` are made for one page. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.core import politeness
from monitor.core.errors import BadStatus, MonitorError, NotAListing
from monitor.core.listing import findings, places
from monitor.core.listing.findings import ENOUGH, Finding, Section, Way
from monitor.core.listing.named import section_called
from monitor.core.model import Candidate, Listing, ListingKind, Request, Source
from monitor.core.urls import host, resolve
from monitor.service import listings, pages
from monitor.service.crew import Crew
from monitor.service.pages import Page
from storage import hosts

FEEDS_NAMED = 4  # of those that a page names
MOST_REQUESTS = 20
"""A page, feeds that it names, usual places, sitemaps with their children, and robots.txt."""

_FORBIDDEN = frozenset({401, 403})


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What was found for an address: `best` first of all, `others` that list something too.

    `menu` are the sections that its page names; `error` says why the page itself could not be read.
    """

    url: str
    best: Finding | None
    others: tuple[Finding, ...] = ()
    menu: tuple[Candidate, ...] = ()
    error: str | None = None


async def discover(source: Source, crew: Crew, until: datetime, now: datetime) -> Discovery:
    """What lists the articles of the source's address, which may be a page, a feed or a sitemap.

    A front page that lists too little itself is left for the section in its menu that is called like the source's.
    Raises the MonitorError that kept the page away, unless something else was found.
    """
    search = _Search(source, crew, until, now)
    found = await search.run()
    is_little = found.best is None or len(found.best.listing.candidates) < ENOUGH
    if is_little and (better := await _in_menu(source, found, crew, until, now)):
        return better
    if found.best is None and search.failure:
        raise search.failure
    return found


async def _in_menu(source: Source, front: Discovery, crew: Crew, until: datetime, now: datetime) -> Discovery | None:
    """The discovery for the section called like the source's in a front page's menu; None where there is none."""
    named = section_called(front.menu, source.section or "culture")
    if named is None or places.section_path(source.url) != "/":
        return None
    found = await _enough(replace(source, url=named), crew, until, now)
    if found is None:
        return None
    best = replace(found, way=Way.MENU) if found.way is Way.GIVEN else found
    return replace(front, best=best, others=(), error=None)


async def successor(source: Source, crew: Crew, until: datetime, now: datetime) -> Finding | None:
    """Where the articles of a source are listed now that its address lists none; None where nothing is found.

    Its section's page is looked at, then the section of its name in the front page's menu, then the front page itself.
    """
    *sections, home = places.above(source.url) or (places.front(source.url),)
    for url in sections:
        if found := await _enough(replace(source, url=url), crew, until, now):
            return found
    front = replace(source, url=home)
    menu = await _Search(front, crew, until, now).menu(home)
    for name in dict.fromkeys((places.section_name(source.url), source.section or "culture")):
        named = section_called(menu, name) if name else None
        if named and named != source.url and (found := await _enough(replace(source, url=named), crew, until, now)):
            return found
    return await _enough(front, crew, until, now) if home != source.url else None


async def _enough(source: Source, crew: Crew, until: datetime, now: datetime) -> Finding | None:
    """The best listing for an address if it is one to rely on."""
    try:
        found = (await _Search(source, crew, until, now).run()).best
    except MonitorError:
        return None
    return found if found and len(found.listing.candidates) >= ENOUGH else None


@dataclass(slots=True)
class _Search:
    """One address searched, step by step; what lists something is kept."""

    source: Source
    crew: Crew
    until: datetime
    now: datetime
    found: list[Finding] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    failure: MonitorError | None = None

    async def run(self) -> Discovery:
        """The discovery for the source's address."""
        page = await self._page()
        if page and page.listing.kind is not ListingKind.PAGE:
            return Discovery(url=self.source.url, best=page)
        section = findings.section(page.url if page else self.source.url, page.listing if page else None)
        await self._search(section, page.listing if page else None)
        best = findings.best(self.found, section, self.now)
        others = tuple(finding for finding in self.found if finding is not best and finding.listing.candidates)
        menu = await self.menu(section.url) if best is None or len(best.listing.candidates) < ENOUGH else ()
        error = str(self.failure) if self.failure else None
        return Discovery(url=self.source.url, best=best, others=others, menu=menu, error=error)

    async def _page(self) -> Finding | None:
        """What stands at the address itself; None, and the failure kept, where only something else may be found."""
        request = Request(url=self.source.url, headers=self.source.headers)
        self.asked.add(self.source.url)
        try:
            had = await listings.at(request, self.source, self.crew, self.until)
        except (NotAListing, BadStatus) as failure:
            if isinstance(failure, BadStatus) and failure.status not in _FORBIDDEN:
                raise
            self.failure = failure
            return None
        assert had.listing is not None  # noqa: S101 - it was asked for without a condition
        is_page = had.listing.kind is ListingKind.PAGE
        here = had.response.final_url if is_page else had.response.moved_to or self.source.url
        self.found.append(Finding(url=here, way=Way.GIVEN, listing=had.listing))
        return self.found[0]

    async def _search(self, section: Section, page: Listing | None) -> None:
        """Looks in one kind of place after the other, until a feed settles it."""
        named = page.feeds[:FEEDS_NAMED] if page else ()
        if await self._settled(named, Way.NAMED, section):
            return
        if await self._settled(places.feeds(section.url), Way.USUAL, section):
            return
        told = await self._told_by_robots(section.url)
        for url in places.sitemaps(section.url, told):
            await self._try(url, Way.ROBOTS if url in told else Way.USUAL, section)
        if not any(len(finding.listing.candidates) >= ENOUGH for finding in self.found):
            await self._try(places.last_sitemap(section.url), Way.USUAL, section)

    async def _settled(self, urls: Iterable[str], way: Way, section: Section) -> bool:
        for url in urls:
            finding = await self._try(url, way, section)
            if finding and findings.settles(finding, section, self.now):
                return True
        return False

    async def _try(self, url: str, way: Way, section: Section) -> Finding | None:
        """The feed or sitemap at an address, kept to the section; None for a page or for nothing."""
        if url in self.asked or len(self.asked) >= MOST_REQUESTS:
            return None
        self.asked.add(url)
        request = Request(url=url, headers=listings.headers(self.source, url), once=True)
        try:
            had = await listings.at(request, self.source, self.crew, self.until, hops=0)
        except MonitorError:
            return None  # most guesses are wrong
        if had.listing is None or had.listing.kind is ListingKind.PAGE:
            return None
        found = Finding(url=had.response.moved_to or url, way=way, listing=had.listing)
        self.found.append(findings.fitted(found, section))
        return self.found[-1]

    async def _told_by_robots(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the host's robots.txt names; it was had for the page."""
        robots = await self.crew.writer(hosts.robots, host(url))
        named = (resolve(url, each) for each in politeness.sitemaps(robots)) if robots else ()
        return tuple(each for each in named if each)

    async def menu(self, url: str) -> tuple[Candidate, ...]:
        """The sections that the page names; none where it cannot be had."""
        try:
            response = await self.crew.fetcher.get(Request(url=url, headers=self.source.headers), until=self.until)
            page = Page(body=response.body, url=response.final_url, content_type=response.content_type)
            return await self.crew.workers.run(pages.menu, page, subject=url)
        except MonitorError:
            return ()
