"""Why a story is in an edition, arranged for the eye."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.core.model import ScorePart
from monitor.service.explanations import Explanation

_WIDEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A line of the account with the width of its bar, in percent of the widest."""

    name: str
    value: float
    reason: str
    width: int


def account(found: Explanation) -> tuple[Part, ...]:
    """The lines of the account in their order; what adds or takes anything has a bar that can be seen."""
    most = max((abs(part.value) for part in found.account), default=0.0)
    return tuple(_part(part, most) for part in found.account)


def _part(part: ScorePart, most: float) -> Part:
    width = max(1, round(abs(part.value) / most * _WIDEST)) if part.value and most else 0
    return Part(name=part.name, value=part.value, reason=part.reason, width=width)
