"""A bounded server on loopback that answers as it is told to, and a clock that moves when somebody waits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta

from monitor.fetch import Fetcher, Limits, MemoryGate
from tests.builders import NOON

Play = Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes = b"<p>hello</p>", status: int = 200, **headers: str) -> bytes:
    """A well-formed answer; `content_type="..."` becomes a header, and so on."""
    lines = {"content-type": "text/html", "content-length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode("latin-1") + body


class Clock:
    """It stands still but for the seconds that are slept through."""

    def __init__(self):
        self.moment, self.slept = NOON, []

    def now(self):
        return self.moment

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)
        await asyncio.sleep(0)


class Server:
    """Routes are an answer, a list of answers to be given in turn, or a coroutine that plays with the connection."""

    def __init__(self, clock):
        self.clock, self.routes, self.asked = clock, {}, []

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._converse, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        self._tasks = set()
        return self

    async def __aexit__(self, *_):
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def url(self, path="/"):
        return f"http://{self.place}{path}"

    def fetcher(self, gate=None, **limits):
        limits = {
            "user_agent": "newsmonitor/0.1 (+https://desk.example)",
            "allow_private": frozenset([self.place]),
        } | limits
        gate = gate or MemoryGate(self.clock.now, self.clock.sleep)
        return Fetcher(Limits(**limits), gate, self.clock.now, sleep=self.clock.sleep)

    def paths(self):
        return [path for path, _, _ in self.asked if path != "/robots.txt"]

    def headers(self, path):
        return next(headers for asked, headers, _ in self.asked if asked == path)

    def starts(self):
        """When each request came, in seconds after noon."""
        return [(moment - NOON).total_seconds() for _, _, moment in self.asked]

    async def _converse(self, reader, writer):
        self._tasks.add(task := asyncio.current_task())
        try:
            async with asyncio.timeout(5):
                await self._answer(reader, writer)
        except (OSError, EOFError, TimeoutError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, reader, writer):
        for _ in range(50):
            first = await reader.readexactly(1)
            if first == b"\x16":  # a hello in TLS
                writer.write(answer(b"plain HTTP only", 400))
                return
            lines = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = lines[0].split(" ")[1]
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:-2])}
            self.asked.append((path, headers, self.clock.now()))
            route = self.routes.get(path, answer(b"", 404))
            if isinstance(route, list):
                route = route.pop(0) if len(route) > 1 else route[0]
            if not isinstance(route, bytes):
                await route(writer)
                return
            writer.write(route)
            await writer.drain()
