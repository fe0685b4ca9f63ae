"""Saved searches, and what they found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.core.model.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A saved search: a query as it was typed, its days in the time zone that was the reader's then.

    Who watches with `notify` is told of new matches at once. `id` is 0 before it is stored.
    """

    id: int = 0
    name: str
    query: str
    timezone: str
    notify: bool = False
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An article that a watch found, from `at` on; of two matches the later one has the larger `id`."""

    id: int
    watch_id: int
    at: datetime
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A watch with how many articles it found, and when it found the last one."""

    watch: Watch
    matches: int
    latest: datetime | None = None
