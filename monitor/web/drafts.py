"""The next edition as it stands: composed anew now and then, not for everybody who looks at it.

While a round runs the history changes several times a second, and a draft is made of a whole day: a third of a second.
Who finds an old one is shown it, and has another one composed for those who come after.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from monitor.core.model import Edition
from monitor.service import editions
from monitor.service.desk import Desk

log = logging.getLogger(__name__)

AGE = timedelta(seconds=15)
"""How old a draft is when another one is composed; `until` says how far it reaches."""
OLDEST = timedelta(minutes=2)
"""How old a draft may be that is shown: who finds an older one waits for another."""
MOST = 16
"""Drafts that are kept: those asked for last."""


@dataclass(slots=True)
class Latest:
    """What is composed of the present, for all who ask for the same."""

    compose: Callable[[], Edition]
    now: Callable[[], datetime]
    beside: ThreadPoolExecutor
    _made: Edition | None = None
    _composing: Lock = field(default_factory=Lock)

    def get(self) -> Edition:
        """One that is not older than `OLDEST`."""
        known = self._made
        if known is None or not self._is_within(OLDEST, known):
            return self._composed(OLDEST)
        if not (self._is_within(AGE, known) or self._composing.locked()):
            self.beside.submit(self._composed, AGE).add_done_callback(_told)
        return known

    def _composed(self, age: timedelta) -> Edition:
        """One within an age; one thread composes it, and whoever comes meanwhile waits for that one."""
        with self._composing:
            if self._made is None or not self._is_within(age, self._made):
                self._made = self.compose()
            return self._made

    def _is_within(self, age: timedelta, edition: Edition) -> bool:
        return timedelta() <= self.now() - edition.until < age


def _told(composing: Future[Edition]) -> None:
    """Says why none could be composed beside: whoever asks is shown the old one, until it is too old."""
    if not composing.cancelled() and (error := composing.exception()) is not None:
        log.error("no draft could be composed: %s", error, exc_info=error)


@dataclass(slots=True)
class Drafts:
    """What is composed of the present at one desk: the draft, and what came since the days asked for last."""

    desk: Desk
    _kept: OrderedDict[date | None, Latest] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "draft"))

    def current(self) -> Edition:
        """The latest published edition; before the first one, the draft."""
        return editions.current(self.desk) if editions.days(self.desk) else self.draft()

    def draft(self) -> Edition:
        """The next edition as it stands."""
        return self._latest(None, partial(editions.draft, self.desk)).get()

    def catch_up(self, since: date) -> Edition:
        """All that came from a day on until now; raises NotBegun for a day to come."""
        since = max(since, editions.too_far(self.desk))
        return self._latest(since, partial(editions.catch_up, self.desk, since)).get()

    def _latest(self, about: date | None, compose: Callable[[], Edition]) -> Latest:
        with self._lock:
            latest = self._kept.setdefault(about, Latest(compose, self.desk.now, self._beside))
            self._kept.move_to_end(about)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
            return latest


def _drafts(request: Request) -> Drafts:
    drafts: Drafts = request.app.state.drafts
    return drafts


DraftsHere = Annotated[Drafts, Depends(_drafts)]
