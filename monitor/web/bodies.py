"""What the JSON interface answers with; these shapes are promised, the nouns behind them are not."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from monitor.core import model


class _Body(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class Sentence(_Body):
    """A sentence, verbatim: `text` is what stands between `start` and `end` of the article's text."""

    text: str
    paragraph: int = Field(description="Index of its paragraph, from 0.")
    start: int
    end: int
    score: float


class Mention(_Body):
    """Another outlet's article of the same story."""

    article_id: int
    source_name: str
    title: str
    url: str


class Item(_Body):
    """One story of an edition, told by its lead article."""

    story_id: int
    article_id: int
    title: str
    url: str
    source_name: str
    section: str
    sentences: tuple[Sentence, ...]
    published: datetime | None
    first_seen: datetime
    language: str | None
    also_in: tuple[Mention, ...]
    corrected: bool = Field(description="Whether the article was changed after it first appeared.")


class Edition(_Body):
    """A day's digest, its stories in the order of reading."""

    day: date
    timezone: str
    state: model.EditionState
    since: datetime
    until: datetime
    items: tuple[Item, ...]
    notes: tuple[str, ...]


class Days(_Body):
    """Days with a published edition, newest first."""

    days: tuple[date, ...]


class Version(_Body):
    """One text that an article had, from `seen_at` on."""

    number: int
    seen_at: datetime
    title: str
    subtitle: str | None
    paragraphs: tuple[str, ...]

    @classmethod
    def of(cls, version: model.Version) -> Version:
        """The version without what does not change."""
        told = version.article
        return cls(
            number=version.number,
            seen_at=version.seen_at,
            title=told.title,
            subtitle=told.subtitle,
            paragraphs=told.paragraphs,
        )


class Entry(_Body):
    """An article as the history has it, in its latest version."""

    id: int
    url: str
    source_id: str
    source_name: str
    title: str
    subtitle: str | None
    authors: tuple[str, ...]
    published: datetime | None
    modified: datetime | None
    language: str | None
    section: str | None
    text: str = Field(description="The paragraphs, joined by a blank line; a sentence's offsets count in it.")
    captions: tuple[str, ...]
    paywalled: bool | None = Field(description="Whether the page says that its text is for payers.")
    summary: tuple[Sentence, ...]
    story_id: int
    copy_of: str | None = Field(description="Address of the article that this one copies.")
    version: int
    first_seen: datetime
    last_seen: datetime

    @classmethod
    def of(cls, entry: model.Entry) -> Entry:
        """The entry and its article as one object."""
        told = entry.article
        return cls(
            id=entry.id,
            url=entry.url,
            source_id=entry.source_id,
            source_name=entry.source_name,
            title=told.title,
            subtitle=told.subtitle,
            authors=told.authors,
            published=told.published,
            modified=told.modified,
            language=told.language,
            section=told.section,
            text=told.text,
            captions=told.captions,
            paywalled=told.paywalled,
            summary=tuple(Sentence.model_validate(sentence) for sentence in entry.summary.sentences),
            story_id=entry.story_id,
            copy_of=entry.copy_of,
            version=entry.version,
            first_seen=entry.first_seen,
            last_seen=entry.last_seen,
        )


class Article(_Body):
    """An article with every text that it had, and the other articles of its story."""

    article: Entry
    versions: tuple[Version, ...]
    copies: tuple[Mention, ...] = Field(description="Articles with the same text.")
    reports: tuple[Mention, ...] = Field(description="Other papers' own reports of the same story.")


class Search(_Body):
    """One page of what a query found, best first; `next_offset` is None on the last one."""

    query: str
    results: tuple[Entry, ...]
    next_offset: int | None


class Trouble(_Body):
    """An address that failed; `next_attempt` is None when it was given up."""

    url: str
    source_id: str
    reason: str
    at: datetime
    attempts: int
    next_attempt: datetime | None


class Source(_Body):
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


class Sources(_Body):
    """Every source, in the order of the configuration."""

    sources: tuple[Source, ...]


class Status(_Body):
    """Counts, the last round and the next digest."""

    sources: int
    articles: int
    versions: int
    stories: int
    last_round: datetime | None
    next_digest: datetime
    failing: tuple[str, ...]
    troubles: tuple[Trouble, ...]


class Refusal(_Body):
    """Why there is no answer, in words."""

    detail: str
