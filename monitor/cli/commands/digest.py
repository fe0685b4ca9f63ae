"""`monitor digest`: a day's edition, in any format."""

from __future__ import annotations

import shutil
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import opening, output
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from monitor.core.model import Edition
    from monitor.service.desk import Desk

FIRST_YEAR, LAST_YEAR = 1900, 2100  # of what a digest may be asked for
FORMATS = ["text", "markdown", "html", "json", "atom", "jsonfeed", "epub"]
LARGEST = 2**63 - 1  # id of a story
WIDEST = 100  # columns; longer lines are hard to read


@monitor.command()
@click.argument("day", required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: text.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write it there.")
@click.option("--since", metavar="DAY", help="All that came from that day on, in one digest that is not kept.")
@click.option("--explain", "story", type=click.IntRange(1, LARGEST), metavar="STORY", help="Why it is in, or not.")
def digest(
    flags: Flags, day: str | None, form: str | None, file: Path | None, since: str | None, story: int | None
) -> int:
    """Read the latest digest, or that of a DAY: 2026-03-17, today, yesterday, or a name such as 2026-W12.

    Without a DAY it is the latest edition, and before the first one a draft of it. A DAY without an edition
    is composed from what was published on it. STORY is an id that the digest tells.
    """
    if since is not None and (day is not None or story is not None):
        raise click.UsageError("--since stands alone: it has a digest of its own")
    if story is not None and (form or file):
        raise click.UsageError("--explain is printed, with --json as JSON: --format and -o are for a digest")
    if flags.json and form not in {None, "json"}:
        raise click.UsageError(f"--json and --format {form} are two different things: give one of them")
    with opening.desk(flags, only_reads=True) as desk:
        if story is not None:
            return _explained(flags, desk, story, day)
        edition = chosen(desk, day) if since is None else caught_up(desk, since)
    form = form or ("json" if flags.json else "text")
    if file is not None:
        opening.destination(file).write_bytes(bytes_of(edition, form))
    elif form == "epub":
        _pass_on(bytes_of(edition, form))
    else:
        colour = output.console().color_system is not None
        sys.stdout.write(rendered(edition, form, colour=colour).rstrip("\n") + "\n")
    return 0


def chosen(desk: Desk, day: str | None) -> Edition:
    """The edition that a DAY means, or the name of one; raises InvalidInput or UnknownEdition where it means none."""
    from monitor.service import editions

    if day is None:
        return editions.current(desk)
    if day in {issue.name for issue in editions.published(desk)}:
        return editions.named(desk, day)
    if editions.is_name(day):
        raise editions.unknown(desk, day)
    return editions.on(desk, meant(day, desk))


def caught_up(desk: Desk, since: str) -> Edition:
    """All that came from a DAY on; raises InvalidInput."""
    from monitor.service import editions

    return editions.catch_up(desk, meant(since, desk))


def _explained(flags: Flags, desk: Desk, story: int, day: str | None) -> int:
    from monitor.cli import reasons
    from monitor.service import editions

    name = None if day is None else chosen(desk, day).name
    reasons.show(flags, editions.explain(desk, story, name))
    return 0


def meant(day: str, desk: Desk) -> date:
    """The date of a DAY, in the reader's time zone; raises InvalidInput."""
    from monitor.core.errors import InvalidInput

    today = desk.now().astimezone(desk.settings.zone()).date()
    named = {"today": today, "yesterday": today - timedelta(days=1)}
    try:
        chosen = named.get(day.lower()) or date.fromisoformat(day)
    except ValueError:
        chosen = None
    if "w" in day.lower() and day.lower() not in named:  # a week is an edition's name, and Python takes it for a day
        chosen = None
    if chosen is None or not FIRST_YEAR <= chosen.year <= LAST_YEAR:
        raise InvalidInput(day, "expected a day such as 2026-03-17, today or yesterday, or the name of an edition")
    return chosen


def rendered(edition: Edition, form: str, *, colour: bool = False) -> str:
    """The edition in a format of text by its name; colour and the terminal's width matter to text alone."""
    from monitor import render

    if form == "text":
        width = min(shutil.get_terminal_size().columns, WIDEST)
        return render.text(edition, width=width, colour=colour, ids=True)
    if form in {"atom", "jsonfeed"}:
        feed = render.feed.of_editions([edition])
        return render.atom(feed) if form == "atom" else render.jsonfeed(feed)
    return {"markdown": render.markdown, "html": render.html, "json": render.json}[form](edition)


def bytes_of(edition: Edition, form: str) -> bytes:
    """The edition in any format by its name, as a file has it."""
    from monitor import render

    return render.epub(edition) if form == "epub" else rendered(edition, form).encode()


def _pass_on(book: bytes) -> None:
    """Writes bytes to stdout; raises InvalidInput where a person would see them."""
    from monitor.core.errors import InvalidInput

    if sys.stdout.isatty():
        raise InvalidInput("--format epub", "a file to write it to: -o digest.epub")
    sys.stdout.buffer.write(book)
    sys.stdout.flush()
