"""What copies and stories cost as the history grows.

    .venv/bin/python benchmarks/growth.py [--sizes 10000,100000,1000000] [--database URL]

The last `MEASURED` articles of each size are stored by the real path, in batches, and the last `TIMED` of them are
timed; those before them, but for the first size, are put into the tables as they are: made-up fingerprints and keys
in full, texts of twenty words. An article measured has 200 words; one in six copies an earlier one, three own reports
tell of one event, 3,000 come in a day. A million articles take about 3 GB and, in SQLite, some minutes. `--database`
names an EMPTY database, else it is a new SQLite file in the folder for temporary files.
"""

from __future__ import annotations

import argparse
import platform
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from typing import Any

import numpy as np
from sqlalchemy import Connection, text

from monitor.core import matching
from monitor.core.matching.fingerprints import KEYS, SKETCH
from monitor.core.model import Arrival, Article, Summary
from storage import copies, history
from storage.database import Database

BATCH = 64
MEASURED, TIMED = 30_000, 10_000  # the terms of stories are kept for a week: 21,000 articles
ASKED = 1000
CHUNK = 10_000
PAPERS = 40
DAY = datetime(2026, 3, 17, tzinfo=UTC)
TEXT = "twenty made up words " * 5
Rows = Iterable[tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What was measured with so many articles: seconds of each that was stored, by the clock and of this process's
    processor time, and of each that was looked for."""

    articles: int
    adding: list[float]
    busy: list[float]
    asking: list[float]
    on_disk: float


def spelt(number: int) -> str:
    """A word of up to six letters, another one for each number."""
    letters = ""
    while number or not letters:
        number, letter = divmod(number, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def arrival(number: int, told: str, at: datetime) -> Arrival:
    article = Article(title=told[:60], paragraphs=(told,), language="en")
    paper = f"paper{number % PAPERS}"
    return Arrival(
        url=f"https://{paper}.example/{number}",
        key=f"https://{paper}.example/{number}",
        source_id=paper,
        source_name=paper.title(),
        article=article,
        summary=Summary(sentences=(), algorithm="lead"),
        fingerprint=matching.fingerprint(article.text),
        terms=matching.terms(article),
        seen_at=at,
    )


def made_up(seed: int) -> Iterator[Arrival]:
    """Articles without end, one after the other in time."""
    chance = random.Random(seed)
    vocabulary = [spelt(number) for number in range(30_000)]
    frequent = np.cumsum([1 / (number + 10) for number in range(30_000)]).tolist()
    event, recent = 0, [""]
    for number in range(10**9):
        event += number % 3 == 0
        at = DAY + number * timedelta(days=1) / 3000
        if number % 6 == 5:
            told = f"{chance.choice(recent)} Printed with leave."
        else:
            drawn = chance.choices(vocabulary, cum_weights=frequent, k=170)
            drawn += [spelt(10**6 + 9 * event + chance.randrange(9)).title() for _ in range(26)]
            chance.shuffle(drawn)
            told = " ".join(drawn)
            recent = [*recent[-500:], told]
        yield arrival(number, told, at)


def fill(url: str, more: int) -> None:
    """So many articles more, put into the tables as they are; their fingerprints are random."""
    chance = np.random.default_rng(more)
    with Database.open(url) as database, database.write() as c:
        if c.dialect.name == "sqlite":
            c.execute(text("PRAGMA cache_size = -1000000"))
        first = 1 + (c.scalar(text("SELECT max(id) FROM articles")) or 0)
        story = 1 + (c.scalar(text("SELECT max(id) FROM stories")) or 0)
        for start in range(first, first + more, CHUNK):
            ids = range(start, min(start + CHUNK, first + more))
            filling(c, ids, story - first, chance)
        if c.dialect.name == "postgresql":
            for table in ("articles", "stories"):
                c.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608 - two names
                )
            c.execute(text("ANALYZE"))


def filling(c: Connection, ids: range, stories: int, chance: np.random.Generator) -> None:
    sketches = np.sort(chance.integers(-(2**63), 2**63 - 1, size=(len(ids), SKETCH)))
    at = DAY - timedelta(days=30)
    moment = at.strftime("%Y-%m-%d %H:%M:%S.%f") if c.dialect.name == "sqlite" else at
    put(c, "stories (id, first_seen)", ((one + stories, moment) for one in ids))
    columns = "id, key, url, source_id, source_name, story_id, version, told_at, counted_at, first_seen, last_seen"
    articles = (
        (one, address(one), address(one), "filled", "Filled", one + stories, 1, moment, moment, moment, moment)
        for one in ids
    )
    put(c, f"articles ({columns})", articles)
    put(c, "addresses (key, article_id, url)", ((address(one), one, address(one)) for one in ids))
    put(
        c,
        "versions (article_id, number, seen_at, content_hash, title, authors, paragraphs, captions)",
        ((one, 1, moment, f"{one:032x}", "Made up", "[]", f'["{TEXT}"]', "[]") for one in ids),
    )
    put(c, "summaries (article_id, algorithm, sentences)", ((one, "lead", "[]") for one in ids))
    put(
        c,
        "fingerprints (article_id, text_hash, index_keys, sketch, shingles)",
        (
            (one, f"{int(sketch[0]) & (2**64 - 1):032x}", sketch[:KEYS].tobytes(), sketch.tobytes(), 200)
            for one, sketch in zip(ids, sketches, strict=True)
        ),
    )
    keys = ((key, one) for one, own in zip(ids, sketches[:, :KEYS].tolist(), strict=True) for key in own)
    put(c, "fingerprint_keys (key, article_id)", keys)
    if c.dialect.name == "sqlite":
        put(c, "article_words (rowid, title, body)", ((one, "made up", TEXT) for one in ids))
    else:
        put(c, "article_words (article_id, words)", ((one, "'made':1A 'up':2A 'words':4,8,12,16,20") for one in ids))


def address(number: int) -> str:
    return f"https://filled.example/culture/{number}"


def put(c: Connection, table: str, rows: Rows) -> None:
    """The rows are in the table, by the driver's fastest way."""
    cursor = c.connection.cursor()
    if c.dialect.name == "sqlite":
        marks = ", ".join("?" * (table.count(",") + 1))
        cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - made of constants
        return
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def grow(database: Database, arrivals: Iterator[Arrival], there: int, size: int) -> Size:
    """What the last articles up to a size cost."""
    if there and size - there > MEASURED:
        url = database.engine.url.render_as_string(hide_password=False)
        filler = get_context("spawn").Process(
            target=fill, args=(url, size - there - MEASURED)
        )  # with a memory of its own
        filler.start()
        filler.join()
        there = size - MEASURED
    adding: list[float] = []
    busy: list[float] = []
    while batch := list(islice(arrivals, min(BATCH, size - there))):
        start, worked = time.perf_counter(), time.process_time()
        with database.write() as c:
            history.store(c, batch)
        adding.append((time.perf_counter() - start) / len(batch))
        busy.append((time.process_time() - worked) / len(batch))
        there += len(batch)
    with database.read() as c:
        asking = [asked(c, one) for one in islice(made_up(2), ASKED)]
    last = slice(-TIMED // BATCH, None)
    return Size(articles=size, adding=adding[last], busy=busy[last], asking=asking, on_disk=on_disk(database))


def asked(c: Connection, one: Arrival) -> float:
    start = time.perf_counter()
    copies.originals(c, one.fingerprint, one.seen_at)
    return time.perf_counter() - start


def on_disk(database: Database) -> float:
    """Megabytes."""
    if database.file:
        return database.file.stat().st_size / 1e6
    with database.read() as c:
        return (c.scalar(text("SELECT pg_database_size(current_database())")) or 0) / 1e6


def shown(size: Size) -> str:
    rate, own = 1 / statistics.fmean(size.adding), 1 / statistics.fmean(size.busy)
    asking = sorted(size.asking)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e3 if platform.system() == "Linux" else 1e6)
    return (
        f"| {size.articles:,} | {rate:,.0f} | {own:,.0f} | {1000 * statistics.median(asking):.2f}"
        f" | {1000 * asking[int(0.95 * len(asking))]:.2f} | {size.on_disk:,.0f} | {memory:,.0f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000", help="sizes of the history, ascending")
    parser.add_argument("--database", help="address of an empty database; default: a new SQLite file")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}\n")
    print("| articles | added a second | of CPU time | query, median ms | 95 % ms | file MB | memory MB |")
    print(f"|{' --- |' * 7}")
    arrivals, there = made_up(1), 0
    with (
        tempfile.TemporaryDirectory() as folder,
        Database.open(options.database or f"sqlite:///{folder}/own.db") as database,
    ):
        for size in map(int, options.sizes.split(",")):
            print(shown(grow(database, arrivals, there, size)), flush=True)
            there = size


if __name__ == "__main__":
    main()
