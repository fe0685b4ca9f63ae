"""`monitor fetch`: one round, now."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from monitor.cli import NOTHING, PARTLY, opening, output
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from monitor.core.model import Source
    from monitor.service.desk import Desk
    from monitor.service.report import Report, Step, Tally
    from monitor.service.upkeep import Plan


@monitor.command()
@click.argument("source", nargs=-1)
def fetch(flags: Flags, source: tuple[str, ...]) -> int:
    """Visit all sources now, or those named, once.

    SOURCE is an id as `monitor sources list` shows it.
    """
    from monitor.service import sources, upkeep

    with opening.desk(flags) as desk:
        chosen = sources.named(desk, source)
        if not chosen:
            output.note("There are no sources: `monitor sources add URL` adds one.")
            return NOTHING
        if not flags.quiet:
            announce(upkeep.plan(desk, chosen))
        report = asyncio.run(_round(desk, chosen, flags))
        tell(report, flags)
        return verdict(report)


async def _round(desk: Desk, sources: tuple[Source, ...], flags: Flags) -> Report:
    from monitor.service import round as rounds
    from monitor.service.crew import crew

    with progress(len(sources), flags) as watch:
        async with crew(desk) as hands:
            return await rounds.run(desk, sources, hands, watch)


def announce(plan: Plan) -> None:
    """Says on stderr what a round is about to ask for."""
    many = "source" if plan.sources == 1 else "sources"
    output.note(f"Visiting {plan.sources} {many}, with at most about {plan.requests} requests.")


@contextmanager
def progress(sources: int, flags: Flags) -> Iterator[Callable[[Step], None]]:
    """Shows a bar on a terminal's stderr while a round goes on, and nothing elsewhere or where the log tells it all."""
    from monitor.service.report import silent

    console = output.console(stderr=True)
    if flags.quiet or flags.verbose or not console.is_terminal:
        yield silent
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        visited = bar.add_task("sources", total=sources)
        read = bar.add_task("articles", total=0)
        pages: dict[str, tuple[int, int]] = {}

        def watch(step: Step) -> None:
            if step.over:
                bar.advance(visited)
                return
            pages[step.source_id] = (step.done, step.total)
            done, total = (sum(numbers) for numbers in zip(*pages.values(), strict=True))
            bar.update(read, completed=done, total=total)

        yield watch


def tell(report: Report, flags: Flags) -> None:
    """Prints what a round did, and names on stderr what failed."""
    if flags.json:
        output.document(report)
    else:
        output.table(_HEADS, map(_row, report.tallies), numbers=_HEADS[2:])
        for found in report.watched:
            output.line(f"{found}.")
    if report.offline:
        output.warning("Nothing could be reached: this machine seems offline. The daemon tries again in 5 minutes.")
    for tally in report.tallies:
        for reason in _reasons(tally):
            (output.warning if tally.failed else output.note)(f"{tally.source.id}: {reason}")


_HEADS = ("source", "listing", "new", "copies", "updated", "unchanged", "no article", "failed")


def _row(tally: Tally) -> tuple[object, ...]:
    from monitor.core.model import Outcome

    order = (Outcome.NEW, Outcome.COPY, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.REFUSED, Outcome.FAILED)
    if tally.held or tally.error:
        return (tally.source.id, "-" if tally.held else tally.failure or "not read", *("-" for _ in order))
    return (tally.source.id, "read", *(tally.count(outcome) for outcome in order))


def _reasons(tally: Tally) -> Iterator[str]:
    from monitor.core.model import Outcome

    if tally.held:
        yield "another process is visiting it; not visited twice"
    if tally.error:
        yield tally.error
    if failed := tally.count(Outcome.FAILED):
        yield f"{failed} of its pages failed; `monitor status` says why, and when they are tried again"
    if not tally.complete:
        yield "not everything was asked for in this round; the rest is for the next visit"


def verdict(report: Report) -> int:
    """The exit code of a round: nothing visited, some of it failed, or done."""
    if all(tally.error or tally.held for tally in report.tallies):
        return NOTHING
    return PARTLY if any(tally.failed or tally.held for tally in report.tallies) else 0
