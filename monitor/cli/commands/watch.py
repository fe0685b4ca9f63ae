"""`monitor watch`: saved searches, and what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from monitor.cli import opening, output
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from monitor.core.model import Match, Watch, Watched


@monitor.group()
def watch() -> None:
    """See, add and remove watches: saved searches, marked in the digest."""


@watch.command("list")
def list_(flags: Flags) -> int:
    """List the watches with what they found; copies of one text count once."""
    from monitor.service import watches

    with opening.desk(flags, only_reads=True) as desk:
        found = watches.every(desk)
        zone = desk.settings.zone()
    if flags.json:
        output.json_lines(map(_row, found))
        return 0
    if not found:
        output.note("There are no watches: `monitor watch add NAME QUERY` adds one.")
        return 0
    rows = (
        (
            one.watch.name,
            one.watch.query,
            one.matches,
            output.moment(one.latest, zone),
            "at once" if one.watch.notify else "",
        )
        for one in found
    )
    output.table(("name", "query", "articles", "latest", "notify"), rows, numbers=("articles",))
    return 0


@watch.command("add", context_settings={"ignore_unknown_options": True})  # -word is part of a query
@click.argument("name")
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--notify", is_flag=True, help="Tell of new matches at once, and not in the digest alone.")
def add(flags: Flags, name: str, query: tuple[str, ...], notify: bool) -> int:
    """Watch for QUERY, in the language of `monitor search`, under NAME.

    Words, "phrases", -word, source:ID, section:NAME, language:CODE, after:2026-03-01, before:2026-04-01. In a shell
    the whole query stands in single quotes.
    """
    from monitor.service import hints, watches

    with opening.desk(flags) as desk:
        added = watches.add(desk, name, " ".join(query), notify=notify)
        odd = () if flags.quiet else (*hints.misread(added.watch.query), *hints.unknown(desk, added.watch.query))
    for hint in odd:
        output.note(hint)
    if flags.json:
        output.document({**_plain(added.watch), "articles": added.articles})
        return 0
    many = "1 article matches" if added.articles == 1 else f"{added.articles:,} articles match"
    copies = ", copies of one text counted once" if added.has_copies else ""
    output.line(f"Watching for {added.watch.query} as '{added.watch.name}'; {many} already{copies}.")
    return 0


@watch.command("remove")
@click.argument("name")
def remove(flags: Flags, name: str) -> int:
    """Watch no more for what NAME watched for; its articles stay in the history."""
    from monitor.service import watches

    with opening.desk(flags) as desk:
        gone = watches.remove(desk, name)
    if flags.json:
        output.document(_plain(gone))
    else:
        output.note(f"Removed the watch '{gone.name}'.")
    return 0


@watch.command("show")
@click.argument("name")
@click.option("-n", "--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--before", type=click.IntRange(1, 2**63 - 1), metavar="MATCH", help="Only what was found earlier.")
def show(flags: Flags, name: str, limit: int, before: int | None) -> int:
    """Show what the watch called NAME found, the latest first."""
    from monitor.service import watches

    with opening.desk(flags, only_reads=True) as desk:
        found = watches.matches(desk, watches.named(desk, name), limit, before)
        zone = desk.settings.zone()
    if flags.json:
        output.json_lines(map(_match, found))
        return 0
    if not found:
        output.note("nothing found yet")
        return 0
    rows = (
        (one.entry.id, output.moment(one.at, zone), one.entry.source_name, one.entry.article.title) for one in found
    )
    output.table(("id", "found", "source", "title"), rows, numbers=("id",))
    return 0


def _row(one: Watched) -> dict[str, object]:
    return {**_plain(one.watch), "articles": one.matches, "latest": output.plain(one.latest)}


def _plain(one: Watch) -> dict[str, object]:
    fields: dict[str, object] = output.plain(one)
    return fields


def _match(one: Match) -> dict[str, object]:
    from monitor import render

    return {"match": one.id, "found_at": output.plain(one.at), **render.row(one.entry)}
