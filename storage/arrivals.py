"""What becomes of arrivals; the one place that decides it.

1. An arrival whose key led to an article before is that article: unchanged while title, subtitle and paragraphs tell
   the same (`core.matching.revisions`), lines left out that were learned to be boilerplate; else updated: a new
   version, with the summary, the fingerprint and the words searched of the new text. An article has so many
   versions at most; then the latest one is replaced.
2. So is one of a key yet unknown, when one of its other addresses led to an article of which it is a copy: the
   publisher moved it.
3. One that copies an article is a copy of that one's original, in its story.
4. Any other is new: in the nearest open story, or in one that it begins.

An article stays in its story whatever becomes of its text, so that the number of a story that was told once holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from monitor.core import learned
from monitor.core.errors import InvalidInput
from monitor.core.matching import revisions
from monitor.core.matching.stories import profile
from monitor.core.matching.vocabulary import Frequencies
from monitor.core.model import Arrival, Article, Outcome, Stored
from monitor.core.urls import canonical_url
from storage import copies, frequencies, index, lines, sentences, statements, stories
from storage.alone import alone
from storage.copies import Original
from storage.schema import addresses, articles, fingerprint_keys, fingerprints, summaries, versions

VERSIONS = 20
"""Versions of an article that are kept at most: a page that changes at every visit fills no disk."""

_ARTICLE = tuple(field.name for field in fields(Article))  # `versions` has a column for each

_ADD_ARTICLE = insert(articles).returning(articles.c.id)
_CHANGE = update(articles).where(articles.c.id == bindparam("number"))
_KNOWN = (
    select(articles.c.version, articles.c.first_seen, articles.c.last_seen, versions.c.content_hash)
    .join_from(articles, versions, (versions.c.article_id == articles.c.id) & (versions.c.number == articles.c.version))
    .where(articles.c.id == bindparam("number"))
)
_STORED = select(versions.c.title, versions.c.subtitle, versions.c.paragraphs).where(
    versions.c.article_id == bindparam("article"), versions.c.number == bindparam("version")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a new article goes: the keys that lead to it, its story, and its original."""

    keys: dict[str, str]
    story_id: int
    copy_of: int | None


def store(c: Connection, arrivals: Sequence[Arrival]) -> tuple[Stored, ...]:
    """What became of each arrival, in the order given.

    The order given decides nothing: the earliest told is stored first, and is the original of its copies. Only one
    transaction stores at a time: two at once could not see each other's copies.
    """
    if not arrivals:
        return ()
    alone(c)
    known = _known(c, [arrival.key for arrival in arrivals])
    weighing = frequencies.learned(c, arrivals, [arrival for arrival in arrivals if arrival.key not in known])
    stories.forget_quiet(c, min(told_at(arrival.article, arrival.seen_at) for arrival in arrivals))
    became: dict[int, Stored] = {}
    for place in sorted(range(len(arrivals)), key=lambda place: _order(arrivals[place])):
        became[place] = _store(c, arrivals[place], weighing[frequencies.language(arrivals[place].article)])
    return tuple(became[place] for place in range(len(arrivals)))


def content_hash(article: Article) -> str:
    """The same for two texts that a reader would call the same: title, subtitle and paragraphs, to the letter."""
    told = json.dumps([article.title, article.subtitle, *article.paragraphs])
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def told_at(article: Article, first_seen: datetime) -> datetime:
    """When an article happened for its reader: published, or first seen where that is unknown or in the future."""
    return min(article.published or first_seen, first_seen)


def _order(arrival: Arrival) -> tuple[datetime, str, datetime, str]:
    return arrival.article.published or arrival.seen_at, arrival.key, arrival.seen_at, content_hash(arrival.article)


def _store(c: Connection, arrival: Arrival, known: Frequencies) -> Stored:
    keys = _keys(arrival)
    led = _led_to(c, keys)
    if arrival.key in led:
        return _seen_again(c, led[arrival.key], arrival, keys)
    found = copies.originals(c, arrival.fingerprint, told_at(arrival.article, arrival.seen_at))
    moved = {original.matched for original in found} & set(led.values())
    if moved:
        return _seen_again(c, min(moved), arrival, keys)
    original = found[0] if found else None
    story_id = _placed(c, arrival, original, known)
    return _first_seen(c, arrival, _Place(keys=keys, story_id=story_id, copy_of=original.id if original else None))


def _keys(arrival: Arrival) -> dict[str, str]:
    """The arrival's keys, its own first, each with an address as it was given."""
    keys = {arrival.key: arrival.url}
    for url in arrival.addresses:
        try:
            keys.setdefault(canonical_url(url), url)
        except InvalidInput:  # nobody can ask for it by that
            continue
    return keys


def _known(c: Connection, keys: Iterable[str]) -> set[str]:
    return {key for chunk in statements.chunks(sorted(keys)) for key in _led_to(c, chunk)}


def _led_to(c: Connection, keys: Iterable[str]) -> dict[str, int]:
    rows = c.execute(select(addresses.c.key, addresses.c.article_id).where(addresses.c.key.in_(keys)))
    return {row.key: row.article_id for row in rows}


def _placed(c: Connection, arrival: Arrival, original: Original | None, known: Frequencies) -> int:
    """The story that an arrival is now in: its original's, or the one that it is nearest to."""
    moment = told_at(arrival.article, arrival.seen_at)
    if original is None:
        return stories.place(c, profile(arrival.terms, known), moment, arrival.seen_at)
    stories.told_again(c, original.story_id, moment)
    return original.story_id


def _first_seen(c: Connection, arrival: Arrival, place: _Place) -> Stored:
    seen, article = arrival.seen_at, arrival.article
    row = {
        "key": arrival.key,
        "url": arrival.url,
        "source_id": arrival.source_id,
        "source_name": arrival.source_name,
        "story_id": place.story_id,
        "copy_of": place.copy_of,
        "version": 1,
        "told_at": told_at(article, seen),
        "counted_at": arrival.counted_at or seen,
        "first_seen": seen,
        "last_seen": seen,
        "next_visit": arrival.next_visit,
        "etag": arrival.etag,
        "last_modified": arrival.last_modified,
    }
    article_id: int = c.execute(_ADD_ARTICLE, row).scalar_one()
    _add_addresses(c, article_id, place.keys)
    _add_text(c, article_id, 1, arrival)
    if place.copy_of is None:
        lines.count(c, arrival.source_id, learned.keys(article.paragraphs), seen)
    outcome = Outcome.COPY if place.copy_of else Outcome.NEW
    return Stored(article_id=article_id, url=arrival.url, outcome=outcome)


def _seen_again(c: Connection, article_id: int, arrival: Arrival, keys: dict[str, str]) -> Stored:
    known = c.execute(_KNOWN, {"number": article_id}).one()
    same = known.content_hash == content_hash(arrival.article) or _tells_the_same(c, article_id, known.version, arrival)
    changes = {
        "number": article_id,
        "last_seen": max(known.last_seen, arrival.seen_at),
        "gone_at": None,
        "next_visit": arrival.next_visit,
        "etag": arrival.etag,
        "last_modified": arrival.last_modified,
    }
    if not same:
        number = min(known.version + 1, VERSIONS)
        changes |= {"version": number, "told_at": told_at(arrival.article, known.first_seen)}
        for table in (summaries, fingerprint_keys, fingerprints):
            c.execute(delete(table).where(table.c.article_id == article_id))
        c.execute(delete(versions).where(versions.c.article_id == article_id, versions.c.number == number))
        _add_text(c, article_id, number, arrival)
    c.execute(_CHANGE, changes)
    _add_addresses(c, article_id, keys)
    return Stored(article_id=article_id, url=arrival.url, outcome=Outcome.UNCHANGED if same else Outcome.UPDATED)


def _tells_the_same(c: Connection, article_id: int, number: int, arrival: Arrival) -> bool:
    """Whether the text differs by no news, lines left out that were learned to be boilerplate since it was stored."""
    known = lines.learned(c, arrival.source_id)
    row = c.execute(_STORED, {"article": article_id, "version": number}).one()
    stored = Article(title=row.title, subtitle=row.subtitle, paragraphs=learned.without(row.paragraphs, known))
    now = replace(arrival.article, paragraphs=learned.without(arrival.article.paragraphs, known))
    return not revisions.changes(stored, now)


def _add_addresses(c: Connection, article_id: int, keys: dict[str, str]) -> None:
    """The keys lead to the article from now on; one that leads to another article goes on leading there."""
    rows = [{"key": key, "article_id": article_id, "url": url} for key, url in keys.items()]
    c.execute(statements.insert(c, addresses).on_conflict_do_nothing(), rows)


def _add_text(c: Connection, article_id: int, number: int, arrival: Arrival) -> None:
    """A version, and what there is of the latest version alone: summary, fingerprint, the words searched."""
    article, summary, found = arrival.article, arrival.summary, arrival.fingerprint
    own = {"article_id": article_id}
    version = {
        "number": number,
        "seen_at": arrival.seen_at,
        "content_hash": content_hash(article),
        **{name: getattr(article, name) for name in _ARTICLE},
    }
    c.execute(insert(versions), own | version)
    c.execute(insert(summaries), own | {"algorithm": summary.algorithm, "sentences": sentences.dump(summary.sentences)})
    hashes = {"text_hash": found.text_hash, "index_keys": found.keys, "sketch": found.sketch}
    c.execute(insert(fingerprints), own | hashes | {"shingles": found.shingles})
    if found.keys:
        c.execute(insert(fingerprint_keys), [own | {"key": key} for key in dict.fromkeys(found.keys)])
    index.write(c, article_id, article.title, (article.subtitle or "", *article.paragraphs))
