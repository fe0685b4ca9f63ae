from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from monitor.core import politeness
from monitor.core.errors import RobotsRefused, Unreachable
from monitor.core.model import Request
from monitor.core.politeness import StoredRobots
from monitor.fetch import MemoryGate
from tests.builders import NOON
from tests.fetch.misbehaving import Server, answer


async def visits(server, *paths, gate=None, **limits):
    async with server.fetcher(gate, **limits) as fetcher:
        return [(await fetcher.get(Request(url=server.url(path)))).body for path in paths]


async def refused(server, path="/page", **limits):
    async with server.fetcher(**limits) as fetcher:
        with pytest.raises(RobotsRefused) as caught:
            await fetcher.get(Request(url=server.url(path)))
    assert path not in server.paths()
    return caught.value


def rules(text):
    return answer(text.encode(), content_type="text/plain")


@pytest.fixture
def server(server):
    server.routes |= {"/page": answer(b"page"), "/other": answer(b"other")}
    return server


async def test_what_is_not_allowed_is_not_asked_for(server):
    server.routes["/robots.txt"] = rules("User-agent: *\nDisallow: /page")
    error = await refused(server)
    assert error.retry_at == NOON + timedelta(days=1)  # when the file will be asked for again
    assert await visits(server, "/other") == [b"other"]


async def test_the_file_is_asked_for_once_a_day(server, clock):
    server.routes["/robots.txt"] = rules("User-agent: *\nDisallow: /private")
    gate = MemoryGate(clock.now, clock.sleep)
    await visits(server, "/page", "/other", "/page", gate=gate)
    await visits(server, "/page", gate=gate)
    assert [path for path, _, _ in server.asked].count("/robots.txt") == 1
    clock.moment += timedelta(days=1)
    await visits(server, "/page", gate=gate)
    assert [path for path, _, _ in server.asked].count("/robots.txt") == 2


async def test_many_at_once_ask_for_the_file_once_and_keep_their_distance(server):
    server.routes |= {f"/{n}": answer(b"x") for n in range(10)}
    async with server.fetcher() as fetcher:
        await asyncio.gather(*(fetcher.get(Request(url=server.url(f"/{n}"))) for n in range(10)))
    assert [path for path, _, _ in server.asked].count("/robots.txt") == 1
    assert len(server.paths()) == 10
    assert server.starts() == [2 * n for n in range(11)]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_without_the_file_everything_is_allowed(server, status):
    server.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /", status)
    assert await visits(server, "/page") == [b"page"]


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_while_the_file_cannot_be_had_nothing_is_allowed(server, clock, status):
    server.routes["/robots.txt"] = [answer(b"", status), answer(b"", 404)]
    gate = MemoryGate(clock.now, clock.sleep)
    async with server.fetcher(gate) as fetcher:
        with pytest.raises(RobotsRefused) as caught:
            await fetcher.get(Request(url=server.url("/page")))
        assert caught.value.retry_at == clock.now() + politeness.ROBOTS_AGAIN
        clock.moment = caught.value.retry_at
        assert (await fetcher.get(Request(url=server.url("/page")))).body == b"page"


async def test_a_file_that_cannot_be_decoded_allows_nothing(server):
    server.routes["/robots.txt"] = answer(b"no gzip", content_encoding="gzip")
    assert (await refused(server)).retry_at


async def test_a_host_that_breaks_off_is_unreachable_and_not_visited(server):
    async def reset(writer):
        writer.transport.abort()

    server.routes["/robots.txt"] = reset
    async with server.fetcher() as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.get(Request(url=server.url("/page")))
    assert caught.value.url == server.url("/page")
    assert server.paths() == []


async def test_redirects_of_the_file_are_followed(server, clock):
    async with Server(clock) as other:
        hops = {f"/r{n}": answer(b"", 302, location=f"/r{n + 1}") for n in range(1, 4)}
        server.routes |= hops | {"/robots.txt": answer(b"", 301, location="/r1")}
        server.routes["/r4"] = answer(b"", 302, location=other.url("/rules"))
        other.routes["/rules"] = rules("User-agent: *\nDisallow: /page")
        await refused(server, allow_private=frozenset([server.place, other.place]))
        assert [path for path, _, _ in other.asked] == ["/rules"]


async def test_too_many_redirects_are_no_file(server):
    server.routes |= {f"/r{n}": answer(b"", 302, location=f"/r{n + 1}") for n in range(1, 9)}
    server.routes["/robots.txt"] = answer(b"", 301, location="/r1")
    assert await visits(server, "/page") == [b"page"]
    assert server.paths() == ["/r1", "/r2", "/r3", "/r4", "/r5", "/page"]


async def test_a_redirect_of_the_file_into_a_private_address_reaches_nobody(server, clock):
    async with Server(clock) as private:
        server.routes["/robots.txt"] = answer(b"", 301, location=private.url("/robots.txt"))
        await refused(server)
        assert private.asked == []


async def test_a_very_long_file_is_cut_at_the_last_whole_line(server, clock):
    lines = "User-agent: *\nDisallow: /other\n" + f"# {'x' * 997}\n" * 600
    cut_at = politeness.ROBOTS_LENGTH - 4
    server.routes["/robots.txt"] = rules(lines[:cut_at].rpartition("\n")[0] + "\nDisallow: /p" + "age-one\n" * 20_000)
    gate = MemoryGate(clock.now, clock.sleep)
    assert await visits(server, "/page", gate=gate) == [b"page"]
    kept = await gate.robots(server.place)
    assert len(kept.body) <= politeness.ROBOTS_LENGTH
    assert "Disallow: /other" in kept.body


async def test_every_host_on_the_way_is_asked(server, clock):
    async with Server(clock) as other:
        other.routes |= {"/robots.txt": rules("User-agent: *\nDisallow: /"), "/there": answer(b"no")}
        server.routes["/page"] = answer(b"", 302, location=other.url("/there"))
        async with server.fetcher(allow_private=frozenset([server.place, other.place])) as fetcher:
            with pytest.raises(RobotsRefused):
                await fetcher.get(Request(url=server.url("/page")))
        assert other.paths() == []


async def test_a_redirect_on_the_same_host_is_checked_too(server):
    server.routes |= {"/robots.txt": rules("User-agent: *\nDisallow: /p"), "/a": answer(b"", 302, location="/page")}
    async with server.fetcher() as fetcher:
        with pytest.raises(RobotsRefused):
            await fetcher.get(Request(url=server.url("/a")))
    assert server.paths() == ["/a"]


async def test_starts_at_one_host_are_two_seconds_apart(server):
    await visits(server, "/page", "/other")
    assert server.starts() == [0, 2, 4]


async def test_the_crawl_delay_raises_the_host_s_delay(server):
    server.routes["/robots.txt"] = rules("User-agent: *\nCrawl-delay: 10")
    await visits(server, "/page", "/other", "/page")
    assert server.starts()[1:] == [2, 12, 22]


async def test_a_short_crawl_delay_does_not_lower_it(server):
    server.routes["/robots.txt"] = rules("User-agent: *\nCrawl-delay: 0.1")
    await visits(server, "/page", "/other")
    assert server.starts() == [0, 2, 4]


async def test_what_the_gate_kept_is_believed(server, clock):
    gate = MemoryGate(clock.now, clock.sleep)
    kept = StoredRobots(body="User-agent: *\nDisallow: /page", status=200, fetched_at=NOON - timedelta(hours=20))
    await gate.keep_robots(server.place, kept)
    async with server.fetcher(gate) as fetcher:
        with pytest.raises(RobotsRefused):
            await fetcher.get(Request(url=server.url("/page")))
    assert server.asked == []
