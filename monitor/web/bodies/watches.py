"""Saved searches, and what they found."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from monitor.core import model
from monitor.web.bodies.articles import Entry
from monitor.web.bodies.root import Body, Next


class Watch(Body):
    """A saved search."""

    id: int
    name: str
    query: str = Field(description='In the language of the search: words, "phrases", -word, source:, section: ...')
    notify: bool = Field(description="Whether its reader is told of new matches at once.")
    created_at: datetime
    articles: int = Field(description="How many it found.")
    latest: datetime | None = Field(description="When it found the last one.")

    @classmethod
    def of(cls, watched: model.Watched) -> Watch:
        """The watch with its counts."""
        watch = watched.watch
        return cls(
            id=watch.id,
            name=watch.name,
            query=watch.query,
            notify=watch.notify,
            created_at=watch.created_at,
            articles=watched.matches,
            latest=watched.latest,
        )


class Watches(Body):
    """Watches by the time of their making."""

    watches: tuple[Watch, ...]
    next: Next


class Match(Body):
    """An article that a watch found."""

    id: int = Field(description="Of the match; of two the later one has the larger.")
    found_at: datetime
    article: Entry


class Matches(Body):
    """What a watch found, the latest first."""

    watch_id: int
    matches: tuple[Match, ...]
    next: Next
