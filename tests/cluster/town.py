"""Many made-up papers on one stage, which counts what they are asked for."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

from tests.robustness.stage import NOT_THERE, Call, Play, Stage, answer

SYLLABLES = [first + second for first in "bdfghklmnprstv" for second in "aeiou"]
ANSWERING = 0.02  # seconds that a site takes for an answer, so that two visitors at once would be seen
SECTION = "/culture/feed.xml"


@dataclass
class Town:
    """The papers by host, each with its articles' titles; `asked` is released at each request."""

    stage: Stage
    titles: dict[str, list[str]]
    asked: threading.Semaphore

    @property
    def sources(self) -> str:
        """sources.toml of all papers."""
        entries = (
            f'[[source]]\nid = "{host.partition(".")[0]}"\nurl = "http://{host}{SECTION}"\n' for host in self.titles
        )
        return "\n".join(entries)

    def wait(self, requests: int, seconds: float) -> bool:
        """Whether so many requests more came within so many seconds each."""
        return all(self.asked.acquire(timeout=seconds) for _ in range(requests))

    def impolite(self, delay: float) -> list[str]:
        """Where two requests to one host were on their way at once, or began too soon after one another."""
        found = []
        for host, requests in self.stage.asked.items():
            told = sorted(requests, key=lambda one: one.began)
            for one, two in pairwise(told):
                if two.began < max(one.ended, one.began + delay):
                    found.append(f"{host}: {one.path} {one.began:.3f}-{one.ended:.3f}, {two.path} {two.began:.3f}")
        return found


@contextmanager
def town(papers: int, articles: int) -> Iterator[Town]:
    """So many papers with a feed of so many articles each; no two articles are alike."""
    now, asked = datetime.now(UTC), threading.Semaphore(0)
    hosts = {f"paper-{number:03}.test": _articles(number, articles) for number in range(papers)}

    def site(pages: dict[str, bytes]):
        def play(call: Call) -> Play:
            async def slowly(writer: asyncio.StreamWriter) -> None:
                asked.release()
                await asyncio.sleep(ANSWERING)
                writer.write(pages.get(call.path, NOT_THERE))
                await writer.drain()

            return slowly

        return play

    with Stage({host: site(_pages(host, told, now)) for host, told in hosts.items()}) as stage:
        yield Town(stage, {host: [title for title, _ in told] for host, told in hosts.items()}, asked)


def _articles(seed: int, count: int) -> list[tuple[str, list[str]]]:
    """Headlines and paragraphs of words that no other article has."""
    chance = random.Random(seed)

    def words(many: int) -> list[str]:
        return ["".join(chance.choices(SYLLABLES, k=4)) for _ in range(many)]

    def paragraph() -> str:
        return " ".join(" ".join(words(12)).capitalize() + "." for _ in range(4))

    return [(" ".join(words(6)).capitalize(), [paragraph() for _ in range(4)]) for _ in range(count)]


def _pages(host: str, articles: list[tuple[str, list[str]]], now: datetime) -> dict[str, bytes]:
    pages, items = {}, []
    for number, (title, paragraphs) in enumerate(articles):
        path, text = f"/culture/{number}-{title.split()[0].lower()}", "".join(f"<p>{one}</p>" for one in paragraphs)
        published = now - timedelta(minutes=10 * number + 5)
        pages[path] = answer(
            f'<html lang="en"><head><title>{title}</title>'
            f'<meta property="article:published_time" content="{published.isoformat()}"></head>'
            f"<body><article><h1>{title}</h1>{text}</article></body></html>"
        )
        items.append(
            f"<item><title>{title}</title><link>http://{host}{path}</link>"
            f"<pubDate>{format_datetime(published)}</pubDate></item>"
        )
    listing = f"<rss version='2.0'><channel><title>{host}</title>{''.join(items)}</channel></rss>"
    return pages | {SECTION: answer(listing, kind="application/rss+xml")}
