"""What becomes of arrivals; the one place that decides it.

1. An arrival whose key led to an article before is that article: unchanged while title, subtitle and paragraphs tell
   the same (`core.matching.revisions`), lines left out that were learned to be boilerplate, and when its text was let
   go, as there is nothing to compare with; else updated: a new version, with the summary, the fingerprint and the
   words searched of the new text. An article has so many versions at most; then the latest one is replaced.
2. So is one of a key yet unknown, when one of its other addresses led to an article of which it is a copy: the
   publisher moved it; or when it has the very words of an article and one of the two names the other's address as
   its own (rel=canonical). What a page says of its address counts for nothing where the words differ.
3. One that copies an article is a copy of that one's original, in its story.
4. Any other is new: in the nearest open story, or in one that it begins.

An article stays in its story whatever becomes of its text, so that the number of a story that was told once holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from monitor.core import learned
from monitor.core.errors import InvalidInput
from monitor.core.matching import revisions
from monitor.core.matching.stories import profile
from monitor.core.matching.vocabulary import Frequencies
from monitor.core.model import Arrival, Article, Outcome, Stored
from monitor.core.urls import canonical_url
from storage import copies, frequencies, lines, statements, stories
from storage.alone import alone
from storage.copies import Original
from storage.pending import Pending, content_hash
from storage.schema import addresses, articles, fingerprint_keys, fingerprints, summaries, versions

VERSIONS = 20
"""Versions of an article that are kept at most: a page that changes at every visit fills no disk."""

_ADD_ARTICLE = insert(articles).returning(articles.c.id)
_ADD_FINGERPRINT, _ADD_KEYS = insert(fingerprints), insert(fingerprint_keys)
_CHANGE = update(articles).where(articles.c.id == bindparam("number"))
_KNOWN = (
    select(
        articles.c.version, articles.c.first_seen, articles.c.last_seen, articles.c.pruned_at, versions.c.content_hash
    )
    .join_from(articles, versions, (versions.c.article_id == articles.c.id) & (versions.c.number == articles.c.version))
    .where(articles.c.id == bindparam("number"))
)
_OWN_ADDRESSES = (
    select(articles.c.id, versions.c.url)
    .join_from(articles, versions, (versions.c.article_id == articles.c.id) & (versions.c.number == articles.c.version))
    .join(fingerprints, fingerprints.c.article_id == articles.c.id)
    .where(articles.c.id.in_(bindparam("ids", expanding=True)), fingerprints.c.text_hash == bindparam("words"))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """A transaction of arrivals: how terms weigh, which keys lead to which article by now, and what waits."""

    c: Connection
    weighing: Mapping[str, Frequencies]
    led_to: dict[str, int]
    pending: Pending = field(default_factory=Pending)


def store(c: Connection, arrivals: Sequence[Arrival]) -> tuple[Stored, ...]:
    """What became of each arrival, in the order given.

    The order given decides nothing: the earliest told is stored first, and is the original of its copies. Only one
    transaction stores at a time: two at once could not see each other's copies.
    """
    if not arrivals:
        return ()
    alone(c)
    keys = [_keys(arrival) for arrival in arrivals]
    led_to = _led_to(c, {key for found in keys for key in found})
    weighing = frequencies.learned(c, arrivals, [arrival for arrival in arrivals if arrival.key not in led_to])
    stories.forget_quiet(c, min(told_at(arrival.article, arrival.seen_at) for arrival in arrivals))
    batch = _Batch(c=c, weighing=weighing, led_to=led_to)
    became: dict[int, Stored] = {}
    for place in sorted(range(len(arrivals)), key=lambda place: _order(arrivals[place])):
        became[place] = _store(batch, arrivals[place], keys[place])
    batch.pending.write(c)
    return tuple(became[place] for place in range(len(arrivals)))


def told_at(article: Article, first_seen: datetime) -> datetime:
    """When an article happened for its reader: published, or first seen where that is unknown or in the future."""
    return min(article.published or first_seen, first_seen)


def _order(arrival: Arrival) -> tuple[datetime, str, datetime, str]:
    return arrival.article.published or arrival.seen_at, arrival.key, arrival.seen_at, content_hash(arrival.article)


def _store(batch: _Batch, arrival: Arrival, keys: dict[str, str]) -> Stored:
    led = {key: batch.led_to[key] for key in keys if key in batch.led_to}
    if arrival.key in led:
        return _seen_again(batch, led[arrival.key], arrival, keys)
    found = copies.originals(batch.c, arrival.fingerprint, told_at(arrival.article, arrival.seen_at))
    matched = {original.matched for original in found}
    moved = matched and (matched & set(led.values()) or _twins(batch, arrival, matched))
    if moved:
        return _seen_again(batch, min(moved), arrival, keys)
    original = found[0] if found else None
    story_id = _placed(batch, arrival, original)
    return _first_seen(batch, arrival, _Place(keys=keys, story_id=story_id, copy_of=original.id if original else None))


def _twins(batch: _Batch, arrival: Arrival, matched: set[int]) -> set[int]:
    """Those of the articles that have the arrival's very words, of which one names the other's address as its own."""
    batch.pending.write(batch.c)  # one of them may wait there
    rows = batch.c.execute(_OWN_ADDRESSES, {"ids": sorted(matched), "words": arrival.fingerprint.text_hash}).all()
    claimed = _key(arrival.article.url)
    led = _led_to(batch.c, [claimed]) if claimed and rows else {}
    return {row.id for row in rows if row.id == led.get(claimed or "") or _key(row.url) == arrival.key}


def _key(url: str | None) -> str | None:
    try:
        return canonical_url(url) if url else None
    except InvalidInput:
        return None


def _keys(arrival: Arrival) -> dict[str, str]:
    """The arrival's keys, its own first, each with an address as it was given."""
    keys = {arrival.key: arrival.url}
    for url in arrival.addresses:
        try:
            keys.setdefault(canonical_url(url), url)
        except InvalidInput:  # nobody can ask for it by that
            continue
    return keys


def _led_to(c: Connection, keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in statements.chunks(sorted(keys)):
        rows = c.execute(select(addresses.c.key, addresses.c.article_id).where(addresses.c.key.in_(chunk)))
        found.update({row.key: row.article_id for row in rows})
    return found


def _placed(batch: _Batch, arrival: Arrival, original: Original | None) -> int:
    """The story that an arrival is now in: its original's, or the one that it is nearest to."""
    moment = told_at(arrival.article, arrival.seen_at)
    if original is None:
        known = batch.weighing[frequencies.language(arrival.article)]
        return stories.place(batch.c, profile(arrival.terms, known), moment, arrival.seen_at)
    stories.told_again(batch.c, original.story_id, moment)
    return original.story_id


def _first_seen(batch: _Batch, arrival: Arrival, place: _Place) -> Stored:
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
        "place": arrival.place,
    }
    article_id: int = batch.c.execute(_ADD_ARTICLE, row).scalar_one()
    _add_addresses(batch, article_id, place.keys)
    _add_text(batch, article_id, 1, arrival)
    if place.copy_of is None:
        batch.pending.counted(arrival)
    outcome = Outcome.COPY if place.copy_of else Outcome.NEW
    return Stored(article_id=article_id, url=arrival.url, outcome=outcome)


def _seen_again(batch: _Batch, article_id: int, arrival: Arrival, keys: dict[str, str]) -> Stored:
    c = batch.c
    batch.pending.write(c)  # the article itself may wait there
    known = c.execute(_KNOWN, {"number": article_id}).one()
    same = (
        known.pruned_at is not None
        or known.content_hash == content_hash(arrival.article)
        or _tells_the_same(c, article_id, known.version, arrival)
    )
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
        _add_text(batch, article_id, number, arrival)
    c.execute(_CHANGE, changes)
    _add_addresses(batch, article_id, keys)
    return Stored(article_id=article_id, url=arrival.url, outcome=Outcome.UNCHANGED if same else Outcome.UPDATED)


def _tells_the_same(c: Connection, article_id: int, number: int, arrival: Arrival) -> bool:
    """Whether the text differs by no news, lines left out that were learned to be boilerplate since it was stored."""
    known = lines.learned(c, arrival.source_id)
    row = c.execute(_STORED, {"article": article_id, "version": number}).one()
    stored = Article(title=row.title, subtitle=row.subtitle, paragraphs=learned.without(row.paragraphs, known))
    now = replace(arrival.article, paragraphs=learned.without(arrival.article.paragraphs, known))
    return not revisions.changes(stored, now)


def _add_addresses(batch: _Batch, article_id: int, keys: dict[str, str]) -> None:
    """The keys lead to the article from now on; one that leads to another article goes on leading there."""
    for key, url in keys.items():
        if key not in batch.led_to:
            batch.led_to[key] = article_id
            batch.pending.address(key, article_id, url)


def _add_text(batch: _Batch, article_id: int, number: int, arrival: Arrival) -> None:
    """A version, and what there is of the latest version alone: the fingerprint at once, as the next ask for it."""
    found, own = arrival.fingerprint, {"article_id": article_id}
    batch.pending.text(article_id, number, arrival)
    hashes = {"text_hash": found.text_hash, "index_keys": found.keys, "sketch": found.sketch}
    batch.c.execute(_ADD_FINGERPRINT, own | hashes | {"shingles": found.shingles})
    if found.keys:
        batch.c.execute(_ADD_KEYS, [own | {"key": key} for key in dict.fromkeys(found.keys)])
