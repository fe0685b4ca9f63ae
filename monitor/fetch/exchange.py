"""One request and its answer, within bounds of time and size; nothing is followed, kept or tried again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx

from monitor.core.errors import AddressRefused, TimedOut, TooLarge
from monitor.fetch.decoding import Body
from monitor.fetch.faults import FAULTS, failure

LONGEST_HEADERS = 64 * 1024
"""Bytes of an answer's headers; endless ones are given up at 100 KiB while they arrive."""

LARGE = 1024 * 1024
"""Decoded bytes from which on a body counts as large; most pages have a tenth of it."""

_CONNECT_SECONDS = 10.0
# A body in chunks of a byte each keeps a processor busy for as long as it lasts; real ones have hundreds.
_MOST_CRUMBS, _CRUMB = 20_000, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked of a server, and what the answer may cost.

    With `cut`, a longer body than `max_bytes` is cut there; else it is an error.
    """

    url: str
    headers: tuple[tuple[str, str], ...]
    seconds: float
    max_bytes: int
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered; `body` is empty unless the status is 2xx. `seconds` is how long it took."""

    status: int
    headers: httpx.Headers
    body: bytes
    seconds: float


async def exchange(transport: httpx.AsyncBaseTransport, ask: Ask, large: asyncio.Semaphore) -> Answer:
    """The answer, whatever its status; raises a FetchFailed of the address asked for, and nothing else.

    A body beyond `LARGE` goes on while it holds one of the permits for `large` ones, as bombs come many at once.
    """
    clock = asyncio.get_running_loop().time
    started = clock()
    try:
        async with asyncio.timeout(ask.seconds):
            response = await transport.handle_async_request(_request(ask))
            try:
                body = await _body(response, ask, large)
            finally:
                await response.aclose()
    except TimeoutError as error:
        raise TimedOut(ask.url, "the time for a request was over") from error
    except AddressRefused as error:  # from the connection, which knows no more than the host
        raise type(error)(ask.url, error.reason) from error
    except FAULTS as error:
        raise failure(ask.url, error) from error
    return Answer(status=response.status_code, headers=response.headers, body=body, seconds=clock() - started)


def _request(ask: Ask) -> httpx.Request:
    """The request as the transport takes it; no client stands between, so no cookie and no login is ever added."""
    seconds = httpx.Timeout(ask.seconds, connect=min(ask.seconds, _CONNECT_SECONDS))
    return httpx.Request("GET", ask.url, headers=ask.headers, extensions={"timeout": seconds.as_dict()})


async def _body(response: httpx.Response, ask: Ask, large: asyncio.Semaphore) -> bytes:
    """The decoded body of a good answer; those of redirects and errors are of no use and are not read."""
    if sum(len(name) + len(value) for name, value in response.headers.raw) > LONGEST_HEADERS:
        raise TooLarge(ask.url, f"more than {LONGEST_HEADERS} bytes of headers")
    if not response.is_success:
        return b""
    body = Body(ask.url, response.headers.get("content-encoding"), ask.max_bytes, cut=ask.cut)
    async with AsyncExitStack() as permit:
        is_large = False
        async for chunk in _whole_chunks(response, ask):
            for size in body.growing(chunk):
                if size > LARGE and not is_large:
                    is_large = True
                    await permit.enter_async_context(large)
            if body.is_full:
                break
        return body.whole()


async def _whole_chunks(response: httpx.Response, ask: Ask) -> AsyncIterator[bytes]:
    """The raw body as it arrives; raises TooLarge for one of crumbs."""
    pieces = size = 0
    async for chunk in response.aiter_raw():
        pieces, size = pieces + 1, size + len(chunk)
        if pieces > _MOST_CRUMBS and size < pieces * _CRUMB:
            raise TooLarge(ask.url, f"more than {_MOST_CRUMBS} pieces of a few bytes each")
        yield chunk
