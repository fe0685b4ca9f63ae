"""Editions and their stories."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from monitor.core import model
from monitor.web.bodies.quotes import Mention, Quote, Sentence
from monitor.web.bodies.root import Body, Next


class Picture(Body):
    """The lead article's picture."""

    url: str
    credit: str | None
    caption: str | None


class Alteration(Body):
    """What a correction changed, shortened to what is shown."""

    kind: str = Field(description="Such as headline, text added, figures changed.")
    before: str
    after: str


class ScorePart(Body):
    """One line of the account of a score."""

    name: str
    value: float
    reason: str


class Item(Body):
    """One story of an edition, told by its lead article."""

    story_id: int
    article_id: int
    title: str
    url: str
    source_name: str
    section: str
    sentences: tuple[Sentence, ...] = Field(description="The lead article's own.")
    published: datetime | None
    first_seen: datetime
    language: str | None
    also_in: tuple[Mention, ...]
    corrected: bool = Field(description="Whether the story is told again because it was corrected.")
    tier: model.Tier
    novelty: model.Novelty
    quotes: tuple[Quote, ...] = Field(description="The sentences that tell it, of all its articles.")
    picture: Picture | None
    outlets: int = Field(description="How many tell it.")
    first_told: datetime
    update: tuple[Quote, ...] = Field(description="What is new in a developing story.")
    alterations: tuple[Alteration, ...] = Field(description="What a correction changed.")
    score: float
    account: tuple[ScorePart, ...] = Field(description="What the score is the sum of.")
    watches: tuple[str, ...] = Field(description="Names of the watches that it matches.")
    left_out: tuple[Mention, ...] = Field(description="Copies that add nothing.")


class Ended(Body):
    """A story that an earlier edition told, and that is over."""

    story_id: int
    title: str
    last_told: datetime
    outlets: int


class Silence(Body):
    """A source that gave nothing."""

    source_id: str
    source_name: str
    since: datetime | None = Field(description="Null if it never spoke.")
    reason: str


class Edition(Body):
    """A digest, its stories in the order of reading."""

    day: date
    timezone: str
    state: model.EditionState
    since: datetime
    until: datetime
    items: tuple[Item, ...]
    notes: tuple[str, ...]
    kind: model.EditionKind
    name: str = Field(description="Part of a published edition's address for ever.")
    ended: tuple[Ended, ...]
    silences: tuple[Silence, ...]


class Items(Body):
    """Stories of an edition, in the order of reading."""

    name: str
    items: tuple[Item, ...]
    next: Next


class Issue(Body):
    """A published edition by name."""

    name: str
    day: date
    kind: model.EditionKind


class Days(Body):
    """Published editions, newest first; `days` are theirs, each once."""

    days: tuple[date, ...]
    editions: tuple[Issue, ...]
    next: Next
