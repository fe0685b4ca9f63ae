"""The next edition as it stands: composed anew now and then, not for everybody who looks at it.

While a round runs the history changes several times a second, and a draft is made of a whole day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from monitor.core.model import Edition
from monitor.service import editions
from monitor.service.desk import Desk

AGE = timedelta(seconds=15)
"""How old a draft may be that is shown; `until` says how far it reaches."""


@dataclass(slots=True)
class Drafts:
    """The draft of one desk, for all who ask."""

    desk: Desk
    _made: Edition | None = None
    _composing: Lock = field(default_factory=Lock)

    def current(self) -> Edition:
        """The latest published edition; before the first one, the draft."""
        return editions.current(self.desk) if editions.days(self.desk) else self.draft()

    def draft(self) -> Edition:
        """A draft that is not older than `AGE`; while another one is composed, the one before it."""
        known = self._made
        if known is not None and (self._is_young(known) or not self._composing.acquire(blocking=False)):
            return known
        if known is None:
            self._composing.acquire()
        try:
            if self._made is None or not self._is_young(self._made):  # another may have composed it meanwhile
                self._made = editions.draft(self.desk)
            return self._made
        finally:
            self._composing.release()

    def _is_young(self, draft: Edition) -> bool:
        return timedelta() <= self.desk.now() - draft.until < AGE


def _drafts(request: Request) -> Drafts:
    drafts: Drafts = request.app.state.drafts
    return drafts


DraftsHere = Annotated[Drafts, Depends(_drafts)]
