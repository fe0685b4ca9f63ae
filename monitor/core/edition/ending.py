"""Stories that are over: told by an earlier edition, and quiet since for so long that they take no more articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from monitor.core.edition.frame import Frame, by_story
from monitor.core.matching.stories import QUIET
from monitor.core.model import Edition, Ended, Headline, Remembered

MOST = 5
"""Stories that an edition says are over: those that most outlets told."""
TOLD = 2
"""Outlets or editions that told a story whose end is worth a line; most stories are one article and never go on."""


def with_ended(edition: Edition, ended: tuple[Ended, ...]) -> Edition:
    """The edition with the stories that are over."""
    return replace(edition, ended=ended)


def ended(frame: Frame, before: Iterable[Remembered], headlines: Iterable[Headline]) -> tuple[Ended, ...]:
    """The stories that closed within the frame, those of most outlets first; each was told, and its end was not.

    A story closes once it was quiet for `matching.stories.QUIET`: no article joins it after that.
    """
    told: Mapping[int, Remembered] = {one.story_id: one for one in before}
    closed = []
    for story_id, articles in by_story(one for one in headlines if one.story_id in told).items():
        last, outlets = max(one.told_at for one in articles), len({one.source_id for one in articles})
        is_told = outlets >= TOLD or told[story_id].times >= TOLD
        if is_told and not told[story_id].is_ended and frame.since < last + QUIET <= frame.until:
            closed.append(Ended(story_id=story_id, title=told[story_id].title, last_told=last, outlets=outlets))
    return tuple(sorted(closed, key=lambda one: (-one.outlets, -one.last_told.timestamp(), one.story_id))[:MOST])
