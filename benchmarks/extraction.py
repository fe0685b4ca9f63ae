"""Body text, titles, authors and dates against other extractors, in one run, on any folder of pages with gold.

    .venv/bin/python -m pip install --upgrade pip && .venv/bin/python -m pip install -e '.[bench]' -c constraints.txt
    .venv/bin/python benchmarks/extraction.py FOLDER [--systems monitor,trafilatura] [--pages 50]

FOLDER has `gold.jsonl` (id, url, corpus, text, and optionally title, authors, published) and `pages/ID.html.gz`.
F1 is that of scrapinghub's article-extraction-benchmark: multisets of 4-token shingles, true and false positives
normalised per page, precision and recall averaged over the pages. CPU milliseconds of one process; the systems take
turns on each page, so that a busy machine is busy for all of them; "times" is the sum against the bare parse.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

TOKEN = re.compile(r"\w+")
Extract = Callable[[str, str], str]


def monitor(html: str, url: str) -> str:
    import monitor as library

    article = library.extract(html, url=url)
    return "\n\n".join(part for part in (article.subtitle, article.text) if part)


def trafilatura(html: str, url: str) -> str:
    import trafilatura as library

    found = library.bare_extraction(html, url=url, include_comments=False, with_metadata=True)
    return found.text or "" if found else ""


def newspaper4k(html: str, url: str) -> str:
    import newspaper as library

    article = library.Article(url, fetch_images=False)  # else it asks for each picture in the page
    article.download(input_html=html)
    article.parse()
    return article.text


def readability(html: str, url: str) -> str:
    import lxml.html
    from readability import Document

    return lxml.html.fromstring(Document(html, url=url).summary()).text_content()


def resiliparse(html: str, url: str) -> str:  # noqa: ARG001 - all systems are called alike
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(html, main_content=True)


def parse(html: str, url: str) -> str:  # noqa: ARG001 - all systems are called alike
    from selectolax.lexbor import LexborHTMLParser

    LexborHTMLParser(html)
    return ""


PACKAGES = {
    "parse": ("selectolax", parse),
    "monitor": ("newsmonitor", monitor),
    "resiliparse": ("resiliparse", resiliparse),
    "trafilatura": ("trafilatura", trafilatura),
    "readability": ("readability-lxml", readability),
    "newspaper4k": ("newspaper4k", newspaper4k),
}


@dataclass
class Score:
    """What a system did on the pages of one corpus."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    errors: int = 0

    @property
    def f1(self) -> float:
        p, r = statistics.fmean(self.precision or [0]), statistics.fmean(self.recall or [0])
        return 2 * p * r / (p + r) if p + r else 0.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)) if tokens[i : i + 4])


def judge(score: Score, gold: str, found: str) -> None:
    wanted, got = shingles(gold), shingles(found)
    right = sum((wanted & got).values())
    extra, missed = sum((got - wanted).values()), sum((wanted - got).values())
    if right + extra:
        score.precision.append(right / (right + extra))
    if right + missed:
        score.recall.append(right / (right + missed))


def timed(extract: Extract, html: str, url: str) -> tuple[str, float, bool]:
    """The text, the CPU milliseconds, and whether it raised; the best of three, slow systems once."""
    best, text, failed = float("inf"), "", False
    for _ in range(3):
        start = time.process_time()
        try:
            text = extract(html, url)
        except Exception:  # noqa: BLE001 - whatever another system raises counts as no text
            failed = True
        best = min(best, (time.process_time() - start) * 1000)
        if best > 20:
            break
    return text, best, failed


def load(folder: Path) -> list[dict[str, str]]:
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n") if line]
    for row in rows:
        page = (folder / "pages" / f"{row['id']}.html.gz").read_bytes()
        row["html"] = gzip.decompress(page).decode("utf-8", "surrogatepass")
    return rows


def measured(rows: list[dict[str, str]], systems: list[str]) -> dict[str, Score]:
    scores = {name: Score() for name in systems}
    for row in rows[:5]:  # imports and caches
        for name in systems:
            timed(PACKAGES[name][1], row["html"], row["url"])
    for row in rows:
        for name in systems:
            text, milliseconds, failed = timed(PACKAGES[name][1], row["html"], row["url"])
            judge(scores[name], row["text"], text)
            scores[name].milliseconds.append(milliseconds)
            scores[name].errors += failed
    return scores


def table(corpus: str, scores: dict[str, Score]) -> None:
    floor = sum(scores["parse"].milliseconds)
    print(f"\n### {corpus}, {len(scores['parse'].milliseconds)} pages\n")
    print("| system | version | F1 | precision | recall | median ms | 95 % ms | times the parse | errors |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, score in sorted(scores.items(), key=lambda item: -item[1].f1):
        times = sorted(score.milliseconds)
        quality = [score.f1, statistics.fmean(score.precision or [0]), statistics.fmean(score.recall or [0])]
        cells = [f"{value:.3f}" if score.recall and score.f1 else "-" for value in quality]
        late = times[int(0.95 * len(times))]
        row = [name, version(PACKAGES[name][0]), *cells, f"{statistics.median(times):.2f}", f"{late:.1f}"]
        print(f"| {' | '.join([*row, f'{sum(times) / floor:.1f}', str(score.errors)])} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--systems", default=",".join(PACKAGES))
    parser.add_argument("--pages", type=int, help="the first so many of each corpus")
    options = parser.parse_args()
    systems = list(dict.fromkeys(["parse", *options.systems.split(",")]))
    rows = load(options.folder)
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    for corpus in sorted({row["corpus"] for row in rows}):
        part = [row for row in rows if row["corpus"] == corpus][: options.pages]
        table(corpus, measured(part, systems))


if __name__ == "__main__":
    main()
