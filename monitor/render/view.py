"""An edition as its readers see it: cleaned, numbered, its times in words; every format is written from this."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.core.model import Edition, Ended, Item
from monitor.core.text import one_line
from monitor.render import words
from monitor.render.story import Change, Moment, Other, Picture, Quote, Story, language, paragraph, story

__all__ = [
    "NAME",
    "Change",
    "Moment",
    "Other",
    "Page",
    "Picture",
    "Quote",
    "Rest",
    "Section",
    "Story",
    "language",
    "page",
    "paragraph",
]

NAME = "Daily digest"
SILENT = 5
"""Sources without news that are named; a list of all would be longer than the news, when nothing could be reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Stories under a heading."""

    name: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A story that is over, and `words` that say since when."""

    id: int
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole edition; `key` is its permanent name, `standing` says what it is unless it is a published day's.

    `name` is what it is called: "Daily digest", "Evening digest". `summary` is one line: how many stories from where,
    over which time. `sections` are what it is read by: the tiers, or the sections of one that has a single tier.
    `ended` are stories that are over, `silences` say why the first few sources gave nothing, and how many others.
    `quiet` is the sentence of an edition without stories, else None.
    """

    key: str
    name: str
    day: str
    standing: str | None
    summary: str
    sections: tuple[Section, ...]
    ended: tuple[Rest, ...]
    silences: tuple[str, ...]
    notes: tuple[str, ...]
    quiet: str | None

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories in the order of reading."""
        return tuple(story for section in self.sections for story in section.stories)


def page(edition: Edition) -> Page:
    """The edition as its readers see it."""
    return Page(
        key=edition.name,
        name=words.name(edition),
        day=words.day(edition.day),
        standing=words.standing(edition),
        summary=words.summary(edition),
        sections=_by_tier(edition) if len(edition.tiers) > 1 else _by_section(edition),
        ended=tuple(_rest(ended, edition) for ended in edition.ended),
        silences=_silences(edition),
        notes=tuple(note for note in map(one_line, edition.notes) if note),
        quiet=words.quiet(edition),
    )


def _by_tier(edition: Edition) -> tuple[Section, ...]:
    """Must know, also notable; a story says its section where there is more than one."""
    numbers = _numbers(edition)
    several = len(edition.sections) > 1
    return tuple(
        Section(
            name=words.tier(tier),
            stories=tuple(
                story(item, numbers[item.story_id], edition, item.section if several else "") for item in items
            ),
        )
        for tier, items in edition.tiers
    )


def _by_section(edition: Edition) -> tuple[Section, ...]:
    numbers = _numbers(edition)
    return tuple(
        Section(
            name=one_line(name) or "Other",
            stories=tuple(story(item, numbers[item.story_id], edition) for item in items),
        )
        for name, items in edition.sections
    )


def _numbers(edition: Edition) -> dict[int, int]:
    ordered: list[Item] = [item for _, items in edition.tiers for item in items]
    return {item.story_id: number for number, item in enumerate(ordered, start=1)}


def _rest(ended: Ended, edition: Edition) -> Rest:
    return Rest(id=ended.story_id, title=one_line(ended.title) or "Untitled", words=words.ended(ended, edition))


def _silences(edition: Edition) -> tuple[str, ...]:
    """The first sources that gave nothing, then how many others; one other is named, as its count is no shorter."""
    told = [one_line(words.silence(silence, edition)) for silence in edition.silences]
    others = len(told) - SILENT
    return tuple(told) if others <= 1 else (*told[:SILENT], words.other_silences(others))
