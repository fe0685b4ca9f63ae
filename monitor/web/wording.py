"""Days, moments and counts in words."""

from __future__ import annotations

from calendar import day_name, month_name
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from monitor.core.dates import is_day_alone

_STEPS = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))
MINUS = "\u2212"
_LONG_AGO = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTime:
    """Instants as the reader's clock shows them."""

    zone: tzinfo
    now: datetime

    def here(self, moment: datetime) -> datetime:
        """The same instant on the reader's clock."""
        return moment.astimezone(self.zone)

    def clock(self, moment: datetime) -> str:
        """`08:15`."""
        return f"{self.here(moment):%H:%M}"

    def on(self, moment: datetime, day: date | None = None) -> str:
        """`08:15` on the day itself, else `16 March, 21:40`, with the year where it is not the day's."""
        there = self.here(moment)
        day = day or self.here(self.now).date()
        if there.date() == day:
            return self.clock(moment)
        year = "" if there.year == day.year else f" {there.year}"
        return f"{there.day} {month_name[there.month]}{year}, {there:%H:%M}"

    def full(self, moment: datetime) -> str:
        """`17 March 2026, 08:15`."""
        there = self.here(moment)
        return f"{there.day} {month_name[there.month]} {there.year}, {there:%H:%M}"

    def printed(self, moment: datetime) -> str:
        """A time of publication as `full` has it; the day alone where no more is known."""
        day = moment.astimezone(UTC).date()
        return f"{day.day} {month_name[day.month]} {day.year}" if is_day_alone(moment) else self.full(moment)

    def printed_on(self, moment: datetime, day: date | None = None) -> str:
        """A time of publication as `on` has it; the day alone where no more is known."""
        if not is_day_alone(moment):
            return self.on(moment, day)
        told, now = moment.astimezone(UTC).date(), day or self.here(self.now).date()
        return short_day(told) if told.year == now.year else f"{short_day(told)} {told.year}"

    def since(self, moment: datetime) -> str:
        """`3 hours ago`, `in 20 minutes`, `now`; further off than two weeks, the day."""
        distance = moment - self.now
        size = abs(distance)
        if size > _LONG_AGO:
            return self.on(moment)
        for step, name in _STEPS:
            if size >= step:
                words = count(size // step, name)
                return f"in {words}" if distance > timedelta() else f"{words} ago"
        return "now"


def long_day(day: date) -> str:
    """`Tuesday, 17 March 2026`."""
    return f"{day_name[day.weekday()]}, {day.day} {month_name[day.month]} {day.year}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 story`, `12,400 stories`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: tuple[str, ...] | list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def short_day(day: date) -> str:
    """`17 March`."""
    return f"{day.day} {month_name[day.month]}"


def length(span: timedelta) -> str:
    """`3 hours`, `2 days`: the largest unit of which there are two, or one of the smallest."""
    for step, name in _STEPS:
        if span >= 2 * step:
            return count(span // step, name)
    return count(max(1, span // _STEPS[-1][0]), _STEPS[-1][1])


def seconds(span: timedelta) -> str:
    """`2 seconds`, `1.5 seconds`."""
    number = span.total_seconds()
    return f"{number:g} second{'' if number == 1 else 's'}"


def percent(share: int) -> str:
    """`41 %`, and what is less than nothing with a real minus; `under 1 %` for what rounds to none."""
    return f"{share} %".replace("-", MINUS).replace(" ", "\u00a0") if share else "under 1\u00a0%"


def signed(value: float, places: int) -> str:
    """`+2.0`, and what is less than nothing with a minus that is as wide as the plus."""
    return f"{value:+.{places}f}".replace("-", MINUS)
