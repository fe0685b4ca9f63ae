from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from monitor.core.model import Fingerprint
from monitor.core.text import words

SHINGLE = 3
"""Words in a shingle: shorter ones are shared by strangers, longer ones die of a single edited word."""
KEYS = 16
"""Smallest hashes that are indexed: enough for two copies to meet in, few enough to be rows of a table."""
SKETCH = 128
"""Smallest hashes that are compared: the standard error of a containment of .5 is then below .05."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
"""Odd and without pattern (2**64 over the golden ratio): it keeps the order of words in the sum."""


def fingerprint(text: str) -> Fingerprint:
    """What of a text is compared with others: the smallest hashes of its word 3-grams, and a hash of the whole.

    Two texts have the same `text_hash` when they differ in case, punctuation and spacing only. The hashes are the
    same on every machine and in every process. A text of one or two words has one shingle, an empty one none.

    The sketch is the bottom-k sketch of Broder, "On the resemblance and containment of documents" (1997): the k
    smallest values of a hash are a random sample of a set, and the same sample in every set that has them.
    """
    found = words(text)
    hashes = _shingle_hashes(found)
    smallest = tuple(hashes[:SKETCH].tolist())
    return Fingerprint(
        text_hash=blake2b(" ".join(found).encode(), digest_size=16).hexdigest(),
        keys=smallest[:KEYS],
        sketch=smallest,
        shingles=len(hashes),
    )


def _shingle_hashes(found: list[str]) -> NDArray[np.int64]:
    """The different hashes of the shingles in ascending order, signed as database columns are."""
    if not found:
        return np.empty(0, dtype=np.int64)
    padding = [0] * (SHINGLE - len(found))
    hashed = np.array([*map(_word_hash, found), *padding], dtype=np.uint64)
    count = len(hashed) - SHINGLE + 1
    mixed = hashed[:count]
    for offset in range(1, SHINGLE):
        mixed = mixed * _MULTIPLIER + hashed[offset : offset + count]
    return np.unique(_scattered(mixed).view(np.int64))


def _scattered(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each value with every bit depending on all of its bits: the finalizer of splitmix64 (Steele et al., 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@lru_cache(maxsize=65_536)
def _word_hash(word: str) -> int:
    """64 bits that depend on the word alone; `hash()` would differ from process to process."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
