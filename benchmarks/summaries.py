"""Summaries of this project against the lead, sumy's own and summa, in one run: quality, sameness and time.

    .venv/bin/python -m pip install -e '.[bench]' -c constraints.txt
    .venv/bin/python benchmarks/summaries.py FILE.jsonl [--systems lead,default,lexrank,sumy-lexrank] [--articles 50]

FILE has a row an article: id, set, lang, title, text and references (a list of texts). Three sentences, ROUGE-1 F1
(stemmed for English) as a mean over an article's references, by set and by length of the article. sumy's own
algorithms are given this project's sentences, words and stems, so that only the algorithm differs; "the same" counts
the articles of which ours chose what sumy's did. CPU milliseconds of one process (set OPENBLAS_NUM_THREADS=1, or the
waiting of numpy's threads counts too), best of three, on articles put together from the file's English sentences: of
the algorithm alone, and with splitting; a system that took over five seconds is not asked for more. summa is measured
where it is installed.
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
from monitor.core.summary import classics, datelines, graphs
from monitor.core.summary.sentences import split
from monitor.core.summary.telling import telling

Row = dict[str, str]
STEMMED = tokenizers.DefaultTokenizer(use_stemmer=True)
OWN = {"sumy-lexrank": ("lex_rank", "LexRankSummarizer"), "sumy-textrank": ("text_rank", "TextRankSummarizer")}
SIZES = (10, 30, 100, 500, 2000)
LENGTHS = (200, 400, 800)


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
    """Prints ROUGE-1 by set and by length of the article, and how often ours and sumy's chose the same."""
    chosen = {name: [system(row) for row in rows] for name, system in asked.items()}
    scores = {
        name: [rouge(summary, row) for summary, row in zip(summaries, rows, strict=True)]
        for name, summaries in chosen.items()
    }
    table("ROUGE-1", [row["set"] for row in rows], scores)
    table("ROUGE-1 by words of the article", [length(row) for row in rows], scores)
    for name in sorted(OWN.keys() & chosen.keys()):
        mine = chosen.get(name.removeprefix("sumy-"))
        if mine:
            same = sum(shown == theirs for shown, theirs in zip(mine, chosen[name], strict=True))
            print(f"\nThe same sentences as {name}: {same} of {len(rows)} articles.")


def length(row: Row) -> str:
    count = len(row["text"].split())
    return next((f"to {most}" for most in LENGTHS if count <= most), f"over {LENGTHS[-1]}")


def table(title: str, parts: list[str], scores: dict[str, list[float]]) -> None:
    names = sorted(set(parts), key=lambda name: (len(name), name))
    print(f"\n| {title} | {' | '.join(names)} |\n| --- |{' --- |' * len(names)}")
    for name, values in scores.items():
        means = [statistics.fmean(v for v, part in zip(values, parts, strict=True) if part == one) for one in names]
        print(f"| {name} | {' | '.join(f'{mean:.2f}' for mean in means)} |")


def article(rows: list[Row], size: int) -> str:
    """An article of so many of the file's English sentences, three a paragraph."""
    pieces = (
        re.sub(r"\s+", " ", text)
        for row in rows
        if row["lang"] == "en"
        for text in re.split(r"(?<=[.!?])\s+", row["text"])
    )
    pool = [text for text in pieces if 40 < len(text) < 240]
    return "\n\n".join(" ".join(pool[i : i + 3]) for i in range(0, size, 3))


def speed(rows: list[Row]) -> None:
    """Prints what ours and sumy's LexRank and TextRank take for a document of the same words, its stems known."""
    print("\n| CPU ms, words and stems known | sentences | ours | sumy's | times |\n| --- | --- | --- | --- | --- |")
    for own, theirs in ((graphs.LexRank, OWN["sumy-lexrank"]), (graphs.TextRank, OWN["sumy-textrank"])):
        for size in (30, 100, 500):
            document = classics.document(split(article(rows, size), "en"), "en")
            spent = []
            for kind in (own, getattr(import_module(f"sumy.summarizers.{theirs[0]}"), theirs[1])):
                summarizer = kind(classics.stemmer("en"))
                summarizer.stop_words = classics.stop_words("en")
                summarizer(document, 3)
                spent.append(timed(partial(summarizer, document, 3)))
            print(f"| {own.__name__} | {size} | {spent[0]:.1f} | {spent[1]:.1f} | {spent[1] / spent[0]:.0f} |")


def times(rows: list[Row], asked: dict[str, Callable[[Row], list[str]]]) -> None:
    print(f"\n| CPU ms at | {' | '.join(map(str, SIZES))} sentences |\n| --- |{' --- |' * len(SIZES)}")
    for name, system in asked.items():
        cells = []
        for size in SIZES:
            spent = timed(partial(system, {"text": article(rows, size), "title": "", "lang": "en"}))
            cells.append(f"{spent:.1f}")
            if spent > 5000:
                break
        print(f"| {name} | {' | '.join(cells)} |")


def timed(ask: Callable[[], object]) -> float:
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
    parser.add_argument(
        "--systems", default="lead,default,lexrank,sumy-lexrank,textrank,sumy-textrank,lsa,luhn,sumbasic,summa"
    )
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
    speed(every)
    times(every, asked)


if __name__ == "__main__":
    main()
