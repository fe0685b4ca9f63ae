"""What each number of the reader is worth: F1 on two halves of a folder's pages with it a third less and half more.

    .venv/bin/python benchmarks/tune_extraction.py FOLDER [--modules body,content] [--pages 50]

FOLDER is that of `extraction.py`, which also scores. The pages fall into two halves by a hash of their id: a number is
changed for what both halves say, and left where a whole range of it gives the same. Whole numbers stay whole.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from extraction import Score, judge, load
from extraction import monitor as read

from monitor.core.errors import NotAnArticle

MODULES = ("content", "body", "furniture", "selection", "pictures", "repeats", "agreement", "refusal")
CHANGES = (2 / 3, 3 / 2)


def numbers(module: ModuleType) -> dict[str, float]:
    """The module's own numbers by their names."""
    named = vars(module).items()
    return {name: value for name, value in named if name.isupper() and type(value) in {int, float} and value != 0}


@contextmanager
def changed(module: ModuleType, name: str, factor: float) -> Iterator[float]:
    """The number at another value, for as long as the block runs."""
    value = getattr(module, name)
    other = type(value)(value * factor)
    setattr(module, name, other)
    try:
        yield other
    finally:
        setattr(module, name, value)


def halves(rows: list[dict[str, str]]) -> tuple[Score, Score]:
    """The scores on both halves."""
    scores = Score(), Score()
    for row in rows:
        try:
            text = read(row["html"], row["url"])
        except NotAnArticle:
            text = ""
        judge(scores[hashlib.sha256(row["id"].encode()).digest()[0] % 2], row["text"], text)
    return scores


def line(rows: list[dict[str, str]], label: str, base: tuple[float, float]) -> None:
    first, second = halves(rows)
    print(f"{label:44} {first.f1:.4f} ({first.f1 - base[0]:+.4f})  {second.f1:.4f} ({second.f1 - base[1]:+.4f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--modules", default=",".join(MODULES))
    parser.add_argument("--pages", type=int)
    options = parser.parse_args()
    rows = load(options.folder)[: options.pages]
    first, second = halves(rows)
    base = first.f1, second.f1
    line(rows, "as it is", base)
    for module in (importlib.import_module(f"monitor.core.reading.{name}") for name in options.modules.split(",")):
        for name, value in numbers(module).items():
            for factor in CHANGES:
                with changed(module, name, factor) as other:
                    line(rows, f"{module.__name__.rsplit('.', 1)[-1]}.{name} {value:g} -> {other:g}", base)


if __name__ == "__main__":
    main()
