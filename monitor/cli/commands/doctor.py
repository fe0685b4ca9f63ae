"""`monitor doctor`: what each host allows and answers, and what helps."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from monitor.cli import PARTLY, opening, output
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from monitor.service.doctor import HostHealth, RobotsHealth


@monitor.command()
@click.argument("host", required=False)
def doctor(flags: Flags, host: str | None) -> int:
    """Show what hosts allow and answer, when they are asked next, and what helps; exit code 1 where one has trouble.

    HOST is a host's name, an address on it, or the id of a source; all are shown in a table when it is left out.
    Nothing is asked of any host: it is what the history knows.
    """
    from monitor.service import doctor as service

    with opening.desk(flags, only_reads=True) as desk:
        found = service.examine(desk, host)
        zone = desk.settings.zone()
    if flags.json:
        output.json_lines(found)
    elif host is None:
        _overview(found, zone)
    else:
        for one in found:
            _tell(one, zone)
    return PARTLY if any(one.remedies for one in found) else 0


def _overview(found: tuple[HostHealth, ...], zone: ZoneInfo) -> None:
    heads = ("host", "health", "asked", "304", "errors", "next visit")
    rows = (
        (
            one.host,
            one.verdict,
            one.asked,
            _share(one.not_modified),
            sum(count for _, count in one.errors),
            output.moment(min((each.next_visit for each in one.sources if each.next_visit), default=None), zone),
        )
        for one in found
    )
    output.table(heads, rows, numbers=("asked", "304", "errors"))
    for one in found:
        for remedy in one.remedies:
            output.note(f"{one.host}: {remedy}")


def _tell(one: HostHealth, zone: ZoneInfo) -> None:
    output.line(f"{one.host}: {one.verdict}")
    if one.robots:
        told = one.robots
        output.line(f"  robots.txt   {told.state}; {_may(told)}; one visit in {_seconds(told.delay)} at most")
        output.line(f"               of {output.moment(told.fetched_at, zone)}, believed until " + _until(one, zone))
        if told.crawl_delay:
            output.line(f"               it asks for {_seconds(told.crawl_delay)} between two visits")
    else:
        output.line("  robots.txt   never asked for")
    output.line(f"  next turn    {output.moment(one.next_allowed, zone) if one.next_allowed else 'now'}")
    output.line(
        f"  last week    {one.asked} answers and failures, {_share(one.not_modified) or 'no share of'} not modified"
    )
    for kind, count in one.errors:
        output.line(f"  errors       {count} x {kind}")
    for each in one.sources:
        state = each.error or "ok"
        output.line(f"  source       {each.id}: {state}; next visit {output.moment(each.next_visit, zone)}")
        output.line(f"               {each.listing_url or each.url}")
    for remedy in one.remedies:
        output.line(f"  remedy       {remedy}")


def _may(told: RobotsHealth) -> str:
    """Which of our sources may be visited, in words."""
    if not told.allowed:
        return "our sources may not be visited"
    if told.forbidden:
        return f"our sources may be visited, but not {', '.join(told.forbidden)}"
    return "our sources may be visited"


def _until(one: HostHealth, zone: ZoneInfo) -> str:
    return output.moment(one.robots.stale_at if one.robots else None, zone)


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _seconds(duration: timedelta) -> str:
    return f"{duration.total_seconds():g} s"
