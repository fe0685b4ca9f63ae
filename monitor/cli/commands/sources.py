"""`monitor sources`: which there are, adding, checking, removing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from monitor.cli import NOTHING, PARTLY, opening, output
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from monitor.core.model import Source
    from monitor.service.desk import Desk
    from monitor.service.sources import Trial


@monitor.group()
def sources() -> None:
    """See, add, check and remove sources."""


@sources.command("list")
def list_(flags: Flags) -> int:
    """List the sources with their health."""
    from monitor.service import sources as service

    with opening.desk(flags) as desk:
        health = service.overview(desk)
        zone = desk.settings.zone()
    if flags.json:
        output.json_lines(health)
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
    """Ask all sources, or those named, what they offer now, without storing anything."""
    from monitor.service import sources as service

    with opening.desk(flags) as desk:
        trials = asyncio.run(_trials(desk, service.named(desk, source)))
    if flags.json:
        output.json_lines(trials)
    else:
        for trial in trials:
            _tell(trial)
    return _verdict(trials)


async def _trials(desk: Desk, chosen: tuple[Source, ...]) -> list[Trial]:
    from monitor.service import sources as service
    from monitor.service.crew import crew

    async with crew(desk) as hands:
        return await asyncio.gather(*(service.check(desk, one, hands) for one in chosen))


def _tell(trial: Trial) -> None:
    if trial.error:
        output.note(f"{trial.source.id}: {trial.error}")
        return
    output.line(f"{trial.source.id}: {trial.found} articles, from a {trial.kind}")
    for candidate in trial.first:
        output.line(f"    {candidate.title or '(no title)'}  {candidate.url}")


def _verdict(trials: list[Trial]) -> int:
    failed = [trial for trial in trials if trial.error or not trial.found]
    return (NOTHING if len(failed) == len(trials) else PARTLY) if failed else 0


@sources.command("add")
@click.argument("url")
@click.option("--id", "name", help="Its id; made of the address when left out.")
@click.option("--name", "title", help="What it is called in digests.")
@click.option("--section", default="culture", show_default=True)
@click.option("--timezone", metavar="ZONE", help="Of times printed on its pages without one.")
@click.option("--yes", is_flag=True, help="Add it even if it offers nothing now.")
def add(
    flags: Flags, url: str, name: str | None, title: str | None, section: str, timezone: str | None, yes: bool
) -> int:
    """Look at URL, show what it offers, and write it into sources.toml."""
    from monitor.core.errors import InvalidInput
    from monitor.core.model import Source
    from monitor.core.urls import resolve
    from monitor.settings import sources_file

    address = resolve(url, url)
    if address is None:
        raise InvalidInput(url, "expected an address such as https://paper.example/culture/")
    with opening.desk(flags) as desk:
        taken = tuple(source.id for source in desk.sources)
        source = Source(
            id=name or sources_file.new_id(address, taken),
            url=address,
            name=title or (urlsplit(address).hostname or address).removeprefix("www."),
            section=section,
            timezone=timezone,
        )
        trial = asyncio.run(_trials(desk, (source,)))[0]
        if flags.json:
            output.document(trial)
        else:
            _tell(trial)
        if (trial.error or not trial.found) and not yes:
            output.note("It was not added; --yes adds it all the same.")
            return NOTHING
        output.note(f"Added as {source.id!r} to {sources_file.add(desk.settings.directory, source)}")
    return 0


@sources.command("remove")
@click.argument("source")
def remove(flags: Flags, source: str) -> int:
    """Take SOURCE out of sources.toml; its articles stay in the history."""
    from monitor.settings import sources_file

    found = opening.settings(flags)
    output.note(f"Removed {source!r} from {sources_file.remove(found.directory, source)}")
    return 0
