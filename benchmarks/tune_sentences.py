"""Weights for monitor/core/summary/features.py, sought on one part of the articles and measured on the other.

    .venv/bin/python benchmarks/tune_sentences.py FILE.jsonl --sets NAME,NAME [--draws 40]

FILE as for tune_summaries.py. Of each article all summaries of three of its best sentences are scored by ROUGE-1; a
summary is drawn with a chance that grows with the exponential of its weighted features, and the weights are those for
which the mean score of what is drawn is highest (minimum risk; Smith & Eisner 2006), with a ridge. The columns are made
independent first: a longer sentence brings more words, and such likeness would stop the ascent early. What is found is
measured by the choice that the project makes, on articles that were left out: fifths, then halves, by a hash of their
ids. `--draws` measures so many sets of weights drawn around the shipped ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from tune_summaries import Row, line, over_lead, rouge, row

from monitor.core.summary import features, worth
from monitor.core.summary.vectors import Floats

BEST = 12
STEPS, RATE, RIDGE = 150, 0.1, 0.02
NAMES = ("words", *features.WEIGHTS)
SHIPPED = np.array(list(worth.COEFFICIENTS.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """An article's summaries: a row of features for each, centred, and its ROUGE-1."""

    article: Row
    name: str
    rows: Floats
    scores: Floats


def choices(article: Row, name: str) -> Choices:
    """All summaries of three of the sentences that the shipped weights like best."""
    told, likely = article.told, 1 / (1 + np.exp(-article.columns @ SHIPPED))
    liked = told.vectors.brought(likely) + told.rows @ np.array(list(features.WEIGHTS.values()))
    best = np.sort(np.argsort(-liked)[:BEST])
    triples = np.array(list(combinations(range(len(best)), min(3, len(best)))), dtype=np.int64)
    has = np.zeros((len(best), len(likely)))
    for place, index in enumerate(best):
        has[place, told.vectors.terms_of(index)] = 1
    brought = has[triples].max(axis=1) @ likely
    rows = np.column_stack([brought, told.rows[best][triples].sum(axis=1)])
    counts = [article.counts[index] for index in best]
    scores = [
        rouge(sum((counts[place] for place in triple), start=type(counts[0])()), article.references)
        for triple in triples
    ]
    return Choices(article=article, name=name, rows=rows - rows.mean(axis=0), scores=np.array(scores))


def sought(given: list[Choices]) -> dict[str, float]:
    """The weights, in words, by Adam's steps on the mean score of what is drawn; each set of articles counts alike."""
    rows, scores = np.vstack([each.rows for each in given]), np.concatenate([each.scores for each in given])
    starts = np.cumsum([0, *(len(each.rows) for each in given)])[:-1]
    own = np.repeat(np.arange(len(given)), [len(each.rows) for each in given])
    names = [each.name for each in given]
    share = np.array([1 / names.count(name) for name in names]) / len(set(names))
    rows = rows / (rows.std(axis=0) + 1e-9)
    values, vectors = np.linalg.eigh(rows.T @ rows / len(rows))
    turn = vectors / np.sqrt(values + 1e-3)
    turned, found = rows @ turn, np.zeros(rows.shape[1])
    mean, square = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, STEPS + 1):
        weighed = turned @ found
        drawn = np.exp(weighed - np.maximum.reduceat(weighed, starts)[own])
        drawn /= np.add.reduceat(drawn, starts)[own]
        expected = np.add.reduceat(drawn * scores, starts)
        slope = turned.T @ (share[own] * drawn * (scores - expected[own])) - RIDGE * found
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        found += RATE * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    weights = turn @ found / (np.vstack([each.rows for each in given]).std(axis=0) + 1e-9)
    return dict(zip(NAMES, weights / weights[0], strict=True))


def measured(weights: dict[str, float], given: list[Choices]) -> list[tuple[str, float]]:
    """Points over the lead that the project's choice makes with these weights."""
    before = dict(features.WEIGHTS)
    features.WEIGHTS.update({name: weights[name] for name in before})
    try:
        return [(each.name, over_lead(each.article, SHIPPED)) for each in given]
    finally:
        features.WEIGHTS.update(before)


def part(identity: str, parts: int) -> int:
    return hashlib.sha1(f"{parts}{identity}".encode(), usedforsecurity=False).digest()[0] % parts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sets", required=True, metavar="NAME,NAME", help="those to fit on")
    parser.add_argument("--draws", type=int, default=0)
    options = parser.parse_args()
    sets = options.sets.split(",")
    rows = [json.loads(text) for text in options.file.read_text(encoding="utf-8").split("\n") if text]
    rows = [each for each in rows if each["set"] in sets]
    given = [choices(row(each), each["set"]) for each in rows]
    print(f"|  | all | {' | '.join(sets)} |\n| --- | --- |{' --- |' * len(sets)}")
    for parts in (5, 2):
        left_out: list[tuple[str, float]] = []
        for number in range(parts):
            outside = [part(each["id"], parts) == number for each in rows]
            weights = sought([one for one, out in zip(given, outside, strict=True) if not out])
            left_out += measured(weights, [one for one, out in zip(given, outside, strict=True) if out])
        line(f"sought without a part of {parts}, measured on it", left_out, sets)
    line("shipped", measured(features.WEIGHTS, given), sets)
    found = sought(given)
    line("sought on all, measured on all", measured(found, given), sets)
    print(", ".join(f"{name} {weight:.2f}" for name, weight in found.items()))
    draws = np.random.default_rng(7)
    for _ in range(options.draws):
        factors = draws.normal(1, 0.25, len(features.WEIGHTS))
        drawn = {
            name: weight * factor for (name, weight), factor in zip(features.WEIGHTS.items(), factors, strict=True)
        }
        line("drawn", measured(drawn, given), sets)


if __name__ == "__main__":
    main()
