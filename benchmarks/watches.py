"""What watches cost where articles are stored: the same articles with none, a hundred and a thousand of them.

    python benchmarks/watches.py [--articles 400]

Prints the CPU milliseconds that an article costs in its transaction, and those of the watches alone: the words of the
article are cut for the search in any case.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta

from monitor.core.matching import fingerprint, terms
from monitor.core.model import Arrival, Article, Summary, Watch
from storage import history, lookouts, watches
from storage.database import Database

START = datetime(2026, 3, 17, 12, tzinfo=UTC)
BATCH = 8
VOCABULARY = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("ra", "ne", "sti", "lo", "mun", "ke")]


def made(number: int, chance: random.Random) -> Arrival:
    """An article of 500 words, some of them rare."""
    said = [chance.choice(VOCABULARY) + (str(chance.randrange(400)) if n % 5 == 0 else "") for n in range(500)]
    paragraphs = tuple(" ".join(said[n : n + 50]) for n in range(0, 500, 50))
    url = f"https://paper.example/{number}"
    article = Article(url=url, title=" ".join(said[:8]), paragraphs=paragraphs, published=START)
    return Arrival(
        url=url,
        key=url,
        source_id="paper",
        source_name="The Paper",
        article=article,
        summary=Summary(sentences=(), algorithm="lead"),
        fingerprint=fingerprint(article.text),
        terms=terms(article),
        seen_at=START + timedelta(seconds=number),
    )


def asked(number: int, chance: random.Random) -> Watch:
    """A watch: mostly a word and a phrase, sometimes a source alone or a refusal."""
    word = chance.choice(VOCABULARY) + str(chance.randrange(400))
    queries = (word, f'{word} "{chance.choice(VOCABULARY)} {chance.choice(VOCABULARY)}"', f"{word} -{VOCABULARY[3]}")
    query = chance.choice(queries) if number % 20 else f"source:other{number}"
    return Watch(name=f"watch {number}", query=query, timezone="UTC", created_at=START)


def stored(count: int, watching: int) -> tuple[float, float]:
    """Milliseconds an article, in all and for the watches alone."""
    chance = random.Random(7)
    arrivals = [made(number, chance) for number in range(count)]
    spent = 0.0
    find = lookouts.find

    def timed(*arguments: object) -> None:
        nonlocal spent
        start = time.process_time()
        find(*arguments)
        spent += time.process_time() - start

    lookouts.find = timed
    with tempfile.TemporaryDirectory() as folder, Database.open(f"sqlite:///{folder}/history.db") as database:
        with database.write() as c:
            for number in range(watching):
                watches.add(c, asked(number, chance), {})
        start = time.process_time()
        for place in range(0, count, BATCH):
            with database.write() as c:
                history.store(c, arrivals[place : place + BATCH])
        took = time.process_time() - start
    lookouts.find = find
    return 1000 * took / count, 1000 * spent / count


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--articles", type=int, default=400)
    count = given.parse_args().articles
    print("| watches | ms an article | of which watches |")
    print("| ---: | ---: | ---: |")
    for watching in (0, 100, 1000):
        whole, own = stored(count, watching)
        print(f"| {watching} | {whole:.2f} | {own:.2f} |")


if __name__ == "__main__":
    main()
