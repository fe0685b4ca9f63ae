"""`monitor db`: the history as a whole: upgrade, check, backup, restore, pruning, and into another database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import click

from monitor.cli import NOTHING, opening, output
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags


@monitor.group()
def db() -> None:
    """Upgrade, check, back up, restore, move and prune the history."""


@db.command()
def upgrade(flags: Flags) -> int:
    """Bring the history up to date; every command does so by itself when it opens it."""
    from monitor.service import upkeep

    with opening.desk(flags) as desk:
        upkeep.upgrade(desk)
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


@db.command()
@click.argument("origin", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(flags: Flags, origin: str, target: str) -> int:
    """Copy the whole history FROM one database TO another, empty one, and check that nothing is missing.

    Both are a SQLite file or an address such as postgresql://name@host/news. FROM is left as it is; afterwards set
    [history] database to TO. Neither may have a daemon at work.
    """
    from monitor.service import upkeep

    with _counting(flags) as progress:
        moved = upkeep.move(_address(origin), _address(target), progress)
    if flags.json:
        output.document({"tables": moved, "rows": sum(one.rows for one in moved)})
    else:
        output.table(("table", "rows"), [(one.table, one.rows) for one in moved], numbers=("rows",))
        output.note(f"Everything is at {upkeep.place(_address(target))}, read again and found the same.")
    return 0


@db.command()
@click.option("--days", type=click.IntRange(30, 36_500), required=True, help="Texts first seen before that.")
@click.option("--yes", is_flag=True, help="Remove them; without it they are only counted.")
def prune(flags: Flags, days: int, yes: bool) -> int:
    """Remove the texts of old articles; titles, summaries, addresses and published editions stay.

    What was removed does not come back but from a backup.
    """
    from monitor.service import upkeep

    age = timedelta(days=days)
    with opening.desk(flags, only_reads=not yes) as desk:
        found = upkeep.prunable(desk, age)
        if yes:
            with _counting(flags) as progress:
                upkeep.prune(desk, age, lambda done: progress("pruned", done))
    if flags.json:
        output.document({"articles": found.articles, "characters": found.characters, "removed": yes})
    else:
        done = "were removed" if yes else "would be removed; --yes removes them"
        output.line(f"{found.articles:,} texts of {found.characters:,} characters {done}")
    return 0


def _address(given: str) -> str:
    """The address that an argument means, a file's path included; raises InvalidInput."""
    from monitor.core.errors import InvalidInput
    from monitor.settings import values

    try:
        return values.database(given) if "://" in given else values.sqlite(Path(given).expanduser().resolve())
    except values.Unreadable as wrong:
        raise InvalidInput(given, f"expected a file, or {wrong}") from None


@contextmanager
def _counting(flags: Flags) -> Iterator[Callable[[str, int], None]]:
    """A line on a terminal that counts the rows."""
    console = output.console(stderr=True)
    if flags.quiet or not console.is_terminal:
        yield lambda _table, _rows: None
        return
    with console.status("Reading ...") as status:
        yield lambda table, rows: status.update(f"{table}: {rows:,} rows")
