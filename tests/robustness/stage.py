"""A loopback server of our own that plays the proxy of the settings, so that every site on it has a name of its own.

A site is a function from a `Call` to what goes over the wire: an `answer`, raw bytes, or a coroutine that plays with
the connection. The stage writes down who was asked for what, and when; a host that is none of its sites is a
breach, as nothing but sites may be reached.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Call:
    """One request: its host, its path with the query, its headers, and the how-manieth of that path it is."""

    host: str
    path: str
    headers: dict[str, str]
    times: int


@dataclass(frozen=True)
class Asked:
    """When a request began and ended, by the clock of this process."""

    path: str
    began: float
    ended: float
    headers: dict[str, str]


Play = Callable[[asyncio.StreamWriter], Awaitable[None]]
Site = Callable[[Call], "bytes | Play"]


def answer(
    body: bytes | str = b"", status: int = 200, kind: str | None = "text/html; charset=utf-8", **headers: str
) -> bytes:
    """A well-formed answer; `retry_after="1"` becomes a header, and so on; None takes one away."""
    raw = body if isinstance(body, bytes) else body.encode()
    lines = {"content-type": kind, "content-length": str(len(raw))} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode("latin-1") + raw


NOT_THERE = answer("<h1>Not found</h1>", 404)


@dataclass
class Stage:
    """From `with` to its end; `sites` may be changed between."""

    sites: dict[str, Site] = field(default_factory=dict)
    asked: defaultdict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))
    breaches: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self, host: str) -> list[str]:
        return [one.path for one in self.asked[host]]

    def _serve(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._run(ready))

    async def _run(self, ready: threading.Event) -> None:
        self._stop = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._converse, "127.0.0.1", 0, limit=1 << 20)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            async with asyncio.timeout(60):
                while await self._answer(reader, writer):
                    pass
        except (OSError, EOFError, TimeoutError, asyncio.CancelledError):
            pass  # the visitor went away, or the stage is being cleared
        finally:
            self._tasks.discard(task)
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answers one request; whether another may follow on the connection."""
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target = lines[0].split(" ")[:2]
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        parts = urlsplit(target)
        host = parts.netloc if method == "GET" else target
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        site = self.sites.get(host)
        if site is None or method != "GET":
            self.breaches.append(f"{method} {target}")
            writer.write(answer("<p>the secret of the inner network</p>"))
            return False
        began = time.monotonic()
        played = site(Call(host, path, headers, 1 + sum(one.path == path for one in self.asked[host])))
        place = len(self.asked[host])
        self.asked[host].append(Asked(path, began, began, headers))
        try:
            if isinstance(played, bytes):
                writer.write(played)
                await writer.drain()
                return b"content-length" in played[:4000].lower()
            await played(writer)
            return False
        finally:
            self.asked[host][place] = Asked(path, began, time.monotonic(), headers)
