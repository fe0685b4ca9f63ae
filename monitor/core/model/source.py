"""Where articles are listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that lists articles, as `sources.toml` has it; what is None or empty is guessed."""

    id: str
    url: str
    name: str
    section: str | None = None
    language: str | None = None
    timezone: str | None = None
    every: timedelta | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What the history remembers of a source between visits.

    `listing_url` is where its articles were found last, when the source's own address was `source_url`; `failures`
    counts those in a row.
    """

    source_id: str
    last_visit: datetime | None = None
    next_visit: datetime | None = None
    last_new: datetime | None = None
    failures: int = 0
    error: str | None = None
    source_url: str | None = None
    listing_url: str | None = None
    listing_kind: ListingKind | None = None
    etag: str | None = None
    last_modified: str | None = None


class ListingKind(StrEnum):
    """What a listing turned out to be."""

    FEED = "feed"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap index"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a listing's address gave: candidates, newest or topmost first, each address once.

    `feeds` are the addresses of feeds that a page names; `children` the sitemaps that an index names; `onward` is
    where a page sends its readers at once (its meta refresh).
    """

    kind: ListingKind
    candidates: tuple[Candidate, ...]
    title: str | None = None
    feeds: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    onward: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that a listing offers, with what the listing says of it.

    `place` is where it stands on a section's page, from 1 at the top; None in a feed or a sitemap, which go by time.
    """

    url: str
    title: str | None = None
    published: datetime | None = None
    place: int | None = None
