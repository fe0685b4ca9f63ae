"""Summaries of this project against the lead, sumy's own and summa, in one run: quality, sameness and time.

    .venv/bin/python -m pip install -e '.[bench]' -c constraints.txt
    .venv/bin/python benchmarks/summaries.py FILE.jsonl [--systems lead,default,lexrank,sumy-lexrank] [--articles 50]

FILE has a row an article: id, set, lang, title, text and references (a list of texts). Three sentences, ROUGE-1 F1
(stemmed for English) as a mean over an article's references. sumy's own algorithms are given this project's sentences,
words and stems, so that only the algorithm differs; "the same" counts the articles of which ours chose what sumy's
did. CPU milliseconds of one process, splitting included, best of three, on articles put together from the file's
English sentences; a system that took over five seconds is not asked for more. summa is timed where it is installed.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rouge_score import tokenizers

from monitor import summarize
from monitor.core.summary import classics, datelines, graphs  # noqa: F401 - sumy's import is not what is timed
from monitor.core.summary.sentences import split
from monitor.core.summary.telling import telling

Row = dict[str, str]
STEMMED = tokenizers.DefaultTokenizer(use_stemmer=True)
OWN = {"sumy-lexrank": ("lex_rank", "LexRankSummarizer"), "sumy-textrank": ("text_rank", "TextRankSummarizer")}
SIZES = (10, 30, 100, 500, 2000)


def ours(algorithm: str, row: Row) -> list[str]:
    made = summarize(row["text"], 3, row["title"] or None, row["lang"], algorithm)
    return [sentence.text for sentence in made.sentences]


def sumys(module: str, name: str, row: Row) -> list[str]:
    pool = telling(split(row["text"], row["lang"]), row["title"] or "")
    summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(classics.stemmer(row["lang"]))
    summarizer.stop_words = classics.stop_words(row["lang"])
    chosen = [str(sentence) for sentence in summarizer(classics.document(pool, row["lang"]), 3)]
    return [text[datelines.length(text) :] for text in chosen]


def summa(row: Row) -> list[str]:
    ranked = import_module("summa.summarizer").summarize(row["text"], scores=True)
    best = {text for text, _ in sorted(ranked, key=lambda pair: -pair[1])[:3]}
    return [text for text, _ in ranked if text in best]


def systems(names: list[str]) -> dict[str, Callable[[Row], list[str]]]:
    found: dict[str, Callable[[Row], list[str]]] = {}
    for name in names:
        if name == "summa":
            found[name] = summa
        elif name in OWN:
            found[name] = partial(sumys, *OWN[name])
        else:
            found[name] = partial(ours, name)
    return found


def rouge(summary: list[str], row: Row) -> float:
    said = tokens("\n".join(summary), row["lang"])
    wanted = [tokens(text, row["lang"]) for text in row["references"]]
    return statistics.fmean(200 * (said & each).total() / max(1, (said + each).total()) for each in wanted)


def tokens(text: str, language: str) -> Counter[str]:
    return Counter(STEMMED.tokenize(text) if language == "en" else re.findall(r"\w+", text.lower()))


def quality(rows: list[Row], asked: dict[str, Callable[[Row], list[str]]]) -> None:
    sets = sorted({row["set"] for row in rows})
    chosen = {name: [system(row) for row in rows] for name, system in asked.items()}
    print(f"\n| ROUGE-1 | {' | '.join(sets)} |\n| --- |{' --- |' * len(sets)}")
    for name, summaries in chosen.items():
        scores = [rouge(summary, row) for summary, row in zip(summaries, rows, strict=True)]
        means = [
            statistics.fmean(s for s, row in zip(scores, rows, strict=True) if row["set"] == part) for part in sets
        ]
        print(f"| {name} | {' | '.join(f'{mean:.2f}' for mean in means)} |")
    for name in sorted(OWN.keys() & chosen.keys()):
        mine = chosen.get(name.removeprefix("sumy-"))
        if mine:
            same = sum(shown == theirs for shown, theirs in zip(mine, chosen[name], strict=True))
            print(f"\nThe same sentences as {name}: {same} of {len(rows)} articles.")


def times(rows: list[Row], asked: dict[str, Callable[[Row], list[str]]]) -> None:
    pieces = (
        re.sub(r"\s+", " ", text)
        for row in rows
        if row["lang"] == "en"
        for text in re.split(r"(?<=[.!?])\s+", row["text"])
    )
    pool = [text for text in pieces if 40 < len(text) < 240]
    print(f"\n| CPU ms at | {' | '.join(map(str, SIZES))} sentences |\n| --- |{' --- |' * len(SIZES)}")
    for name, system in asked.items():
        cells = []
        for size in SIZES:
            text = "\n\n".join(" ".join(pool[i : i + 3]) for i in range(0, size, 3))
            spent = timed(partial(system, {"text": text, "title": "", "lang": "en"}))
            cells.append(f"{spent:.1f}")
            if spent > 5000:
                break
        print(f"| {name} | {' | '.join(cells)} |")


def timed(ask: Callable[[], list[str]]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        ask()
        best = min(best, (time.process_time() - start) * 1000)
        if best > 1000:
            break
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--systems", default="lead,default,lexrank,sumy-lexrank,textrank,sumy-textrank,summa")
    parser.add_argument("--articles", type=int, help="the first so many of each set")
    options = parser.parse_args()
    names = options.systems.split(",")
    try:
        version("summa")
    except PackageNotFoundError:
        names = [name for name in names if name != "summa"]
    every = [json.loads(line) for line in options.file.read_text(encoding="utf-8").split("\n") if line]
    seen: Counter[str] = Counter()
    rows = []
    for row in every:
        seen[row["set"]] += 1
        if not options.articles or seen[row["set"]] <= options.articles:
            rows.append(row)
    print(f"Python {platform.python_version()}, sumy {version('sumy')}, {len(rows)} articles")
    asked = systems(names)
    quality(rows, asked)
    times(every, asked)


if __name__ == "__main__":
    main()
