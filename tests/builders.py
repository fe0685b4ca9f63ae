"""Nouns with honest defaults for tests; a test names only the values that it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from monitor.core.matching import fingerprint, terms
from monitor.core.model import (
    Arrival,
    Article,
    Candidate,
    Edition,
    EditionState,
    Entry,
    Item,
    Novelty,
    Quote,
    Sentence,
    Source,
    Summary,
    Watch,
)
from monitor.core.urls import canonical_url

NOON = datetime(2026, 3, 17, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

PARAGRAPHS = (
    "The old harbour theatre opens its doors again on Friday after nine years of repairs.",
    "Its new director, Mara Lindqvist, promised an evening of short plays by writers from the town.",
    '"We kept the worn steps, because everyone remembers them," she said at the rehearsal.',
    "Tickets for the first week were gone within an hour, the box office said.",
)


def article(**changes: object) -> Article:
    values = {
        "url": "https://paper.example/culture/harbour-theatre",
        "title": "Harbour theatre opens again",
        "paragraphs": PARAGRAPHS,
        "published": NOON - HOUR,
        "language": "en",
        "section": "culture",
    }
    return Article(**(values | changes))


def summary(of: Article | None = None, sentences: int = 1) -> Summary:
    """The first paragraphs as sentences: verbatim, in order, at their true offsets."""
    of = of or article()
    chosen, start = [], 0
    for index, paragraph in enumerate(of.paragraphs[:sentences]):
        chosen.append(Sentence(text=paragraph, paragraph=index, start=start, end=start + len(paragraph), score=1.0))
        start += len(paragraph) + 2
    return Summary(sentences=tuple(chosen), algorithm="lead")


def arrival(**changes: object) -> Arrival:
    """An article ready for the history; `url`, `title`, `paragraphs` and `published` reach into its article."""
    inner = {name: changes.pop(name) for name in ("title", "paragraphs", "published", "language") if name in changes}
    url = str(changes.get("url", "https://paper.example/culture/harbour-theatre"))
    told = article(url=url, **inner)
    values = {
        "url": url,
        "key": canonical_url(url),
        "source_id": "paper",
        "source_name": "The Paper",
        "article": told,
        "summary": summary(told),
        "fingerprint": fingerprint(told.text),
        "terms": terms(told),
        "seen_at": NOON,
    }
    return Arrival(**(values | changes))


def entry(**changes: object) -> Entry:
    told = changes.pop("article", None) or article()
    values = {
        "id": 1,
        "url": told.url,
        "source_id": "paper",
        "source_name": "The Paper",
        "article": told,
        "summary": summary(told),
        "story_id": 1,
        "version": 1,
        "first_seen": NOON,
        "last_seen": NOON,
    }
    return Entry(**(values | changes))


def source(**changes: object) -> Source:
    values = {"id": "paper", "url": "https://paper.example/culture/", "name": "The Paper", "section": "culture"}
    return Source(**(values | changes))


def candidate(**changes: object) -> Candidate:
    return Candidate(**({"url": "https://paper.example/culture/harbour-theatre"} | changes))


def item(**changes: object) -> Item:
    """An item; `corrected` is short for its novelty, and its quotes are its sentences unless they are given."""
    if changes.pop("corrected", False):
        changes["novelty"] = Novelty.CORRECTED
    values = {
        "story_id": 1,
        "article_id": 1,
        "title": "Harbour theatre opens again",
        "url": "https://paper.example/culture/harbour-theatre",
        "source_name": "The Paper",
        "section": "culture",
        "sentences": summary().sentences,
        "published": NOON - HOUR,
        "first_seen": NOON,
        "language": "en",
        "first_told": NOON - HOUR,
    }
    values |= changes
    return Item(**({"quotes": quotes(values)} | values))


def quotes(values: dict[str, object]) -> tuple[Quote, ...]:
    """An item's own sentences as quotes of its article."""
    place = {name: values[name] for name in ("article_id", "source_name", "url")}
    return tuple(Quote(sentence=sentence, **place) for sentence in values["sentences"])


def edition(**changes: object) -> Edition:
    values = {
        "day": date(2026, 3, 17),
        "timezone": "UTC",
        "state": EditionState.PUBLISHED,
        "since": NOON - 24 * HOUR,
        "until": NOON,
        "items": (item(),),
    }
    return Edition(**(values | changes))


def watch(**changes: object) -> Watch:
    values = {"name": "theatres", "query": "theatre", "timezone": "UTC", "created_at": NOON}
    return Watch(**(values | changes))
