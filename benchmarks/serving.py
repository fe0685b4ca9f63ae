"""How quickly pages and the JSON interface answer readers while a round stores what it finds.

    .venv/bin/python benchmarks/serving.py [--folder DIR] [--articles 100000] [--readers 20] [--seconds 60]

The server is a process of its own: the web application as the daemon runs it, and beside it, as in the daemon, one
thread that stores articles by the real path, twenty a second in batches of ten. Readers ask on loopback, each once a
second, for addresses drawn by chance from the mix below; a time counts from the moment at which its turn came, so
that a late answer makes the next one late too. Before that each address is asked for once. The history is made once
(`large_history.py`) and kept in the folder; each run works on a copy of it.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import platform
import random
import resource
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from urllib.parse import quote

import growth
import httpx
import large_history

from monitor import parts
from monitor.cli.commands.run import listen
from monitor.core.model import Arrival
from monitor.service import watches
from monitor.service.writer import Writer
from monitor.web import application
from storage import history
from storage.database import Database

BATCH = 10
QUERIES = (
    "museum festival",
    "opera",
    "the",
    '"festival opera"',
    f"{growth.spelt(2500)} {growth.spelt(2600)}",
    "opera -museum source:paper3",
    "museum after:2026-02-01",
    "festival section:film",
    "opera language:en",
    f"{growth.spelt(31_000)}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What there is to be asked for."""

    articles: int
    stories: int
    largest: int
    in_edition: tuple[int, ...]
    chance: random.Random

    def article(self) -> int:
        """Mostly a young one."""
        if self.chance.random() < 0.5:
            return self.articles - self.chance.randrange(min(1000, self.articles))
        return self.chance.randint(1, self.articles)

    def story(self) -> int:
        """Sometimes the largest."""
        return self.largest if self.chance.random() < 0.2 else self.chance.randint(1, self.stories)

    def told(self) -> int:
        """One of the latest edition's."""
        return self.chance.choice(self.in_edition)

    def day(self) -> str:
        at = large_history.NOW - timedelta(days=self.chance.randint(1, 300))
        return f"{at:%Y-%m-%d}"

    def query(self) -> str:
        return quote(self.chance.choice(QUERIES))


Address = Callable[[Held], str]
# By the name that stands in the table, and how often it is asked for.
MIX: dict[str, tuple[int, Address]] = {
    "/": (10, lambda _: "/"),
    "/draft": (3, lambda _: "/draft"),
    "/editions": (3, lambda _: "/editions"),
    "/editions/DAY": (4, lambda held: f"/editions/{held.day()}"),
    "/articles/ID": (10, lambda held: f"/articles/{held.article()}"),
    "/stories/ID": (6, lambda held: f"/stories/{held.story()}"),
    "/stories/ID/why": (3, lambda held: f"/stories/{held.told()}/why"),
    "/catch-up, 3 days": (3, lambda _: f"/catch-up?since={large_history.NOW - timedelta(days=3):%Y-%m-%d}"),
    "/editions/DAY.epub": (3, lambda held: f"/editions/{held.day()}.epub"),
    "/feeds/digest.atom": (3, lambda _: "/feeds/digest.atom"),
    "/feeds/digest.json": (3, lambda _: "/feeds/digest.json"),
    "/feeds/watches/ID.atom": (3, lambda _: "/feeds/watches/1.atom"),
    "/watches": (3, lambda _: "/watches"),
    "/watches/ID": (3, lambda _: "/watches/1"),
    "/search": (8, lambda held: f"/search?q={held.query()}"),
    "/sources": (3, lambda _: "/sources"),
    "/sources/ID": (3, lambda held: f"/sources/paper{held.article() % 40}"),
    "/doctor": (3, lambda _: "/doctor"),
    "/api": (3, lambda _: "/api"),
    "/static/style.css": (3, lambda _: "/static/style.css"),
    "/openapi.json": (3, lambda _: "/openapi.json"),
    "/metrics": (3, lambda _: "/metrics"),
    "/api/v1/edition": (4, lambda _: "/api/v1/edition"),
    "/api/v1/edition?day=": (3, lambda held: f"/api/v1/edition?day={held.day()}"),
    "/api/v1/editions": (3, lambda _: "/api/v1/editions"),
    "/api/v1/editions/NAME": (3, lambda held: f"/api/v1/editions/{held.day()}"),
    "/api/v1/editions/NAME/items": (3, lambda held: f"/api/v1/editions/{held.day()}/items"),
    "/api/v1/draft": (3, lambda _: "/api/v1/draft"),
    "/api/v1/stories/ID": (4, lambda held: f"/api/v1/stories/{held.story()}"),
    "/api/v1/articles": (3, lambda held: f"/api/v1/articles?before={held.article()}"),
    "/api/v1/articles?source=": (3, lambda held: f"/api/v1/articles?source=paper{held.article() % 40}"),
    "/api/v1/articles/ID": (5, lambda held: f"/api/v1/articles/{held.article()}"),
    "/api/v1/articles/ID/changes": (3, lambda held: f"/api/v1/articles/{held.article() // 20 * 20}/changes"),
    "/api/v1/search": (6, lambda held: f"/api/v1/search?q={held.query()}"),
    "/api/v1/watches": (3, lambda _: "/api/v1/watches"),
    "/api/v1/watches/ID/matches": (3, lambda _: "/api/v1/watches/1/matches"),
    "/api/v1/sources": (3, lambda _: "/api/v1/sources"),
    "/api/v1/sources/ID": (3, lambda held: f"/api/v1/sources/paper{held.article() % 40}"),
    "/api/v1/doctor": (3, lambda _: "/api/v1/doctor"),
    "/api/v1/status": (3, lambda _: "/api/v1/status"),
}


def serve(file: Path, arrivals: int, told: Pipe) -> None:
    """Serves and stores until it is killed; tells its port when it listens."""
    began, start = time.monotonic(), large_history.NOW

    def now() -> datetime:
        return start + timedelta(seconds=time.monotonic() - began)

    with Database.open(f"sqlite:///{file}") as database:
        desk = replace(large_history.desk(database), now=now)
        watches.add(desk, "Museums", "museum festival source:paper3")
        listening = listen("127.0.0.1", 0)

        async def store(stopping: asyncio.Event) -> None:
            if arrivals:
                await storing(database, now, arrivals)
            await stopping.wait()

        told.send(listening.getsockname()[1])
        asyncio.run(parts.together(asyncio.Event(), parts.page(application(desk), listening), store))


async def storing(database: Database, now: Callable[[], datetime], rate: int) -> None:
    """Stores so many articles a second, in batches, until it is cancelled."""
    ready = list(islice(growth.made_up(3), 120 * rate))  # in a round other processes read them
    async with Writer(database) as writer:
        due = time.monotonic()
        while ready:
            batch: list[Arrival] = [replace(one, seen_at=now()) for one in ready[:BATCH]]
            ready = ready[BATCH:]
            await writer(history.store, batch)
            due += BATCH / rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))


@dataclass(slots=True, kw_only=True)
class Tally:
    """Seconds of every answer, by the address's name, and the statuses that were no 200."""

    times: dict[str, list[float]]
    odd: Counter[tuple[str, int]]


async def ask(base: str, held: Held, readers: int, seconds: int) -> Tally:
    tally = Tally(times=defaultdict(list), odd=Counter())
    names, weights = list(MIX), [often for often, _ in MIX.values()]
    async with httpx.AsyncClient(base_url=base, timeout=30, limits=httpx.Limits(max_connections=readers)) as client:
        for _, address in MIX.values():  # the first of each compiles its template and its statements
            await client.get(address(held))

        async def read(number: int) -> None:
            turn = time.perf_counter() + number / readers
            end = turn + seconds
            while turn < end:
                await asyncio.sleep(max(0.0, turn - time.perf_counter()))
                name = held.chance.choices(names, weights)[0]
                answer = await client.get(MIX[name][1](held))
                tally.times[name].append(time.perf_counter() - turn)
                if answer.status_code != 200:
                    tally.odd[name, answer.status_code] += 1
                turn = max(turn + 1, time.perf_counter() - 10)

        await asyncio.gather(*map(read, range(readers)))
    return tally


def held_in(file: Path) -> Held:
    with sqlite3.connect(file) as c:
        articles, stories = c.execute("SELECT max(id), max(story_id) FROM articles").fetchone()
        largest = c.execute("SELECT story_id FROM articles GROUP BY 1 ORDER BY count(*) DESC LIMIT 1").fetchone()[0]
        told = c.execute("SELECT story_id FROM edition_items ORDER BY edition_id DESC LIMIT 5").fetchall()
    return Held(
        articles=articles,
        stories=stories,
        largest=largest,
        in_edition=tuple(story for (story,) in told),
        chance=random.Random(1),
    )


def shown(tally: Tally) -> str:
    lines = ["| address | answers | median ms | 95 % ms | slowest ms |", f"|{' --- |' * 5}"]
    everything = sorted(taken for times in tally.times.values() for taken in times)
    for name, times in [*((name, sorted(tally.times[name])) for name in MIX if tally.times[name]), ("all", everything)]:
        lines.append(
            f"| {name} | {len(times)} | {1000 * statistics.median(times):.0f}"
            f" | {1000 * times[int(0.95 * len(times))]:.0f} | {1000 * times[-1]:.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="where the history is kept")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--stored", type=int, default=20, help="articles stored a second; 0 for none")
    options = parser.parse_args()
    kept = options.folder / f"history-{options.articles}.db"
    if not kept.exists():
        large_history.make(kept, options.articles)
    made = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = made.ru_utime + made.ru_stime
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        file = Path(shutil.copy(kept, folder))
        here, there = multiprocessing.Pipe()
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(file, options.stored, there))
        server.start()
        try:
            base = f"http://127.0.0.1:{here.recv()}"
            time.sleep(5)
            before = held_in(kept)
            tally = asyncio.run(ask(base, before, options.readers, options.seconds))
            stored = held_in(file).articles - before.articles
        finally:
            server.terminate()
            server.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = (used.ru_utime + used.ru_stime - started) / (options.seconds + 5)
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}")
    stand = (
        f"{options.articles:,} articles, {options.readers} readers, {options.seconds} s, {stored:,} stored meanwhile"
    )
    print(f"{stand}; {100 * busy:.0f} % of a core, starting included; load {os.getloadavg()[0]:.1f}\n")
    print(shown(tally))
    for (name, status), times in tally.odd.items():
        print(f"{name}: {times} times {status}")


if __name__ == "__main__":
    main()
