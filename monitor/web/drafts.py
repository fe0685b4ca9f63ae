"""The next edition as it stands: composed anew now and then, not for everybody who looks at it.

While a round runs the history changes several times a second, and a draft is made of a whole day: a third of a second.
Who finds an old one is shown it, and has another one composed for those who come after.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from monitor.core.model import Edition
from monitor.service import editions
from monitor.service.desk import Desk

AGE = timedelta(seconds=15)
"""How old a draft is when another one is composed; `until` says how far it reaches."""
OLDEST = timedelta(minutes=2)
"""How old a draft may be that is shown: who finds an older one waits for another."""


@dataclass(slots=True)
class Drafts:
    """The draft of one desk, for all who ask."""

    desk: Desk
    _made: Edition | None = None
    _composing: Lock = field(default_factory=Lock)
    _beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "draft"))

    def current(self) -> Edition:
        """The latest published edition; before the first one, the draft."""
        return editions.current(self.desk) if editions.days(self.desk) else self.draft()

    def draft(self) -> Edition:
        """A draft that is not older than `OLDEST`."""
        known = self._made
        if known is None or not self._is_within(OLDEST, known):
            return self._composed(OLDEST)
        if not (self._is_within(AGE, known) or self._composing.locked()):
            self._beside.submit(self._composed, AGE)
        return known

    def _composed(self, age: timedelta) -> Edition:
        """A draft within an age; one composes it, and whoever comes meanwhile waits for that one."""
        with self._composing:
            if self._made is None or not self._is_within(age, self._made):
                self._made = editions.draft(self.desk)
            return self._made

    def _is_within(self, age: timedelta, draft: Edition) -> bool:
        return timedelta() <= self.desk.now() - draft.until < age


def _drafts(request: Request) -> Drafts:
    drafts: Drafts = request.app.state.drafts
    return drafts


DraftsHere = Annotated[Drafts, Depends(_drafts)]
