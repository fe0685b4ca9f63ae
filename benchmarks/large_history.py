"""A history of a year of many made-up articles, in a file: what `serving.py` and others ask.

    .venv/bin/python benchmarks/large_history.py FILE [--articles 100000]

Rows are put into the tables as they are, with texts, summaries, versions, fingerprints, words searched and a log of
visits, and an edition is then published for each day by the service. A story has one article to five, one a day has
thirty, and the largest of all three hundred; one article in twenty was corrected. A hundred thousand articles take
some minutes and about 900 MB.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from growth import put, spelt
from sqlalchemy import Connection

from monitor import settings
from monitor.core.matching.fingerprints import KEYS, SKETCH
from monitor.core.model import Source
from monitor.service import editions
from monitor.service.desk import Desk
from storage import index
from storage.database import Database

NOW = datetime(2026, 3, 17, 18, 0, tzinfo=UTC)
DAYS = 365
PAPERS = 40
CHUNK = 5_000
SECTIONS = ("culture", "film", "music", "books", "stage")
COMMON = ("the", "of", "and", "to", "in", "was", "for", "on", "that", "with", "museum", "festival", "opera")
VOCABULARY = [*COMMON, *(spelt(number) for number in range(2000, 32_000))]
CHANCES = np.array([1 / (number + 8) for number in range(len(VOCABULARY))])
CHANCES /= CHANCES.sum()


@dataclass(slots=True)
class Made:
    """Articles as they are made: chance, and where the next one belongs."""

    articles: int
    days: int = DAYS
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    numbers: np.random.Generator = field(default_factory=lambda: np.random.default_rng(7))
    story: int = 0
    left: int = 0

    def moment(self, number: int) -> datetime:
        """Articles come evenly, the last one now."""
        return NOW - timedelta(days=self.days) * (1 - number / self.articles)

    def in_story(self, number: int) -> int:
        """The story that an article is in."""
        if self.left == 0:
            self.story += 1
            a_day = max(1, self.articles // self.days)
            largest = number == self.articles // 2
            self.left = 300 if largest else 30 if number % a_day < 3 else self.chance.choice((1, 1, 1, 1, 2, 3, 5))
        self.left -= 1
        return self.story

    def paragraphs(self) -> list[str]:
        """Six paragraphs of two sentences, 240 words."""
        drawn = self.numbers.choice(len(VOCABULARY), size=240, p=CHANCES).tolist()
        words = [VOCABULARY[one] for one in drawn]
        sentences = [" ".join(words[start : start + 20]).capitalize() + "." for start in range(0, 240, 20)]
        return [" ".join(sentences[start : start + 2]) for start in range(0, 12, 2)]


def source(number: int) -> Source:
    return Source(
        id=f"paper{number}",
        url=f"https://paper{number}.example/{SECTIONS[number % 5]}/",
        name=f"Paper {number}",
        section=SECTIONS[number % 5],
        language="en",
    )


def sources() -> tuple[Source, ...]:
    return tuple(source(number) for number in range(PAPERS))


def desk(database: Database, now: datetime = NOW) -> Desk:
    chosen = settings.load(Path(__file__).parent, environ={}, overrides={"digest.timezone": "UTC"})
    papers = sources()
    return Desk(database=database, settings=chosen, catalogue=lambda: papers, now=lambda: now)


def make(file: Path, articles: int, days: int = DAYS) -> None:
    """The history is in the file, which was not there before."""
    unfinished = file.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    made = Made(articles=articles, days=days)
    with Database.open(f"sqlite:///{unfinished}") as database:
        for start in range(1, articles + 1, CHUNK):
            with database.write(lasting=False) as c:
                fill(c, made, range(start, min(start + CHUNK, articles + 1)))
        with database.write() as c:
            visit(c, made)
        for day in range(days - 1, 0, -1):
            editions.publish(desk(database, NOW.replace(hour=7) - timedelta(days=day)))
    unfinished.rename(file)


def fill(c: Connection, made: Made, ids: range) -> None:
    before = made.story
    rows = [(one, made.in_story(one), made.moment(one)) for one in ids]
    put(c, "stories (id, first_seen)", first_seen(rows, before))
    columns = "id, key, url, source_id, source_name, story_id, version, told_at, counted_at, first_seen, last_seen"
    put(c, f"articles ({columns})", (article(*row) for row in rows))
    put(c, "addresses (key, article_id, url)", ((address(one), one, address(one)) for one in ids))
    texts(c, made, rows)
    sketches = np.sort(made.numbers.integers(-(2**63), 2**63 - 1, size=(len(ids), SKETCH)))
    put(
        c,
        "fingerprints (article_id, text_hash, index_keys, sketch, shingles)",
        (
            (one, f"{int(sketch[0]) & (2**64 - 1):032x}", sketch[:KEYS].tobytes(), sketch.tobytes(), 240)
            for one, sketch in zip(ids, sketches, strict=True)
        ),
    )
    keys = sorted((key, one) for one, own in zip(ids, sketches[:, :KEYS].tolist(), strict=True) for key in own)
    put(c, "fingerprint_keys (key, article_id)", keys)


def first_seen(rows: list[tuple[int, int, datetime]], before: int) -> Iterator[tuple[int, str]]:
    known = before
    for _, story, at in rows:
        if story > known:
            known = story
            yield story, stamp(at)


def article(number: int, story: int, at: datetime) -> tuple[object, ...]:
    paper, moment = source(number % PAPERS), stamp(at)
    url = address(number)
    return number, url, url, paper.id, paper.name, story, versions(number), moment, moment, moment, moment


def versions(number: int) -> int:
    return 3 if number % 20 == 0 else 1


def texts(c: Connection, made: Made, rows: list[tuple[int, int, datetime]]) -> None:
    stored, told, words = [], [], []
    for number, story, at in rows:
        paragraphs = made.paragraphs()
        title = f"{paragraphs[0][:60].rpartition(' ')[0]} {spelt(10**6 + story)}"
        for version in range(1, versions(number) + 1):
            moment = at + timedelta(hours=version - 1)
            text = [*paragraphs[:-1], f"{paragraphs[-1]} {version} of {version * 7} came."]
            stored.append(row(number, version, moment, title, text))
        told.append((number, "default", summary(paragraphs)))
        words.append(index.words_of(number, title, paragraphs))
    columns = "article_id, number, seen_at, content_hash, title, authors, published, language, section, paragraphs"
    put(c, f"versions ({columns}, captions)", iter(stored))
    put(c, "summaries (article_id, algorithm, sentences)", iter(told))
    index.write(c, words)


def row(number: int, version: int, at: datetime, title: str, text: list[str]) -> tuple[object, ...]:
    hashed, moment = f"{number:028x}{version:04x}", stamp(at)
    return number, version, moment, hashed, title, '["A. Writer"]', moment, "en", "culture", json.dumps(text), "[]"


def summary(paragraphs: list[str]) -> str:
    found, start = [], 0
    for place, paragraph in enumerate(paragraphs[:3]):
        end = paragraph.index(".") + 1
        found.append((paragraph[:end], place, start, start + end, 1.0))
        start += len(paragraph) + 2
    return json.dumps(found)


def visit(c: Connection, made: Made) -> None:
    """Two weeks of visits, and some troubles; every fourth source fails."""
    columns = "source_id, last_visit, next_visit, last_new, failures, error, listing_url, listing_kind"
    last, soon = stamp(NOW - timedelta(minutes=9)), stamp(NOW + timedelta(minutes=21))
    failing = [(2, "answered 503") if number % 4 == 0 else (0, None) for number in range(PAPERS)]
    put(
        c,
        f"sources_state ({columns})",
        ((paper.id, last, soon, last, *failing[number], paper.url, "page") for number, paper in enumerate(sources())),
    )
    moments = [NOW - timedelta(minutes=30 * turn) for turn in range(14 * 48)]
    put(
        c,
        "fetch_log (url, source_id, at, outcome, status)",
        ((paper.url, paper.id, stamp(at), "unchanged", 304) for at in moments for paper in sources()),
    )
    newest = range(max(1, made.articles - 14 * made.articles // made.days), made.articles + 1)
    put(
        c,
        "fetch_log (url, source_id, at, outcome, status)",
        ((address(one), source(one % PAPERS).id, stamp(made.moment(one)), "new", 200) for one in newest),
    )
    put(
        c,
        "troubles (key, url, source_id, reason, at, attempts, next_attempt)",
        (
            (f"{paper.url}{one}", f"{paper.url}{one}", paper.id, "answered 500", last, 2, soon if one < 3 else None)
            for paper in sources()
            for one in range(10)
        ),
    )
    put(
        c,
        "hosts (host, robots_body, robots_status, robots_at)",
        ((f"paper{number}.example", "User-agent: *\nDisallow: /private/\n", 200, last) for number in range(PAPERS)),
    )


def address(number: int) -> str:
    return f"{source(number % PAPERS).url}{number}"


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=DAYS)
    options = parser.parse_args()
    make(options.file, options.articles, options.days)


if __name__ == "__main__":
    main()
