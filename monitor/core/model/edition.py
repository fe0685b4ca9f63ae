"""A day as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from monitor.core.model.article import Sentence
from monitor.core.model.story import Quote


class EditionKind(StrEnum):
    """What an edition is for: the day, its morning or evening, its week, or what came while nobody looked."""

    DAILY = "daily"
    MORNING = "morning"
    EVENING = "evening"
    WEEKLY = "weekly"
    CATCH_UP = "catch-up"


class Tier(StrEnum):
    """How much room a story has, in the order of reading."""

    MUST_KNOW = "must know"
    ALSO_NOTABLE = "also notable"


class Novelty(StrEnum):
    """What a story is to one who read the editions before: not told yet, told and gone on, or told otherwise."""

    NEW = "new"
    DEVELOPING = "developing"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Another outlet's article of the same story, for "also in"."""

    article_id: int
    source_name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The lead article's picture, with who made it and what it shows."""

    url: str
    credit: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """What a correction changed: its kind, as `core.matching.revisions` names it, and the words before and after.

    The words are shortened to what is shown; `before` or `after` is empty where nothing stood there.
    """

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart:
    """One line of the account of a score: its `name`, what it adds, and the `reason` in words."""

    name: str
    value: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One story of an edition, told by its lead article.

    `quotes` are the sentences that tell it, of all its articles, each with its own; `sentences` are the lead's.
    `outlets` counts who tells it, `first_told` is when the first did. `update` quotes what is new in a developing
    story, `alterations` what a correction changed. `score` is the sum of the `account`. `watches` are the names of the
    reader's watches that it matches, `left_out` the copies that add nothing.
    """

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
    tier: Tier = Tier.MUST_KNOW
    novelty: Novelty = Novelty.NEW
    quotes: tuple[Quote, ...] = ()
    picture: Picture | None = None
    outlets: int = 1
    first_told: datetime
    update: tuple[Quote, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    score: float = 0.0
    account: tuple[ScorePart, ...] = ()
    watches: tuple[str, ...] = ()
    left_out: tuple[Mention, ...] = ()

    @property
    def corrected(self) -> bool:
        """Whether it is told again because it was corrected."""
        return self.novelty is Novelty.CORRECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A story that an earlier edition told, and that is over: when it was `last_told`, and by how many outlets."""

    story_id: int
    title: str
    last_told: datetime
    outlets: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A source that gave nothing, and the reason in words; `since` when it is silent, None if it never spoke."""

    source_id: str
    source_name: str
    since: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What the editions before told of a story: in how many, until when, and in which words.

    `first` is the end of the first edition that told it, `last` that of the last; `articles` are those that it was told
    by, and `sentences` all that was quoted of them. `is_ended` is whether one said that it is over.
    """

    story_id: int
    title: str
    first: datetime
    last: datetime
    times: int
    articles: frozenset[int]
    sentences: tuple[str, ...]
    is_ended: bool = False


class EditionState(StrEnum):
    """Published: frozen. Draft: the one to come, as of now. Composed: made up for a past day, not stored."""

    PUBLISHED = "published"
    DRAFT = "draft"
    COMPOSED = "composed"


class Issue(NamedTuple):
    """A published edition by its permanent name, its day and its kind."""

    name: str
    day: date
    kind: EditionKind


def edition_name(day: date, kind: EditionKind) -> str:
    """The permanent name: the day for its first edition, "2026-03-17-evening", "2026-W12" or "2026-03-17-catch-up"."""
    if kind is EditionKind.WEEKLY:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if kind in {EditionKind.DAILY, EditionKind.MORNING}:
        return day.isoformat()
    return f"{day.isoformat()}-{kind.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A digest: stories in the order of reading, those one must know first, then those also notable.

    It covers what came between `since` (excluded) and `until`; `notes` are sentences for the reader, such as
    why there is nothing; `ended` are stories that are over, `silences` the sources that gave nothing. `name` is part of
    its address for ever; left empty it is made of the day and the kind.
    """

    day: date
    timezone: str
    state: EditionState
    since: datetime
    until: datetime
    items: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    kind: EditionKind = EditionKind.DAILY
    name: str = ""
    ended: tuple[Ended, ...] = ()
    silences: tuple[Silence, ...] = ()

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", edition_name(self.day, self.kind))

    @property
    def sections(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Names of sections and their items, in the order in which the items name them."""
        names = dict.fromkeys(item.section for item in self.items)
        return tuple((name, tuple(item for item in self.items if item.section == name)) for name in names)

    @property
    def tiers(self) -> tuple[tuple[Tier, tuple[Item, ...]], ...]:
        """The tiers that have items, with these."""
        groups = ((tier, tuple(item for item in self.items if item.tier is tier)) for tier in Tier)
        return tuple((tier, items) for tier, items in groups if items)
