"""Articles as the history has them, for its readers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, func, select

from monitor.core.errors import InvalidInput, UnknownArticle
from monitor.core.model import Article, Entry, Summary, Version
from monitor.core.urls import canonical_url
from storage import sentences
from storage.schema import addresses, articles, stories, summaries, versions
from storage.statements import AT_ONCE, chunks

_LARGEST_ID = 2**63 - 1

_TEXT = (
    versions.c.url.label("own_url"),
    versions.c.title,
    versions.c.subtitle,
    versions.c.authors,
    versions.c.published,
    versions.c.modified,
    versions.c.language,
    versions.c.section,
    versions.c.paragraphs,
    versions.c.captions,
    versions.c.image,
    versions.c.paywalled,
)
_original = articles.alias("original")

ENTRIES: Select[*tuple[Any, ...]] = (
    select(
        articles.c.id,
        articles.c.url,
        articles.c.source_id,
        articles.c.source_name,
        articles.c.story_id,
        articles.c.version,
        articles.c.first_seen,
        articles.c.last_seen,
        articles.c.gone_at,
        articles.c.pruned_at,
        articles.c.place,
        _original.c.url.label("copy_of"),
        summaries.c.algorithm,
        summaries.c.sentences,
        *_TEXT,
    )
    .join_from(articles, versions, (versions.c.article_id == articles.c.id) & (versions.c.number == articles.c.version))
    .join(summaries, summaries.c.article_id == articles.c.id)
    .outerjoin(_original, _original.c.id == articles.c.copy_of)
)
"""Every article in its latest version; `entry_of` makes an entry of a row."""

_MOMENTS = {
    "first_seen": articles.c.first_seen,
    "published": articles.c.told_at,
    "counted_at": articles.c.counted_at,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which entries are meant: all that is named must hold; nothing named means all.

    `by` is the moment that `since` and `until` speak of. "published" is as an article's reader sees it (its
    `first_seen` where it names no moment, or one to come), from `since` on and before `until`, as a calendar day
    is. "first_seen" and "counted_at" are after `since` and up to `until`, as an edition follows the one before it.
    `limit` counts from the oldest.
    """

    since: datetime | None = None
    until: datetime | None = None
    by: Literal["first_seen", "published", "counted_at"] = "first_seen"
    story_id: int | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the history holds; `copies` are among the articles."""

    articles: int
    versions: int
    stories: int
    copies: int


def entry(c: Connection, article_id: int) -> Entry:
    """The article of that number; raises UnknownArticle."""
    row = c.execute(ENTRIES.where(articles.c.id == article_id)).one_or_none() if is_id(article_id) else None
    if row is None:
        raise UnknownArticle(str(article_id))
    return entry_of(row)


def find(c: Connection, reference: str) -> Entry:
    """The article of a number, or of any address that led to it, however spelt; raises UnknownArticle."""
    wanted = reference.strip()
    if wanted.isascii() and wanted.isdigit():
        return entry(c, int(wanted))
    try:
        key = canonical_url(wanted)
    except InvalidInput:
        raise UnknownArticle(reference) from None
    article_id = c.scalar(select(addresses.c.article_id).where(addresses.c.key == key))
    if article_id is None:
        raise UnknownArticle(reference)
    return entry(c, article_id)


def entries(c: Connection, chosen: EntryFilter) -> tuple[Entry, ...]:
    """The entries that the filter means, oldest first by its moment; equal ones by number."""
    moment = _MOMENTS[chosen.by]
    query = _within(ENTRIES, chosen).order_by(moment, articles.c.id).limit(chosen.limit)
    return tuple(entry_of(row) for row in c.execute(query))


def newest(c: Connection, source_id: str, limit: int) -> tuple[Entry, ...]:
    """The source's entries that were told last, the newest first."""
    last = (articles.c.told_at.desc(), articles.c.id.desc())
    chosen = select(articles.c.id).where(articles.c.source_id == source_id).order_by(*last).limit(limit).subquery()
    rows = c.execute(ENTRIES.where(articles.c.id.in_(chosen.select())).order_by(*last))
    return tuple(entry_of(row) for row in rows)


def story_state(c: Connection, story_id: int) -> tuple[Any, ...]:
    """Something that is another as soon as anything in a story is: an article, a text, what copies what."""
    a = articles.c
    query = select(func.count(), func.max(a.id), func.sum(a.version), func.sum(a.copy_of), func.max(a.last_seen))
    return tuple(c.execute(query.where(a.story_id == story_id)).one())


def latest(c: Connection, limit: int, *, before: int | None = None, source_id: str | None = None) -> tuple[Entry, ...]:
    """The entries of the highest numbers, below `before` and of one source where these are given, highest first."""
    query = select(articles.c.id).order_by(articles.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(articles.c.id < before)
    if source_id is not None:
        query = query.where(articles.c.source_id == source_id)
    rows = c.execute(ENTRIES.where(articles.c.id.in_(query.subquery().select())).order_by(articles.c.id.desc()))
    return tuple(map(entry_of, rows))


def by_story(c: Connection, story_ids: Iterable[int], most: int) -> dict[int, tuple[Entry, ...]]:
    """The entries of each story, oldest first; of a story at most so many, two or more: its first and its newest."""
    first: dict[int, Entry] = {}
    later: dict[int, deque[Row[*tuple[Any, ...]]]] = {}
    for chunk in chunks(story_ids):
        rows = c.execute(ENTRIES.where(articles.c.story_id.in_(chunk)).order_by(articles.c.first_seen, articles.c.id))
        for row in rows:
            if row.story_id in first:
                later[row.story_id].append(row)
            else:
                first[row.story_id], later[row.story_id] = entry_of(row), deque(maxlen=most - 1)
    return {story_id: (told, *map(entry_of, later[story_id])) for story_id, told in first.items()}


def versions_of(c: Connection, article_id: int) -> tuple[Version, ...]:
    """Every text that the article had, oldest first; none for an unknown number."""
    if not is_id(article_id):
        return ()
    query = select(versions.c.number, versions.c.seen_at, *_TEXT).where(versions.c.article_id == article_id)
    rows = c.execute(query.order_by(versions.c.number))
    return tuple(Version(number=row.number, seen_at=row.seen_at, article=_article_of(row)) for row in rows)


def walk(c: Connection) -> Iterator[Entry]:
    """Every entry by its number, read in chunks as they are asked for."""
    last = 0
    while rows := c.execute(ENTRIES.where(articles.c.id > last).order_by(articles.c.id).limit(AT_ONCE)).all():
        yield from map(entry_of, rows)
        last = rows[-1].id


def counts(c: Connection) -> Counts:
    """How much the history holds now."""
    told = c.execute(
        select(
            select(func.count()).select_from(articles).scalar_subquery().label("articles"),
            select(func.count()).select_from(versions).scalar_subquery().label("versions"),
            select(func.count()).select_from(stories).scalar_subquery().label("stories"),
            select(func.count(articles.c.copy_of)).scalar_subquery().label("copies"),
        )
    ).one()
    return Counts(articles=told.articles, versions=told.versions, stories=told.stories, copies=told.copies)


def articles_by_source(c: Connection) -> dict[str, int]:
    """How many articles there are of each source that has any."""
    rows = c.execute(select(articles.c.source_id, func.count()).group_by(articles.c.source_id))
    return {row[0]: row[1] for row in rows}


def began(c: Connection) -> datetime | None:
    """When the first article came, None while there is none."""
    first: datetime | None = c.scalar(select(func.min(articles.c.first_seen)))
    return first


def entry_of(row: Row[*tuple[Any, ...]]) -> Entry:
    """The entry that a row of `ENTRIES` holds."""
    return Entry(
        id=row.id,
        url=row.url,
        source_id=row.source_id,
        source_name=row.source_name,
        article=_article_of(row),
        summary=Summary(sentences=sentences.load(row.sentences), algorithm=row.algorithm),
        story_id=row.story_id,
        version=row.version,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        copy_of=row.copy_of,
        gone_at=row.gone_at,
        pruned_at=row.pruned_at,
        place=row.place,
    )


def _article_of(row: Row[*tuple[Any, ...]]) -> Article:
    return Article(
        url=row.own_url,
        title=row.title,
        subtitle=row.subtitle,
        authors=row.authors,
        published=row.published,
        modified=row.modified,
        language=row.language,
        section=row.section,
        paragraphs=row.paragraphs,
        captions=row.captions,
        image=row.image,
        paywalled=row.paywalled,
    )


def _within(query: Select[*tuple[Any, ...]], chosen: EntryFilter) -> Select[*tuple[Any, ...]]:
    moment, as_day = _MOMENTS[chosen.by], chosen.by == "published"
    if chosen.since is not None:
        query = query.where(moment >= chosen.since if as_day else moment > chosen.since)
    if chosen.until is not None:
        query = query.where(moment < chosen.until if as_day else moment <= chosen.until)
    if chosen.story_id is not None:
        query = query.where(articles.c.story_id == chosen.story_id)
    return query


def is_id(number: int) -> bool:
    """Whether a number can be an article's: the databases refuse larger ones with errors of their own."""
    return 0 < number <= _LARGEST_ID
