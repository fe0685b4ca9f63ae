"""What editions are to be: when they come out, over which span, and how the settings want them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from monitor.core import edition as rules
from monitor.core.edition import Frame, Limits
from monitor.core.model import Edition, EditionState
from monitor.core.schedule import Slot, Timetable
from monitor.service.desk import Desk
from storage import editions as shelf


def timetable(desk: Desk) -> Timetable:
    """When editions come out where the reader lives."""
    digest = desk.settings.digest
    return Timetable(zone=desk.settings.zone(), at=digest.at, evening=digest.evening, weekly=digest.weekly)


def upcoming(desk: Desk) -> Frame:
    """What the next edition is to be, as of now."""
    now = desk.now()
    return of_slot(desk, timetable(desk).next(now), EditionState.DRAFT, desk.read(last, now), now)


def of_slot(desk: Desk, slot: Slot, state: EditionState, since: datetime, until: datetime) -> Frame:
    """An edition of the slot over a span, as the settings want it."""
    return Frame(
        day=slot.day,
        kind=slot.kind,
        timezone=desk.settings.zone().key,
        state=state,
        since=since,
        until=until,
        limits=_limits(desk),
        sources=desk.sources,
    )


def again(desk: Desk, edition: Edition) -> Frame:
    """An edition as it would be composed of what the history holds now."""
    slot = Slot(kind=edition.kind, day=edition.day, moment=edition.until)
    return of_slot(desk, slot, edition.state, edition.since, edition.until)


def last(connection: Connection, now: datetime) -> datetime:
    """The end of the last edition, but for a week's; before the first one, a day ago."""
    return shelf.last(connection, weekly=False) or now - rules.FIRST


def _limits(desk: Desk) -> Limits:
    digest = desk.settings.digest
    return Limits(
        stories=digest.stories,
        must_know=digest.must_know,
        words=digest.words,
        per_source=digest.per_source,
        sections=digest.sections,
        languages=digest.languages,
    )
