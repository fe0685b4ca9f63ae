"""The published editions as calendars, a month each."""

from __future__ import annotations

from calendar import Calendar, month_name
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from monitor.core.model import EditionKind, Issue

_OF_THE_DAY = (EditionKind.DAILY, EditionKind.MORNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day of a calendar: its number, None where it is of another month, and its first edition, if it has one."""

    number: int | None
    issue: Issue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as `weeks` of seven days from Monday; `others` are its editions that have no place in them."""

    first: date
    weeks: tuple[tuple[Cell, ...], ...]
    others: tuple[Issue, ...]

    @property
    def name(self) -> str:
        """`March 2026`."""
        return f"{month_name[self.first.month]} {self.first.year}"


def months(issues: tuple[Issue, ...]) -> tuple[Month, ...]:
    """The months that have editions, the newest first."""
    newest_first = sorted(issues, key=lambda issue: issue.day, reverse=True)
    return tuple(
        _month(first, tuple(group))
        for first, group in groupby(newest_first, key=lambda issue: issue.day.replace(day=1))
    )


def _month(first: date, issues: tuple[Issue, ...]) -> Month:
    shown = {issue.day: issue for issue in sorted(issues, key=_weight, reverse=True)}
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first=first,
        weeks=tuple(tuple(_cell(day, first, shown) for day in week) for week in weeks),
        others=tuple(issue for issue in issues if issue not in shown.values()),
    )


def _weight(issue: Issue) -> tuple[bool, str]:
    """What comes first is shown in the calendar: the day's own edition, else any."""
    return issue.kind not in _OF_THE_DAY, issue.name


def _cell(day: date, first: date, shown: dict[date, Issue]) -> Cell:
    inside = day.month == first.month
    return Cell(number=day.day if inside else None, issue=shown.get(day) if inside else None)
