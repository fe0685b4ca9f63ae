"""A real server on loopback, with clients that keep it waiting."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import anyio
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from monitor.serving import CONNECTIONS, HEADERS, THREADS, Patience, prepared

BRIEF = timedelta(milliseconds=300)
LARGE = 20_000_000
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers as its path says: a large text, a slow one, the length of what was sent."""
    request = Request(scope, receive)
    answer: Response = PlainTextResponse("well")
    if scope["path"] == "/large":
        answer = PlainTextResponse("x" * LARGE)
    elif scope["path"] == "/slow":
        await asyncio.sleep(3 * BRIEF.total_seconds())
    elif scope["path"] == "/post":
        answer = PlainTextResponse(str(len(await request.body())))
    await answer(scope, receive, send)


@contextlib.asynccontextmanager
async def served(patience: Patience | None = None) -> AsyncIterator[int]:
    """The port of a server, which ends with the block."""
    server = prepared(application, patience or Patience(request=BRIEF, reading=BRIEF, look=BRIEF / 6))
    server.config.port = 0
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.wait({serving}, timeout=0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await serving


async def sent(port: int, *parts: bytes) -> bytes:
    """What a client is answered until the server ends the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in parts:
        writer.write(part)
        await writer.drain()
    with contextlib.suppress(ConnectionError):
        found = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        return found
    return b""


async def test_a_client_that_sends_nothing_is_left():
    async with served() as port:
        assert await sent(port) == b""


@pytest.mark.parametrize(
    "begun", [b"G", b"GET / HTTP/1.1\r\nHost: a\r\nX", b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na"]
)
async def test_a_request_that_is_never_whole_is_not_waited_for(begun):
    async with served() as port:
        assert b"200" not in await sent(port, begun)


async def test_an_answer_that_takes_its_time_is_waited_for():
    async with served() as port:
        assert (
            await sent(port, GET.replace(b"/ ", b"/slow ", 1).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        ).endswith(b"well")


async def test_a_connection_that_is_used_again_and_again_is_kept():
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        end = asyncio.get_running_loop().time() + 4 * BRIEF.total_seconds()
        while asyncio.get_running_loop().time() < end:
            writer.write(GET)
            assert (await reader.readuntil(b"well")).startswith(b"HTTP/1.1 200")
            await asyncio.sleep(BRIEF.total_seconds() / 5)
        writer.close()


async def test_between_two_requests_a_connection_is_kept():
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(2):
            writer.write(GET)
            assert (await reader.readuntil(b"well")).startswith(b"HTTP/1.1 200")
            await asyncio.sleep(4 * BRIEF.total_seconds())
        writer.close()


async def test_after_an_answer_half_a_request_is_not_waited_for():
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GET + b"GET /")
        with contextlib.suppress(ConnectionError):
            assert (await asyncio.wait_for(reader.read(), 10)).endswith(b"well")


async def test_an_answer_that_nobody_reads_is_dropped():
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1000)
        writer.write(GET.replace(b"/ ", b"/large ", 1))
        await asyncio.sleep(4 * BRIEF.total_seconds())
        received = 0
        with contextlib.suppress(ConnectionError):
            while part := await reader.read(100_000):
                received += len(part)
        assert received < LARGE


async def test_a_head_too_long_is_refused():
    async with served() as port:
        assert (await sent(port, b"GET / HTTP/1.1\r\nX-Long: " + b"a" * 2 * HEADERS)).startswith(b"HTTP/1.1 400")
        assert (await sent(port, b"GET /?q=" + b"a" * 2 * HEADERS)).startswith(b"HTTP/1.1 400")


async def test_more_connections_than_there_may_be_are_told_so():
    async with served(Patience()) as port:
        kept = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CONNECTIONS)]
        assert (await sent(port, GET)).startswith(b"HTTP/1.1 503")
        for _, writer in kept:
            writer.close()


async def test_requests_are_worked_on_by_few_threads():
    async with served():
        assert anyio.to_thread.current_default_thread_limiter().total_tokens == THREADS
