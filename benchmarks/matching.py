"""Copies and stories: how well they are found, and what they cost as the history grows.

    .venv/bin/python -m pip install -e '.[bench]' -c constraints.txt
    .venv/bin/python benchmarks/matching.py [--corpus FOLDER] [--sizes 10000,100000] [--database URL]

FOLDER has `neardup.jsonl` (id, family, kind, title, text: texts of one family are copies) and `clusters.jsonl` (id,
cluster, roundup, title, text: articles of one event). Copies are scored by pairs, stories by BCubed. Growth is on
made-up articles of 200 words: one in six copies an earlier one, three own reports tell of one event, 3,000 come in a
day. 1,000,000 is a size like any other, for who has the hours and 10 GB. `--database` names an EMPTY database, else it
is a new SQLite file.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from monitor.core import matching
from monitor.core.model import Arrival, Article, Summary
from monitor.core.text import words
from storage import copies, history
from storage.database import Database

BATCH = 64
DAY = datetime(2026, 3, 17, tzinfo=UTC)
Labels = Mapping[str, str | int]


def arrival(number: int, name: str, article: Article, at: datetime) -> Arrival:
    return Arrival(
        url=f"https://paper{number % 40}.example/{name}",
        key=f"https://paper{number % 40}.example/{name}",
        source_id=f"paper{number % 40}",
        source_name=f"Paper {number % 40}",
        article=article,
        summary=Summary(sentences=(), algorithm="lead"),
        fingerprint=matching.fingerprint(article.text),
        terms=matching.terms(article),
        seen_at=at,
    )


def rows(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def as_arrivals(found: Sequence[dict[str, str]]) -> list[Arrival]:
    """The rows in their order, a minute apart."""
    told = []
    for number, row in enumerate(found):
        paragraphs = tuple(line for line in row["text"].split("\n\n") if line.strip())
        article = Article(title=row["title"] or row["text"][:60], paragraphs=paragraphs, language="en")
        told.append(arrival(number, row["id"], article, DAY + timedelta(minutes=number)))
    return told


def batches(arrivals: Iterator[Arrival]) -> Iterator[list[Arrival]]:
    while batch := list(islice(arrivals, BATCH)):
        yield batch


def stored(arrivals: Sequence[Arrival]) -> list[tuple[str, str, int]]:
    """Of each article its name, that of its original, and its story, after a new history has taken them."""
    with tempfile.TemporaryDirectory() as folder, Database.open(f"sqlite:///{folder}/own.db") as database:
        for batch in batches(iter(arrivals)):
            with database.write() as c:
                history.store(c, batch)
        with database.read() as c:
            return [(name(entry.url), name(entry.original), entry.story_id) for entry in history.walk(c)]


def name(url: str) -> str:
    return url.rpartition("/")[2]


def pairs(gold: Labels, found: Labels) -> tuple[float, float]:
    """Precision and recall of the pairs that have one label."""

    def count(labels: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in labels.values())

    both = count(Counter((gold[key], found[key]) for key in gold))
    return both / max(1, count(Counter(found.values()))), both / max(1, count(Counter(gold.values())))


def bcubed(gold: Labels, found: Labels) -> tuple[float, float]:
    groups: list[dict[object, set[str]]] = [defaultdict(set), defaultdict(set)]
    for by, labels in zip(groups, (gold, found), strict=True):
        for key, label in labels.items():
            by[label].add(key)
    shared = {key: len(groups[0][gold[key]] & groups[1][found[key]]) for key in gold}
    precision = statistics.fmean(shared[key] / len(groups[1][found[key]]) for key in gold)
    return precision, statistics.fmean(shared[key] / len(groups[0][gold[key]]) for key in gold)


def by_lsh(texts: Mapping[str, str]) -> Labels:
    """datasketch's MinHash-LSH over word 3-grams, 128 permutations, Jaccard .5; an article goes to its first match."""
    from datasketch import MinHash, MinHashLSH

    index, found = MinHashLSH(threshold=0.5, num_perm=128), {}
    for key, text in texts.items():
        sketch, read = MinHash(num_perm=128), words(text)
        sketch.update_batch([" ".join(read[i : i + 3]).encode() for i in range(max(1, len(read) - 2))])
        matches = sorted(index.query(sketch), key=list(found).index)
        found[key] = found[matches[0]] if matches else key
        index.insert(key, sketch)
    return found


def by_simhash(texts: Mapping[str, str]) -> Labels:
    """64-bit SimHash of words, Hamming distance 3, compared with every earlier one."""
    found: dict[str, str] = {}
    keys, hashes = list(texts), np.zeros(len(texts), dtype=np.uint64)
    for place, (key, text) in enumerate(texts.items()):
        hashes[place] = simhash(text)
        near = np.flatnonzero(np.bitwise_count(hashes[:place] ^ hashes[place]) <= 3)
        found[key] = found[keys[near[0]]] if near.size else key
    return found


def simhash(text: str) -> np.uint64:
    counted = Counter(words(text))
    numbers = np.array([matching.fingerprint(word).keys[0] for word in counted], dtype=np.int64).view(np.uint64)
    bits = (numbers[:, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)
    votes = np.array(list(counted.values())) @ (2 * bits.astype(np.int64) - 1)
    return np.bitwise_or.reduce((votes > 0).astype(np.uint64) << np.arange(64, dtype=np.uint64))


def quality(corpus: Path) -> None:
    found = rows(corpus / "neardup.jsonl")
    found.sort(key=lambda row: row["kind"] not in {"base", "neg"})
    gold = {row["id"]: row["family"] or row["id"] for row in found}
    texts = {row["id"]: row["text"] for row in found}
    systems: dict[str, Callable[[], Labels]] = {
        "monitor": lambda: {key: original for key, original, _ in stored(as_arrivals(found))},
        "datasketch MinHash-LSH, Jaccard .5": lambda: by_lsh(texts),
        "SimHash, distance 3": lambda: by_simhash(texts),
    }
    heading(f"{len(found)} texts, copies by pairs", "P", "R", "F1")
    for system, run in systems.items():
        try:
            told(system, *pairs(gold, run()))
        except ImportError as missing:
            print(f"| {system} | not installed: {missing.name} | | |")
    found = [row for row in rows(corpus / "clusters.jsonl") if not row["roundup"]]
    gold = {row["id"]: row["cluster"] for row in found}
    heading(f"{len(found)} articles of {len(set(gold.values()))} events, BCubed", "P", "R", "F1")
    for seed in (1, 2, 3):
        random.Random(seed).shuffle(found)
        told(f"order {seed}", *bcubed(gold, {key: story for key, _, story in stored(as_arrivals(found))}))


def heading(*columns: str) -> None:
    print(f"\n| {' | '.join(columns)} |\n|{' --- |' * len(columns)}")


def told(system: str, p: float, r: float) -> None:
    print(f"| {system} | {p:.4f} | {r:.4f} | {2 * p * r / (p + r):.4f} |", flush=True)


def spelt(number: int) -> str:
    """A word of up to six letters, another one for each number."""
    letters = ""
    while number or not letters:
        number, letter = divmod(number, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def made_up(seed: int) -> Iterator[Arrival]:
    """Articles without end, one after the other in time."""
    chance = random.Random(seed)
    vocabulary = [spelt(number) for number in range(30_000)]
    frequent = [1 / (number + 10) for number in range(30_000)]
    event, recent = 0, [""]
    for number in range(10**9):
        event += number % 3 == 0
        at = DAY + number * timedelta(days=1) / 3000
        if number % 6 == 5:
            text = f"{chance.choice(recent)} Printed with leave."
        else:
            drawn = chance.choices(vocabulary, frequent, k=170)
            drawn += [spelt(10**6 + 9 * event + chance.randrange(9)).title() for _ in range(26)]
            chance.shuffle(drawn)
            text = " ".join(drawn)
            recent = [*recent[-500:], text]
        yield arrival(number, str(number), Article(title=text[:60], paragraphs=(text,), language="en"), at)


def growth(url: str, sizes: Sequence[int]) -> None:
    """What an article costs at each size: the last 1,024 that were stored, and 256 that are looked for."""
    heading("articles", "add, all steps", "median of finding an original", "stories", "file", "memory")
    arrivals, there = made_up(1), 0
    with Database.open(url) as database:
        for size in sizes:
            times: list[float] = []
            for batch in batches(islice(arrivals, size - there)):
                start = time.perf_counter()
                with database.write() as c:
                    history.store(c, batch)
                times.append((time.perf_counter() - start) / len(batch))
            there = size
            with database.read() as c:
                looked, stories = looked_for(c, list(islice(made_up(2), 256))), history.counts(c).stories
            on_disk = f"{database.file.stat().st_size / 1e6:,.0f} MB" if database.file else ""
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e3 if platform.system() == "Linux" else 1e6)
            rate = 1 / statistics.fmean(times[-16:])
            print(
                f"| {size:,} | {rate:,.0f}/s | {looked:.2f} ms | {stories:,} | {on_disk} | {memory:,.0f} MB |",
                flush=True,
            )


def looked_for(c: object, arrivals: Sequence[Arrival]) -> float:
    times = []
    for one in arrivals:
        start = time.perf_counter()
        copies.originals(c, one.fingerprint, one.seen_at)  # type: ignore[arg-type]  # a connection
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpus", type=Path, help="folder with neardup.jsonl and clusters.jsonl; without it no quality"
    )
    parser.add_argument("--sizes", default="10000,100000", help="sizes of the history, ascending; empty for none")
    parser.add_argument("--database", help="address of an empty database; default: a new SQLite file")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    if options.corpus:
        quality(options.corpus)
    if options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            growth(options.database or f"sqlite:///{folder}/own.db", [int(size) for size in options.sizes.split(",")])


if __name__ == "__main__":
    main()
