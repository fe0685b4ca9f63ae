"""How well copies and stories are found, beside MinHash-LSH and SimHash.

    .venv/bin/python -m pip install -e '.[bench]' -c constraints.txt
    .venv/bin/python benchmarks/matching.py --corpus FOLDER

FOLDER has `neardup.jsonl` (id, family, kind, title, text: texts of one family are copies) and `clusters.jsonl` (id,
cluster, roundup, title, text: articles of one event). Copies are scored by pairs, stories by BCubed. What they cost as
the history grows is measured by `benchmarks/growth.py`.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import statistics
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from monitor.core import matching
from monitor.core.model import Arrival, Article, Summary
from monitor.core.text import words
from storage import history
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


def stored(arrivals: Sequence[Arrival]) -> list[tuple[str, str, int]]:
    """Of each article its name, that of its original, and its story, after a new history has taken them."""
    with tempfile.TemporaryDirectory() as folder, Database.open(f"sqlite:///{folder}/own.db") as database:
        for start in range(0, len(arrivals), BATCH):
            with database.write() as c:
                history.store(c, arrivals[start : start + BATCH])
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with neardup.jsonl and clusters.jsonl")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    quality(options.corpus)


if __name__ == "__main__":
    main()
