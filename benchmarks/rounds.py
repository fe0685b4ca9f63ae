"""Two rounds over many made-up papers on loopback: how long, how much memory, and whether everything is there.

    .venv/bin/python benchmarks/rounds.py [--sources 200] [--articles 20] [--words 400] [--keep DIR]

A server on loopback plays the proxy of the settings, so that every paper has a name and a host of its own
(`paper-017.test`) and nothing is resolved; `[fetch] delay` is 0. Half of the papers are feeds, half section pages;
every answer has an ETag. `monitor fetch` runs as the command does, in processes of its own: the first round must
store and summarise every article, the second find nothing new. Memory is the sum of all its processes, read ten
times a second: resident (what several share counts in each) and proportional (counted once), where Linux tells them.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hashlib
import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

SYLLABLES = [first + second for first in "bdfghklmnprstv" for second in "aeiou"]
COMMON = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "was",
    "for",
    "on",
    "that",
    "with",
    "as",
    "at",
    "by",
    "from",
    "it",
    "his",
]
COMMAND = [sys.executable, "-c", "from monitor.cli import main; main()"]


@dataclass(frozen=True)
class Paper:
    """A made-up paper: its host, whether its listing is a feed, and its articles' pages by path."""

    host: str
    listing: str
    pages: dict[str, bytes]


def _article(chance: random.Random, words: int) -> tuple[str, list[str]]:
    """A headline and paragraphs of made-up words; no two articles share more than the common ones."""
    own = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(words // 3)]
    mixed = iter([chance.choice(COMMON) if chance.random() < 0.45 else chance.choice(own) for _ in range(words + 60)])
    paragraphs = []
    for _ in range(max(words // 60, 1)):
        sentences = (" ".join(next(mixed) for _ in range(15)).capitalize() + "." for _ in range(4))
        paragraphs.append(" ".join(sentences))
    return " ".join(chance.sample(own, 6)).capitalize(), paragraphs


def _page(title: str, paragraphs: list[str], around: str, published: datetime) -> bytes:
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Paper</title>'
        f'<meta property="article:published_time" content="{published.isoformat()}"></head><body>'
        f"<header><nav><ul>{around}</ul></nav></header><main><article><h1>{title}</h1>"
        f'<p class="byline">By Ann Example</p><div class="body">{text}</div></article></main>'
        f"<aside><h3>Most read</h3><ul>{around}</ul></aside><footer><p>All rights reserved.</p></footer></body></html>"
    ).encode()


def paper(number: int, articles: int, words: int, now: datetime) -> Paper:
    """A paper with so many articles, the same for the same number."""
    chance, host = random.Random(number), f"paper-{number:03}.test"
    around = "".join(f'<li><a href="/section-{each}/">Section {each}</a></li>' for each in range(12))
    pages, items, links = {}, [], []
    for each in range(articles):
        title, paragraphs = _article(chance, words)
        published = now - timedelta(minutes=30 * each + 5)
        path = f"/culture/{published:%Y/%m/%d}/{'-'.join(title.lower().split())}"
        pages[path] = _page(title, paragraphs, around, published)
        items.append(
            f"<item><title>{escape(title)}</title><link>http://{host}{path}</link>"
            f"<pubDate>{format_datetime(published)}</pubDate><description>{escape(paragraphs[0])}</description></item>"
        )
        links.append(f'<article><h2><a href="{path}">{title}</a></h2><p>{paragraphs[0][:120]}</p></article>')
    if number % 2:
        listing, body = (
            "/culture/feed.xml",
            f"<rss version='2.0'><channel><title>{host}</title>{''.join(items)}</channel></rss>",
        )
    else:
        listing, body = (
            "/culture/",
            f"<html><head><title>{host}</title></head><body><nav>{around}</nav><main>{''.join(links)}</main></body></html>",
        )
    return Paper(host=host, listing=listing, pages=pages | {listing: body.encode()})


def serve(papers: list[Paper], told: multiprocessing.connection.Connection) -> None:
    """Plays the proxy until it is asked to end; answers each question with the counts of statuses since the last."""
    pages = {(one.host, path): body for one in papers for path, body in one.pages.items()}
    tags = {place: f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"' for place, body in pages.items()}
    counts: Counter[int] = Counter()

    def answer(head: str) -> bytes:
        lines = head.split("\r\n")
        host, _, path = lines[0].split(" ")[1].removeprefix("http://").partition("/")
        place = (host, "/" + path)
        kind = "application/rss+xml" if path.endswith(".xml") else "text/html; charset=utf-8"
        known = next((line[15:].strip() for line in lines if line.lower().startswith("if-none-match:")), None)
        status = 404 if place not in pages else 304 if known == tags[place] else 200
        counts[status] += path != "robots.txt"
        body = pages[place] if status == 200 else b""
        tag = f"ETag: {tags[place]}\r\n" if status != 404 else ""
        return (
            f"HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\n{tag}Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, EOFError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(answer(head.decode("latin-1")))
                await writer.drain()
        writer.close()

    async def play() -> None:
        server = await asyncio.start_server(converse, "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        while await asyncio.to_thread(told.recv):
            told.send(dict(counts))
            counts.clear()

    asyncio.run(play())


def _processes(root: int) -> list[int]:
    """A process and all below it."""
    found, parents = [root], {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            told = entry.read_text().rpartition(")")[2].split()
            parents.setdefault(int(told[1]), []).append(int(entry.parent.name))
    for one in found:
        found.extend(parents.get(one, ()))
    return found


def _megabytes(pid: int, file: str, key: str) -> float:
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1]) / 1024
    return 0.0


@dataclass
class Ran:
    """A command that ended: seconds, CPU seconds of all its processes, peaks of their memory, and what it printed."""

    seconds: float
    cpu: float
    resident: float
    proportional: float
    printed: str


def run(arguments: list[str]) -> Ran:
    """Runs the command to its end, and looks at its memory ten times a second."""
    with tempfile.TemporaryFile("w+") as printed:  # a pipe that nobody reads would stop it
        before, started = os.times(), time.perf_counter()
        process = subprocess.Popen([*COMMAND, *arguments], stdout=printed)
        resident = proportional = 0.0
        looks = 0
        while process.poll() is None:
            running = _processes(process.pid)
            resident = max(resident, sum(_megabytes(one, "status", "VmRSS:") for one in running))
            if looks % 5 == 0:  # reading it costs the process itself some time
                proportional = max(proportional, sum(_megabytes(one, "smaps_rollup", "Pss:") for one in running))
            looks += 1
            time.sleep(0.1)
        seconds, after = time.perf_counter() - started, os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        printed.seek(0)
        return Ran(seconds, cpu, resident, proportional, printed.read())


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--sources", type=int, default=200)
    asked.add_argument("--articles", type=int, default=20)
    asked.add_argument("--words", type=int, default=400)
    asked.add_argument("--database", help="postgresql://... instead of a SQLite file")
    chosen = asked.parse_args()
    now = datetime.now(UTC)
    papers = [paper(number, chosen.articles, chosen.words, now) for number in range(chosen.sources)]
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("fork").Process(target=serve, args=(papers, there), daemon=True)
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder)
        (config / "settings.toml").write_text(f'[fetch]\ndelay = "0s"\nproxy = "http://127.0.0.1:{here.recv()}"\n')
        entries = (
            f'[[source]]\nid = "paper-{at}"\nurl = "http://{one.host}{one.listing}"\n' for at, one in enumerate(papers)
        )
        (config / "sources.toml").write_text("\n".join(entries))
        flags = ["--config", folder, "--database", chosen.database or f"sqlite:///{folder}/history.db", "--json"]
        print("| round | seconds | CPU seconds | MB resident | MB proportional | new | failed | asked | 304 |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for name in ("first", "second"):
            ran = run(["fetch", *flags, "-q"])
            here.send(name)
            counts = here.recv()
            outcomes: Counter[str] = Counter()
            for tally in json.loads(ran.printed)["tallies"]:
                outcomes.update(dict(tally["outcomes"]))
                outcomes["errors"] += tally["error"] is not None
            failed = outcomes["failed"] + outcomes["refused"] + outcomes["errors"]
            gained = f"{outcomes['new']}" + (f" and {outcomes['copy']} copies" if outcomes["copy"] else "")
            print(
                f"| {name} | {ran.seconds:.1f} | {ran.cpu:.1f} | {ran.resident:.0f} | {ran.proportional:.0f} | "
                f"{gained} | {failed} | {sum(counts.values())} | {counts.get(304, 0)} |"
            )
        stored = subprocess.run(
            [*COMMAND, "export", "--format", "jsonl", *flags[:-1]], capture_output=True, text=True, check=True
        )
        rows = [json.loads(line) for line in stored.stdout.splitlines()]
        print(f"\n{len(rows)} articles stored, {sum(bool(row['summary']) for row in rows)} of them summarised.")
    server.terminate()


if __name__ == "__main__":
    main()
