"""A day as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from monitor.core.model.article import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Another outlet's article of the same story, for "also in"."""

    article_id: int
    source_name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One story of an edition, told by its lead article."""

    story_id: int
    article_id: int
    title: str
    url: str
    source_name: str
    section: str
    sentences: tuple[Sentence, ...]
    published: datetime | None = None
    first_seen: datetime
    language: str | None = None
    also_in: tuple[Mention, ...] = ()
    corrected: bool = False


class EditionState(StrEnum):
    """Published: frozen. Draft: the one to come, as of now. Composed: made up for a past day, not stored."""

    PUBLISHED = "published"
    DRAFT = "draft"
    COMPOSED = "composed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A day's digest: stories in the order of reading, grouped by their sections.

    It covers what came between `since` (excluded) and `until`; `notes` are sentences for the reader, such as
    why there is nothing.
    """

    day: date
    timezone: str
    state: EditionState
    since: datetime
    until: datetime
    items: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Names of sections and their items, in the order in which the items name them."""
        names = dict.fromkeys(item.section for item in self.items)
        return tuple((name, tuple(item for item in self.items if item.section == name)) for name in names)
