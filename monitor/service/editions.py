"""Editions: today's, earlier ones, the draft of the next, and publishing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from monitor.core import edition as rules
from monitor.core import schedule
from monitor.core.errors import NotBegun, UnknownEdition
from monitor.core.model import Edition, EditionKind, EditionState, Issue
from monitor.core.schedule import Past, Slot
from monitor.service import explanations, frames
from monitor.service.composing import composed
from monitor.service.desk import Desk
from monitor.service.explanations import Explanation
from storage import editions as shelf
from storage import history
from storage.alone import alone

_BOUND = f"A catch-up goes back {rules.AWAY.days} days at most; what came before is in the archive, day by day."
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME = re.compile(rf"{_DAY.pattern}-[a-z-]+|[0-9]{{4}}-W[0-9]{{2}}")


def current(desk: Desk) -> Edition:
    """The latest published edition; before the first one, the draft."""
    return desk.read(shelf.latest) or draft(desk)


def on(desk: Desk, day: date) -> Edition:
    """The first edition of a day; where none was published, one composed from what was published on that day.

    Raises NotBegun for a day to come.
    """
    published = desk.read(shelf.on, day)
    if published is not None:
        return published
    since, until = rules.span(day, desk.settings.zone())
    if since > desk.now():
        raise NotBegun(day.isoformat())
    slot = Slot(kind=EditionKind.DAILY, day=day, moment=until)
    return desk.read(composed, frames.of_slot(desk, slot, EditionState.COMPOSED, since, until)).edition


def named(desk: Desk, name: str) -> Edition:
    """The published edition of that name, or that of the day which it names; raises UnknownEdition and NotBegun."""
    found = desk.read(shelf.named, name)
    if found is not None:
        return found
    if not _DAY.fullmatch(name):
        raise unknown(desk, name)
    try:
        return on(desk, date.fromisoformat(name))
    except (ValueError, OverflowError):  # no day, or one beyond the calendar
        raise unknown(desk, name) from None


def is_name(text: str) -> bool:
    """Whether it names an edition and no day: "2026-03-17-evening", "2026-W12"."""
    return _NAME.fullmatch(text) is not None


def unknown(desk: Desk, name: str) -> UnknownEdition:
    """The error that there is no edition of that name, with those there are."""
    return UnknownEdition(name, tuple(issue.name for issue in published(desk)))


def published(desk: Desk) -> tuple[Issue, ...]:
    """All published editions by name, day and kind, newest first."""
    return desk.read(shelf.published)


def days(desk: Desk) -> tuple[date, ...]:
    """The days of all published editions, newest first."""
    return desk.read(shelf.days)


def draft(desk: Desk) -> Edition:
    """The next edition as it stands now; it is not stored."""
    return desk.read(composed, frames.upcoming(desk)).edition


def catch_up(desk: Desk, since: date) -> Edition:
    """All that came from a day on until now, composed for one who was away; it is not stored.

    What editions before that day told is not told again. It reaches back `AWAY` at most, and a note says so where that
    leaves anything out. Raises NotBegun for a day to come.
    """
    start, now = beginning(desk, since), desk.now()
    slot = Slot(kind=EditionKind.CATCH_UP, day=now.astimezone(desk.settings.zone()).date(), moment=now)
    begun = max(start, now - rules.AWAY)
    made = desk.read(composed, frames.of_slot(desk, slot, EditionState.COMPOSED, begun, now)).edition
    return made if begun == start else replace(made, notes=(_BOUND, *made.notes))


def beginning(desk: Desk, day: date) -> datetime:
    """When a day began; raises NotBegun for a day to come."""
    start, _ = rules.span(day, desk.settings.zone())
    if start >= desk.now():
        raise NotBegun(day.isoformat())
    return start


def too_far(desk: Desk) -> date:
    """A day that is too far off to catch up since: since each earlier one, the same came."""
    return (desk.now() - rules.AWAY).astimezone(desk.settings.zone()).date() - timedelta(days=1)


def due(desk: Desk) -> bool:
    """Whether an edition's hour has come, or was missed, since the last edition."""
    return schedule.edition_due(frames.timetable(desk), desk.read(_past), desk.now()) is not None


def publish(desk: Desk) -> Edition:
    """The edition that is due, composed, stored and from now on frozen; of two publishers the first one wins.

    If none is due it is the day's as it stands.
    """
    return desk.write(_published, desk)


def publish_due(desk: Desk) -> Edition | None:
    """The edition that is due, published; None where none is, as another publisher was first."""
    return desk.write(_published_if_due, desk)


def next_moment(desk: Desk) -> datetime:
    """When the next edition comes out, in UTC."""
    return frames.timetable(desk).next(desk.now()).moment


def explain(desk: Desk, story_id: int, name: str | None = None) -> Explanation:
    """Why a story is in the edition of that name, or not; raises UnknownStory and UnknownEdition.

    Without a name it is the edition that told it last, the draft where that tells it and the latest does not; where
    none did, the latest in whose span anything of it came: a printed one, or the draft; where none is, the latest.
    """
    if name:
        return explanations.explain(desk, named(desk, name), story_id)
    latest = explanations.explain(desk, current(desk), story_id)
    if latest.is_in:
        return latest
    upcoming = explanations.explain(desk, draft(desk), story_id)
    if upcoming.is_in:
        return upcoming
    if not latest.told_in and (latest.came or upcoming.came):
        return latest if latest.came else upcoming
    then = latest.told_in[-1] if latest.told_in else desk.read(shelf.covering, story_id)
    return explanations.explain(desk, named(desk, then), story_id) if then else latest


def _published(connection: Connection, desk: Desk) -> Edition:
    alone(connection)
    now, past, hours = desk.moment(connection), _past(connection), frames.timetable(desk)
    slot = schedule.edition_due(hours, past, now) or schedule.made_up(hours.latest(now), past, now)
    return _made(connection, desk, slot, now)


def _published_if_due(connection: Connection, desk: Desk) -> Edition | None:
    alone(connection)
    now = desk.moment(connection)
    slot = schedule.edition_due(frames.timetable(desk), _past(connection), now)
    return _made(connection, desk, slot, now) if slot else None


def _made(connection: Connection, desk: Desk, slot: Slot, now: datetime) -> Edition:
    """Published at `now`, read when nobody else stores: what is stored later counts later, and is in the next one."""
    since = now - rules.WEEK if slot.kind is EditionKind.WEEKLY else frames.last(connection, now)
    made = composed(connection, frames.of_slot(desk, slot, EditionState.PUBLISHED, since, now))
    return shelf.publish(connection, made.edition)


def _past(connection: Connection) -> Past:
    return Past(
        names=frozenset(issue.name for issue in shelf.published(connection)),
        last=shelf.last(connection, weekly=False),
        last_week=shelf.last(connection, weekly=True),
        began=history.began(connection),
    )
