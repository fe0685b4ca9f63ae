"""Articles on their way into the history, and in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.core.model.article import Article, Fingerprint, Summary, Terms
from monitor.core.model.visit import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article on its way into the history: read, summarised, fingerprinted, and its terms counted.

    `url` is the address as it was given, `key` its canonical form, `addresses` all others that led there.
    `counted_at` is the moment by which editions count it where that is not `seen_at`: an imported article
    counts by its publication. `stored_at` is when its text came into the history, where that is not `seen_at`: an
    edition may have come out since it was read. `place` is where it stood on its section's page, from 1 at the top;
    None where a feed or a sitemap listed it, or nobody did. `section` is the one that its source is of.
    """

    url: str
    key: str
    source_id: str
    source_name: str
    article: Article
    summary: Summary
    fingerprint: Fingerprint
    terms: Terms
    seen_at: datetime
    addresses: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    next_visit: datetime | None = None
    counted_at: datetime | None = None
    stored_at: datetime | None = None
    place: int | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the history made of an arrival."""

    article_id: int
    url: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text that an article had, from `seen_at` on; versions count from 1."""

    number: int
    seen_at: datetime
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as the history has it, in its latest version.

    `copy_of` is the address of the article that this one copies, and `story_id` the story that both are in. From
    `gone_at` on its page was gone. `place` is where it stood on its section's page when it was first seen, from 1 at
    the top, None if that is unknown. At `pruned_at` its text was let go: title and summary stay.
    """

    id: int
    url: str
    source_id: str
    source_name: str
    article: Article
    summary: Summary
    story_id: int
    version: int
    first_seen: datetime
    last_seen: datetime
    copy_of: str | None = None
    gone_at: datetime | None = None
    pruned_at: datetime | None = None
    place: int | None = None

    @property
    def original(self) -> str:
        """The address of the article whose text this is: the one that it copies, or its own."""
        return self.copy_of or self.url

    @property
    def told_at(self) -> datetime:
        """When it happened for its reader: published, or first seen where that is unknown or in the future."""
        published = self.article.published
        return published if published and published <= self.first_seen else self.first_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """An article of the history without its text: what is asked of thousands to find the few that are read.

    By `counted_at` editions count it; `changed_at` is when its latest version came, and `copy_of` the number of the
    article that it copies. `section` is the article's own, `watches` are the names of those that found it.
    """

    id: int
    url: str
    source_id: str
    source_name: str
    story_id: int
    title: str
    told_at: datetime
    first_seen: datetime
    counted_at: datetime
    changed_at: datetime
    section: str | None = None
    language: str | None = None
    copy_of: int | None = None
    place: int | None = None
    watches: tuple[str, ...] = ()
