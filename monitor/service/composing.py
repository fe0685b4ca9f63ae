"""An edition composed from the history: ranked without texts, told with those of the few stories that may be in it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from monitor.core import edition as rules
from monitor.core.edition import Composition, Frame, Ranked, Ranking, Texts, ending, silence
from monitor.core.model import Edition, EditionKind, EditionState, Entry, Headline, Remembered, SourceState
from storage import headlines, history, visits, watches
from storage import sources as states
from storage.remembered import remembered

STORY_AT_MOST = 200
"""Articles of one story that are read."""


def composed(connection: Connection, frame: Frame) -> Composition:
    """The edition of a frame, with the ranking behind it, what is over, and why there is nothing of a source."""
    found, before = _gathered(connection, frame)
    ranking = rules.rank(frame, found, before)
    made = rules.compose(frame, ranking, _texts(connection, rules.shortlist(frame, ranking)))
    edition = made.edition
    if frame.kind is not EditionKind.WEEKLY and not frame.is_past_day:
        over = ending.ended(frame, before, found)
        told = {item.story_id for item in edition.items}
        edition = ending.with_ended(edition, tuple(one for one in over if one.story_id not in told))
    return replace(made, edition=_explained(connection, frame, edition, found))


def ranked(connection: Connection, frame: Frame) -> Ranking:
    """The stories that an edition of a frame may tell, best first; no text is read."""
    return rules.rank(frame, *_gathered(connection, frame))


def _gathered(connection: Connection, frame: Frame) -> tuple[tuple[Headline, ...], tuple[Remembered, ...]]:
    """The articles that may be told, and what the reader was told before: not for a week's edition or a past day's."""
    if frame.is_past_day:
        return _watched(connection, headlines.on(connection, frame.since, frame.until)), ()
    found = _watched(connection, headlines.within(connection, frame.since, frame.until))
    if frame.kind is EditionKind.WEEKLY:
        return found, ()
    return found, remembered(connection, frame.since, frame.until, away=frame.state is EditionState.COMPOSED)


def _watched(connection: Connection, found: tuple[Headline, ...]) -> tuple[Headline, ...]:
    """The articles with the names of the watches that found them."""
    names = watches.names(connection, (one.id for one in found))
    return tuple(replace(one, watches=names[one.id]) if one.id in names else one for one in found)


def _texts(connection: Connection, chosen: tuple[Ranked, ...]) -> Texts:
    """What the chosen stories are told from: those of their articles that the ranking knows."""
    known = {one.id for story in chosen for one in story.articles}
    read = history.by_story(connection, [story.story_id for story in chosen], STORY_AT_MOST)
    corrected = [one.id for story in chosen for one in story.corrected]
    return Texts(
        entries={story_id: _known(told, known) for story_id, told in read.items()},
        versions={article_id: history.versions(connection, article_id) for article_id in corrected},
    )


def _known(told: tuple[Entry, ...], known: set[int]) -> tuple[Entry, ...]:
    return tuple(entry for entry in told if entry.id in known)


def _explained(connection: Connection, frame: Frame, edition: Edition, found: tuple[Headline, ...]) -> Edition:
    """The edition with why there is nothing; of a past day the surfaces say that nothing was published."""
    if frame.is_past_day:
        return edition
    known = states.states(connection)
    heard = {one.source_id for one in found if frame.covers(one)}
    notes = () if edition.items else silence.notes(frame, known)
    failing = [source for source in frame.sources if source.id not in heard and _is_failing(known.get(source.id))]
    failures = {source.id: kind for source in failing if (kind := visits.last_failure(connection, source))}
    return silence.explained(edition, notes, silence.silences(frame, edition, known, heard, failures))


def _is_failing(state: SourceState | None) -> bool:
    return state is not None and state.failures > 0
