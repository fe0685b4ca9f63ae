"""`monitor demo`: everything, on made-up papers on this machine."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import output
from monitor.cli.commands import fetch
from monitor.cli.commands import run as running
from monitor.cli.commands.digest import rendered
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from monitor.core.model import Edition
    from monitor.demo.server import DemoServer
    from monitor.service.desk import Desk
    from monitor.service.report import Report

EARLIER = (timedelta(hours=76), timedelta(hours=52), timedelta(hours=28), timedelta(hours=9))
"""Before now, when earlier editions came out: a story of the first is over, others went on since the last."""
SHORTLY = timedelta(minutes=2)  # before now is the hour of the editions, so that today's has just come out


@monitor.command()
@click.option("--once", is_flag=True, help="Print the digest and end.")
@click.option("--port", type=click.IntRange(0, 65535), default=None, metavar="P", help="Of the page.")
def demo(flags: Flags, once: bool, port: int | None) -> int:
    """Show everything on built-in sample sites: no network, no configuration, nothing kept.

    Made-up papers are served on this machine, fetched, summarised and digested; then the page stays up until
    Ctrl-C.
    """
    from monitor.demo.server import DemoServer
    from monitor.service.desk import utc_now

    for name, given in (("--database", flags.database), ("--config", flags.config)):
        if given is not None:
            raise click.UsageError(f"{name}: the demo has a history and settings of its own, and keeps nothing")
    with DemoServer(utc_now()) as papers, _desk(papers) as desk:
        output.note(f"{len(papers.sources)} made-up papers are on sale on this machine. Reading them ...")
        edition = _read(desk, papers, flags)
        form = "json" if flags.json else "text"
        sys.stdout.write(rendered(edition, form, colour=output.console().color_system is not None).rstrip("\n") + "\n")
        if not once:
            _serve(desk, port)
    return 0


@contextmanager
def _desk(papers: DemoServer) -> Iterator[Desk]:
    """A desk of its own: packaged settings, a file with the papers as sources, a history; all gone afterwards."""
    from monitor.service.desk import Desk, utc_now
    from monitor.settings import load, sources_file
    from monitor.settings.catalogue import Catalogue
    from monitor.settings.places import machine_zone
    from monitor.settings.source import FILE
    from storage.database import Database

    with tempfile.TemporaryDirectory(prefix="monitor-demo-") as folder:
        overrides = {
            "history.database": str(Path(folder) / "demo.db"),
            "fetch.delay": "0s",
            "digest.at": f"{(utc_now() - SHORTLY).astimezone(machine_zone()):%H:%M}",
            "fetch.allow_private": sorted(papers.addresses),
        }
        (Path(folder) / FILE).touch()  # these papers, and none of the packaged ones
        sources_file.add_all(Path(folder), papers.sources)
        settings = load(Path(folder), environ={}, overrides=overrides)
        with Database.open(settings.database_url()) as database:
            yield Desk(database=database, settings=settings, catalogue=Catalogue(Path(folder)))


def _read(desk: Desk, papers: DemoServer, flags: Flags) -> Edition:
    """Today's edition after those of the days before: a round for each, with the papers as they were at its hour."""
    from monitor.service import editions, pictures

    now = desk.now()
    for before in EARLIER:
        _read_at(now - before, desk, papers, flags)
    papers.turn_on()
    papers.correct()
    asyncio.run(_round(desk, flags))
    edition = editions.publish(desk)
    asyncio.run(pictures.gather(desk))
    return edition


def _read_at(then: datetime, desk: Desk, papers: DemoServer, flags: Flags) -> None:
    """The edition of an earlier hour, of the papers that had printed anything by then."""
    from monitor.service import editions

    papers.turn_back(then)
    earlier = replace(desk, now=lambda: then)
    asyncio.run(_round(earlier, flags, {name for name, articles in papers.articles.items() if articles}))
    editions.publish(earlier)


async def _round(desk: Desk, flags: Flags, names: Container[str] | None = None) -> Report:
    """One round over the sources of those names, or all."""
    from monitor.service import round as rounds
    from monitor.service.crew import crew

    sources = tuple(source for source in desk.sources if names is None or source.id in names)
    with fetch.progress(len(sources), flags) as watch:
        async with crew(desk) as hands:
            return await rounds.run(desk, sources, hands, watch)


def _serve(desk: Desk, port: int | None) -> None:
    """Serves the page until a signal, and reads on as the daemon does; the page's address is the last line."""
    from monitor.core.errors import InvalidInput
    from monitor.daemon import Daemon
    from monitor.parts import page
    from monitor.service.report import Watcher
    from monitor.web import application

    web = desk.settings.web
    try:
        listening = running.listen(web.host, web.port if port is None else port)
    except InvalidInput:
        if port is not None:
            raise
        listening = running.listen(web.host, 0)  # another monitor has the usual port

    output.line(f"\nRead it at {running.address(listening)}   (Ctrl-C ends the demo, and nothing is kept)")
    sys.stdout.flush()
    silent = Watcher(fetched=lambda _: None, published=lambda _: None)
    asyncio.run(Daemon(desk, silent).run(page(application(desk), listening)))
