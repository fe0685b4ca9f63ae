"""The nouns of the house, frozen; they carry values from room to room and decide nothing.

Instants are aware and in UTC, durations are `timedelta`, offsets count characters. A field that may be
unknown is None; a sequence that may be empty is an empty tuple.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as it was read from a page: its words without the page around them.

    `paragraphs` are in reading order and never empty; `captions` stand outside of them, once each.
    """

    title: str
    paragraphs: tuple[str, ...]
    url: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    section: str | None = None
    captions: tuple[str, ...] = ()
    image: str | None = None

    @property
    def text(self) -> str:
        """The paragraphs joined by a blank line; offsets of a summary count in it."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article, verbatim: `article.text[start:end] == text`.

    `paragraph` is the index of its paragraph; `score` compares within one summary only.
    """

    text: str
    paragraph: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Sentences of an article in the article's order, and the algorithm that chose them."""

    sentences: tuple[Sentence, ...]
    algorithm: str


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
class Candidate:
    """An address that a listing offers, with what the listing says of it."""

    url: str
    title: str | None = None
    published: datetime | None = None


class ListingKind(StrEnum):
    """What a listing turned out to be."""

    FEED = "feed"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap index"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a listing's address gave: candidates, newest or topmost first, each address once.

    `feeds` are the addresses of feeds that a page names; `children` the sitemaps that an index names.
    """

    kind: ListingKind
    candidates: tuple[Candidate, ...]
    title: str | None = None
    feeds: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A page to be asked for; with `etag` or `last_modified` only if it changed since."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server answered, its body decoded from every content encoding and bounded.

    `url` is the address asked for, `final_url` the one that answered after redirects, `addresses` all on the
    way. `body` is empty when `not_modified`.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    fetched_at: datetime
    addresses: tuple[str, ...] = ()
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def not_modified(self) -> bool:
        """Whether the server said that nothing changed (304)."""
        return self.status == 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What of a text is compared with other texts; see `core.matching` for how it is made.

    `keys` are the smallest shingle hashes, which the history indexes; `sketch` is a longer run of them, in
    ascending order; `shingles` is how many different ones the text has. All hashes fit a signed 64-bit column.
    """

    text_hash: str
    keys: tuple[int, ...]
    sketch: tuple[int, ...]
    shingles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article on its way into the history: read, summarised and fingerprinted.

    `url` is the address as it was given, `key` its canonical form, `addresses` all others that led there.
    `counted_at` is the moment by which editions count it where that is not `seen_at`: an imported article
    counts by its publication.
    """

    url: str
    key: str
    source_id: str
    source_name: str
    article: Article
    summary: Summary
    fingerprint: Fingerprint
    seen_at: datetime
    addresses: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    next_visit: datetime | None = None
    counted_at: datetime | None = None


class Outcome(StrEnum):
    """What became of an address."""

    NEW = "new"
    COPY = "copy"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FAILED = "failed"


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

    `copy_of` is the address of the article that this one copies, and `story_id` the story that both are in.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One address asked for once, and what came of it; the fetch log is made of these."""

    url: str
    source_id: str
    at: datetime
    outcome: Outcome
    status: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An address that failed and waits for its next attempt; None when it was given up."""

    url: str
    source_id: str
    reason: str
    at: datetime
    attempts: int
    next_attempt: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What the history remembers of a source between visits.

    `listing_url` is where its articles were found last; `failures` counts those in a row.
    """

    source_id: str
    last_visit: datetime | None = None
    next_visit: datetime | None = None
    last_new: datetime | None = None
    failures: int = 0
    error: str | None = None
    listing_url: str | None = None
    listing_kind: ListingKind | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Another outlet's article of the same story, for "also in"."""

    article_id: int
    source_name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One story of an edition, told by its lead article."""

    story_id: int
    article_id: int
    title: str
    url: str
    source_name: str
    section: str
    sentences: tuple[Sentence, ...]
    published: datetime | None = None
    first_seen: datetime
    language: str | None = None
    also_in: tuple[Mention, ...] = ()
    corrected: bool = False


class EditionState(StrEnum):
    """Published: frozen. Draft: the one to come, as of now. Composed: made up for a past day, not stored."""

    PUBLISHED = "published"
    DRAFT = "draft"
    COMPOSED = "composed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A day's digest: stories in the order of reading, grouped by their sections.

    It covers what came between `since` (excluded) and `until`; `notes` are sentences for the reader, such as
    why there is nothing.
    """

    day: date
    timezone: str
    state: EditionState
    since: datetime
    until: datetime
    items: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Names of sections and their items, in the order in which the items name them."""
        names = dict.fromkeys(item.section for item in self.items)
        return tuple((name, tuple(item for item in self.items if item.section == name)) for name in names)
