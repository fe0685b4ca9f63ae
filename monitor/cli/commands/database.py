"""`monitor db`: the history as a file: upgrade, check, backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli import NOTHING, opening, output
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags


@monitor.group()
def db() -> None:
    """Upgrade, check, back up and restore the history."""


@db.command()
def upgrade(flags: Flags) -> int:
    """Bring the history up to date; every command does so by itself when it opens it."""
    with opening.desk(flags) as desk:
        output.note(f"{desk.database.place} is up to date")
    return 0


@db.command()
def check(flags: Flags) -> int:
    """Check the history's integrity; each problem is a line."""
    from monitor.service import upkeep

    with opening.desk(flags, only_reads=True) as desk:
        problems = upkeep.problems(desk)
    if flags.json:
        output.document({"problems": list(problems)})
    for problem in problems:
        output.note(problem)
    if not problems and not flags.json:
        output.line("no problems")
    return NOTHING if problems else 0


@db.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup_(flags: Flags, file: Path) -> int:
    """Write a copy of the history to FILE, while it is in use."""
    from monitor.service import upkeep

    with opening.desk(flags, only_reads=True) as desk:
        upkeep.backup(desk, opening.destination(file))
        output.note(f"{desk.database.place} is copied to {file}")
    return 0


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(flags: Flags, file: Path) -> int:
    """Put the history back from FILE; what is there now is kept beside it."""
    from monitor.service import upkeep
    from monitor.service.desk import utc_now

    kept = upkeep.restore(opening.settings(flags).database_url(), file, utc_now())
    output.note(f"restored from {file}" + (f"; what was there is kept in {kept}" if kept else ""))
    return 0
