"""Why a story is in an edition, arranged for the eye: words and shares first, the numbers behind them second."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from monitor.core.model import ScorePart
from monitor.service.explanations import Chosen, Explanation

_WIDEST = 100
LEAST = 0.05
"""What is less than a twentieth of a word had no part in the choice of a sentence that is worth a word."""
_PARTS = {
    "coverage": "How many tell it",
    "freshness": "How fresh it is",
    "novelty": "Whether it was told before",
    "prominence": "Where its paper put it",
    "watch": "Your watches",
    "turn": "After better ones of its source",
}
_FEATURES = {
    "words": ("it says much that the reports say", "it says what was said before"),
    "length": ("it is long", "each of its words takes room"),
    "short": ("it is long enough", "it is short"),
    "position": ("it stands early", "it stands late"),
    "title": ("it says what the headline says", "it is far from the headline"),
    "central": ("what comes after goes on from it", "what comes after has little to do with it"),
    "loose": ("its words tell something", "some words tell nothing by themselves"),
    "leaning": ("it stands by itself", "it leans on the sentence before it"),
    "quoted": ("the paper says it itself", "it is in part a quotation"),
    "cut": ("its quotation is whole", "it leaves a quotation open"),
    "question": ("it is an answer", "it is a question"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A line of the account: what it weighs in percent of all that speaks for the story, less than none if against.

    The bar's `width` is in percent of the widest one.
    """

    name: str
    share: int
    value: float
    reason: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A reason in words, and its share of all reasons on its side, in percent."""

    words: str
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A chosen sentence with what spoke for it and against it, each the weightiest first; both empty if nothing did."""

    chosen: Chosen
    favour: tuple[Share, ...]
    against: tuple[Share, ...]


def account(found: Explanation) -> tuple[Part, ...]:
    """The lines of the account in their order; what adds or takes anything has a bar that can be seen."""
    most = max((abs(part.value) for part in found.account), default=0.0)
    favour = fsum(part.value for part in found.account if part.value > 0)
    return tuple(_part(part, most, favour) for part in found.account)


def choices(found: Explanation) -> tuple[Choice, ...]:
    """The sentences with their reasons in words."""
    return tuple(
        Choice(
            chosen=chosen,
            favour=_shares((_FEATURES.get(name, (name, name))[0], value) for name, value in chosen.parts if value > 0),
            against=_shares(
                (_FEATURES.get(name, (name, name))[1], -value) for name, value in chosen.parts if value < 0
            ),
        )
        for chosen in found.sentences
    )


def _part(part: ScorePart, most: float, favour: float) -> Part:
    return Part(
        name=_PARTS.get(part.name, part.name.capitalize()),
        share=round(part.value / favour * 100) if favour else 0,
        value=part.value,
        reason=part.reason,
        width=max(1, round(abs(part.value) / most * _WIDEST)) if part.value and most else 0,
    )


def _shares(reasons: Iterable[tuple[str, float]]) -> tuple[Share, ...]:
    weighty = sorted(((words, value) for words, value in reasons if value >= LEAST), key=lambda one: -one[1])
    whole = fsum(value for _, value in weighty)
    return tuple(Share(words=words, percent=round(value / whole * 100)) for words, value in weighty)
