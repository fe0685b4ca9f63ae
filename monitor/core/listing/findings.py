"""Which of the listings found for an address is the best: the freshest, most article-like, of the section asked for.

A section's own page says what belongs to it: its article links, and all below its folder. A feed is worth more than
a page of the same articles, as it says when each came out and costs a server less; but a feed of the whole site,
or one that was given up years ago, is worth less than the page that was asked for. The weights were set by hand
on made-up sites of many shapes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from monitor.core.errors import InvalidInput
from monitor.core.listing import places
from monitor.core.model import Candidate, Listing, ListingKind
from monitor.core.urls import canonical_url, same_site

ENOUGH = 3
"""Candidates that make a listing one to rely on."""

_KINDS = {ListingKind.FEED: 1.0, ListingKind.PAGE: 0.5, ListingKind.SITEMAP: 0.2, ListingKind.SITEMAP_INDEX: 0.2}
_NEWS_SITEMAP = 0.4  # more: its entries have titles and dates
_BELONGING = 2.0
_FRESH = ((timedelta(days=3), 1.0), (timedelta(days=14), 0.8), (timedelta(days=45), 0.4))
_UNKNOWN_AGE = 0.6
_NARROWED = 0.5  # what a listing costs of which only some entries are wanted
_SAME = 0.5  # a listing of which this share belongs is the section's
_GLOB = re.compile(r"[\[*?]")


class Way(StrEnum):
    """How a listing was found."""

    GIVEN = "at the address itself"
    NAMED = "named by the page"
    USUAL = "at a usual place"
    ROBOTS = "named by robots.txt"
    MENU = "in the page's menu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What was asked for: a page's address, and the canonical addresses of the articles that it links to."""

    url: str
    articles: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        """Its folder, "/" for a whole site."""
        return places.section_path(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A listing that was found, where and in which way; `include` are patterns that keep to what was asked for."""

    url: str
    way: Way
    listing: Listing
    include: tuple[str, ...] = ()


def section(url: str, listing: Listing | None) -> Section:
    """The section that a page is, by the articles that it links to; without a listing by its address alone."""
    return Section(url=url, articles=frozenset(_keys(listing.candidates)) if listing else frozenset())


def fitted(finding: Finding, asked: Section) -> Finding:
    """The finding kept to the section asked for: one of the whole site is narrowed to what lies below its folder.

    That is done where enough lies there, by a pattern that a source may have.
    """
    candidates = finding.listing.candidates
    if asked.path != "/" and belonging(finding.listing, asked) < _SAME:
        below = tuple(each for each in candidates if _is_below(each.url, asked))
        if len(below) >= ENOUGH:
            folder = _GLOB.sub(r"[\g<0>]", asked.path)
            kept = replace(finding.listing, candidates=below)
            return replace(finding, listing=kept, include=(f"*://*{_host(asked.url)}{folder}*",))
    return finding


def best(findings: Sequence[Finding], asked: Section, now: datetime) -> Finding | None:
    """The finding of the highest worth, the first of equals; None where none lists anything."""
    worth = [each for each in findings if each.listing.candidates]
    return max(worth, key=lambda finding: value(finding, asked, now), default=None)


def settles(finding: Finding, asked: Section, now: datetime) -> bool:
    """Whether nothing better is to be expected: a fresh feed with enough articles of the section."""
    listing = finding.listing
    return (
        listing.kind is ListingKind.FEED
        and len(listing.candidates) >= ENOUGH
        and belonging(listing, asked) >= _SAME
        and _freshness(listing, now) >= _UNKNOWN_AGE
    )


def value(finding: Finding, asked: Section, now: datetime) -> float:
    """The worth of a finding: by kind, belonging, freshness, count, and titles; about 0 to 5.5."""
    listing = finding.listing
    if not listing.candidates:
        return 0.0
    count = min(len(listing.candidates), 5) / 5
    titled = sum(bool(each.title) for each in listing.candidates) / len(listing.candidates)
    is_news = listing.kind in {ListingKind.SITEMAP, ListingKind.SITEMAP_INDEX} and titled > 0.5
    kind = _KINDS[listing.kind] + (_NEWS_SITEMAP if is_news else 0.0)
    narrowed = _NARROWED if finding.include else 0.0
    alike = _BELONGING * belonging(listing, asked)
    return kind + alike + _freshness(listing, now) + count + 0.5 * titled - narrowed


def belonging(listing: Listing, asked: Section) -> float:
    """The share of a listing's first articles that belong to the section asked for: linked there, or below its folder.

    For a site's front page all of the site's articles belong.
    """
    first = listing.candidates[:20]
    known = [_belongs(each, asked) for each in first]
    return sum(known) / len(known) if known else 0.0


def _belongs(candidate: Candidate, asked: Section) -> bool:
    if asked.path == "/":
        return same_site(candidate.url, asked.url)
    return _is_below(candidate.url, asked) or not asked.articles.isdisjoint(_keys((candidate,)))


def _is_below(url: str, asked: Section) -> bool:
    return same_site(url, asked.url) and urlsplit(url).path.startswith(asked.path)


def told(finding: Finding) -> str:
    """What was found and how, in words: "a feed, named by the page"."""
    kind = finding.listing.kind
    if kind is ListingKind.PAGE:
        words = "the article links of a page"
    elif kind is ListingKind.FEED:
        words = "a feed"
    else:
        titled = any(each.title for each in finding.listing.candidates)
        words = f"a {'news ' if titled else ''}{kind}"
    kept = f", of which only {' and '.join(finding.include)} is taken" if finding.include else ""
    return f"{words}, {finding.way}{kept}"


def newest(listing: Listing) -> datetime | None:
    """When the listing's latest article came out, as far as it says so."""
    return max((each.published for each in listing.candidates if each.published), default=None)


def _freshness(listing: Listing, now: datetime) -> float:
    """1 for a listing with an article of these days, 0 for one given up; between them where nothing is dated."""
    latest = newest(listing)
    if latest is None:
        return _UNKNOWN_AGE
    age = now - latest
    return next((worth for limit, worth in _FRESH if age <= limit), 0.0)


def _keys(candidates: Sequence[Candidate]) -> list[str]:
    keys = []
    for each in candidates:
        try:
            keys.append(canonical_url(each.url))
        except InvalidInput:
            continue
    return keys


def _host(url: str) -> str:
    """The host as patterns name it: without `www.` and the like, with its port."""
    return urlsplit(canonical_url(url)).netloc
