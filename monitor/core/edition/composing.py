"""Ranked stories and their texts -> an edition: which are told, how, in which tier and order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.core.edition import budget, quoting
from monitor.core.edition.frame import Frame
from monitor.core.edition.novelty import News, news
from monitor.core.edition.pictures import picture
from monitor.core.edition.ranking import Ranked, Ranking, fair
from monitor.core.edition.watched import in_turn
from monitor.core.matching import coverage
from monitor.core.model import Edition, Entry, Headline, Item, Mention, Novelty, Tier, Version
from monitor.core.text import fold

SPARE = 2
"""How many times the stories of an edition are read to choose from: some turn out to tell nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What a choice is made from: the stories' articles, and every text of those that were corrected."""

    entries: Mapping[int, Sequence[Entry]]
    versions: Mapping[int, Sequence[Version]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """An edition, the ranking behind it, and for each story that is not in it the reason in words."""

    edition: Edition
    ranking: Ranking
    passed: Mapping[int, str]


def shortlist(frame: Frame, ranking: Ranking) -> tuple[Ranked, ...]:
    """The stories whose texts are to be read, best first: those that the limits let in, and some to spare."""
    limit = fair(frame.limits.per_source, ranking.stories, frame.limits.stories)
    led: Counter[str] = Counter()
    chosen: list[Ranked] = []
    for _, story in in_turn(frame, ranking.stories):
        if led[story.lead.source_id] < limit * SPARE and len(chosen) < frame.limits.stories * SPARE:
            led[story.lead.source_id] += 1
            chosen.append(story)
    return tuple(chosen)


def compose(frame: Frame, ranking: Ranking, texts: Texts) -> Composition:
    """The edition of the best stories whose texts are given, and why it has no others."""
    passed = dict(ranking.passed)
    limit = fair(frame.limits.per_source, ranking.stories, frame.limits.stories)
    chosen: list[Item] = []
    places: dict[int, int] = {}
    for place, story in in_turn(frame, ranking.stories):
        places[story.story_id] = place
        reason = _unread(frame, len(chosen), place, story, texts) or _loud(chosen, story, limit)
        item = None if reason else _item(frame, story, texts)
        if item is None:
            passed[story.story_id] = reason or "there is nothing in it that was not told before"
        else:
            chosen.append(item)
    chosen.sort(key=lambda item: places[item.story_id])
    items = _ordered(_in_tiers(_spelled_alike(chosen), frame.limits.must_know))
    edition = Edition(
        day=frame.day,
        timezone=frame.timezone,
        state=frame.state,
        since=frame.since,
        until=frame.until,
        kind=frame.kind,
        items=budget.within(items, frame.limits.words),
    )
    return Composition(edition=edition, ranking=ranking, passed=passed)


def _unread(frame: Frame, told: int, place: int, story: Ranked, texts: Texts) -> str | None:
    """Why there is no room for a story, None while there is."""
    if told < frame.limits.stories and story.story_id in texts.entries:
        return None
    return f"not chosen: rank {place}, score {story.score:.3g}; the limit was {frame.limits.stories} stories"


def _loud(chosen: Sequence[Item], story: Ranked, limit: int) -> str | None:
    """Why a source leads no more stories, None while it may."""
    name = story.lead.source_name
    if sum(item.source_name == name for item in chosen) < limit:
        return None
    return f"not chosen: {name} leads {limit} better stories already"


def _item(frame: Frame, story: Ranked, texts: Texts) -> Item | None:
    """The item of a story, None where it was told, and nothing is new in it, or where none of its texts were read."""
    told = texts.entries[story.story_id]
    if not told:
        return None
    if story.remembered is None:
        return _new(frame, story, told)
    found = news(story, told, texts.versions)
    return _again(frame, story, told, found) if found.update or found.alterations else None


def _new(frame: Frame, story: Ranked, told: Sequence[Entry]) -> Item:
    """A story that is told for the first time, by the account of all who report it."""
    lead = coverage.lead(told)
    quotes, _ = quoting.account(told)
    return replace(_plain(frame, story, lead, told), quotes=quotes, sentences=lead.summary.sentences)


def _again(frame: Frame, story: Ranked, told: Sequence[Entry], found: News) -> Item:
    """A story that goes on or was corrected, led by the article that says so; what was told is not told again."""
    leading = {quote.article_id for quote in found.update} or {one.id for one in story.corrected}
    fresh = {one.id for one in story.fresh}
    by_coming = sorted(told, key=lambda entry: (entry.id not in fresh, entry.first_seen, entry.id))
    lead = next((entry for entry in by_coming if entry.id in leading), coverage.lead(told))
    own = tuple(quote.sentence for quote in found.update if quote.article_id == lead.id)
    novelty = Novelty.CORRECTED if found.alterations else Novelty.DEVELOPING
    plain = _plain(frame, story, lead, told)
    return replace(plain, novelty=novelty, update=found.update, alterations=found.alterations, sentences=own)


def _plain(frame: Frame, story: Ranked, lead: Entry, told: Sequence[Entry]) -> Item:
    """What an item says of a story whichever way it is told."""
    copies = tuple(entry for entry in told if entry.copy_of is not None and entry is not lead)
    return Item(
        story_id=story.story_id,
        article_id=lead.id,
        title=lead.article.title,
        url=lead.url,
        source_name=lead.source_name,
        section=_section(frame, story.articles, lead),
        sentences=(),
        published=lead.article.published,
        first_seen=lead.first_seen,
        language=lead.article.language,
        also_in=_also_in(lead, told),
        novelty=story.novelty,
        picture=picture(lead, quoting.reports(told)),
        outlets=len({entry.source_id for entry in told}),
        first_told=min(entry.told_at for entry in told),
        score=story.score,
        account=story.account,
        watches=story.watches,
        left_out=tuple(map(_mention, copies)),
    )


def _section(frame: Frame, articles: Iterable[Headline], lead: Entry) -> str:
    return next((frame.section(one) for one in articles if one.id == lead.id), frame.section(next(iter(articles))))


def _also_in(lead: Entry, told: Sequence[Entry]) -> tuple[Mention, ...]:
    """The first article of each other source, in the order of their coming."""
    others: dict[str, Mention] = {}
    for entry in sorted(told, key=lambda entry: (entry.first_seen, entry.id)):
        if entry.source_id != lead.source_id:
            others.setdefault(entry.source_id, _mention(entry))
    return tuple(others.values())


def _mention(entry: Entry) -> Mention:
    return Mention(article_id=entry.id, source_name=entry.source_name, title=entry.article.title, url=entry.url)


def _spelled_alike(items: Sequence[Item]) -> list[Item]:
    """The items with one spelling for each section: that of the best one."""
    spelled: dict[str, str] = {}
    return [replace(item, section=spelled.setdefault(fold(item.section), item.section)) for item in items]


def _in_tiers(items: Sequence[Item], must_know: int) -> list[Item]:
    """The first so many are those that one must know."""
    return [
        replace(item, tier=Tier.MUST_KNOW if place < must_know else Tier.ALSO_NOTABLE)
        for place, item in enumerate(items)
    ]


def _ordered(items: Sequence[Item]) -> tuple[Item, ...]:
    """In the order of reading: those one must know, best first, then the others by sections; one tier alone by them."""
    must = [item for item in items if item.tier is Tier.MUST_KNOW]
    others = [item for item in items if item.tier is Tier.ALSO_NOTABLE]
    return (*must, *_by_section(others)) if must and others else _by_section(items)


def _by_section(items: Sequence[Item]) -> tuple[Item, ...]:
    """Items grouped by section, sections in the order of their first item."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.section, []).append(item)
    return tuple(item for group in groups.values() for item in group)
