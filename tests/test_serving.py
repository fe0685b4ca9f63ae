"""A real server on loopback, with clients that keep it waiting; hours pass when the test says so."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import anyio
import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from monitor.serving import CONNECTIONS, HEADERS, KEPT, THREADS, YOUNG, Impatient, Patience, prepared

LARGE = 20_000_000
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
PATIENCE = Patience()


class Clock:
    """The running loop's clock: the real one, and what a test sets it forward by."""

    def __init__(self) -> None:
        self._loop, self._ahead = asyncio.get_running_loop(), 0.0
        self._real = self._loop.time
        self._loop.time = lambda: self._real() + self._ahead

    async def passes(self, time: timedelta) -> None:
        """Sets it forward, no further at once than the server looks at it, and lets the server do so."""
        while time > timedelta():
            step = min(time, PATIENCE.look)
            time -= step
            self._ahead += step.total_seconds()
            for _ in range(5):  # what was sent is read, what is due is done, what that ends is ended
                await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """The garbage collector is left as it was, for the tests that follow."""
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()


@pytest.fixture
async def clock() -> Clock:
    """The clock of the test's own loop."""
    return Clock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running server, and whether its slow answer may go out."""

    server: uvicorn.Server
    released: asyncio.Event

    @property
    def port(self) -> int:
        port: int = self.server.servers[0].sockets[0].getsockname()[1]
        return port

    async def connection(self) -> Impatient:
        """The server's side of the only connection, once there is one."""
        connections = self.server.server_state.connections
        await until(lambda: len(connections) == 1)
        (found,) = connections
        assert isinstance(found, Impatient)
        return found


async def until(holds: Callable[[], object]) -> None:
    """Lets everybody else go on until something holds."""
    while not holds():  # noqa: ASYNC110 - the server has no event that could be waited for
        await asyncio.sleep(0)


@contextlib.asynccontextmanager
async def served() -> AsyncIterator[Served]:
    """A server, which ends with the block; its answers are as the path says: large, slow, the length of a body."""
    released = asyncio.Event()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answer: Response = PlainTextResponse("well")
        if scope["path"] == "/large":
            answer = PlainTextResponse("x" * LARGE)
        elif scope["path"] == "/slow":
            await released.wait()
        elif scope["path"] == "/post":
            answer = PlainTextResponse(str(len(await request.body())))
        await answer(scope, receive, send)

    server = prepared(application)
    server.config.port = 0
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started or serving.done())
    yield Served(server=server, released=released)
    server.should_exit = True
    await serving


async def sent(here: Served, *parts: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A client that has sent these parts, each of which the server was given."""
    reader, writer = await asyncio.open_connection("127.0.0.1", here.port)
    for part in parts:
        writer.write(part)
        await writer.drain()
    return reader, writer


async def told(reader: asyncio.StreamReader) -> bytes:
    """What a client is still told until the server ends the connection, which it has to do now."""
    with contextlib.suppress(ConnectionError):
        return await asyncio.wait_for(reader.read(), 10)
    return b""


async def test_a_client_that_sends_nothing_is_left(clock):
    async with served() as here:
        reader, _ = await sent(here)
        connection = await here.connection()
        await clock.passes(PATIENCE.request - PATIENCE.look)
        assert not connection.transport.is_closing()
        await clock.passes(3 * PATIENCE.look)
        assert await told(reader) == b""


@pytest.mark.parametrize(
    "begun", [b"G", b"GET / HTTP/1.1\r\nHost: a\r\nX", b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na"]
)
async def test_a_request_that_is_never_whole_is_not_waited_for(begun, clock):
    async with served() as here:
        reader, _ = await sent(here, begun)
        connection = await here.connection()
        await until(lambda: connection.conn.trailing_data[0] or connection.cycle)
        await clock.passes(PATIENCE.request + 3 * PATIENCE.look)
        assert b"200" not in await told(reader)


async def test_an_answer_that_takes_its_time_is_waited_for(clock):
    async with served() as here:
        reader, _ = await sent(here, b"GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        connection = await here.connection()
        await until(lambda: connection.cycle)
        await clock.passes(4 * max(PATIENCE.request, PATIENCE.reading))
        here.released.set()
        assert (await told(reader)).endswith(b"well")


async def test_a_connection_that_is_used_again_and_again_is_kept(clock):
    async with served() as here:
        reader, writer = await sent(here)
        for _ in range(12):
            writer.write(GET[:9])
            await clock.passes(PATIENCE.request * 2 / 3)
            writer.write(GET[9:])
            assert (await reader.readuntil(b"well")).startswith(b"HTTP/1.1 200")
        writer.close()


async def test_between_two_requests_a_connection_is_kept_for_a_while(clock):
    async with served() as here:
        reader, writer = await sent(here)
        for _ in range(2):
            writer.write(GET)
            assert (await reader.readuntil(b"well")).startswith(b"HTTP/1.1 200")
            await clock.passes(KEPT - PATIENCE.look)
        await clock.passes(2 * PATIENCE.look)
        assert await told(reader) == b""


async def test_after_an_answer_half_a_request_is_not_waited_for(clock):
    async with served() as here:
        reader, _ = await sent(here, GET + b"GET /")
        assert (await reader.readuntil(b"well")).startswith(b"HTTP/1.1 200")
        await clock.passes(PATIENCE.request + 3 * PATIENCE.look)
        assert await told(reader) == b""


async def test_an_answer_that_nobody_reads_is_dropped(clock):
    async with served() as here:
        reader, writer = await asyncio.open_connection("127.0.0.1", here.port, limit=1000)
        writer.write(GET.replace(b"/ ", b"/large ", 1))
        connection = await here.connection()
        await until(connection.transport.get_write_buffer_size)
        await clock.passes(PATIENCE.reading + 3 * PATIENCE.look)
        received = 0
        with contextlib.suppress(ConnectionError):
            while part := await reader.read(100_000):
                received += len(part)
        assert received < LARGE


async def test_a_head_too_long_is_refused():
    async with served() as here:
        for head in (b"GET / HTTP/1.1\r\nX-Long: ", b"GET /?q="):
            reader, _ = await sent(here, head + b"a" * 2 * HEADERS)
            assert (await told(reader)).startswith(b"HTTP/1.1 400")


async def test_more_connections_than_there_may_be_are_told_so():
    async with served() as here:
        kept = [await sent(here) for _ in range(CONNECTIONS)]
        reader, _ = await sent(here, GET)
        assert (await told(reader)).startswith(b"HTTP/1.1 503")
        for _, writer in kept:
            writer.close()


async def test_for_a_further_connection_the_one_is_closed_that_rests_longest():
    async with served() as here:
        kept = []
        for _ in range(CONNECTIONS - 1):
            reader, writer = await sent(here, GET)
            assert (await reader.readuntil(b"well")).startswith(b"HTTP/1.1 200")
            kept.append((reader, writer))
        first, second = kept[:2]
        first[1].write(GET)
        assert (await first[0].readuntil(b"well")).startswith(b"HTTP/1.1 200")
        reader, writer = await sent(here, GET)
        assert (await reader.readuntil(b"well")).startswith(b"HTTP/1.1 200")
        assert await told(second[0]) == b""
        first[1].write(GET)
        assert (await first[0].readuntil(b"well")).startswith(b"HTTP/1.1 200")
        for _, one in (*kept, (reader, writer)):
            one.close()


async def test_what_is_loaded_is_looked_through_no_more_and_garbage_seldom():
    gc.unfreeze()
    gc.set_threshold(700)
    async with served():
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] == YOUNG


async def test_requests_are_worked_on_by_few_threads():
    async with served():
        assert anyio.to_thread.current_default_thread_limiter().total_tokens == THREADS
