"""`monitor run` and `monitor serve`: the daemon, and the page that it is read on."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import opening, output
from monitor.cli.commands import fetch
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from monitor.core.model import Edition
    from monitor.parts import Part
    from monitor.service.desk import Desk
    from monitor.service.report import Report

VISITS_A_HOST = 4
"""Visits for each request that may be on its way: most of them wait for their host's next moment."""
CONTAINER_MARKS = (Path("/.dockerenv"), Path("/run/.containerenv"))

_host = click.option("--host", metavar="H", help="Default: 127.0.0.1.")
_port = click.option("--port", type=click.IntRange(0, 65535), metavar="P", help="Default: 8765; 0 for any free one.")

_concurrency = click.option(
    "--concurrency",
    type=click.IntRange(1, 10_000),
    metavar="N",
    help="Sources visited at once; default: four times [fetch] hosts_at_once.",
)


@monitor.command()
@_host
@_port
@click.option("--cluster", is_flag=True, help="Share the work with `monitor worker` on other machines (PostgreSQL).")
@click.option("--no-work", is_flag=True, help="With --cluster: say what is due, serve the page, and leave the work.")
@_concurrency
def run(flags: Flags, host: str | None, port: int | None, cluster: bool, no_work: bool, concurrency: int | None) -> int:
    """Run in the background: fetch now and then by schedule, publish the digest at its hour, serve the page."""
    if not cluster and (no_work or concurrency):
        raise click.UsageError("--no-work and --concurrency go with --cluster")
    return _many(flags, host, port, 0 if no_work else concurrency) if cluster else _one(flags, host, port)


def _one(flags: Flags, host: str | None, port: int | None) -> int:
    """The whole in this one process."""
    from monitor.daemon import Daemon
    from monitor.service import upkeep
    from monitor.service.report import Watcher

    with opening.desk(flags, {"web.host": host}) as desk, upkeep.only_daemon(desk):
        page = part(desk, port)
        if not flags.quiet:
            fetch.announce(upkeep.plan(desk, upkeep.due(desk)))
        asyncio.run(Daemon(desk, Watcher(fetched=_fetched, published=_published)).run(page))
    output.note("Stopped.")
    return 0


def _many(flags: Flags, host: str | None, port: int | None, concurrency: int | None) -> int:
    """The scheduler of many workers and the page, and one of the workers unless its concurrency is 0."""
    from monitor import cluster
    from monitor.parts import beating, together

    with _member(flags, "monitor run --cluster", {"web.host": host}) as desk:
        parts = [part(desk, port)]
        if concurrency != 0:
            parts.append(_working(desk, flags, concurrency))

        async def run() -> None:
            with cluster.scheduling(desk) as scheduling:
                await together(asyncio.Event(), *parts, *scheduling, beating)

        asyncio.run(run())
    output.note("Stopped.")
    return 0


@monitor.command()
@_concurrency
def worker(flags: Flags, concurrency: int | None) -> int:
    """One more machine: do what `monitor run --cluster` says is due (PostgreSQL)."""
    from monitor.parts import beating, together

    with _member(flags, "monitor worker") as desk:
        if not flags.quiet:
            output.note(f"Working on {desk.database.place}.")

        async def work() -> None:
            await together(asyncio.Event(), _working(desk, flags, concurrency), beating)

        asyncio.run(work())
    output.note("Stopped.")
    return 0


@contextmanager
def _member(flags: Flags, command: str, overrides: Mapping[str, object] | None = None) -> Iterator[Desk]:
    """The desk of one of a cluster's processes; raises InvalidInput where the history is no PostgreSQL."""
    from monitor import cluster

    cluster.require_postgresql(opening.settings(flags, overrides).database_url(), command)
    with opening.desk(flags, overrides) as desk, cluster.member(desk):
        yield desk


def _working(desk: Desk, flags: Flags, concurrency: int | None) -> Part:
    from monitor import cluster
    from monitor.service.report import Watcher

    at_once = concurrency or VISITS_A_HOST * desk.settings.fetch.hosts_at_once
    watcher = Watcher(fetched=(lambda _: None) if flags.quiet else _visited, published=_published)
    return cluster.working(desk, watcher, at_once)


@monitor.command()
@_host
@_port
def serve(flags: Flags, host: str | None, port: int | None) -> int:
    """Serve the page and the API alone."""
    from monitor.parts import together

    with opening.desk(flags, {"web.host": host}) as desk:
        page = part(desk, port)

        async def alone() -> None:
            await together(asyncio.Event(), page)

        asyncio.run(alone())
    return 0


def part(desk: Desk, port: int | None) -> Part:
    """The page of a desk, listening; its address is printed on stdout, as the last line until there is news.

    Raises InvalidInput where the address cannot be listened on, or must not be without a password.
    """
    from monitor.parts import page
    from monitor.web import application

    web = desk.settings.web
    guard(web.host, password=web.password or web.trust_header)
    listening = listen(web.host, web.port if port is None else port)
    output.line(f"The page: {address(listening)}")
    if not (_is_loopback(web.host) or web.password or web.trust_header):
        output.note("It has no password: whoever reaches this container's port can read it.")
    return page(application(desk), listening)


def guard(host: str, *, password: str, marks: tuple[Path, ...] = CONTAINER_MARKS) -> None:
    """Refuses to show the page to other machines without a password, but inside a container, which publishes it.

    A container is known by one of the files in `marks`. Raises InvalidInput.
    """
    from monitor.core.errors import InvalidInput

    if not (_is_loopback(host) or password or any(mark.exists() for mark in marks)):
        raise InvalidInput(
            f"--host {host}", "other machines would reach the page: set [web] password, or listen on 127.0.0.1"
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address; raises InvalidInput when it cannot.

    What it accepts sends without delay: else an answer's last packet waits for the client's word on the first, some
    40 ms. The event loop sees to that only for sockets that name their protocol, as this one does not.
    """
    from monitor.core.errors import InvalidInput

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host.strip("[]"), port), family=family)
    except OSError as error:
        number = error.errno or 0  # below 0 is what the look-up of a name gives
        reason = (os.strerror(number) if number > 0 else error.strerror or str(error)).lower()
        raise InvalidInput(f"{host}:{port}", f"{reason}; --port gives another one") from error
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def address(listening: socket.socket) -> str:
    """The address at which a browser on this machine finds the page."""
    host, port = listening.getsockname()[:2]
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host  # noqa: S104 - compared, not bound
    return f"http://{shown}:{port}/"


def _fetched(report: Report) -> None:
    from monitor.core.model import Outcome

    gained = sum(tally.count(Outcome.NEW) + tally.count(Outcome.COPY) for tally in report.tallies)
    failed = [tally.source.id for tally in report.tallies if tally.failed]
    trouble = f"; not all could be had: {', '.join(failed)}" if failed else ""
    say = output.warning if failed else output.note
    say(f"{report.ended:%Y-%m-%d %H:%M} UTC: {len(report.tallies)} sources, {gained} new articles{trouble}")


def _visited(report: Report) -> None:
    """Tells of a visit that brought or missed something; most do neither."""
    from monitor.core.model import Outcome

    for tally in report.tallies:
        gained = tally.count(Outcome.NEW) + tally.count(Outcome.COPY)
        if gained or tally.failed:
            trouble = "; not all could be had" if tally.failed else ""
            say = output.warning if tally.failed else output.note
            say(f"{report.ended:%Y-%m-%d %H:%M} UTC: {tally.source.id}, {gained} new articles{trouble}")


def _published(edition: Edition) -> None:
    output.note(f"The digest of {edition.day} is out, with {len(edition.items)} stories.")
