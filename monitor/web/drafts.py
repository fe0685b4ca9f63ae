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
"""How old a draft is when another one is composed, and how long none is after one that failed; `until` says how far it
reaches."""
OLDEST = timedelta(minutes=2)
"""How old a draft may be that is shown: who finds an older one waits for another."""
MOST = 16
"""Days since which what came is kept: those asked for last. The draft is kept beside them."""


@dataclass(slots=True)
class Latest:
    """What is composed of the present, for all who ask for the same."""

    compose: Callable[[], Edition]
    now: Callable[[], datetime]
    beside: ThreadPoolExecutor
    _made: Edition | None = None
    _composing: Lock = field(default_factory=Lock)
    _asking: Lock = field(default_factory=Lock)
    _asked: Future[Edition] | None = None
    _tried_at: datetime | None = None

    def get(self) -> Edition:
        """One that is not older than `OLDEST`."""
        known = self._made
        if known is None or not self._is_within(OLDEST, known):
            return self._composed(OLDEST)
        if not self._is_within(AGE, known):
            self._ask()
        return known

    def _ask(self) -> None:
        """Has one composed beside, unless one was asked for already, or could not be composed just now."""
        with self._asking:
            waits = self._asked is not None and not self._asked.done()
            if waits or (self._tried_at is not None and timedelta() <= self.now() - self._tried_at < AGE):
                return
            self._asked = self.beside.submit(self._renewed)
            self._asked.add_done_callback(_told)

    def _renewed(self) -> Edition:
        try:
            return self._composed(AGE)
        finally:
            self._tried_at = self.now()

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
    _draft: Latest = field(init=False)
    _kept: OrderedDict[date, Latest] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "draft"))

    def __post_init__(self) -> None:
        self._draft = self._latest(partial(editions.draft, self.desk))

    def current(self) -> Edition:
        """The latest published edition; before the first one, the draft."""
        return editions.current(self.desk) if editions.days(self.desk) else self.draft()

    def draft(self) -> Edition:
        """The next edition as it stands."""
        return self._draft.get()

    def catch_up(self, since: date) -> Edition:
        """All that came from a day on until now; raises NotBegun for a day to come, of which nothing is kept."""
        since = max(since, editions.too_far(self.desk))
        editions.beginning(self.desk, since)
        return self._since(since).get()

    def _since(self, day: date) -> Latest:
        with self._lock:
            latest = self._kept.setdefault(day, self._latest(partial(editions.catch_up, self.desk, day)))
            self._kept.move_to_end(day)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
            return latest

    def _latest(self, compose: Callable[[], Edition]) -> Latest:
        return Latest(compose, self.desk.now, self._beside)


def _drafts(request: Request) -> Drafts:
    drafts: Drafts = request.app.state.drafts
    return drafts


DraftsHere = Annotated[Drafts, Depends(_drafts)]
