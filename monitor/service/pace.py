"""How many articles each source brings, day by day where the reader lives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from monitor.service.desk import Desk
from storage import tallies

DAYS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A source's articles on each of the `days`, the last of which is today."""

    source_id: str
    days: tuple[date, ...]
    articles: tuple[int, ...]


def daily(desk: Desk, source_ids: Iterable[str]) -> dict[str, Pace]:
    """The pace of each of the sources over the last four weeks, by its id; each day as long as it is there."""
    zone = desk.settings.zone()
    today = desk.now().astimezone(zone).date()
    days = tuple(today - timedelta(days=back) for back in reversed(range(DAYS)))
    midnights = [datetime.combine(day, time(), tzinfo=zone) for day in (*days, today + timedelta(days=1))]
    bounds = tuple(midnight.astimezone(UTC) for midnight in midnights)
    told = desk.read(tallies.told, tuple(source_ids), bounds)
    return {name: Pace(source_id=name, days=days, articles=numbers) for name, numbers in told.items()}
