"""`monitor status`: how everything stands."""

from __future__ import annotations

from monitor.cli import PARTLY, opening, output
from monitor.cli.commands.deliver import words
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

SHOWN = 20  # failed addresses; --json has them all


@monitor.command()
def status(flags: Flags) -> int:
    """Show counts, the last round, the next digest, and what fails; exit code 1 when a source fails."""
    from monitor.service import upkeep

    with opening.desk(flags, only_reads=True) as desk:
        told = upkeep.status(desk)
        zone, place = desk.settings.zone(), desk.database.place
    if flags.json:
        output.document(told)
        return PARTLY if told.failing else 0
    output.table(
        ("", ""),
        (
            ("sources", told.sources),
            ("articles", told.articles),
            ("versions", told.versions),
            ("stories", told.stories),
            ("last round", output.moment(told.last_round, zone)),
            ("next digest", output.moment(told.next_digest, zone)),
            ("history", place),
        ),
    )
    for state in told.failures[:SHOWN]:
        again = output.moment(state.next_visit, zone)
        output.line(f"failing: {state.source_id}: {state.error or 'no cause is known'}; again {again}")
    if len(told.failures) > SHOWN:
        output.line(f"and {len(told.failures) - SHOWN} more: `monitor sources list`")
    waiting = [trouble for trouble in told.troubles if trouble.next_attempt]
    for trouble in waiting[:SHOWN]:
        again = output.moment(trouble.next_attempt, zone)
        output.line(f"waiting: {trouble.url}: {trouble.reason}; attempt {trouble.attempts}, again {again}")
    if len(waiting) > SHOWN:
        output.line(f"and {len(waiting) - SHOWN} more: `monitor status --json`")
    for standing in told.deliveries[:SHOWN]:
        output.line(f"delivery {words(standing)}")
    return PARTLY if told.failing else 0
