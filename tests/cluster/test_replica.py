"""The page on a PostgreSQL that may only be read, as a replica is."""

from dataclasses import replace

import httpx
import pytest

from monitor.core.errors import HistoryFull
from monitor.web import application
from storage import history
from storage.clock import ServerClock
from storage.database import Database
from tests.builders import arrival

READ_ONLY = "options=-c%20default_transaction_read_only%3Don"


async def test_the_page_and_its_search_are_served_from_a_replica(desk, migrated_postgresql):
    desk.write(history.store, [arrival()])
    with Database.open(f"{migrated_postgresql}&{READ_ONLY}") as replica:
        there = replace(desk, database=replica, now=ServerClock(replica))
        transport = httpx.ASGITransport(application(there), client=("127.0.0.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765") as reader:
            answers = [await reader.get(path) for path in ("/", "/search?q=harbour", "/api/v1/articles", "/metrics")]
        assert [answer.status_code for answer in answers] == [200] * 4
        assert "theatre opens again" in answers[1].text
        with pytest.raises(HistoryFull, match="read only"):
            there.write(history.store, [arrival(url="https://paper.example/another")])
