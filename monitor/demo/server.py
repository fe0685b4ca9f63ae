"""The made-up newspapers on loopback: one small server each."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from monitor.core.model import Article, Source
from monitor.demo import pages
from monitor.demo.press import Page, Press
from monitor.demo.site import Site
from monitor.demo.sites import SITES

_POLL = 0.1  # seconds until a closing server notices


class _Kiosk(ThreadingHTTPServer):
    """One site's server: its press, and the paths that it was asked for, in order."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, site: Site, now: datetime) -> None:
        super().__init__(("127.0.0.1", 0), _Clerk)
        self.press = Press(site=site, base=f"http://127.0.0.1:{self.server_port}", now=now)
        self.lock = Lock()
        self.asked: list[str] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing where a reader only went away; a fault of ours is printed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Clerk(BaseHTTPRequestHandler):
    """Answers one request of a kiosk: a page, "not modified", the way to the section, or a kind 404."""

    server: _Kiosk
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        """A page with its body."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Nothing: the demo's terminal belongs to the monitor."""

    def version_string(self) -> str:
        """The Server header: no word of Python's version."""
        return "kiosk"

    def _answer(self, *, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        with self.server.lock:
            self.server.asked.append(self.path)
            press = self.server.press
        if path == "/":
            self._head(302, location=press.site.section_path, content_length="0")
            return
        page = pages.at(press, path) or pages.missing(press)
        unchanged = page.status == 200 and self._knows(page)
        self._page_head(page, status=304 if unchanged else page.status)
        if with_body and not unchanged:
            self.wfile.write(page.body)

    def _knows(self, page: Page) -> bool:
        """Whether the client has this very page; the ETag decides where both are given (RFC 9110, 13.2.2)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return page.etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")} or tags.strip() == "*"
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
        except ValueError:
            return False
        return page.modified <= (since if since.tzinfo else since.replace(tzinfo=UTC))

    def _page_head(self, page: Page, status: int) -> None:
        modified = format_datetime(page.modified.astimezone(UTC), usegmt=True)
        fields = {"etag": page.etag, "last_modified": modified, "cache_control": "no-cache"}
        if status == 404:
            fields = {"cache_control": "no-store"}
        if status != 304:
            fields |= {"content_type": page.content_type, "content_length": str(len(page.body))}
        self._head(status, **fields)

    def _head(self, status: int, **fields: str) -> None:
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-").title().replace("Etag", "ETag"), value)
        # A connection that is kept would be answered even after the server closed.
        self.send_header("Connection", "close")
        self.end_headers()


class DemoServer:
    """Every made-up site on its own port of 127.0.0.1, from `with` to its end.

    `now` is the moment at which the articles are read: they came out in the twenty hours before it.
    """

    def __init__(self, now: datetime, sites: tuple[Site, ...] = SITES) -> None:
        self._now, self.sites = now.astimezone(UTC), sites
        self._kiosks: dict[str, _Kiosk] = {}
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            starting.callback(self._close)
            for site in self.sites:
                kiosk = self._kiosks[site.id] = _Kiosk(site, self._now)
                Thread(target=kiosk.serve_forever, args=(_POLL,), name=f"demo {site.id}", daemon=True).start()
            self._closing = starting.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sites as the user would write them down; the addresses are where they are shown now."""
        return tuple(_source(kiosk.press) for kiosk in self._kiosks.values())

    @property
    def addresses(self) -> frozenset[str]:
        """Every "127.0.0.1:port" that a fetcher must be allowed to reach."""
        return frozenset(urlsplit(kiosk.press.base).netloc for kiosk in self._kiosks.values())

    @property
    def articles(self) -> Mapping[str, tuple[Article, ...]]:
        """By site id, every article as a perfect reader would return it now, newest first."""
        return {name: kiosk.press.articles for name, kiosk in self._kiosks.items()}

    @property
    def requests(self) -> Mapping[str, list[str]]:
        """By site id, a copy of the paths asked for so far, in order, with their queries."""
        found = {}
        for name, kiosk in self._kiosks.items():
            with kiosk.lock:
                found[name] = list(kiosk.asked)
        return found

    def turn_back(self, until: datetime) -> None:
        """From now on the papers are those of an earlier hour, before what came out since."""
        self._print(until=until)

    def turn_on(self) -> None:
        """From now on the papers are those of `now` again."""
        self._print(until=None)

    def correct(self) -> None:
        """From now on, the corrected article stands there with its later headline, figure and note."""
        self._print(corrected=True)

    def _print(self, **changes: Any) -> None:
        for kiosk in self._kiosks.values():
            with kiosk.lock:
                kiosk.press = replace(kiosk.press, **changes)

    def _close(self) -> None:
        with ThreadPoolExecutor(max(1, len(self._kiosks))) as closing:
            closing.map(_shut, self._kiosks.values())


def _shut(kiosk: _Kiosk) -> None:
    kiosk.shutdown()
    kiosk.server_close()


def _source(press: Press) -> Source:
    site = press.site
    return Source(
        id=site.id,
        url=press.base + site.listing_path,
        name=site.name,
        section="culture",
        language=site.language,
        timezone=site.timezone,
    )
