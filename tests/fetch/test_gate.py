from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from monitor.core.errors import NotAsked
from monitor.core.model import Request
from monitor.fetch import MemoryGate
from tests.builders import NOON
from tests.fetch.misbehaving import Server, answer

SECOND = timedelta(seconds=1)


@pytest.fixture
def gate(clock):
    return MemoryGate(clock.now, clock.sleep)


async def test_turns_at_one_host_start_a_delay_apart(gate, clock):
    starts = []
    for _ in range(3):
        async with gate.turn("paper.example", 2 * SECOND):
            starts.append(clock.now() - NOON)
    assert starts == [0 * SECOND, 2 * SECOND, 4 * SECOND]


async def test_the_delay_counts_from_the_end_of_a_visit(gate, clock):
    async with gate.turn("paper.example", 2 * SECOND):
        clock.moment += 30 * SECOND
    async with gate.turn("paper.example", 2 * SECOND):
        assert clock.now() - NOON == 32 * SECOND


async def test_other_hosts_do_not_wait(gate, clock):
    async with gate.turn("paper.example", 2 * SECOND), gate.turn("gazette.example", 2 * SECOND):
        assert clock.now() == NOON


async def test_one_visit_at_a_time(gate):
    inside, most = 0, 0

    async def visit():
        nonlocal inside, most
        async with gate.turn("paper.example", SECOND):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(visit() for _ in range(10)))
    assert most == 1


async def test_a_deferred_host_waits(gate, clock):
    await gate.defer("paper.example", NOON + 60 * SECOND)
    await gate.defer("paper.example", NOON + 30 * SECOND)
    async with gate.turn("paper.example", SECOND):
        assert clock.now() == NOON + 60 * SECOND


async def test_what_is_deferred_inside_a_turn_outlasts_it(gate, clock):
    async with gate.turn("paper.example", SECOND):
        await gate.defer("paper.example", NOON + 60 * SECOND)
    async with gate.turn("paper.example", SECOND):
        assert clock.now() == NOON + 60 * SECOND


async def test_a_failure_inside_ends_the_turn(gate, clock):
    with pytest.raises(KeyError):
        async with gate.turn("paper.example", SECOND):
            raise KeyError
    async with gate.turn("paper.example", SECOND):
        assert clock.now() == NOON + SECOND


async def test_who_gives_up_waiting_leaves_the_turn_to_others(clock):
    gate = MemoryGate(clock.now, asyncio.sleep)
    await gate.defer("paper.example", NOON + 3600 * SECOND)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01), gate.turn("paper.example", SECOND):
            pytest.fail("entered an hour early")
    clock.moment += 3600 * SECOND
    async with asyncio.timeout(1), gate.turn("paper.example", SECOND):
        pass


async def test_a_turn_that_does_not_come_in_the_round_is_given_up(server):
    server.routes["/"] = answer()
    gate = MemoryGate(server.clock.now, asyncio.sleep)
    await gate.defer(server.place, NOON + 3600 * SECOND)
    async with server.fetcher(gate) as fetcher:
        with pytest.raises(NotAsked):
            await fetcher.get(Request(url=server.url()), until=NOON + 0.05 * SECOND)
        with pytest.raises(NotAsked):
            await fetcher.get(Request(url=server.url()), until=NOON)
    assert server.asked == []


async def test_no_more_hosts_at_once_than_allowed(clock):
    inside, most = 0, 0

    async def slow(writer):
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.Event().wait(), 0.02)
        inside -= 1
        writer.write(answer())
        await writer.drain()

    async with Server(clock) as a, Server(clock) as b, Server(clock) as c, Server(clock) as d:
        hosts = (a, b, c, d)
        for host in hosts:
            host.routes |= {"/robots.txt": slow, "/": slow}
        async with a.fetcher(allow_private=frozenset(host.place for host in hosts), hosts_at_once=2) as fetcher:
            await asyncio.gather(*(fetcher.get(Request(url=host.url())) for host in hosts))
    assert most == 2
