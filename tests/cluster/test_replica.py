"""The page for a user of the database who may only read it, as on a replica."""

from dataclasses import replace

import httpx
import pytest
from sqlalchemy import make_url, text

from monitor.core.errors import HistoryUnreachable
from monitor.web import application
from storage import history
from storage.clock import ServerClock
from storage.database import Database
from tests.builders import arrival

GRANT = """
DO $$ BEGIN CREATE ROLE reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
"""


async def test_the_page_and_its_search_are_served_to_who_may_only_read(desk, migrated_postgresql):
    desk.write(history.store, [arrival()])
    desk.write(lambda c: c.execute(text(GRANT)))
    url = make_url(migrated_postgresql).set(username="reader").render_as_string(hide_password=False)
    with Database.open(url) as replica:
        there = replace(desk, database=replica, now=ServerClock(replica))
        transport = httpx.ASGITransport(application(there), client=("127.0.0.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765") as reader:
            answers = [await reader.get(path) for path in ("/", "/search?q=harbour", "/api/v1/articles", "/metrics")]
        assert [answer.status_code for answer in answers] == [200] * 4
        assert "theatre opens again" in answers[1].text
        with pytest.raises(HistoryUnreachable, match="no permission"):
            there.write(history.store, [arrival(url="https://paper.example/another")])
