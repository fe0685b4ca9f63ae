"""Turns of hosts as rows of the history: two gates on it stand for two processes."""

from datetime import timedelta

import pytest

from monitor.fetch import PutOff
from monitor.service.gate import HistoryGate
from monitor.service.writer import Writer
from storage.sources import Owner
from tests.builders import HOUR, NOON

SECOND = timedelta(seconds=1)


@pytest.fixture
async def gates(make_desk):
    desk = make_desk()
    async with Writer(desk.database) as writer:
        yield [HistoryGate(writer, Owner.here(), lambda _: NOON) for _ in range(2)]


async def test_one_process_holds_a_host_and_another_does_not_get_it(gates):
    mine, other = gates
    async with mine.turn("paper.example", timedelta()):
        with pytest.raises(PutOff):
            await other.turn("paper.example", timedelta(), NOON).__aenter__()
        async with other.turn("gazette.example", timedelta(), NOON):
            pass


async def test_a_host_is_free_again_after_its_delay_and_not_before(gates):
    mine, other = gates
    async with mine.turn("paper.example", 2 * SECOND):
        pass
    with pytest.raises(PutOff) as put_off:
        await other.turn("paper.example", 2 * SECOND, NOON + SECOND).__aenter__()
    assert put_off.value.until == NOON + 2 * SECOND


async def test_a_host_that_asked_to_be_left_alone_is_not_waited_for(gates):
    mine, other = gates
    await mine.defer("paper.example", NOON + HOUR)
    with pytest.raises(PutOff) as put_off:
        await other.turn("paper.example", SECOND, NOON + HOUR / 2).__aenter__()
    assert put_off.value.until == NOON + HOUR


async def test_a_turn_that_ends_in_an_error_is_given_back(gates):
    mine, other = gates
    with pytest.raises(ValueError, match="on the way"):
        async with mine.turn("paper.example", timedelta()):
            raise ValueError("on the way")
    async with other.turn("paper.example", timedelta(), NOON):
        pass
