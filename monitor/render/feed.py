"""What a feed holds, whatever its format: the stories of an edition or more, or the articles that a watch found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from monitor.core.model import Edition, Entry, Quote
from monitor.core.text import one_line
from monitor.render import identity, links, view
from monitor.render.filling import filled
from monitor.render.story import language, spoken

TITLE = "Daily digest"
_STEP = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One story or article: `id` never changes, `html` is safe, and nothing in it is from elsewhere.

    `link` leads to the article, `authors` are its outlets. Readers of feeds sort by `published`.
    """

    id: str
    title: str
    link: str | None
    html: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    language: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed with its entries, the newest first; `home` is the page that it belongs to, `address` its own, if any."""

    id: str
    title: str
    subtitle: str
    updated: datetime
    entries: tuple[FeedEntry, ...]
    home: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a feed is served: its own address and that of the page whose feed it is."""

    address: str
    home: str


def of_editions(editions: Iterable[Edition], place: Place | None = None) -> Feed:
    """The stories of one edition or more (ValueError for none), those of the latest first, each edition in its order.

    A feed without a place is named for its latest edition.
    """
    ordered = sorted(editions, key=lambda edition: edition.until, reverse=True)
    if not ordered:
        raise ValueError("a feed of editions needs one")
    latest = ordered[0]
    page = view.page(latest)
    return Feed(
        id=identity.place(place.address) if place else identity.edition(latest),
        title=TITLE if place else f"{page.name}: {page.day}",
        subtitle="What happened, in the articles' own sentences." if place else page.summary,
        updated=latest.until,
        entries=tuple(entry for edition in ordered for entry in _stories(edition)),
        home=place.home if place else None,
        address=place.address if place else None,
    )


def empty(now: datetime, place: Place) -> Feed:
    """The feed of editions before the first one, dated to the day, so that it is the same all day."""
    morning = now.replace(hour=0, minute=0, second=0, microsecond=0)
    subtitle = "There is no edition yet."
    return Feed(
        id=identity.place(place.address),
        title=TITLE,
        subtitle=subtitle,
        updated=morning,
        entries=(),
        home=place.home,
        address=place.address,
    )


def of_articles(title: str, entries: Iterable[Entry], now: datetime, place: Place) -> Feed:
    """The articles, as they came in, newest first, under a title such as a watch's name; `now` dates an empty feed."""
    ordered = sorted(entries, key=lambda entry: (entry.first_seen, entry.id), reverse=True)
    return Feed(
        id=identity.place(place.address),
        title=one_line(title) or "Untitled",
        subtitle="New articles, in their own sentences.",
        updated=ordered[0].first_seen if ordered else now,
        entries=tuple(map(_article, ordered)),
        home=place.home,
        address=place.address,
    )


@lru_cache(maxsize=32)
def _stories(edition: Edition) -> tuple[FeedEntry, ...]:
    """An edition's stories; each stands a second before the one that is read before it, as readers sort by time.

    They are kept, since readers ask for the same two weeks again and again, and a published edition is frozen.
    """
    return tuple(_told(edition))


def _told(edition: Edition) -> Iterator[FeedEntry]:
    page = view.page(edition)
    headings = {story.number: section.name for section in page.sections for story in section.stories}
    for story in page.stories:
        yield FeedEntry(
            id=identity.story(edition, story.id),
            title=story.title,
            link=story.link,
            html=filled("told.html", story=story),
            published=edition.until - story.number * _STEP,
            updated=edition.until,
            authors=_names(story.source, *(other.source for other in story.also_in)),
            language=story.language,
            tags=_names(headings[story.number], story.section),
        )


def _article(entry: Entry) -> FeedEntry:
    article, tongue = entry.article, language(entry.article.language)
    quotes = tuple(spoken(tuple(_own(entry)), entry.source_name))
    source = one_line(entry.source_name)
    return FeedEntry(
        id=identity.article(entry),
        title=one_line(article.title) or "Untitled",
        link=links.safe(entry.url),
        html=filled("article.html", quotes=quotes, language=tongue, source=source),
        published=entry.first_seen,
        updated=entry.first_seen,
        authors=_names(source),
        language=tongue,
        tags=_names(article.section or ""),
    )


def _own(entry: Entry) -> Iterator[Quote]:
    """The sentences of an article's own summary."""
    for sentence in entry.summary.sentences:
        yield Quote(sentence=sentence, article_id=entry.id, source_name=entry.source_name, url=entry.url)


def _names(*names: str) -> tuple[str, ...]:
    """The names that say something, each once."""
    return tuple(dict.fromkeys(name for name in map(one_line, names) if name))
