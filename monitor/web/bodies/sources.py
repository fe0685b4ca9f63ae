"""How sources, hosts and the whole do."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

from monitor.core import model
from monitor.web.bodies.root import Body


class Trouble(Body):
    """An address that failed; `next_attempt` is null when it was given up."""

    url: str
    source_id: str
    reason: str
    at: datetime
    attempts: int
    next_attempt: datetime | None


class Source(Body):
    """A source and how it does, by the same names as `monitor sources list --json`."""

    id: str
    name: str
    url: str
    section: str | None
    language: str | None
    timezone: str | None
    verdict: str = Field(description="ok, waiting or failing.")
    cause: str | None
    remedy: str | None
    articles: int
    last_visit: datetime | None
    next_visit: datetime | None
    last_new: datetime | None
    failures: int = Field(description="In a row.")
    listing_url: str | None = Field(description="Where its articles were found last.")
    listing_kind: model.ListingKind | None
    troubles: tuple[Trouble, ...]


class Sources(Body):
    """Every source, in the order of the configuration."""

    sources: tuple[Source, ...]


class Robots(Body):
    """A host's robots.txt, and what it says to us."""

    state: str = Field(description="What came of asking for it, in words.")
    fetched_at: datetime
    stale_at: datetime
    allowed: bool = Field(description="Whether any source of the host may be visited.")
    forbidden: tuple[str, ...] = Field(description="Ids of the sources that may not be visited.")
    crawl_delay: timedelta = Field(description="An ISO 8601 duration.")
    delay: timedelta = Field(description="Between two visits, an ISO 8601 duration.")


class Visits(Body):
    """A source on a host: its last and next visit, why the last one failed, and what helps."""

    id: str
    url: str
    listing_url: str | None
    last_visit: datetime | None
    next_visit: datetime | None
    failures: int
    error: str | None
    remedy: str | None


class Failures(Body):
    """How often something went wrong in a week."""

    kind: str
    times: int


class Host(Body):
    """How a host fared in the last week; no `remedies` where all is well."""

    host: str
    verdict: str = Field(description="ok, trouble or never asked.")
    robots: Robots | None
    next_allowed: datetime | None
    asked: int
    not_modified: float | None = Field(description="Share of answers that were a 304.")
    errors: tuple[Failures, ...] = Field(description="The most frequent first.")
    sources: tuple[Visits, ...]
    remedies: tuple[str, ...]


class Doctor(Body):
    """Every host of a source, or asked before, by name."""

    hosts: tuple[Host, ...]


class Status(Body):
    """Counts, the last round and the next digest."""

    sources: int
    articles: int
    versions: int
    stories: int
    last_round: datetime | None
    next_digest: datetime
    failing: tuple[str, ...]
    troubles: tuple[Trouble, ...]
