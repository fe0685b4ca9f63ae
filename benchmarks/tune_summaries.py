"""The numbers of monitor/core/summary/worth.py, fitted anew, and what each weight of features.py is good for.

    .venv/bin/python benchmarks/tune_summaries.py FILE.jsonl [--sets NAME,NAME]

FILE has a row an article: id, set, lang, title, text and references (a list of texts). The articles fall into two
halves by a hash of their id. For each half the chances of words are fitted on the other one, so that no figure comes
from the articles that it was fitted on; then once without each set, which is measured then. Points of ROUGE-1 F1 over
the evaluation's own lead, three sentences; "all" is the plain mean over the sets. The fit is a logistic regression
with a ridge, each set and each article in it counting alike: a word of the article is right if a reference has it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rouge_score import tokenizers

from monitor.core.model import Sentence
from monitor.core.summary import features, ranking, worth
from monitor.core.summary.lengths import Room
from monitor.core.summary.sentences import split
from monitor.core.summary.telling import telling
from monitor.core.summary.vectors import Floats
from monitor.core.text import words

RIDGE = 5.0
STEPS = 15
STEMMED = tokenizers.DefaultTokenizer(use_stemmer=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An article to tune on: its numbers, its references, and what the lead reaches."""

    name: str
    half: int
    told: features.Told
    columns: Floats
    used: Floats
    counts: list[Counter[str]]
    references: list[Counter[str]]
    lead: float


def tokens(text: str, language: str) -> list[str]:
    return STEMMED.tokenize(text) if language == "en" else re.findall(r"\w+", text.lower())


def rouge(summary: Counter[str], references: list[Counter[str]]) -> float:
    shares = [200 * (summary & reference).total() / (summary + reference).total() for reference in references]
    return statistics.fmean(shares)


def lead(text: str) -> list[str]:
    return [piece for piece in re.split(r"(?<=[.!?…])\s+|\n+", text) if piece.strip()][:3]


def row(given: dict[str, str]) -> Row:
    title, language = given["title"] or "", given["lang"]
    pool: tuple[Sentence, ...] = telling(split(given["text"], language), title)
    told = features.told(pool, words(title), language)
    references = [Counter(tokens(text, language)) for text in given["references"]]
    stems = [(tokens(word, language) or [""])[0] for word in told.vectors.vocabulary]
    return Row(
        name=given["set"],
        half=hashlib.sha1(given["id"].encode(), usedforsecurity=False).digest()[0] % 2,
        told=told,
        columns=worth.columns(told.vectors, words(title), language),
        used=np.mean([[float(stem in reference) for stem in stems] for reference in references], axis=0),
        counts=[Counter(tokens(sentence.text, language)) for sentence in pool],
        references=references,
        lead=rouge(Counter(tokens("\n".join(lead(given["text"])), language)), references),
    )


def fitted(rows: list[Row]) -> Floats:
    """The coefficients that make the words of the references likeliest, by Newton's steps."""
    x, y = np.vstack([each.columns for each in rows]), np.concatenate([each.used for each in rows])
    sizes = Counter(each.name for each in rows)
    weight = np.concatenate([np.full(len(each.used), 1 / sizes[each.name] / len(each.used)) for each in rows])
    weight *= len(y) / weight.sum()
    found = np.zeros(x.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (weight * (y - likely)) - RIDGE * found
        curve = (x * (weight * likely * (1 - likely))[:, None]).T @ x + RIDGE * np.eye(len(found))
        found += np.linalg.solve(curve, slope)
    return found


def over_lead(each: Row, coefficients: Floats) -> float:
    chances = 1 / (1 + np.exp(-each.columns @ coefficients))
    summary: Counter[str] = Counter()
    for pick in ranking.greedy(each.told, chances, Room(sizes=(1.0,) * len(each.counts), most=3)):
        summary.update(each.counts[pick.index])
    return rouge(summary, each.references) - each.lead


def line(label: str, values: list[tuple[str, float]], sets: list[str]) -> None:
    means = [statistics.fmean([v for name, v in values if name == part] or [0.0]) for part in sets]
    print(f"| {label} | {statistics.fmean(means):+.2f} | " + " | ".join(f"{mean:+.2f}" for mean in means) + " |")


@contextmanager
def weighed(name: str, value: float) -> Iterator[None]:
    before = features.WEIGHTS[name]
    features.WEIGHTS[name] = value
    try:
        yield
    finally:
        features.WEIGHTS[name] = before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sets", help="those to fit on; default: all")
    options = parser.parse_args()
    given = [json.loads(text) for text in options.file.read_text(encoding="utf-8").split("\n") if text]
    sets = options.sets.split(",") if options.sets else sorted({each["set"] for each in given})
    rows = [row(each) for each in given if each["set"] in sets]
    shipped = np.array(list(worth.COEFFICIENTS.values()))
    print("coefficients:", ", ".join(worth.COEFFICIENTS))
    halves = [fitted([each for each in rows if each.half != half]) for half in (0, 1)]
    for half, found in enumerate(halves):
        print(f"fitted on half {1 - half}: {found.round(2)}")
    print(f"shipped: {shipped}\n\n|  | all | {' | '.join(sets)} |\n| --- | --- |{' --- |' * len(sets)}")
    for half in (0, 1):
        part = [each for each in rows if each.half == half]
        line(f"half {half}, fitted on the other", [(r.name, over_lead(r, halves[half])) for r in part], sets)
        line(f"half {half}, as shipped", [(r.name, over_lead(r, shipped)) for r in part], sets)
    without = {name: fitted([each for each in rows if each.name != name]) for name in sets}
    line("each set, fitted on the others", [(r.name, over_lead(r, without[r.name])) for r in rows], sets)
    line("all, as shipped", [(r.name, over_lead(r, shipped)) for r in rows], sets)
    for name, weight in features.WEIGHTS.items():
        for factor in (0.0, 2.0):
            with weighed(name, factor * weight):
                line(f"`{name}` {factor * weight:g}", [(r.name, over_lead(r, shipped)) for r in rows], sets)


if __name__ == "__main__":
    main()
