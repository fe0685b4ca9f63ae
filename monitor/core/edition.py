"""A day's entries -> its edition: one item a story, the most widely told first.

Order: stories told by more outlets come first; among equals each source gets its first story before any
source gets its second, so that one loud paper does not fill the page; among these the newest comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.core.matching import coverage
from monitor.core.model import Edition, EditionState, Entry, Item, Mention, Novelty, Quote, Source, SourceState
from monitor.core.text import fold

FRESH = timedelta(days=3)  # an article published longer before its edition is archive, not news
FIRST = timedelta(days=1)  # what the first edition covers
ELSEWHERE = "Other"  # the section of what names none


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What an edition is to be: its day and span, and how many stories it holds."""

    day: date
    timezone: str
    state: EditionState
    since: datetime
    until: datetime
    stories: int = 15


def span(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of a calendar day and the first of the next one, in UTC; 23 to 25 hours apart."""
    start, end = (datetime.combine(day + timedelta(days=n), time(), tzinfo=zone) for n in (0, 1))
    return start.astimezone(UTC), end.astimezone(UTC)


def compose(frame: Frame, entries: Iterable[Entry], sources: Sequence[Source] = ()) -> Edition:
    """The edition of these entries; entries that are older than `FRESH` at the frame's end are left out.

    Every entry of one story must be given for its "also in" to be complete. A story of which copies alone are given
    was told before, with its original, and is not told again. No entries give no items.
    """
    known = {source.id: source for source in sources}
    stories: dict[int, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.first_seen, entry.id)):
        if frame.until - entry.told_at <= FRESH or frame.state is EditionState.COMPOSED:
            stories.setdefault(entry.story_id, []).append(entry)
    items = [_item(told, known) for told in stories.values() if any(entry.copy_of is None for entry in told)]
    chosen = _by_section(_ranked(items)[: frame.stories])
    return Edition(
        day=frame.day, timezone=frame.timezone, state=frame.state, since=frame.since, until=frame.until, items=chosen
    )


def with_notes(edition: Edition, notes: tuple[str, ...]) -> Edition:
    """The edition with sentences for its reader."""
    return replace(edition, notes=notes)


def silence(states: Mapping[str, SourceState], sources: Sequence[Source], since: datetime) -> tuple[str, ...]:
    """Sentences that say why there may be nothing: no sources, none visited since, or those that fail."""
    if not sources:
        return ("There are no sources yet: `monitor sources add URL` adds one.",)
    known = [(source, state) for source in sources if (state := states.get(source.id))]
    visited = [state for _, state in known if (state.last_visit or since) > since]
    if not known:
        return ("No source was ever visited: `monitor fetch` visits them now, `monitor run` regularly.",)
    if not visited:
        return ("No source was visited since then; `monitor run` visits them by itself.",)
    failing = [source.name for source, state in known if state.failures]
    answered = sum(not state.failures for state in visited)
    lines = [f"{answered} of {len(sources)} sources answered, and had nothing new."] if answered else []
    if failing:
        lines.append(f"Not reached: {', '.join(failing)}; `monitor status` says why.")
    return tuple(lines)


def _item(told: list[Entry], sources: Mapping[str, Source]) -> Item:
    """The item of a story's entries, told by its lead."""
    lead = coverage.lead(told)
    return Item(
        story_id=lead.story_id,
        article_id=lead.id,
        title=lead.article.title,
        url=lead.url,
        source_name=lead.source_name,
        section=_section(lead, sources.get(lead.source_id)),
        sentences=lead.summary.sentences,
        published=lead.article.published,
        first_seen=lead.first_seen,
        language=lead.article.language,
        also_in=_also_in(lead, told),
        novelty=Novelty.CORRECTED if lead.version > 1 else Novelty.NEW,
        quotes=tuple(
            Quote(sentence=sentence, article_id=lead.id, source_name=lead.source_name, url=lead.url)
            for sentence in lead.summary.sentences
        ),
        outlets=len({entry.source_id for entry in told}),
        first_told=min(entry.told_at for entry in told),
    )


def _also_in(lead: Entry, told: list[Entry]) -> tuple[Mention, ...]:
    """The first article of each other source, in the order of their coming."""
    others: dict[str, Mention] = {}
    for entry in told:
        if entry.source_id != lead.source_id:
            mention = Mention(
                article_id=entry.id, source_name=entry.source_name, title=entry.article.title, url=entry.url
            )
            others.setdefault(entry.source_id, mention)
    return tuple(others.values())


def _section(entry: Entry, source: Source | None) -> str:
    """The source's section where the reader named one, else the last part of the article's own."""
    if source and source.section:
        return source.section[:1].upper() + source.section[1:]
    own = (entry.article.section or "").rpartition("/")[2].strip()
    return (own.title() if own.isupper() else own) or ELSEWHERE


def _ranked(items: list[Item]) -> list[Item]:
    """Items by outlets, then by turns of their sources, then newest first."""
    newest = sorted(items, key=lambda item: (item.published or item.first_seen, item.story_id), reverse=True)
    seen: Counter[str] = Counter()
    turns: dict[int, int] = {}
    for item in newest:
        turns[item.story_id] = seen[item.source_name]
        seen[item.source_name] += 1
    return sorted(newest, key=lambda item: (-len(item.also_in), turns[item.story_id]))


def _by_section(items: list[Item]) -> tuple[Item, ...]:
    """Items grouped by section, sections in the order of their first item; one spelling for each section."""
    spelled: dict[str, str] = {}
    groups: dict[str, list[Item]] = {}
    for item in items:
        key = fold(item.section)
        name = spelled.setdefault(key, item.section)
        groups.setdefault(key, []).append(replace(item, section=name))
    return tuple(item for group in groups.values() for item in group)
