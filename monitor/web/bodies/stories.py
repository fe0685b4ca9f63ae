"""A story and who told it."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from monitor.web.bodies.quotes import Quote
from monitor.web.bodies.root import Body


class Telling(Body):
    """One article of a story."""

    article_id: int
    source_name: str
    title: str
    url: str
    told_at: datetime = Field(description="When it happened for its reader.")
    copy_of: str | None = Field(description="Address of the article that this one copies.")
    versions: int


class Disagreement(Body):
    """Sentences that give different numbers of one thing, the newest first."""

    unit: str
    quotes: tuple[Quote, ...]


class Story(Body):
    """A story, who told it and when, and all of them together; at most 200 of its articles, the first ones."""

    story_id: int
    lead: Telling = Field(description="The article that stands for it.")
    first: Telling = Field(description="The earliest told.")
    outlets: tuple[str, ...] = Field(description="In the order of their coming.")
    timeline: tuple[Telling, ...] = Field(description="In the order in which they were told.")
    agency: str | None = Field(description="Credited with the lead's text.")
    summary: tuple[Quote, ...]
    varies: tuple[Disagreement, ...] = Field(description="Where they disagree on a number.")
