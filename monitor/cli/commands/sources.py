"""`monitor sources`: which there are; adding, checking, removing; lists of other readers."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import NOTHING, PARTLY, opening, output
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from monitor.core.model import Source
    from monitor.service.crew import Crew
    from monitor.service.desk import Desk
    from monitor.service.trials import Trial

    Asking = Callable[[Desk, Source, Crew], Awaitable[Trial]]


@monitor.group()
def sources() -> None:
    """See, add, check, remove, import and export sources."""


@sources.command("list")
def list_(flags: Flags) -> int:
    """List the sources with their health."""
    from monitor.service import sources as service

    with opening.desk(flags, only_reads=True) as desk:
        health = service.overview(desk)
        zone = desk.settings.zone()
    if flags.json:
        output.json_lines(map(service.row, health))
        return 0
    rows = (
        (
            one.source.id,
            one.verdict,
            output.moment(one.state.last_visit, zone),
            output.moment(one.state.last_new, zone),
            one.articles,
            one.source.url,
        )
        for one in health
    )
    output.table(("id", "health", "last visit", "last new", "articles", "address"), rows, numbers=("articles",))
    for one in health:
        if one.cause:
            output.note(f"{one.source.id}: {one.cause}; {one.remedy}")
    return 0


@sources.command("check")
@click.argument("source", nargs=-1)
def check(flags: Flags, source: tuple[str, ...]) -> int:
    """Ask all sources, or those named, what they offer now, without storing anything.

    Where one has moved or lists nothing any more, its articles are looked for, and the mend is proposed in words.
    """
    from monitor.service import sources as service
    from monitor.service import trials

    with opening.desk(flags) as desk:
        tried = asyncio.run(_all(desk, trials.check, service.named(desk, source)))
        zone = desk.settings.zone()
    if flags.json:
        output.json_lines(tried)
    else:
        for trial in tried:
            _tell(trial, zone)
    return _verdict(tried)


async def _all(desk: Desk, ask: Asking, chosen: tuple[Source, ...]) -> list[Trial]:
    """The trials of the sources, all at once; hosts take their turns inside the fetcher."""
    from monitor.service.crew import crew

    async with crew(desk) as hands:
        return await asyncio.gather(*(ask(desk, one, hands) for one in chosen))


def _tell(trial: Trial, zone: ZoneInfo) -> None:
    if trial.error:
        output.note(f"{trial.source.id}: {trial.error}")
    else:
        newest = f", the newest of {output.moment(trial.newest, zone)}" if trial.newest else ""
        what = f"{trial.how}: " if trial.how else ""
        output.line(f"{trial.source.id}: {what}{trial.found} articles{newest}" + _where(trial))
    for candidate in trial.first:
        output.line(f"    {candidate.title or '(no title)'}  {candidate.url}")
    for other in trial.also:
        output.line(f"also found: {other}")
    if trial.remedy:
        output.note(f"{trial.source.id}: {trial.remedy}")


def _where(trial: Trial) -> str:
    return f"\n  {trial.source.url}" if trial.how else f", from a {trial.kind}"


def _verdict(tried: list[Trial]) -> int:
    failed = [trial for trial in tried if trial.error or not trial.found]
    if failed:
        return NOTHING if len(failed) == len(tried) else PARTLY
    return PARTLY if any(trial.mend for trial in tried) else 0


@sources.command("add")
@click.argument("url")
@click.option("--id", "name", help="Its id; made of the address when left out.")
@click.option("--name", "title", help="What it is called in digests.")
@click.option("--section", default="culture", show_default=True)
@click.option("--timezone", metavar="ZONE", help="Of times printed on its pages without one.")
@click.option("--exactly", is_flag=True, help="Take URL itself, even where something better is found.")
@click.option("--yes", is_flag=True, help="Add it even if it offers nothing now.")
def add(flags: Flags, url: str, exactly: bool, yes: bool, **words: str | None) -> int:
    """Look at URL, show what it offers, and write it into sources.toml.

    URL is a front page, a section, a feed or a sitemap. The best listing of its articles is looked for: in the feeds
    that the page names, at usual places, in news sitemaps, else among the links of the page.
    """
    from monitor.service import adding

    with opening.desk(flags) as desk:
        wish = adding.Wish(
            url=url, id=words["name"], name=words["title"], section=words["section"], timezone=words["timezone"]
        )
        source = adding.draft(desk, wish)
        if not flags.quiet and not exactly:
            output.note(f"Looking at {source.url}, with at most about {adding.MOST_REQUESTS} requests.")
        trial = asyncio.run(adding.asked(desk, source, exactly=exactly))
        if flags.json:
            output.document(trial)
        else:
            _tell(trial, desk.settings.zone())
        if (trial.error or not trial.found) and not yes:
            output.note("It was not added; --yes adds it all the same.")
            return NOTHING
        file = adding.add(desk, trial.source)
        output.note(f"Added as {trial.source.id!r} to {file}")
    return 0


@sources.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--section", help="Of all of them; else the folder that each stands in.")
def import_(flags: Flags, file: Path, section: str | None) -> int:
    """Add the subscriptions of an OPML FILE (- for stdin), as other readers export them."""
    from monitor.service import subscriptions

    with opening.desk(flags) as desk:
        body = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        taken = subscriptions.take(desk, body, str(file), section)
    for skipped in taken.skipped:
        output.note(f"{skipped.url}: {skipped.reason}; skipped")
    if flags.json:
        output.document(taken)
        return 0
    for source in taken.added:
        output.line(f"{source.id}: {source.name}  {source.url}")
    output.note(f"Added {len(taken.added)} sources to {taken.file}, skipped {len(taken.skipped)}.")
    return 0


@sources.command("export")
@click.option("-o", "--output", "file", type=click.Path(dir_okay=False, path_type=Path), help="Instead of stdout.")
def export(flags: Flags, file: Path | None) -> int:
    """Write the sources as OPML, for other readers."""
    from monitor.service import subscriptions

    if file is not None:
        opening.destination(file)
    with opening.desk(flags) as desk:
        document = subscriptions.give(desk)
    if file is None:
        output.line(document.rstrip("\n"))
    else:
        file.write_text(document, encoding="utf-8")
    return 0


@sources.command("remove")
@click.argument("source")
def remove(flags: Flags, source: str) -> int:
    """Take SOURCE out of sources.toml; its articles stay in the history."""
    from monitor.settings import sources_file

    found = opening.settings(flags)
    output.note(f"Removed {source!r} from {sources_file.remove(found.directory, source)}")
    return 0
