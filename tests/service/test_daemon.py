"""The daemon in this process, on a clock of its own; its ticks are real."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest

from monitor import parts
from monitor.core.errors import HistoryBusy
from monitor.daemon import Daemon
from monitor.service.report import Watcher
from storage import history
from tests.builders import arrival
from tests.delivery.post import Post

MORNING = datetime(2026, 3, 17, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def story():
    return arrival(seen_at=MORNING - HOUR, published=MORNING - 2 * HOUR)


async def events(desk, until, patience=parts.pause):
    """What the daemon tells until it told that, or for at most twenty seconds."""
    told = []

    def tell(event):
        told.append(event)
        if event == until:
            running.stop()

    watcher = Watcher(fetched=lambda _: tell("fetched"), published=lambda edition: tell(f"published {edition.day}"))
    running = Daemon(desk, watcher, patience)
    async with asyncio.timeout(20):
        await running.run()
    return told


async def test_an_edition_comes_out_when_its_hour_has_come(make_desk, story):
    desk = make_desk(now=lambda: MORNING)
    desk.write(history.store, [story])
    assert await events(desk, "published 2026-03-17") == ["published 2026-03-17"]


async def test_the_first_round_comes_before_an_edition_that_was_missed(make_desk, papers, story):
    now = datetime.now(UTC).replace(hour=12)
    desk = make_desk(papers.sources[:1], now=lambda: now, fetch__allow_private=sorted(papers.addresses))
    desk.write(history.store, [story])
    assert await events(desk, f"published {now:%Y-%m-%d}") == ["fetched", f"published {now:%Y-%m-%d}"]


async def test_an_edition_that_came_out_is_delivered_at_once(make_desk, story):
    gone = threading.Event()

    async def leave(_):
        gone.set()

    with Post() as post:
        post.hooks["quit"] = leave
        mail = {"delivery.smtp": post.url, "delivery.from": "me@x.example", "delivery.to": ["you@x.example"]}
        desk = make_desk(now=lambda: MORNING, **mail)
        desk.write(history.store, [story])
        running = Daemon(desk, Watcher(fetched=lambda _: None, published=lambda _: None))
        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            group.create_task(running.run())
            await asyncio.to_thread(gone.wait, parts.TICK.total_seconds() - 1)
            running.stop()
        assert post.recipients == ["you@x.example"]


async def test_a_failure_of_the_history_does_not_end_the_daemon(make_desk, papers, caplog):
    desk = make_desk(fetch__allow_private=sorted(papers.addresses))
    failures = [HistoryBusy("history.db", "is locked"), RuntimeError("a surprise")]
    waited = []

    def catalogue():
        if failures:
            raise failures.pop(0)
        return papers.sources[:1]

    def patience(count):
        waited.append(count)
        return timedelta()

    object.__setattr__(desk, "catalogue", catalogue)
    assert await events(desk, "fetched", patience) == ["fetched"]
    assert "is locked" in caplog.text
    assert waited[:1] == [1]


def test_the_daemon_is_more_patient_after_each_failure_and_at_most_an_hour():
    minutes = [parts.pause(count) / timedelta(minutes=1) for count in (1, 2, 3, 7, 100)]
    assert minutes == [1, 2, 4, 60, 60]


async def test_a_part_that_ends_ends_the_rest_and_its_error_is_raised():
    ended = []

    async def patient(stopping):
        await stopping.wait()
        ended.append("patient")

    async def broken(_):
        raise HistoryBusy("history.db", "is locked")

    with pytest.raises(HistoryBusy):
        await parts.together(asyncio.Event(), patient, broken)


async def test_parts_are_stopped_by_their_event():
    stopping = asyncio.Event()
    ended = []

    async def part(event):
        await event.wait()
        ended.append("part")

    stopping.set()
    await parts.together(stopping, part, part)
    assert ended == ["part", "part"]
