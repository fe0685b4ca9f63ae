"""Answers that are dear to make and asked for again, each kept for as long as what it was made of is the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 64
"""Answers that are kept: those asked for last."""
_NEVER = object()  # equal to no state


@dataclass(frozen=True, slots=True)
class Kept:
    """Answers by what they are about, each with the state of the history that it was made of; threads may share it."""

    _answers: OrderedDict[Hashable, tuple[Hashable, Any]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, about: Hashable, state: Hashable, make: Callable[[], T]) -> T:
        """The answer that was made of this very state, else one made now.

        `state` has to be asked for before what the answer is made of: one that is newer than its state is made again.
        """
        with self._lock:
            known, answer = self._answers.get(about, (_NEVER, None))
            if known == state:
                self._answers.move_to_end(about)
                kept: T = answer
                return kept
        made = make()
        with self._lock:
            self._answers[about] = (state, made)
            self._answers.move_to_end(about)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        return made
