"""What more workers bring, where the time goes, and what claims and jobs cost as the history grows.

    .venv/bin/python benchmarks/scale.py [--workers 1,2,4] [--sources 150] [--articles 20]
    .venv/bin/python benchmarks/scale.py --sizes 10000,100000,1000000

All on this machine, on a PostgreSQL of its own with its defaults. Workers: made-up papers as in `rounds.py`, `[fetch]
delay` 0, so that nothing waits for politeness; a rate is that of the middle eight tenths of the articles, and CPU time
that of all processes from their start to the last article. Sizes: a history as `growth.py` grows it, and in it turns of
10,000 hosts and 10,000 waiting jobs.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from growth import grow, made_up
from postgresql import Server, server
from procrastinate import App, PsycopgConnector
from procrastinate.jobs import Job, Status
from rounds import COMMAND, paper, serve
from sqlalchemy import Select, func, insert, select, update

from storage import hosts, jobs, leases
from storage.database import Database
from storage.schema import articles, sources_state
from storage.schema import hosts as hosts_table

TICKS = os.sysconf("SC_CLK_TCK")
HOSTS = JOBS = 10_000
TIMED = 500
VISITS = 3


@dataclass(frozen=True, kw_only=True)
class Spent:
    """Seconds of CPU time by who spent them."""

    reading: float
    working: float
    database: float
    scheduling: float
    serving: float

    def shown(self, before: Spent, times: int) -> str:
        """Milliseconds since an earlier reading, for each of so many, as cells of a table."""
        one, other = astuple(self), astuple(before)
        return " | ".join(f"{1000 * (now - then) / times:.1f}" for now, then in zip(one, other, strict=True))


@dataclass(frozen=True, kw_only=True)
class Rate:
    """What a run came to: articles a second, and in cells what an article cost, and a visit without any."""

    seconds: float
    a_second: float
    article: str
    visit: str


@dataclass(frozen=True, kw_only=True)
class Town:
    """The papers and who plays them."""

    entries: str
    proxy: int
    pid: int
    papers: int
    articles: int


ZERO = Spent(reading=0, working=0, database=0, scheduling=0, serving=0)


def cpu(pid: int) -> tuple[float, float]:
    """Seconds of CPU time of a process, and of those below it that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own, ended = int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])
    return own / TICKS, ended / TICKS


def below(pid: int) -> Iterator[int]:
    """The processes below one, whichever of its threads started them."""
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (thread / "children").read_text().split()):
            yield child
            yield from below(child)


def children(pid: int) -> float:
    """Seconds of CPU time of all processes below one, those that have ended too."""
    return cpu(pid)[1] + sum(sum(cpu(one)) for one in below(pid))


@contextmanager
def running(folder: str, database: str, workers: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """A scheduler and so many workers; the scheduler comes first."""
    flags = ["--config", folder, "--database", database, "-q"]
    commands = [["run", "--cluster", "--no-work", "--port", "0"], *([["worker"]] * workers)]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    there = [subprocess.Popen([*COMMAND, *flags, *one], **silent) for one in commands]
    try:
        yield there
    finally:
        for process in there:
            process.terminate()
        for process in there:
            process.wait()


@contextmanager
def town(papers: int, each: int) -> Iterator[Town]:
    """So many papers with so many articles each, played by a process of their own."""
    sites = [paper(number, each, 400, datetime.now(UTC)) for number in range(papers)]
    here, there = multiprocessing.Pipe()
    playing = multiprocessing.get_context("fork").Process(target=serve, args=(sites, there), daemon=True)
    playing.start()
    addresses = (f"http://{one.host}{one.listing}" for one in sites)
    entries = "\n".join(f'[[source]]\nid = "p-{at}"\nurl = "{url}"\n' for at, url in enumerate(addresses))
    yield Town(entries=entries, proxy=here.recv(), pid=playing.pid or 0, papers=papers, articles=papers * each)
    playing.terminate()


def measured(postgresql: Server, there: Town, workers: int) -> Rate:
    url = postgresql.database()
    with tempfile.TemporaryDirectory() as folder, Database.open(url) as database:
        settings = f'[fetch]\ndelay = "0s"\nproxy = "http://127.0.0.1:{there.proxy}"\n[digest]\nat = "00:00"\n'
        (Path(folder) / "settings.toml").write_text(settings)
        (Path(folder) / "sources.toml").write_text(there.entries)
        jobs.make_ready(database)
        nothing = replace(ZERO, database=children(postgresql.pid), serving=cpu(there.pid)[0])
        with running(folder, url, workers) as processes:

            def spent() -> Spent:
                scheduler, *hands = (process.pid for process in processes)
                return Spent(
                    reading=sum(map(children, hands)),
                    working=sum(cpu(pid)[0] for pid in hands),
                    database=children(postgresql.pid),
                    scheduling=cpu(scheduler)[0],
                    serving=cpu(there.pid)[0],
                )

            moments = until(database, select(func.count()).select_from(articles), there.articles)
            first = spent()
            until(database, select(func.count()).where(sources_state.c.last_visit.is_not(None)), there.papers)
            ready = spent()
            for _ in range(VISITS):
                again(database, there.papers)
            quiet = spent()
    middle = [(at, count) for at, count in moments if 0.1 * there.articles <= count <= 0.9 * there.articles]
    (start_, first_), (end, last) = middle[0], middle[-1]
    return Rate(
        seconds=moments[-1][0] - moments[0][0],
        a_second=(last - first_) / (end - start_),
        article=first.shown(nothing, there.articles),
        visit=quiet.shown(ready, VISITS * there.papers),
    )


def until(database: Database, counted: Select[Any], wanted: int) -> list[tuple[float, int]]:
    """The counts, five a second, and when they were taken, up to the one that was wanted."""
    moments: list[tuple[float, int]] = []
    while not moments or moments[-1][1] < wanted:
        with database.read() as c:
            moments.append((time.perf_counter(), c.scalar(counted) or 0))
        time.sleep(0.2)
    return moments


def again(database: Database, papers: int) -> None:
    """All papers are visited once more, as soon as the scheduler sees that they are due."""
    now = datetime.now(UTC)
    with database.write() as c:
        c.execute(update(sources_state).values(next_visit=now))
    until(database, select(func.count()).where(sources_state.c.last_visit > now), papers)


def timed(work: Callable[[int], object]) -> float:
    """Milliseconds of the median of many."""
    taken = []
    for number in range(TIMED):
        start = time.perf_counter()
        work(number)
        taken.append(time.perf_counter() - start)
    return 1000 * statistics.median(taken)


def turns(database: Database) -> float:
    """Milliseconds for a host's turn: claimed, and given back, a transaction each."""
    owner, now = leases.Owner.here(), datetime.now(UTC)

    def turn(number: int) -> None:
        name = f"host{number * 7919 % HOSTS}.example"
        with database.write(lasting=False) as c:
            hosts.claim(c, name, owner, now, timedelta())
        with database.write(lasting=False) as c:
            hosts.release(c, name, owner, now)

    return timed(turn)


async def queue(database: Database) -> tuple[float, float]:
    """Milliseconds for a job laid down, in hundreds, and for one taken and finished."""
    options = {"options": jobs.SEARCH_PATH}
    async with App(connector=PsycopgConnector(conninfo=jobs.address(database), kwargs=options)).open_async() as app:
        manager, start = app.job_manager, time.perf_counter()
        for first in range(0, JOBS, 100):
            some = [
                Job(queue="visits", task_name="visit", queueing_lock=f"visit:{one}", lock=None)
                for one in range(first, first + 100)
            ]
            await manager.batch_defer_jobs_async(some)
        laid = 1000 * (time.perf_counter() - start) / JOBS
        jobs.recount(database)
        worker, start = await manager.register_worker(), time.perf_counter()
        for _ in range(TIMED):
            if job := await manager.fetch_job(["visits"], worker):
                await manager.finish_job(job, status=Status.SUCCEEDED, delete_job=True)
        return laid, 1000 * (time.perf_counter() - start) / TIMED


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--workers", default="1,2,4")
    asked.add_argument("--sources", type=int, default=150)
    asked.add_argument("--articles", type=int, default=20)
    asked.add_argument("--sizes", default="")
    chosen = asked.parse_args()
    with server() as postgresql:
        if chosen.sizes:
            growing(postgresql, [int(size) for size in chosen.sizes.split(",")])
        else:
            working(postgresql, chosen.sources, chosen.articles, [int(one) for one in chosen.workers.split(",")])


def working(postgresql: Server, papers: int, each: int, counts: list[int]) -> None:
    parts = "reading | worker | PostgreSQL | scheduler | made-up papers"
    rates = []
    with town(papers, each) as there:
        print(f"CPU milliseconds an article:\n\n| workers | seconds | articles a second | {parts} |")
        print(f"|{' --- |' * 8}")
        for workers in counts:
            rates.append(measured(postgresql, there, workers))
            print(
                f"| {workers} | {rates[-1].seconds:.1f} | {rates[-1].a_second:.1f} | {rates[-1].article} |", flush=True
            )
    print(f"\nCPU milliseconds a visit that brings nothing new:\n\n| workers | {parts} |\n|{' --- |' * 6}")
    for workers, rate in zip(counts, rates, strict=True):
        print(f"| {workers} | {rate.visit} |")


def growing(postgresql: Server, sizes: list[int]) -> None:
    print("| articles | stored a second | a host's turn, ms | a job laid down, ms | taken and finished, ms | MB |")
    print(f"|{' --- |' * 6}")
    incoming, there, url = made_up(1), 0, postgresql.database()
    with Database.open(url) as database:
        jobs.make_ready(database)
        with database.write() as c:
            c.execute(insert(hosts_table), [{"host": f"host{number}.example"} for number in range(HOSTS)])
        for size in sizes:
            grown = grow(database, incoming, there, size)
            laid, taken = asyncio.run(queue(database))
            with database.write() as c:
                c.exec_driver_sql(f"TRUNCATE {jobs.SCHEMA}.procrastinate_jobs CASCADE")
            stored, turn = 1 / statistics.fmean(grown.adding), turns(database)
            print(
                f"| {size:,} | {stored:.0f} | {turn:.2f} | {laid:.2f} | {taken:.2f} | {grown.on_disk:,.0f} |",
                flush=True,
            )
            there = size


if __name__ == "__main__":
    sys.exit(main())
