"""What an edition says of itself in words: days, times in its own zone, counts, and what kind of edition it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from monitor.core.dates import is_day_alone
from monitor.core.model import Edition, EditionKind, EditionState, Ended, Item, Novelty, Silence, Tier


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

    A date that was printed without a time is shown as the date alone.
    """
    if is_day_alone(instant):
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


_NAMES = {
    EditionKind.DAILY: "Daily digest",
    EditionKind.MORNING: "Morning digest",
    EditionKind.EVENING: "Evening digest",
    EditionKind.WEEKLY: "Weekly digest",
    EditionKind.CATCH_UP: "Catch-up",
}
_STANDINGS = {
    EditionKind.WEEKLY: "The stories of the week, told once more.",
    EditionKind.CATCH_UP: "What came while this machine was off, in one edition.",
}
_TIERS = {Tier.MUST_KNOW: "Must know", Tier.ALSO_NOTABLE: "Also notable"}
_CHANGES = {
    "headline": "Headline",
    "correction note": "In its words",
    "figures changed": "Figures",
    "text added": "Added",
    "text removed": "Taken out",
    "wording": "Wording",
}


def name(edition: Edition) -> str:
    """What an edition of its kind is called: "Evening digest"."""
    return called(edition.kind)


def called(kind: EditionKind) -> str:
    """What editions of the kind are called."""
    return _NAMES[kind]


def tier(of: Tier) -> str:
    """The heading of a tier."""
    return _TIERS[of]


def change(kind: str) -> str:
    """What was changed, as a label: "Headline"; an unknown kind names itself."""
    return _CHANGES.get(kind, kind.capitalize())


def mark(item: Item, edition: Edition) -> str | None:
    """What a story is to one who read the last edition: "developing, first told Mon 16 Mar, 10:00"; None if new."""
    if item.novelty is Novelty.DEVELOPING:
        return f"developing, first told {clock(item.first_told, edition)}"
    return "corrected since it was told" if item.novelty is Novelty.CORRECTED else None


def ended(of: Ended, edition: Edition) -> str:
    """How long a story is over: "nothing new since Mon 16 Mar, 10:00; 3 outlets told it"."""
    told = f"; {of.outlets} outlets told it" if of.outlets > 1 else ""
    return f"nothing new since {clock(of.last_told, edition)}{told}"


def silence(of: Silence, edition: Edition) -> str:
    """Why a source gave nothing: "The Gazette: nothing new since Mon 16 Mar, 10:00"."""
    since = f" since {clock(of.since, edition)}" if of.since else ""
    return f"{of.source_name}: {of.reason}{since}"


def other_silences(count: int) -> str:
    """That there are more, and where all are named."""
    return f"and {count} others: `monitor sources list` shows all"


def standing(edition: Edition) -> str | None:
    """What kind of edition this is, in a sentence; None for a published day's."""
    local = zone(edition)
    since, until = (_date_and_time(moment.astimezone(local)) for moment in (edition.since, edition.until))
    if edition.state is EditionState.PUBLISHED:
        return _STANDINGS.get(edition.kind)
    if edition.state is EditionState.DRAFT:
        return f"Draft: the next edition as it stands on {until}."
    if edition.kind is EditionKind.CATCH_UP:
        return f"Composed just now of all that came since {since}; it is not kept."
    return "Composed afterwards from what was published on this day; there was no edition."


def quiet(edition: Edition) -> str | None:
    """A friendly sentence for an edition without stories; None for one that has some."""
    if edition.items:
        return None
    if edition.state is EditionState.COMPOSED and edition.kind is not EditionKind.CATCH_UP:
        return "The history holds nothing that was published on this day."
    return f"Nothing new since {_date_and_time(edition.since.astimezone(zone(edition)))}. A quiet day: enjoy it."


def _date_and_time(local: datetime) -> str:
    return f"{_date(local)}, {local:%H:%M}"


def _date(local: datetime) -> str:
    return f"{local:%a} {local.day} {local:%b}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
