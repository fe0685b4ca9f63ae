"""Numbers in sentences, what each is a number of, and which sentences disagree on one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from monitor.core.summary import loose
from monitor.core.summary.leaning import starts
from monitor.core.summary.vectors import Vectors
from monitor.core.text import UNSPACED, fold

SAME = 0.35
"""Cosine, numbers left aside, from which on two sentences speak of the same thing."""
SHORTEST = 3
"""Letters of a unit: "5 a.m." and "6 on the scale" count nothing."""
_SHORT = frozenset({"%", "km", "kg", "cm", "mm", "ha", "mw", "gw", "gb", "tb"})
COMPARED = 100
"""Sentences with a number of one kind that are compared with each other: the first ones."""
_NUMBER = re.compile(
    r"(?<![\d.,:/_a-zA-Z\u00c0-\u0dff-])(?P<number>\d+(?:[.,\u00a0\u202f'’]\d{3})*(?:[.,]\d+)?)(?![\d:/])(?P<unit>\s?%|\s?[^\W\d_]+)?"
)
_GROUPED = re.compile(r"[.,\u00a0\u202f'’](?=\d{3}(?:\D|$))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as it is written, what it is worth, and the word behind it: what it is a number of."""

    text: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two sentences, by their indices, that give different numbers of the same thing."""

    first: int
    second: int
    unit: str


def figures(text: str, code: str = "") -> tuple[Figure, ...]:
    """The numbers of a sentence that count something: "1,200 people", "5 %", "12人"; no times, no number alone.

    What stands behind one is its unit, unless it is a single letter or a word that ties sentences in the language.
    """
    return tuple(_figures(text, loose.table(code) | starts(code)))


def _figures(text: str, tying: AbstractSet[str]) -> Iterator[Figure]:
    for found in _NUMBER.finditer(text):
        unit = fold(found["unit"] or "").strip()
        if UNSPACED.match(unit):
            unit = unit[0]
        elif (len(unit) < SHORTEST and unit not in _SHORT) or unit in tying:
            continue
        if unit:
            written = _GROUPED.sub("", found["number"]).replace(",", ".")
            yield Figure(text=found["number"], value=float(written), unit=unit)


def disputes(vectors: Vectors, said: Sequence[tuple[Figure, ...]], owners: Sequence[int]) -> tuple[Dispute, ...]:
    """The pairs of sentences of different owners that speak of the same thing with different numbers.

    `said` are the figures of each. Two sentences disagree on a unit if neither has any number of the other's. Pairs
    are in the order of their sentences.
    """
    units: dict[str, dict[int, frozenset[float]]] = {}
    for index, own in enumerate(said):
        for unit in dict.fromkeys(figure.unit for figure in own):
            units.setdefault(unit, {})[index] = values(own, unit)
    found = [
        Dispute(first=a, second=b, unit=unit)
        for unit, given in units.items()
        for a, b in combinations(list(given)[:COMPARED], 2)
        if owners[a] != owners[b] and given[a].isdisjoint(given[b]) and _likeness(vectors, a, b) >= SAME
    ]
    return tuple(sorted(found, key=lambda dispute: (dispute.first, dispute.second, dispute.unit)))


def values(said: Sequence[Figure], unit: str) -> frozenset[float]:
    """What the figures of a unit are worth."""
    return frozenset(figure.value for figure in said if figure.unit == unit)


def _likeness(vectors: Vectors, a: int, b: int) -> float:
    """The cosine of two sentences without what has a digit."""
    plain = np.array([not any(map(str.isdigit, word)) for word in vectors.vocabulary], dtype=np.float64)
    one, other = vectors.sentence(a) * plain, vectors.sentence(b) * plain
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / lengths if lengths else 0.0
