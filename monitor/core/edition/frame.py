"""What an edition is to be: its span, its kind, its limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.core.model import EditionKind, EditionState, Headline, Source
from monitor.core.text import fold

FRESH = timedelta(days=3)
"""An article published longer before its edition is archive; one that covers more than that takes all of it."""
FIRST = timedelta(days=1)
"""What the first edition covers."""
WEEK = timedelta(days=7)
AWAY = timedelta(days=31)
"""How far back one catches up: a month's articles are composed while a reader waits, a whole history's are not."""
ELSEWHERE = "Other"
"""The section of what names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much an edition holds, and of what; empty `sections` and `languages` mean all."""

    stories: int = 15
    must_know: int = 5
    words: int = 600
    per_source: int = 3
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What an edition is to be: its day, kind, span and limits, and the sources as the reader has them."""

    day: date
    timezone: str
    state: EditionState
    since: datetime
    until: datetime
    kind: EditionKind = EditionKind.DAILY
    limits: Limits = field(default_factory=Limits)
    sources: tuple[Source, ...] = ()

    @property
    def reach(self) -> timedelta:
        """How old a report may be."""
        return max(FRESH, self.until - self.since)

    @property
    def is_past_day(self) -> bool:
        """Whether it is made up for a day that had no edition, from what was published on it."""
        return self.state is EditionState.COMPOSED and self.kind is EditionKind.DAILY

    def covers(self, headline: Headline) -> bool:
        """Whether the article came within the span; on a past day all that is given did."""
        return self.is_past_day or self.since < headline.counted_at <= self.until

    def section(self, headline: Headline) -> str:
        """The source's section where the reader named one, else the last part of the article's own."""
        named = next((source.section for source in self.sources if source.id == headline.source_id), None)
        if named:
            return named[:1].upper() + named[1:]
        own = (headline.section or "").rpartition("/")[2].strip()
        return (own.title() if own.isupper() else own) or ELSEWHERE

    def takes(self, section: str) -> bool:
        """Whether stories of that section are wanted, however it is spelt."""
        return not self.limits.sections or fold(section) in map(fold, self.limits.sections)

    def reads(self, language: str | None) -> bool:
        """Whether articles in that language are wanted: "en" means "en-GB" too, and what says nothing is let in."""
        wanted = {fold(tag).partition("-")[0] for tag in self.limits.languages}
        return not wanted or language is None or fold(language).partition("-")[0] in wanted


def span(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of a calendar day and the first of the next one, in UTC; 23 to 25 hours apart."""
    start, end = (datetime.combine(day + timedelta(days=n), time(), tzinfo=zone) for n in (0, 1))
    return start.astimezone(UTC), end.astimezone(UTC)


def by_story(headlines: Iterable[Headline]) -> dict[int, list[Headline]]:
    """The articles of each story in the order of their coming."""
    stories: dict[int, list[Headline]] = {}
    for headline in sorted(headlines, key=lambda one: (one.first_seen, one.id)):
        stories.setdefault(headline.story_id, []).append(headline)
    return stories
