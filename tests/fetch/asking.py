"""What a fetcher gave, or what it failed with."""

from __future__ import annotations

import asyncio

import pytest

from monitor.core.errors import FetchFailed
from monitor.core.model import Request


async def got(server, path="/", **changes):
    limits = changes.pop("limits", {})
    async with server.fetcher(**limits) as fetcher:
        return await fetcher.get(Request(url=server.url(path), **changes))


async def failed(server, path="/", *, kind=FetchFailed, limits=None):
    async with server.fetcher(**(limits or {})) as fetcher:
        with pytest.raises(kind) as caught:
            await fetcher.get(Request(url=server.url(path)))
    assert caught.value.url == server.url(path)
    return caught.value


def plays(data, *, then=None):
    """A connection that sends these bytes, then what `then` does, and closes."""

    async def play(writer):
        writer.write(data)
        await writer.drain()
        if then:
            await then(writer)

    return play


async def for_ever(_writer):
    await asyncio.Event().wait()
