from __future__ import annotations

from datetime import timedelta

from monitor.core.model import Fingerprint

KEYS_OF_A_CANDIDATE = 2
"""Shared keys that make two texts worth comparing: one alone is often a stock phrase."""
COPY = 0.45
"""Containment from which on a text is a copy. On 2,055 edited copies (cuts, new words, boilerplate, scanning errors)
of 147 articles among 800 others, with candidates by keys: .40 finds 99.2 % of them, .45 98.7 %, .50 96.1 %, .60
86.5 %, each with at most 2 false ones; below .45 other hands' reports of one event begin."""
CLEAR_COPY = 0.8
"""Containment that needs no closeness in time; below it, recurring reports (prices, weather, results) share their
template with what was printed a week before."""
CLOSE = timedelta(days=3)
"""How far apart two prints of one story are when their containment alone does not settle it."""
SHORT = 30
"""Shingles below which a text says too little for a share of them to mean much: a notice, a photograph's line."""
SAME = 0.9
"""Containment, and ratio of lengths, that two short texts need."""


def containment(a: Fingerprint, b: Fingerprint) -> float:
    """The share of the smaller text's shingles that the larger one has: 0 to 1, symmetric, 1 for the same text.

    Exact when both sketches hold all shingles, else estimated (Broder 1997): below the lowest value at which one
    of the sketches ends, both are complete, and what lies there is a random sample of both texts. The error was
    .03 (root mean square) on pairs of edited copies. Two empty texts contain each other; an empty and another one
    do not.
    """
    if a.text_hash == b.text_hash:
        return 1.0
    ends = [text.sketch[-1] for text in (a, b) if len(text.sketch) < text.shingles]
    sample_a, sample_b = _up_to(min(ends, default=None), a), _up_to(min(ends, default=None), b)
    of_smaller = _sample_of_smaller(a.shingles - b.shingles, len(sample_a), len(sample_b))
    return len(sample_a & sample_b) / of_smaller if of_smaller else 0.0


def is_copy(a: Fingerprint, b: Fingerprint, *, apart: timedelta | None = None) -> bool:
    """Whether one text is a copy of the other, whole or in part; `apart` is the time between their printings.

    Without `apart` containment alone decides. Texts without a word are copies of nothing.
    """
    return share_of_copy(a, b, apart=apart) > 0


def share_of_copy(a: Fingerprint, b: Fingerprint, *, apart: timedelta | None = None) -> float:
    """The containment of two texts of which one is a copy of the other by `is_copy`; 0 for others."""
    shorter, longer = sorted((a.shingles, b.shingles))
    if not shorter:
        return 0.0
    shared = containment(a, b)
    if shorter < SHORT:
        enough = shared >= SAME and shorter >= SAME * longer
    else:
        enough = shared >= CLEAR_COPY or (shared >= COPY and (apart is None or abs(apart) <= CLOSE))
    return shared if enough else 0.0


def _up_to(end: int | None, text: Fingerprint) -> frozenset[int]:
    return frozenset(value for value in text.sketch if end is None or value <= end)


def _sample_of_smaller(difference: int, of_a: int, of_b: int) -> int:
    """The size of the smaller text's sample; of texts equally long that of the larger sample, so as to be symmetric."""
    if difference == 0:
        return max(of_a, of_b)
    return of_a if difference < 0 else of_b
