"""Coverage-guided fuzzing of what reads bytes and addresses from outside; no test, as it never ends by itself.

    .venv/bin/python -m pip install atheris
    PYTHONPATH=. .venv/bin/python tests/robustness/fuzz.py listing -max_total_time=120 -max_len=4096

The first word is the target; what follows is libFuzzer's. A target may raise its own errors and nothing else, and what
it returns must keep its laws; the first break ends the run with the input that made it. What a run found is told in
docs/security.md.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import atheris  # type: ignore[import-not-found]  # for these runs alone

with atheris.instrument_imports(include=["monitor", "feedparser", "protego", "idna"]):
    from monitor.core import listing, politeness, reading, urls
    from monitor.core.errors import FetchFailed, InvalidInput, NotAListing, NotAnArticle
    from monitor.core.listing import opml
    from monitor.fetch.decoding import Body
    from monitor.fetch.guard import Guard, literal, refusal

NOW = datetime(2026, 3, 17, 12, 0, tzinfo=UTC)
PAGE = "https://paper.example/culture/"
GUARD = Guard.of(frozenset(), proxied=True)


def of_listing(data: bytes) -> None:
    with contextlib.suppress(NotAListing):
        for one in listing.read(data, url=PAGE, newest=20).candidates:
            assert one.url.startswith(("http://", "https://"))
            assert "\n" not in (one.title or "")


def of_reading(data: bytes) -> None:
    with contextlib.suppress(NotAnArticle):
        article = reading.read(data, url=PAGE + "a-story")
        assert article.title
        assert all(paragraph.strip() for paragraph in article.paragraphs)
        article.text.encode()


def of_urls(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    with contextlib.suppress(InvalidInput):
        key = urls.canonical_url(text)
        assert urls.canonical_url(key) == key
    link = urls.resolve(PAGE, text)
    assert link is None or link.startswith(("http://", "https://"))
    with contextlib.suppress(FetchFailed):
        visited = GUARD.address(text)
        number = literal(urls.host(visited).rpartition(":")[0] or urls.host(visited))
        assert number is None or refusal(number) is None


def of_headers(data: bytes) -> None:
    text = data.decode("latin-1")
    moment = politeness.retry_after(text, NOW)
    assert moment is None or NOW <= moment <= NOW + politeness.LONGEST_RETRY_AFTER
    robots = politeness.StoredRobots(body=text, status=200, fetched_at=NOW)
    politeness.allowed(robots, "newsmonitor/1", PAGE)
    delay = politeness.crawl_delay(robots, "newsmonitor/1")
    assert politeness.LONGEST_CRAWL_DELAY >= delay >= delay * 0
    politeness.sitemaps(robots)


def of_bodies(data: bytes) -> None:
    encodings = ("gzip", "deflate", "br", "gzip, br", "deflate, gzip", None)
    body = None
    with contextlib.suppress(FetchFailed):
        body = Body(PAGE, encodings[data[0] % len(encodings)] if data else None, 4096)
        for start in range(1, len(data), 7):
            body.feed(data[start : start + 7])
        assert len(body.whole()) <= 4096


def of_opml(data: bytes) -> None:
    with contextlib.suppress(InvalidInput):
        opml.read(data, "list.opml")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "listing": of_listing,
    "reading": of_reading,
    "urls": of_urls,
    "headers": of_headers,
    "bodies": of_bodies,
    "opml": of_opml,
}

if __name__ == "__main__":
    chosen = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, chosen)
    atheris.Fuzz()
