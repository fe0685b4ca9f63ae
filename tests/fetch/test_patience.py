"""How long one waits, and when one asks again."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from monitor.core.errors import BadStatus, NotAsked, TimedOut
from monitor.core.model import Request
from tests.builders import NOON
from tests.fetch.asking import failed, for_ever, got, plays
from tests.fetch.misbehaving import answer


async def test_a_dribbling_body_ends_with_the_total_time(server):
    async def dribble(writer):
        for _ in range(400):
            writer.write(b"x")
            await writer.drain()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(asyncio.Event().wait(), 0.01)

    server.routes["/"] = plays(b"HTTP/1.1 200 OK\r\n\r\n", then=dribble)
    began = asyncio.get_running_loop().time()
    await failed(server, kind=TimedOut, limits={"total_time": timedelta(seconds=0.2)})
    assert asyncio.get_running_loop().time() - began < 2
    assert server.paths() == ["/"] * 3


async def test_redirects_share_the_total_time(server):
    def slow(location):
        async def play(writer):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(asyncio.Event().wait(), 0.15)
            writer.write(answer(b"", 302, location=location))
            await writer.drain()

        return play

    server.routes |= {f"/{n}": slow(f"/{n + 1}") for n in range(5)}
    await failed(server, "/0", kind=TimedOut, limits={"total_time": timedelta(seconds=0.35)})
    assert "/4" not in server.paths()


async def test_silence_ends_with_the_total_time(server):
    server.routes["/"] = for_ever
    await failed(server, kind=TimedOut, limits={"total_time": timedelta(seconds=0.1)})


async def test_endless_interim_answers_end_with_the_total_time(server):
    async def more(writer):
        for _ in range(100_000):
            writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
            await writer.drain()

    server.routes["/"] = plays(b"", then=more)
    await failed(server, limits={"total_time": timedelta(seconds=0.2)})


async def test_a_failure_that_passes_is_tried_twice_more(server, clock):
    server.routes["/"] = answer(b"", 503)
    error = await failed(server, kind=BadStatus)
    assert server.paths() == ["/"] * 3
    assert error.retry_at is None
    assert timedelta(seconds=4) <= clock.moment - NOON <= timedelta(seconds=10)


async def test_retry_after_in_seconds_is_waited_for(server):
    server.routes["/"] = [answer(b"", 429, retry_after="120"), answer(b"now")]
    assert (await got(server)).body == b"now"
    assert server.starts()[-1] >= 120


async def test_retry_after_as_a_date_is_waited_for(server):
    server.routes["/"] = [answer(b"", 503, retry_after="Tue, 17 Mar 2026 12:05:00 GMT"), answer(b"now")]
    assert (await got(server)).body == b"now"
    assert server.starts()[-1] == 300


async def test_a_wait_beyond_the_round_is_not_begun(server, clock):
    server.routes |= {"/": answer(b"", 429, retry_after="3600"), "/other": answer()}
    async with server.fetcher() as fetcher:
        with pytest.raises(BadStatus) as caught:
            await fetcher.get(Request(url=server.url()))
        with pytest.raises(NotAsked) as other:
            await fetcher.get(Request(url=server.url("/other")))
    assert caught.value.retry_at >= NOON + timedelta(hours=1)
    assert other.value.retry_at >= NOON + timedelta(hours=1)
    assert server.paths() == ["/"]
    assert clock.moment < NOON + timedelta(minutes=1)


async def test_a_wait_beyond_the_caller_s_moment_is_not_begun(server):
    server.routes["/"] = answer(b"", 503, retry_after="60")
    async with server.fetcher() as fetcher:
        with pytest.raises(BadStatus):
            await fetcher.get(Request(url=server.url()), until=NOON + timedelta(seconds=30))
    assert server.paths() == ["/"]


async def test_a_busy_host_is_left_alone_by_everybody(server):
    server.routes |= {"/": answer(b"", 503, retry_after="60"), "/other": answer()}
    async with server.fetcher() as fetcher:
        with pytest.raises(BadStatus):
            await fetcher.get(Request(url=server.url()), until=NOON + timedelta(seconds=30))
        await fetcher.get(Request(url=server.url("/other")))
    assert server.starts()[-1] >= 60
