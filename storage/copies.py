"""Which article another one copies: candidates by their keys, verified by their sketches.

The keys are rows of a table, so that the history itself is the index: texts of which one copies the other share two
of their sixteen smallest shingle hashes nearly always, strangers nearly never.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text

from monitor.core.matching.copies import KEYS_OF_A_CANDIDATE, share_of_copy
from monitor.core.matching.fingerprints import KEYS
from monitor.core.model import Fingerprint
from storage.schema import articles, fingerprints

CROWDED = 200
"""Articles from which on a key says nothing: a stock phrase of a paper, which would cost a comparison with each."""
COMPARED = 50
"""Candidates that are compared at most, those with the most shared keys first."""

_NO_KEYS: dict[str, int | None] = {f"key{place}": None for place in range(KEYS)}
# Of each key at most so many rows are read that one knows it to be crowded. Written out, and once: to build it of
# expressions for each article cost more than to answer it.
_HOLDERS = text(
    " UNION ALL ".join(
        f"SELECT * FROM (SELECT key, article_id FROM fingerprint_keys WHERE key = :{name} LIMIT {CROWDED + 1}) AS {name}"  # noqa: S608, E501 - made of constants
        for name in _NO_KEYS
    )
)

_a, _f = articles.c, fingerprints.c
_COMPARED = (
    select(_a.id, _a.copy_of, _a.story_id, _a.told_at, _f.text_hash, _f.index_keys, _f.sketch, _f.shingles)
    .join_from(articles, fingerprints)
    .where(_a.id.in_(bindparam("near", expanding=True)))
    .order_by(_a.told_at, _a.id)
)
_SAME = select(_f.article_id).where(_f.text_hash == bindparam("hash")).order_by(_f.article_id).limit(COMPARED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A stored article that a text copies; `id` is the root of its copies, `matched` the article that was compared."""

    id: int
    matched: int
    story_id: int


def originals(c: Connection, found: Fingerprint, told_at: datetime) -> tuple[Original, ...]:
    """The articles that the text copies, those it shares most with first; none for a text of its own.

    `told_at` is when the text was printed: a likeness that is not clear counts only close in time. Of texts that are
    contained to the same share the longer one is nearer, of equals the earliest told.

    Copies are compared too, as a text may be taken from a copy; the nearest decides, for two copies of different
    articles with the same boilerplate in them share some of it (.9990 of pairs right and .986 found on edited copies;
    the earliest of all that match: .9943 and .981; originals alone: .9999 and .969).
    """
    near = _near(c, found)
    if not near:
        return ()
    rows = c.execute(_COMPARED, {"near": near}).all()
    stored = [
        (row, Fingerprint(text_hash=row.text_hash, keys=row.index_keys, sketch=row.sketch, shingles=row.shingles))
        for row in rows
    ]
    alike = [
        ((shared, min(found.shingles, text.shingles)), row)
        for row, text in stored
        if (shared := share_of_copy(found, text, apart=told_at - row.told_at))
    ]
    alike.sort(key=lambda one: one[0], reverse=True)
    return tuple(Original(id=row.copy_of or row.id, matched=row.id, story_id=row.story_id) for _, row in alike)


def _near(c: Connection, found: Fingerprint) -> list[int]:
    """The articles that are worth a comparison: those that share enough keys, leaving out crowded ones.

    Texts too short, or of keys too crowded, are found by having the very same words alone.
    """
    asked = {f"key{place}": key for place, key in enumerate(found.keys[:KEYS])}
    rows = c.execute(_HOLDERS, _NO_KEYS | asked).all()
    holders = Counter(key for key, _ in rows)
    if sum(holders[key] <= CROWDED for key in asked.values()) < KEYS_OF_A_CANDIDATE:
        return list(c.execute(_SAME, {"hash": found.text_hash}).scalars())
    shared = Counter(article_id for key, article_id in rows if holders[key] <= CROWDED)
    ranked = sorted(shared, key=lambda article_id: (-shared[article_id], article_id))
    return [article_id for article_id in ranked[:COMPARED] if shared[article_id] >= KEYS_OF_A_CANDIDATE]
