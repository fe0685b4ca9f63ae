"""Why there is nothing, or nothing of a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import timedelta

from monitor.core.edition.frame import Frame
from monitor.core.model import Edition, Silence, Source, SourceState
from monitor.core.text import fold

LONG = timedelta(days=2)
"""A source without anything new for so long is named, whatever the others gave."""
UNVISITED = timedelta(days=1)
"""A source that nobody asked for so long is named; one that was asked just before is only not due yet."""

_FAILED: Mapping[str, str] = {
    "robots.txt": "robots.txt forbids it",
    "no such name": "its name is not known",
    "timeout": "no answer in time",
    "no listing": "lists no articles",
    "broken listing": "its feed is broken",
    "redirects": "sends in circles",
    "refused address": "its address is never visited",
}
"""Failures by their kind, in a word or two, where the kind alone is none; others are told as the kind has it."""


def explained(edition: Edition, notes: tuple[str, ...], silences: tuple[Silence, ...]) -> Edition:
    """The edition with sentences for its reader, and the sources that gave nothing."""
    return replace(edition, notes=notes, silences=silences)


def notes(frame: Frame, states: Mapping[str, SourceState]) -> tuple[str, ...]:
    """A sentence that says why there may be nothing at all: no sources, or none that was visited."""
    known = [state for source in frame.sources if (state := states.get(source.id))]
    if not frame.sources:
        return ("There are no sources yet: `monitor sources add URL` adds one.",)
    if not any(state.last_visit for state in known):
        return ("No source was ever visited: `monitor fetch` visits them now, `monitor run` regularly.",)
    visited = [state for state in known if (state.last_visit or frame.since) > frame.since]
    if not visited:
        return ("No source was visited since then; `monitor run` visits them by itself.",)
    answered = sum(not state.failures for state in visited)
    lines = [f"{answered} of {len(frame.sources)} sources answered, and had nothing new."] if answered else []
    if answered < len(known):
        lines.append("`monitor status` says why the others did not.")
    return tuple(lines)


def silences(
    frame: Frame,
    edition: Edition,
    states: Mapping[str, SourceState],
    heard: Iterable[str],
    failures: Mapping[str, str],
) -> tuple[Silence, ...]:
    """The sources that gave nothing, but for those `heard`, in the order of the reader's list.

    Those that failed say how, by `failures`: the kinds of their last ones, by source.
    One that was asked and had nothing new is named where the edition has nothing of its section, or when it is silent
    for days.
    """
    known = set(heard)
    told = {fold(item.section) for item in edition.items}
    silent = [source for source in frame.sources if source.id not in known]
    found = (_silence(frame, source, states.get(source.id), told) for source in silent)
    return tuple(_failed(one, states, failures) for one in found if one is not None)


def _failed(silent: Silence, states: Mapping[str, SourceState], failures: Mapping[str, str]) -> Silence:
    """The silence with how the source's last visit failed, where that is known."""
    state, kind = states.get(silent.source_id), failures.get(silent.source_id)
    return replace(silent, reason=_FAILED.get(kind, kind)) if kind and state and state.failures else silent


def _silence(frame: Frame, source: Source, state: SourceState | None, told: AbstractSet[str]) -> Silence | None:
    silent = Silence(source_id=source.id, source_name=source.name, since=None, reason="never visited")
    if state is None or state.last_visit is None:
        return silent
    if state.failures:
        return replace(silent, reason="not reached", since=None)
    if state.last_visit <= frame.since:
        is_late = frame.until - state.last_visit > UNVISITED
        return replace(silent, reason="not visited", since=state.last_visit) if is_late else None
    is_long = state.last_new is None or frame.until - state.last_new > LONG
    if is_long or not source.section or fold(source.section) not in told:
        return replace(silent, reason="nothing new", since=state.last_new)
    return None
