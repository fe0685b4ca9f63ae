"""A disk that is full in the middle of a round: one error, nothing lost, and it goes on when there is room."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from sqlalchemy import event, text

from monitor.core.errors import HistoryFull
from monitor.service import archive, upkeep
from monitor.service import round as rounds
from monitor.service.crew import crew


@contextmanager
def room_for(desk, pages):
    """The database may grow by so many pages, as on a disk that others fill."""
    engine = desk.database.engine
    with engine.connect() as c:
        there = c.scalar(text("PRAGMA page_count"))

    def limit(connection, _record):
        connection.execute(f"PRAGMA max_page_count = {there + pages}")

    engine.dispose()
    event.listen(engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(engine, "connect", limit)
        engine.dispose()


async def visited(desk, sources=None):
    async with crew(desk) as hands:
        return await rounds.run(desk, sources or desk.sources, hands)


@pytest.mark.parametrize("pages", [0, 10, 20])
async def test_a_round_on_a_full_disk_ends_with_one_error_and_loses_nothing(desk, papers, pages):
    with room_for(desk, pages), pytest.raises(HistoryFull, match="no room left on the disk"):
        await visited(desk)
    assert upkeep.problems(desk) == ()
    kept = {entry.url: entry for entry in archive.walk(desk)}
    await visited(desk)
    stored = {entry.url: entry for entry in archive.walk(desk)}
    wanted = {article.url for site in papers.articles.values() for article in site}
    assert wanted <= set(stored)
    assert {url: stored[url].id for url in kept} == {url: entry.id for url, entry in kept.items()}
    assert upkeep.problems(desk) == ()


async def test_what_was_stored_before_the_disk_was_full_is_still_read(desk):
    await visited(desk, desk.sources[:1])
    before = {entry.url for entry in archive.walk(desk)}
    with room_for(desk, 0):
        with pytest.raises(HistoryFull):
            await visited(desk, desk.sources[1:])
        assert {entry.url for entry in archive.walk(desk)} == before
        assert len(before) > 3
