"""Editions: today's, earlier ones, the draft of the next, and publishing."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from monitor.core import edition as composing
from monitor.core import schedule
from monitor.core.edition import Frame
from monitor.core.errors import UnknownEdition
from monitor.core.model import Edition, EditionState, Issue
from monitor.core.schedule import Clock
from monitor.service.desk import Desk
from storage import editions as shelf
from storage import history
from storage import sources as states
from storage.alone import alone
from storage.history import EntryFilter


def clock(desk: Desk) -> Clock:
    """The hour of the editions where the reader lives."""
    return Clock(at=desk.settings.digest.at, zone=desk.settings.zone())


def current(desk: Desk) -> Edition:
    """The latest published edition; before the first one, the draft."""
    return desk.read(shelf.latest) or draft(desk)


def on(desk: Desk, day: date) -> Edition:
    """The edition of a day; where none was published, one composed from what was published on that day."""
    published = desk.read(shelf.on, day)
    if published is not None:
        return published
    since, until = composing.span(day, desk.settings.zone())
    frame = _frame(desk, day, EditionState.COMPOSED, since, until)
    return desk.read(_composed, desk, frame)


def named(desk: Desk, name: str) -> Edition:
    """The published edition of that name, or that of the day which it names; raises UnknownEdition."""
    found = desk.read(shelf.named, name)
    if found is not None:
        return found
    try:
        return on(desk, date.fromisoformat(name))
    except (ValueError, OverflowError):  # no day, or one whose time zone reaches out of the calendar
        raise UnknownEdition(name) from None


def published(desk: Desk) -> tuple[Issue, ...]:
    """All published editions by name, day and kind, newest first."""
    return desk.read(shelf.published)


def days(desk: Desk) -> tuple[date, ...]:
    """The days of all published editions, newest first."""
    return desk.read(shelf.days)


def draft(desk: Desk) -> Edition:
    """The next edition as it stands now; it is not stored."""
    now = desk.now()
    return desk.read(_composed, desk, _next_frame(desk, now, EditionState.DRAFT))


def due(desk: Desk) -> bool:
    """Whether an edition's hour has come, or was missed, since the last edition."""
    latest = next(iter(days(desk)), None)
    began = desk.read(history.began)
    return schedule.edition_is_due(clock(desk), desk.now(), latest=latest, began=began)


def publish(desk: Desk) -> Edition:
    """The edition that is due, composed, stored and from now on frozen; of two publishers the first one wins."""
    return desk.write(_published, desk)


def next_moment(desk: Desk) -> datetime:
    """When the next edition comes out, in UTC."""
    return clock(desk).next(desk.now())


def _published(connection: Connection, desk: Desk) -> Edition:
    """The clock is read when nobody else stores: what is stored later counts later, and is in the next edition."""
    alone(connection)
    frame = _frame_after(connection, desk, desk.moment(connection), EditionState.PUBLISHED)
    return shelf.publish(connection, _composed(connection, desk, frame))


def _next_frame(desk: Desk, now: datetime, state: EditionState) -> Frame:
    return desk.read(_frame_after, desk, now, state)


def _frame_after(connection: Connection, desk: Desk, now: datetime, state: EditionState) -> Frame:
    """A frame from the end of the last edition, or a day long before the first one, to now."""
    latest = shelf.latest(connection)
    since = latest.until if latest else now - composing.FIRST
    hour = clock(desk)
    day = hour.day(now) if state is EditionState.PUBLISHED else hour.day(hour.next(now))
    return _frame(desk, day, state, since, now)


def _frame(desk: Desk, day: date, state: EditionState, since: datetime, until: datetime) -> Frame:
    return Frame(
        day=day,
        timezone=desk.settings.zone().key,
        state=state,
        since=since,
        until=until,
        stories=desk.settings.digest.stories,
    )


def _composed(connection: Connection, desk: Desk, frame: Frame) -> Edition:
    """The edition of a frame, with the reason when it is empty."""
    by_day = frame.state is EditionState.COMPOSED
    chosen = EntryFilter(since=frame.since, until=frame.until, by="published" if by_day else "counted_at")
    made = composing.compose(frame, history.entries(connection, chosen), desk.sources)
    if made.items:
        return made
    if by_day:
        return made  # the surfaces say that nothing was published on that day
    notes = composing.silence(states.states(connection), desk.sources, frame.since)
    return composing.with_notes(made, notes)
