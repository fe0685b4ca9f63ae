"""A story as it was told: by whom, when, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.core.model.article import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article of a story; `told_at` is when it happened for its reader, `copy_of` the address that it copies."""

    article_id: int
    source_name: str
    title: str
    url: str
    told_at: datetime
    copy_of: str | None = None
    versions: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of a story's summary, with the article in which it stands."""

    sentence: Sentence
    article_id: int
    source_name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Sentences of two outlets or more that give different numbers of one thing, the newest first."""

    unit: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A story and who told it: at least one telling.

    `lead` is the article that stands for it, `first` the earliest told; `outlets` are the names of its sources in the
    order of their coming, `timeline` all its articles in the order in which they were told. `agency` is credited with
    the lead's text. `summary` is of all its articles, and `varies` where they disagree on a number.
    """

    story_id: int
    lead: Telling
    first: Telling
    outlets: tuple[str, ...]
    timeline: tuple[Telling, ...]
    agency: str | None = None
    summary: tuple[Quote, ...] = ()
    varies: tuple[Disagreement, ...] = ()
