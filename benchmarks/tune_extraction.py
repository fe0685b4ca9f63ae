"""The reader's numbers on one half of a folder's pages: what each is worth, or all of them sought anew.

    .venv/bin/python benchmarks/tune_extraction.py FOLDER [--modules body,content] [--bare scrapinghub]
    .venv/bin/python benchmarks/tune_extraction.py FOLDER --seek
    .venv/bin/python benchmarks/tune_extraction.py FOLDER --halves

FOLDER is that of `extraction.py`. A page is of the first half if the first byte of the SHA-256 of its id is even, else
of the second. Numbers are sought with the first half alone; while rules are written with one half, nothing is looked at
of the other but its F1 as a whole (`--halves`). The standfirst counts as text, but not in the corpora named with
`--bare`.

`--seek` starts from values that know nothing (a share is a half, a count five, a length two hundred characters, a
worth one), tries the values of a ladder for one number after the other until a round changes nothing, and takes a
value only if it gains. Each number's line says what its present value loses, and which values are as good as the best.
What guards against hostile pages, and what refuses pages, which no article can tune, is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from extraction import Score, judge, load

import monitor
from monitor.core.errors import NotAnArticle

Row = dict[str, str]
MODULES = (
    "content",
    "blocks",
    "body",
    "furniture",
    "selection",
    "pictures",
    "repeats",
    "endings",
    "signs",
    "agreement",
)
GUARDS = {"content._ENOUGH", "repeats._MANY", "agreement._MANY", "body._END", "body._UNSPACED_BYTES", "body._HEAVIEST"}
CHANGES = (2 / 3, 3 / 2)
SHARES = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
COUNTS = (1, 2, 3, 4, 5, 6, 8, 12, 25, 40)
LENGTHS = (15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 500, 1000)
WORTHS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
NEUTRAL = {SHARES: 0.5, COUNTS: 5, LENGTHS: 200, WORTHS: 1.0}
COUNTED = {"furniture._ABOVE", "furniture._GATE_BLOCKS", "selection._ABOVE", "signs._BELOW"}
AS_GOOD = 0.00005
ROUNDS = 3


def is_first(row: Row) -> bool:
    """Whether a page is of the first half."""
    return hashlib.sha256(row["id"].encode()).digest()[0] % 2 == 0


class Pages:
    """Pages that are read again and again; what has been found in one before is not judged again."""

    def __init__(self, rows: list[Row], bare: frozenset[str]) -> None:
        self.rows = rows
        self.bare = bare
        self.judged: dict[tuple[str, str], tuple[list[float], list[float]]] = {}

    def scores(self) -> dict[str, float]:
        """F1 by corpus."""
        scores = {corpus: Score() for corpus in sorted({row["corpus"] for row in self.rows})}
        for row in self.rows:
            precision, recall = self.of(row)
            scores[row["corpus"]].precision.extend(precision)
            scores[row["corpus"]].recall.extend(recall)
        return {corpus: score.f1 for corpus, score in scores.items()}

    def f1(self) -> float:
        """The mean of the corpora's F1."""
        return statistics.fmean(self.scores().values())

    def of(self, row: Row) -> tuple[list[float], list[float]]:
        text = self.text(row)
        if (row["id"], text) not in self.judged:
            score = Score()
            judge(score, row["text"], text)
            self.judged[row["id"], text] = score.precision, score.recall
        return self.judged[row["id"], text]

    def text(self, row: Row) -> str:
        try:
            article = monitor.extract(row["html"], url=row["url"])
        except NotAnArticle:
            return ""
        deck = "" if row["corpus"] in self.bare else article.subtitle or ""
        return f"{deck}\n\n{article.text}" if deck and deck not in article.text else article.text


class Number:
    """A number of the reader, by the module that it stands in."""

    def __init__(self, module: ModuleType, name: str) -> None:
        self.module, self.name = module, name
        self.label = f"{module.__name__.rsplit('.', 1)[-1]}.{name}"
        self.present = self.value

    @property
    def value(self) -> float:
        return getattr(self.module, self.name)

    @value.setter
    def value(self, value: float) -> None:
        setattr(self.module, self.name, value)

    @property
    def ladder(self) -> tuple[float, ...]:
        if isinstance(self.present, float):
            return SHARES if self.present < 1 else WORTHS
        return COUNTS if self.present < 15 or self.label in COUNTED else LENGTHS

    @contextmanager
    def at(self, value: float) -> Iterator[None]:
        """The number at another value, for as long as the block runs."""
        before, self.value = self.value, value
        try:
            yield
        finally:
            self.value = before


def numbers(modules: list[str]) -> list[Number]:
    """The numbers of the reader's modules that may be sought."""
    loaded = [importlib.import_module(f"monitor.core.reading.{name}") for name in modules]
    own = [Number(module, name) for module in loaded for name, value in vars(module).items() if _is_number(name, value)]
    return [number for number in own if number.label not in GUARDS]


def _is_number(name: str, value: object) -> bool:
    return name.isupper() and type(value) in {int, float} and value != 0


def worth(pages: Pages, found: list[Number]) -> None:
    """Prints F1 by corpus with each number a third less and half more."""
    base = pages.scores()
    print("as it is", {corpus: round(score, 4) for corpus, score in base.items()})
    for number in found:
        for factor in CHANGES:
            other = type(number.value)(number.value * factor)
            with number.at(other):
                told = (f"{score:.4f} ({score - base[corpus]:+.4f})" for corpus, score in pages.scores().items())
                print(f"{number.label} {number.value:g} from {number.present:g}".ljust(48), *told, flush=True)


def best(pages: Pages, number: Number) -> tuple[float, list[float], float]:
    """The best of a number's values and its present one, those as good as it, and what the present one loses."""
    tried = {}
    for value in sorted({*number.ladder, number.value, number.present}):
        with number.at(value):
            tried[value] = pages.f1()
    most = max(tried.values())
    good = [value for value, score in tried.items() if score >= most - AS_GOOD]
    return (number.value if number.value in good else good[len(good) // 2]), good, tried[number.present] - most


def seek(pages: Pages, found: list[Number]) -> None:
    """Prints the values that are found from the neutral ones."""
    print(f"present {pages.f1():.4f}")
    for number in found:
        number.value = NEUTRAL[number.ladder]
    print(f"neutral {pages.f1():.4f}", flush=True)
    for _ in range(ROUNDS):
        before = [number.value for number in found]
        for number in found:
            number.value, good, lost = best(pages, number)
            print(f"{number.label:34} {number.value:g}, present {number.present:g} ({lost:+.4f})", good, flush=True)
        print(f"found {pages.f1():.4f}", flush=True)
        if before == [number.value for number in found]:
            break


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--modules", default=",".join(MODULES))
    parser.add_argument("--bare", default="scrapinghub")
    parser.add_argument("--seek", action="store_true")
    parser.add_argument("--halves", action="store_true")
    options = parser.parse_args()
    rows, bare = load(options.folder), frozenset(options.bare.split(","))
    first = Pages([row for row in rows if is_first(row)], bare)
    if options.halves:
        second = Pages([row for row in rows if not is_first(row)], bare)
        for label, half in (("first", first), ("second", second)):
            print(label, len(half.rows), {corpus: round(score, 4) for corpus, score in half.scores().items()})
        return
    (seek if options.seek else worth)(first, numbers(options.modules.split(",")))


if __name__ == "__main__":
    main()
