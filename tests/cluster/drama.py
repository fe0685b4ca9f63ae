"""A scheduler and workers as processes on a real PostgreSQL, of which one after the other is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import TableClause, column, func, select, table

from storage import editions, history, jobs
from storage.database import Database
from storage.schema import editions as published
from storage.schema import sources_state
from tests.builders import arrival
from tests.cluster.town import Town, town

PROGRAM = [sys.executable, "-c", "from monitor.cli import main; main()"]
JOBS: TableClause = table("procrastinate_jobs", column("id"), schema=jobs.SCHEMA)
SETTINGS = """
[fetch]
delay = "{delay}s"
proxy = "{proxy}"
new_articles = {articles}
[digest]
at = "{hour:02}:00"
timezone = "UTC"
[cluster]
heartbeat = "1s"
"""


@dataclass(frozen=True, kw_only=True)
class Plot:
    """How many papers and articles, how fast they may be asked, and after how many requests a worker is killed."""

    papers: int
    articles: int = 3
    delay: int = 1
    workers: int = 3
    killed_every: int
    longest: int = 150


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What is there afterwards: how often each title was stored, and everything that went wrong on the way."""

    wanted: Counter[str]
    stored: Counter[str]
    versions: set[int]
    editions: tuple[date, ...]
    impolite: list[str]
    waiting: int
    codes: list[int]
    killed: int
    requests: int
    seconds: float
    told: str


@dataclass
class Machines:
    """Processes of the command on one history; what they say is in files of the folder."""

    folder: Path
    database: str
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    started: int = 0

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        self.started += 1
        environ = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
        environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        flags = ["--config", str(self.folder), "--database", self.database]
        with (self.folder / f"{self.started:02}-{arguments[0]}.log").open("w") as told:
            process = subprocess.Popen(
                [*PROGRAM, *flags, *arguments], stdout=subprocess.DEVNULL, stderr=told, cwd=self.folder, env=environ
            )
        self.running.append(process)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        return self.start("worker", "--concurrency", "16")

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        self.running.remove(process)
        process.kill()
        process.wait()

    def end(self) -> list[int]:
        """The exit codes of all, asked to end by SIGTERM."""
        for process in self.running:
            process.send_signal(signal.SIGTERM)
        codes = [process.wait(30) for process in self.running]
        self.running.clear()
        return codes

    def told(self) -> str:
        return "".join(file.read_text() for file in sorted(self.folder.glob("*.log")))


@contextmanager
def machines(folder: Path, database: str) -> Iterator[Machines]:
    made = Machines(folder, database)
    try:
        yield made
    finally:
        for process in list(made.running):
            made.kill(process)


def play(plot: Plot, folder: Path, url: str) -> Ending:
    """One scheduler, some workers, and workers killed and replaced until every paper was read and an edition is out."""
    with town(plot.papers, plot.articles) as papers, Database.open(url) as database, machines(folder, url) as there:
        _prepare(plot, papers, database, folder)
        began = time.monotonic()
        there.start("run", "--cluster", "--no-work", "--port", "0")
        workers = [there.worker() for _ in range(plot.workers)]
        chance, killed = random.Random(17), 0
        while not _is_done(database, plot.papers) and time.monotonic() < began + plot.longest:
            if papers.wait(plot.killed_every, seconds=2):
                there.kill(workers.pop(chance.randrange(plot.workers)))
                workers.append(there.worker())
                killed += 1
        seconds = time.monotonic() - began
        with database.read() as c:
            entries = [one for one in history.walk(c) if one.source_id.startswith("paper-")]
            return Ending(
                wanted=Counter(title for titles in papers.titles.values() for title in titles),
                stored=Counter(one.article.title for one in entries),
                versions={one.version for one in entries},
                editions=editions.days(c),
                impolite=[*papers.impolite(plot.delay), *papers.stage.breaches],
                waiting=c.scalar(select(func.count()).select_from(JOBS)),
                codes=there.end(),
                killed=killed,
                requests=sum(map(len, papers.stage.asked.values())),
                seconds=seconds,
                told=there.told(),
            )


def _prepare(plot: Plot, papers: Town, database: Database, folder: Path) -> None:
    """Settings, sources, and a history of yesterday, so that an edition was missed."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    hour = (yesterday.hour + 12) % 24  # far from both ends
    settings = SETTINGS.format(delay=plot.delay, proxy=papers.stage.proxy, articles=plot.articles, hour=hour)
    (folder / "settings.toml").write_text(settings)
    (folder / "sources.toml").write_text(papers.sources)
    jobs.make_ready(database)
    with database.write() as c:
        history.store(c, [arrival(seen_at=yesterday, counted_at=yesterday, published=yesterday)])


def _is_done(database: Database, papers: int) -> bool:
    """Whether every paper was visited, no job waits, and there is an edition."""
    visited = select(func.count()).where(sources_state.c.last_visit.is_not(None))
    with database.read() as c:
        waiting, out = (c.scalar(select(func.count()).select_from(of)) for of in (JOBS, published))
        return c.scalar(visited) == papers and not waiting and bool(out)
