"""A day of the daemon in some minutes: whether memory, open files and threads stay, and every round is accounted for.

    .venv/bin/python benchmarks/day.py [--sources 200] [--hours 24] [--step 10]

The daemon runs as it does, in this process with workers of its own, on a clock that is set: between two rounds it
jumps by `--step` minutes, within one it runs as clocks do. Made-up papers on loopback bring new articles all day and
correct some of them; `[fetch] delay` is 0. Once an hour of that clock memory, open files and threads are read, with no
round at work. At the end every listing that the papers were asked for must stand in the log, every article that was
listed before its paper's last visit in the history, and the day's edition must be published.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import hashlib
import multiprocessing
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from rounds import _article, _page
from sqlalchemy import func, select

from monitor import parts
from monitor.core.model import Edition
from monitor.daemon import Daemon
from monitor.service.desk import Desk
from monitor.service.report import Report, Watcher
from monitor.settings import load
from monitor.settings.catalogue import Catalogue
from storage.database import Database
from storage.schema import articles, fetch_log, sources_state

START = datetime(2026, 3, 17, 0, 0, tzinfo=UTC)
EVERY = timedelta(hours=4)  # a paper's next article
EARLIER = 8  # articles of a paper before the day begins
LISTED = 20
CORRECTED = 7  # one of so many articles is, an hour after it came


@cache
def _words(paper: int, number: int) -> tuple[str, list[str]]:
    return _article(Random(paper * 1000 + number), 200)


def published(paper: int, number: int) -> datetime:
    """When a paper's article comes out; papers are spread over the hours."""
    return START + EVERY * (number - EARLIER) + EVERY * (paper % 48) / 48


def page(paper: int, number: int, now: datetime) -> bytes | None:
    """The article's page, None before it came out."""
    came = published(paper, number)
    if number < 0 or came > now:
        return None
    title, paragraphs = _words(paper, number)
    if number % CORRECTED == 0 and now > came + timedelta(hours=1):
        paragraphs = [*paragraphs, "Correction: an earlier version of this article gave a wrong year for the bridge."]
    return _page(title, paragraphs, "", came)


def listing(paper: int, now: datetime) -> bytes:
    """The feed of a paper."""
    newest = int((now - published(paper, 0)) / EVERY)
    items = (
        f"<item><title>{escape(_words(paper, number)[0])}</title><link>http://{host(paper)}/culture/{number}</link>"
        f"<pubDate>{format_datetime(published(paper, number))}</pubDate></item>"
        for number in range(newest, max(newest - LISTED, -1), -1)
    )
    return f"<rss version='2.0'><channel><title>{host(paper)}</title>{''.join(items)}</channel></rss>".encode()


def host(paper: int) -> str:
    return f"paper-{paper:03}.test"


def serve(told: multiprocessing.connection.Connection, jumped: multiprocessing.Value) -> None:
    """Plays the proxy until it is asked to end; then gives how often each listing was asked for."""
    asked: Counter[int] = Counter()

    def answer(head: str) -> bytes:
        lines = head.split("\r\n")
        name, _, path = lines[0].split(" ")[1].removeprefix("http://").partition("/")
        paper, now = int(name[6:9]), START + timedelta(seconds=jumped.value + time.monotonic())
        body: bytes | None = None
        if path == "feed.xml":
            asked[paper] += 1
            body = listing(paper, now)
        elif path.startswith("culture/"):
            body = page(paper, int(path[8:]), now)
        tag = f'"{hashlib.blake2b(body or b"", digest_size=8).hexdigest()}"'
        known = next((line[15:].strip() for line in lines if line.lower().startswith("if-none-match:")), None)
        status = 404 if body is None else 304 if known == tag else 200
        body = body if status == 200 and body else b""
        kind = "application/rss+xml" if path == "feed.xml" else "text/html; charset=utf-8"
        heads = f"Content-Type: {kind}\r\nETag: {tag}\r\nContent-Length: {len(body)}\r\n\r\n"
        return f"HTTP/1.1 {status} Said\r\n{heads}".encode() + body

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, EOFError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(answer(head.decode("latin-1")))
                await writer.drain()
        writer.close()

    async def play() -> None:
        server = await asyncio.start_server(converse, "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await asyncio.to_thread(told.recv)
        told.send(dict(asked))

    asyncio.run(play())


@dataclass(slots=True)
class Day:
    """The clock, and what the daemon did; `jumped` is shared with the papers."""

    jumped: multiprocessing.Value
    step: timedelta
    hours: int
    rounds: int = 0
    visits: Counter[str] = field(default_factory=Counter)
    published: list[Edition] = field(default_factory=list)
    hour: int = 0
    looks: list[tuple[float, int, int]] = field(default_factory=list)

    def now(self) -> datetime:
        return START + timedelta(seconds=self.jumped.value + time.monotonic())

    def fetched(self, report: Report) -> None:
        self.rounds += 1
        self.visits.update(tally.source.id for tally in report.tallies if not tally.held)

    def jump(self) -> bool:
        """Sets the clock on; whether the day is over."""
        self.jumped.value += self.step.total_seconds()
        passed = int((self.now() - START) / timedelta(hours=1))
        if passed > self.hour:
            self.hour = passed
            self.look()
        return passed >= self.hours

    def look(self) -> None:
        gc.collect()
        resident = next(
            int(line.split()[1]) / 1024
            for line in Path("/proc/self/status").read_text().splitlines()
            if line.startswith("VmRSS:")
        )
        self.looks.append((resident, len(list(Path("/proc/self/fd").iterdir())), threading.active_count()))
        print(
            f"| {self.hour} | {resident:.0f} | {self.looks[-1][1]} | {self.looks[-1][2]} | {self.rounds} | "
            f"{self.visits.total()} | {time.monotonic() - BEGAN:.0f} |",
            flush=True,
        )


BEGAN = time.monotonic()


class SetDaemon(Daemon):
    """The daemon; after each round and what may be due of editions the clock is set on."""

    __slots__ = ("day",)
    day: Day

    async def _round(self) -> None:
        await super()._round()
        await super()._edition()
        if await asyncio.to_thread(self.day.jump):
            self.stop()

    async def _edition(self) -> None:
        """Nothing: it has its turn after each round, before the clock is set on."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--sources", type=int, default=200)
    asked.add_argument("--hours", type=int, default=24)
    asked.add_argument("--step", type=int, default=10)
    chosen = asked.parse_args()
    context = multiprocessing.get_context("fork")
    jumped = context.Value("d", -time.monotonic())
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(there, jumped), daemon=True)
    server.start()
    parts.TICK = timedelta(seconds=0.05)
    with tempfile.TemporaryDirectory() as folder:
        entries = (
            f'[[source]]\nid = "{host(one)[:9]}"\nurl = "http://{host(one)}/feed.xml"\n'
            for one in range(chosen.sources)
        )
        (Path(folder) / "sources.toml").write_text("\n".join(entries))
        overrides = {
            "fetch.delay": "0s",
            "fetch.proxy": f"http://127.0.0.1:{here.recv()}",
            "digest.timezone": "UTC",
            "history.database": f"sqlite:///{folder}/history.db",
        }
        settings = load(Path(folder), environ={}, overrides=overrides)
        day = Day(jumped=jumped, step=timedelta(minutes=chosen.step), hours=chosen.hours)
        print("| hour | MB resident | open files | threads | rounds | visits | seconds |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        with Database.open(settings.database_url()) as database:
            desk = Desk(database=database, settings=settings, catalogue=Catalogue(settings.directory), now=day.now)
            running = SetDaemon(desk, Watcher(fetched=day.fetched, published=day.published.append))
            running.day = day
            asyncio.run(running.run())
            here.send("end")
            return judge(desk, day, here.recv())


def judge(desk: Desk, day: Day, asked: dict[int, int]) -> int:
    """0 where everything is as it should be; each fault is a line."""
    with desk.database.read() as c:
        counted = c.execute(select(fetch_log.c.outcome, func.count()).group_by(fetch_log.c.outcome))
        outcomes = {row[0]: row[1] for row in counted}
        stored = set(c.execute(select(articles.c.url)).scalars())
        states = {
            row.source_id: row.last_visit
            for row in c.execute(select(sources_state.c.source_id, sources_state.c.last_visit))
        }
    due = {
        f"http://{host(paper)}/culture/{number}"
        for paper in range(len(asked))
        for number in range(EARLIER + int(24 * day.hours / EVERY.total_seconds() * 3600) + 1)
        if published(paper, number) <= states[host(paper)[:9]] - timedelta(minutes=1)
    }
    first, last = day.looks[0], day.looks[-1]
    faults = [
        fault
        for fault, holds in {
            f"memory grew from {first[0]:.0f} to {last[0]:.0f} MB": last[0] <= first[0] * 1.1,
            f"open files: {[look[1] for look in day.looks]}": max(look[1] for look in day.looks) <= first[1] + 2,
            f"threads: {[look[2] for look in day.looks]}": max(look[2] for look in day.looks) <= first[2] + 2,
            f"{sum(asked.values())} listings were asked for, {day.visits.total()} visits told": sum(asked.values())
            == day.visits.total(),
            f"{len(due - stored)} articles are missing": due <= stored,
            f"failures: {outcomes}": not outcomes.get("failed"),
            f"editions: {[one.name for one in day.published]}": len(day.published) == -(-(day.hours - 7) // 24),
        }.items()
        if not holds
    ]
    visits = sorted(day.visits.values())
    print(f"\n{day.rounds} rounds, {sum(asked.values())} visits, {visits[0]} to {visits[-1]} a source;")
    print(f"{len(stored)} articles stored, {len(due)} were to be;")
    print(f"outcomes {outcomes}, editions {[one.name for one in day.published]}.")
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
