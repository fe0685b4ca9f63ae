"""What is due at a moment: a source's next visit, an article's next look, the next edition.

The daemon only ticks; these verdicts decide. Nothing here waits or reads a clock.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.core.model import EditionKind, Outcome, Source, SourceState, edition_name

EVERY = timedelta(minutes=30)
JITTER = 0.1  # of the interval, either way, so that sources of one start drift apart
QUIET_AFTER = timedelta(days=2)  # without a new article; from then on a source is visited half as often
QUIET_AT_MOST = timedelta(hours=6)
OFFLINE_AGAIN = timedelta(minutes=5)  # when nothing at all could be reached
LOOKS_TOGETHER = timedelta(minutes=5)  # how long a look at a young article waits for others, between visits
BARREN = 6  # by so much the budget of a source shrinks of which hardly anything came
LATELY = timedelta(hours=1)  # how long a try tells whether the machine is online
FAILING_AT_MOST = timedelta(days=1)  # a source that fails for ever is still asked once a day
_DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def due(sources: Iterable[Source], states: Mapping[str, SourceState], now: datetime) -> tuple[Source, ...]:
    """Sources whose next visit has come, or that were never visited, in the order given."""
    return tuple(source for source in sources if _next_visit_of(states.get(source.id)) <= now)


def _next_visit_of(state: SourceState | None) -> datetime:
    return (state.next_visit if state else None) or datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How a source did lately: `failures` in a row, and when it last had something new."""

    every: timedelta
    failures: int = 0
    last_new: datetime | None = None


def next_visit(rhythm: Rhythm, now: datetime, *, chance: float = 0.5) -> datetime:
    """When a source is visited again after a visit at `now`; `chance` in 0..1 spreads it by the jitter.

    A failing source waits twice as long each time, at most a day; a quiet one waits twice its interval, at
    most six hours unless its own interval is longer.
    """
    wait = rhythm.every
    if rhythm.failures:
        wait = min(rhythm.every * 2 ** min(rhythm.failures, 10), max(FAILING_AT_MOST, rhythm.every))
    elif rhythm.last_new is not None and now - rhythm.last_new > QUIET_AFTER:
        wait = min(rhythm.every * 2, max(QUIET_AT_MOST, rhythm.every))
    return now + wait * (1 + JITTER * (2 * chance - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A try to reach a host; `named` is whether its name was known. Any answer at all counts as reached."""

    host: str
    at: datetime
    reached: bool
    named: bool = True


def is_offline(tries: Sequence[Contact], earlier: Iterable[Contact]) -> bool:
    """Whether this machine rather than its sources is to blame that none of a round's `tries` reached anybody.

    With several hosts that is plain. One host alone may be dead: then the latest of the `earlier` tries at another
    one decides; without any, a name that is not known speaks for this machine, as no server is bothered by it.
    """
    if not tries or any(one.reached for one in tries):
        return False
    first = tries[0]
    if any(one.host != first.host for one in tries):
        return True
    others = [one for one in earlier if one.host != first.host and timedelta() <= first.at - one.at <= LATELY]
    if others:
        return not max(others, key=lambda one: one.at).reached
    return not first.named


def excused(state: SourceState, now: datetime, *, chance: float = 0.5) -> SourceState:
    """The state of a source that failed because the machine was offline: tried again soon, its ladder not climbed."""
    again = now + OFFLINE_AGAIN * (1 + JITTER * (2 * chance - 1))
    return replace(state, failures=max(1, state.failures - 1), next_visit=again)


def budget(full: int, lately: Sequence[Outcome]) -> int:
    """How many unseen addresses a visit of a source may ask for, given what became of the last ones, at most `full`.

    Where hardly one in ten led to an article that was not there before, it is a trap or next to one: a calendar
    without an end, numbers of sessions in its addresses. Such a source is asked for a few until they do.
    """
    gained = sum(outcome is Outcome.NEW for outcome in lately)
    is_barren = len(lately) >= full and gained * 10 < len(lately)
    return max(1, full // BARREN) if is_barren else full


def next_look(first_seen: datetime, now: datetime, ladder: tuple[timedelta, ...]) -> datetime | None:
    """When a young article is looked at again for corrections; None when its ladder is climbed.

    `ladder` holds ascending ages; a rung that was missed is not made up, the next one counts.
    """
    return next((first_seen + age for age in ladder if first_seen + age > now), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The hour of the day at which editions come out, where the reader lives."""

    at: time
    zone: ZoneInfo

    def day(self, now: datetime) -> date:
        """The day of the edition that is out at `now`: today once its hour has come, else yesterday."""
        day = now.astimezone(self.zone).date() + _DAY  # whose hour may have come where clocks went back over midnight
        while self.moment(day) > now:
            day -= _DAY
        return day

    def moment(self, day: date) -> datetime:
        """When the edition of a day comes out, in UTC.

        An hour that comes twice counts the first time; one that is left out is when the clocks have gone forward.
        """
        wanted = datetime.combine(day, self.at)
        first, second = (wanted.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first <= second:
            return first
        # Clocks go forward somewhere between the two: the first second from which on they show the hour or a later one.
        seconds = range(int((first - second).total_seconds()))
        return second + timedelta(seconds=bisect_left(seconds, wanted, key=lambda after: self._shown(second, after)))

    def next(self, now: datetime) -> datetime:
        """The next moment after `now` at which an edition comes out, in UTC."""
        return self.moment(self.day(now) + _DAY)

    def _shown(self, start: datetime, seconds: int) -> datetime:
        """What the reader's clock shows so many seconds after `start`."""
        return (start + timedelta(seconds=seconds)).astimezone(self.zone).replace(tzinfo=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """A moment of the week where the reader lives; `weekday` counts from Monday, which is 0."""

    weekday: int
    at: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """An edition of the timetable: its kind and day, and when it comes out."""

    kind: EditionKind
    day: date
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When editions come out: each day at `at`, with an `evening` hour twice, and the week's at `weekly`."""

    zone: ZoneInfo
    at: time
    evening: time | None = None
    weekly: Weekly | None = None

    def latest(self, now: datetime) -> Slot:
        """The day's edition, or its evening's, whose hour came last."""
        return max(
            (
                Slot(kind=kind, day=clock.day(now), moment=clock.moment(clock.day(now)))
                for kind, clock in self._clocks()
            ),
            key=lambda slot: slot.moment,
        )

    def next(self, now: datetime) -> Slot:
        """The next one of them after `now`."""
        moments = ((clock.next(now), kind, clock) for kind, clock in self._clocks())
        moment, kind, clock = min(moments, key=lambda found: found[0])
        return Slot(kind=kind, day=clock.day(moment), moment=moment)

    def week(self, now: datetime) -> Slot | None:
        """The week's edition whose hour came last; None where there is none."""
        if self.weekly is None:
            return None
        clock = Clock(at=self.weekly.at, zone=self.zone)
        day = clock.day(now)
        day -= _DAY * ((day.weekday() - self.weekly.weekday) % len(WEEKDAYS))
        return Slot(kind=EditionKind.WEEKLY, day=day, moment=clock.moment(day))

    def _clocks(self) -> Iterator[tuple[EditionKind, Clock]]:
        first = Clock(at=self.at, zone=self.zone)
        yield (EditionKind.DAILY if self.evening is None else EditionKind.MORNING), first
        if self.evening is not None:
            yield EditionKind.EVENING, Clock(at=self.evening, zone=self.zone)


ABSENCE = timedelta(hours=36)
"""After so long without an edition the next one is a catch-up: its reader, or this machine, was away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What came out: the names of all editions, and when the last one of a day and of a week did.

    `began` is when the history's first article came: before the first edition, only an hour that the history has lived
    through counts.
    """

    names: frozenset[str] = frozenset()
    last: datetime | None = None
    last_week: datetime | None = None
    began: datetime | None = None


def edition_due(timetable: Timetable, past: Past, now: datetime) -> Slot | None:
    """The edition whose hour has passed and that did not come out, the day's before the week's; many missed are one."""
    day, week = timetable.latest(now), timetable.week(now)
    if _is_due(day, past, past.last):
        return made_up(day, past, now)
    return week if week and _is_due(week, past, past.last_week) else None


def made_up(slot: Slot, past: Past, now: datetime) -> Slot:
    """The day's edition, a catch-up where more than a day and a half went by without one."""
    is_late = past.last is not None and now - past.last > ABSENCE
    return replace(slot, kind=EditionKind.CATCH_UP) if is_late else slot


def _is_due(slot: Slot, past: Past, last: datetime | None) -> bool:
    if edition_name(slot.day, slot.kind) in past.names:  # its hour was moved to a later one
        return False
    before = last or past.began
    return before is not None and before < slot.moment
