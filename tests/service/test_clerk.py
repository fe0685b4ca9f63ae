"""Results stored together, and what becomes of each."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

import pytest

from monitor.core.errors import HistoryBusy, HistoryFull, HistoryRefused
from monitor.core.model import Outcome, Visit
from monitor.service.articles import Job, Result
from monitor.service.backlog import MOST, Backlog
from monitor.service.clerk import Clerk
from monitor.service.writer import Writer
from storage import history
from tests.builders import NOON, arrival, source


def result(number):
    told = arrival(
        url=f"https://paper.example/{number}", paragraphs=tuple(f"{word} {number} {word}." * 5 for word in "abcd")
    )
    visit = Visit(url=told.url, source_id="paper", at=NOON, outcome=Outcome.NEW, status=200)
    return Result(job=Job(url=told.url), visit=visit, arrival=told)


class Counting:
    """A writer that counts transactions and may be given faults."""

    def __init__(self, writer):
        self.writer, self.times, self.fault = writer, 0, None

    async def __call__(self, function, *arguments):
        self.times += 1
        if self.fault and (error := self.fault(arguments[0])):
            raise error
        return await self.writer(function, *arguments)


@pytest.fixture
async def counting(make_desk):
    desk = make_desk(now=lambda: NOON)
    async with Writer(desk.database) as writer:
        counted = Counting(writer)
        yield desk, counted, Clerk(desk, counted)


async def test_what_comes_while_others_are_stored_goes_in_together(counting):
    desk, writer, clerk = counting
    outcomes = await asyncio.gather(*(clerk.store(source(), result(number)) for number in range(30)))
    assert outcomes == [Outcome.NEW] * 30
    assert writer.times <= 3
    assert desk.read(history.counts).articles == 30


async def test_one_that_the_database_does_not_take_costs_itself_alone(counting):
    desk, writer, clerk = counting
    bad = result(1)
    writer.fault = lambda results: HistoryRefused("here", "too long") if bad in results else None
    outcomes = await asyncio.gather(*(clerk.store(source(), each) for each in (result(0), bad, result(2))))
    assert outcomes == [Outcome.NEW, Outcome.FAILED, Outcome.NEW]
    assert desk.read(history.counts).articles == 2


async def test_a_history_that_others_keep_busy_is_asked_again(counting):
    desk, writer, clerk = counting
    writer.fault = lambda _: HistoryBusy("here", "try again") if writer.times < 5 else None
    assert await clerk.store(source(), result(1)) == Outcome.NEW
    assert desk.read(history.counts).articles == 1


async def test_a_history_that_stays_busy_is_told_of(counting):
    _, writer, clerk = counting
    writer.fault = lambda _: HistoryBusy("here", "try again")
    with pytest.raises(HistoryBusy):
        await clerk.store(source(), result(1))


async def test_a_full_disk_is_told_to_all_that_wait(counting):
    _, writer, clerk = counting
    writer.fault = lambda _: HistoryFull("here", "no room")
    told = await asyncio.gather(*(clerk.store(source(), result(n)) for n in range(3)), return_exceptions=True)
    assert [type(one) for one in told] == [HistoryFull] * 3


async def test_each_address_is_told_with_its_answer_and_outcome(counting, caplog):
    caplog.set_level(logging.INFO, "monitor")
    _, _, clerk = counting
    refused = replace(result(0), arrival=None)
    refused = replace(refused, visit=replace(refused.visit, outcome=Outcome.REFUSED, reason="a\r\n\x1b[2Jwall"))
    await clerk.store(source(), refused)
    (line,) = caplog.messages
    assert line == "paper: 200 refused https://paper.example/0 (a [2Jwall)"


async def test_fetching_waits_while_too_many_bytes_wait_to_be_read():
    backlog = Backlog()
    with backlog.holding(bytes(MOST)):
        waiting = asyncio.create_task(backlog.low())
        await asyncio.sleep(0)
        assert not waiting.done()
    await asyncio.wait_for(waiting, 1)
