"""Boilerplate that no rule knows: a line that stands in many different articles of one source is not news.

The history counts, for each source, in how many articles a short paragraph stood; the reader is handed the keys
of those that stood in many, and leaves them out. Copies of an article are not counted, so that a wire story
printed on several pages teaches nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from monitor.core.text import fold

SHORT = 240  # characters; a house line is short, and a longer paragraph that comes again is an article's own
MANY = 5  # different articles; a quotation printed twice, or in the four parts of a series, stays


def key(line: str) -> int:
    """What a paragraph is counted by: equal for two that differ in case and spacing; fits a signed 64-bit column."""
    return int.from_bytes(hashlib.blake2b(fold(line).encode(), digest_size=8).digest(), signed=True)


def keys(paragraphs: Iterable[str]) -> frozenset[int]:
    """The keys of the paragraphs that are short enough to be counted."""
    return frozenset(key(line) for line in paragraphs if len(line) <= SHORT)


def without(paragraphs: tuple[str, ...], learned: Collection[int]) -> tuple[str, ...]:
    """The paragraphs but for the learned ones; all of them where nothing would be left."""
    if not learned:
        return paragraphs
    kept = tuple(line for line in paragraphs if len(line) > SHORT or key(line) not in learned)
    return kept or paragraphs
