"""What an edition says of itself in words: days, times in its own zone, counts, and what kind of edition it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from monitor.core.model import Edition, EditionState


def day(of: date) -> str:
    """A day in full: "Tuesday, 17 March 2026"."""
    return f"{of:%A}, {of.day} {of:%B %Y}"


def zone(edition: Edition) -> ZoneInfo:
    """The edition's time zone; UTC where its name means nothing here."""
    try:
        return ZoneInfo(edition.timezone)
    except (ValueError, KeyError, OSError):
        return ZoneInfo("UTC")


def clock(instant: datetime, edition: Edition) -> str:
    """An instant in the edition's zone: "08:30" on its day, else "Mon 16 Mar, 22:40".

    Midnight in UTC is nearly always a date that was printed without a time: it is shown as the date alone.
    """
    if instant.astimezone(UTC).time() == time():
        return _date(instant.astimezone(UTC))
    local = instant.astimezone(zone(edition))
    return f"{local:%H:%M}" if local.date() == edition.day else _date_and_time(local)


def summary(edition: Edition) -> str:
    """What the edition holds and covers: "12 stories from 9 sources · Mon 16 Mar, 07:00 to Tue 17 Mar, 07:00 (UTC)"."""
    outlets = {item.source_name for item in edition.items}
    outlets |= {other.source_name for item in edition.items for other in item.also_in}
    stories = _count(len(edition.items), "story", "stories")
    counted = f"{stories} from {_count(len(outlets), 'source', 'sources')} · " if edition.items else ""
    local = zone(edition)
    since, until = (_date_and_time(moment.astimezone(local)) for moment in (edition.since, edition.until))
    return f"{counted}{since} to {until} ({local.key.removeprefix('Etc/')})"


def standing(edition: Edition) -> str | None:
    """What kind of edition this is, in a sentence; None for a published one."""
    until = _date_and_time(edition.until.astimezone(zone(edition)))
    return {
        EditionState.PUBLISHED: None,
        EditionState.DRAFT: f"Draft: the next edition as it stands on {until}.",
        EditionState.COMPOSED: "Composed afterwards from what was published on this day; there was no edition.",
    }[edition.state]


def quiet(edition: Edition) -> str | None:
    """A friendly sentence for an edition without stories; None for one that has some."""
    if edition.items:
        return None
    if edition.state is EditionState.COMPOSED:
        return "The history holds nothing that was published on this day."
    return f"Nothing new since {_date_and_time(edition.since.astimezone(zone(edition)))}. A quiet day: enjoy it."


def _date_and_time(local: datetime) -> str:
    return f"{_date(local)}, {local:%H:%M}"


def _date(local: datetime) -> str:
    return f"{local:%a} {local.day} {local:%b}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
