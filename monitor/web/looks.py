"""Sources that are being looked at: asked in the background, while their page waits for what comes of it."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from monitor.core.model import Source
from monitor.service import adding
from monitor.service.desk import Desk
from monitor.service.trials import Trial

_log = logging.getLogger(__name__)

AT_ONCE = 2
KEPT = 20
PATIENCE = timedelta(seconds=25)  # proxies and browsers give up after half a minute or more


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A source that is asked; `is_new` unless it is in sources.toml already."""

    key: str
    source: Source
    is_new: bool
    began: datetime
    task: asyncio.Task[Trial] = field(repr=False)

    @property
    def trial(self) -> Trial | None:
        """What came of it; None while it is not done."""
        if not self.task.done():
            return None
        if self.task.cancelled() or self.task.exception():
            return Trial(source=self.source, error="looking at it was broken off; the log says why")
        return self.task.result()

    def wanted(self, *, name: str, section: str) -> Source:
        """The source that it found, called as the user words it; without words, as it was found."""
        found = self.trial.source if self.trial else self.source
        return replace(found, name=name or found.name, section=section or found.section)


class Looks:
    """The latest looks of one application, the oldest first; they are gone when it ends."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looks: dict[str, Look] = {}

    @property
    def is_busy(self) -> bool:
        """Whether as many are looked at as may be at once."""
        return sum(not look.task.done() for look in self._looks.values()) >= AT_ONCE

    def begin(self, source: Source, *, is_new: bool) -> Look:
        """A look at the source, which goes on by itself: for a new one also at where it is listed best."""
        task = asyncio.create_task(adding.asked(self._desk, source, exactly=not is_new))
        task.add_done_callback(_told)
        key = secrets.token_urlsafe(9)
        look = Look(key=key, source=source, is_new=is_new, began=self._desk.now(), task=task)
        self._looks[key] = look
        for old in [name for name, each in self._looks.items() if each.task.done()][: max(0, len(self._looks) - KEPT)]:
            del self._looks[old]
        return look

    def find(self, key: str) -> Look | None:
        """The look of that key, if it is still known."""
        return self._looks.get(key)

    async def wait(self, key: str) -> Look | None:
        """The look of that key when it is done, or when `PATIENCE` ends before; None for one that is not known."""
        look = self.find(key)
        if look is not None:
            await asyncio.wait({look.task}, timeout=PATIENCE.total_seconds())
        return look


def _told(task: asyncio.Task[Trial]) -> None:
    """Writes to the log why a look was broken off."""
    if not task.cancelled() and (error := task.exception()):
        _log.error("looking at a source was broken off", exc_info=error)
