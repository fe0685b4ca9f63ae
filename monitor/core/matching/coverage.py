"""Who tells a story: its lead, who was first, its outlets, its timeline."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.matching import agencies
from monitor.core.model import Coverage, Entry, Quote, Telling


def coverage(told: Sequence[Entry], summary: tuple[Quote, ...] = ()) -> Coverage:
    """What is known of a story from its articles, at least one and in any order."""
    leading = lead(told)
    timeline = sorted(told, key=lambda entry: (entry.told_at, entry.first_seen, entry.id))
    return Coverage(
        story_id=leading.story_id,
        lead=_telling(leading),
        first=_telling(timeline[0]),
        outlets=tuple(dict.fromkeys(entry.source_name for entry in timeline)),
        timeline=tuple(map(_telling, timeline)),
        agency=agencies.credit(leading.article),
        summary=summary,
    )


def lead(told: Sequence[Entry]) -> Entry:
    """The article that stands for a story: the first seen that copies no other of them.

    Where its text is credited to an agency whose own print is among its copies, that is the original.
    """
    by_coming = sorted(told, key=lambda entry: (entry.first_seen, entry.id))
    first = next((entry for entry in by_coming if entry.copy_of is None), by_coming[0])
    agency = agencies.credit(first.article)
    if agency is None or agencies.is_of(agency, first.source_name):
        return first
    prints = (entry for entry in by_coming if entry.original == first.original)
    return next((entry for entry in prints if agencies.is_of(agency, entry.source_name)), first)


def _telling(entry: Entry) -> Telling:
    return Telling(
        article_id=entry.id,
        source_name=entry.source_name,
        title=entry.article.title,
        url=entry.url,
        told_at=entry.told_at,
        copy_of=entry.copy_of,
        versions=entry.version,
    )
