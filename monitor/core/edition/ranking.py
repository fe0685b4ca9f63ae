"""Which stories an edition may tell, and how much each weighs: a sum, each part of it with its reason in words.

    coverage     how many outlets tell it; one with a copy alone counts less
    freshness    how long ago its newest report came
    novelty      whether it is new, or goes on, or was corrected
    prominence   where it stood on its section's page
    watch        whether a watch of the reader's found it
    turn         how many better stories its source leads already

A story that editions told before is weighed by what came since alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil, fsum, log2

from monitor.core.edition.frame import Frame, by_story
from monitor.core.model import Headline, Novelty, Remembered, ScorePart

COVERAGE = 2.0
"""What twice as many outlets are worth: more than all else together, as a second paper is the best sign of news."""
COPYING = 0.4
"""An outlet that prints a copy, of one with a report of its own: somebody chose it, and nobody went there."""
FRESHNESS = 1.0
"""What a report of this minute is worth over one at the end of the edition's reach."""
NOVELTY = {Novelty.NEW: 1.0, Novelty.DEVELOPING: 0.75, Novelty.CORRECTED: 1.5}
"""A correction counts more than a new story: a reader who was told what is wrong must hear of it."""
PROMINENCE = 1.0
"""What the top of a section's page is worth over its end."""
WATCH = 1.0
"""What a watch is worth: its reader asked for it, and the best of what was asked for is in anyway (`watched`)."""
PLACES = 20
"""Places of a page that say something; further down a page goes by time."""
UNPLACED = 0.5
"""Feeds and sitemaps list by time: their articles count as if they stood in the middle."""
TURN = 0.75
"""What each better story of the same source takes off, so that every source gets its first before any its second."""
_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A story that may be told: its articles by their coming, those that are `fresh`, and its score as a sum of parts.

    `corrected` are articles that it was told by, and that changed since.
    """

    story_id: int
    novelty: Novelty
    articles: tuple[Headline, ...]
    fresh: tuple[Headline, ...]
    corrected: tuple[Headline, ...] = ()
    remembered: Remembered | None = None
    account: tuple[ScorePart, ...] = ()

    @property
    def score(self) -> float:
        """The sum of the account."""
        return fsum(part.value for part in self.account)

    @property
    def watches(self) -> tuple[str, ...]:
        """The names of the watches that found one of its articles."""
        return tuple(dict.fromkeys(name for one in self.articles for name in one.watches))

    @property
    def lead(self) -> Headline:
        """The article that stands for it, as far as one can say without its text."""
        told = self.fresh or self.corrected
        return next((headline for headline in told if headline.copy_of is None), told[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The stories that may be told, best first, and for each other one that came the reason why not."""

    stories: tuple[Ranked, ...]
    passed: Mapping[int, str]


def rank(frame: Frame, headlines: Iterable[Headline], before: Iterable[Remembered] = ()) -> Ranking:
    """The ranking of the stories of which something came within the frame, or was corrected.

    Every article of a story must be given, and what editions told of it `before`.
    """
    told = {one.story_id: one for one in before}
    passed: dict[int, str] = {}
    stories: list[Ranked] = []
    for story_id, articles in by_story(headlines).items():
        story = _story(frame, articles, told.get(story_id))
        if story is None:
            continue
        reason = _against(frame, story)
        if reason:
            passed[story_id] = reason
        else:
            stories.append(replace(story, account=_account(frame, story)))
    return Ranking(stories=_in_turns(stories), passed=passed)


def fair(limit: int, stories: Sequence[Ranked], most: int) -> int:
    """How many stories one source may lead: the limit, but never less than its share where there are few sources."""
    sources = {story.lead.source_id for story in stories}
    return max(limit, ceil(most / max(1, len(sources))))


def _story(frame: Frame, articles: Sequence[Headline], before: Remembered | None) -> Ranked | None:
    """What there is to tell of a story, None if nothing came."""
    fresh = tuple(one for one in articles if frame.covers(one))
    corrected = tuple(one for one in articles if before and one.id in before.articles and one.changed_at > before.last)
    if not fresh and not corrected:
        return None
    has_report = any(one.copy_of is None for one in fresh)
    if before is None:
        novelty = Novelty.NEW
    else:
        novelty = Novelty.CORRECTED if corrected and not has_report else Novelty.DEVELOPING
    return Ranked(
        story_id=articles[0].story_id,
        novelty=novelty,
        articles=tuple(articles),
        fresh=fresh,
        corrected=corrected,
        remembered=before,
    )


def _against(frame: Frame, story: Ranked) -> str | None:
    """Why a story of which something came is not told, in words; None if nothing speaks against it."""
    lead, has_report = story.lead, any(one.copy_of is None for one in story.fresh)
    if not frame.reads(lead.language):
        return f"its language, {lead.language}, is not among [digest] languages"
    if not frame.takes(frame.section(lead)):
        return f"its section, {frame.section(lead)}, is not among [digest] sections"
    if story.remembered and not has_report and not story.corrected:
        return f"it was told in the edition of {_day(story.remembered)}, and only copies of what was told came since"
    if frame.is_past_day and not has_report:
        return "only copies came on that day; their original came before"
    if not story.corrected and not frame.is_past_day and frame.until - _newest(story) > frame.reach:
        return f"it is archive: its newest report was published more than {frame.reach.days} days before the edition"
    return None


def _newest(story: Ranked) -> datetime:
    """When the newest of what came was told, or corrected; copies don't make a story younger."""
    reports = [one.told_at for one in story.fresh if one.copy_of is None]
    changes = [one.changed_at for one in story.corrected]
    return max(reports + changes, default=story.lead.told_at)


def _day(before: Remembered) -> str:
    return f"{before.last.day} {before.last:%B}"


def _account(frame: Frame, story: Ranked) -> tuple[ScorePart, ...]:
    always = (_coverage(story), _freshness(frame, story), _novelty(story), _prominence(story))
    return (*always, _watch(story)) if story.watches else always


def _part(name: str, value: float, reason: str) -> ScorePart:
    return ScorePart(name=name, value=round(value, _DIGITS), reason=reason)


def _coverage(story: Ranked) -> ScorePart:
    """Twice the outlets, once more its worth; of a story that goes on, those that told what is new."""
    counted = story.fresh if story.remembered else story.articles
    own = {one.source_id for one in counted if one.copy_of is None}
    copying = {one.source_id for one in counted} - own
    words = _count(len(own) + len(copying), "outlet") + (" since it was told" if story.remembered else "")
    if not own and not copying:
        words = "no report since it was told"
    if copying:
        words += f", {len(copying)} of them with a copy"
    return _part("coverage", COVERAGE * log2(max(1.0, len(own) + COPYING * len(copying))), words)


def _freshness(frame: Frame, story: Ranked) -> ScorePart:
    age = max(timedelta(), frame.until - _newest(story))
    share = max(0.0, 1 - age / frame.reach)
    return _part("freshness", FRESHNESS * share, f"the newest of it came {_span(age)} before the edition")


def _novelty(story: Ranked) -> ScorePart:
    if story.remembered is None:
        reason = "no edition told it before"
    elif story.novelty is Novelty.CORRECTED:
        reason = f"told in the edition of {_day(story.remembered)}, and changed since"
    else:
        reason = f"told in the edition of {_day(story.remembered)}, and reported on since"
    return _part("novelty", NOVELTY[story.novelty], reason)


def _prominence(story: Ranked) -> ScorePart:
    placed = [one for one in story.fresh if one.place is not None]
    if not placed:
        return _part("prominence", PROMINENCE * UNPLACED, "no page showed it at a place: counted as the middle of one")
    best = min(placed, key=lambda one: (one.place or 0, one.id))
    place = best.place or 1
    share = max(0.0, 1 - (place - 1) / PLACES)
    return _part("prominence", PROMINENCE * share, f"place {place} on the page of {best.source_name}")


def _watch(story: Ranked) -> ScorePart:
    names = " and ".join(f"'{name}'" for name in story.watches)
    return _part("watch", WATCH, f"found by your {'watch' if len(story.watches) == 1 else 'watches'} {names}")


def _in_turns(stories: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """The stories best first, each with what it loses to better ones of its source."""
    led: Counter[str] = Counter()
    turned = []
    for story in sorted(stories, key=_order):
        name, better = story.lead.source_name, led[story.lead.source_id]
        led[story.lead.source_id] += 1
        if better:
            part = _part("turn", -TURN * better, f"{name} leads {_count(better, 'better story', 'better stories')}")
            turned.append(replace(story, account=(*story.account, part)))
        else:
            turned.append(story)
    return tuple(sorted(turned, key=_order))


def _order(story: Ranked) -> tuple[float, float, int]:
    return -story.score, -_newest(story).timestamp(), story.story_id


def _span(length: timedelta) -> str:
    hours = length / timedelta(hours=1)
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours" if hours >= 1.5 else "an hour or less"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
