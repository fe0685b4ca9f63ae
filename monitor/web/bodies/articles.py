"""Articles, what they said, and what was found."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from monitor.core import model
from monitor.core.matching.revisions import Change
from monitor.web.bodies.quotes import Mention, Sentence
from monitor.web.bodies.root import Body, Next


class Version(Body):
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


class Entry(Body):
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
    image: str | None
    paywalled: bool | None = Field(description="Whether the page says that its text is for payers.")
    summary: tuple[Sentence, ...]
    story_id: int
    copy_of: str | None = Field(description="Address of the article that this one copies.")
    version: int
    told_at: datetime = Field(description="When it happened for its reader: published, else first seen.")
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None = Field(description="When its page was found to be gone.")

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
            image=told.image,
            paywalled=told.paywalled,
            summary=tuple(Sentence.model_validate(sentence) for sentence in entry.summary.sentences),
            story_id=entry.story_id,
            copy_of=entry.copy_of,
            version=entry.version,
            told_at=entry.told_at,
            first_seen=entry.first_seen,
            last_seen=entry.last_seen,
            gone_at=entry.gone_at,
        )


class Article(Body):
    """An article with every text that it had, and the other articles of its story."""

    article: Entry
    versions: tuple[Version, ...]
    copies: tuple[Mention, ...] = Field(description="Articles with the same text.")
    reports: tuple[Mention, ...] = Field(description="Other papers' own reports of the same story.")


class Articles(Body):
    """Articles, those that came last first."""

    articles: tuple[Entry, ...]
    next: Next


class Part(Body):
    """A run of text; those with a `mark` differ."""

    text: str
    mark: int | None


class Difference(Body):
    """What stood there `before` and stands there `after`; null where nothing did."""

    part: str | None = Field(description="Headline or Standfirst; null for a paragraph.")
    before: tuple[Part, ...] | None
    after: tuple[Part, ...] | None


class Correction(Body):
    """What a version changed of the one before it."""

    number: int
    seen_at: datetime
    kinds: tuple[Change, ...]
    changes: tuple[Difference, ...] | None = Field(description="Null when too much changed to be compared.")


class Changes(Body):
    """What an article's versions changed, the newest five, newest first."""

    article_id: int
    corrections: tuple[Correction, ...]


class Search(Body):
    """One page of what a query found, best first; `next_offset` is null on the last one."""

    query: str
    results: tuple[Entry, ...]
    next_offset: int | None
    next: Next
