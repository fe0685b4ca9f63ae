"""What a reader's watches count for: a boost, and places that are kept for them.

A story that a watch found weighs more, and the best of them are in the edition whatever else came; but so many at most,
so that a watch for a whole paper leaves room for what one must know.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.edition.frame import Frame
from monitor.core.edition.ranking import Ranked

KEPT = 3
"""Of so many stories one may be there for a watch alone."""


def in_turn(frame: Frame, stories: Sequence[Ranked]) -> list[tuple[int, Ranked]]:
    """The ranked stories with their places from 1, in the order in which they are asked in: those with a kept place,
    then the others.
    """
    placed = list(enumerate(stories, start=1))
    kept = [one for one in placed if one[1].watches][: max(1, frame.limits.stories // KEPT)]
    return [*kept, *(one for one in placed if one not in kept)]
