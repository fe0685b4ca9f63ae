from __future__ import annotations

import pytest
from sqlalchemy import text

from monitor.service.desk import Desk
from monitor.settings import load
from monitor.settings.catalogue import Catalogue
from storage import jobs
from storage.clock import ServerClock
from storage.database import Database
from tests.cluster.town import town
from tests.conftest import EMPTY

QUEUE = ", ".join(f"{jobs.SCHEMA}.procrastinate_{name}" for name in ("jobs", "workers", "events", "periodic_defers"))


@pytest.fixture
def papers():
    with town(papers=3, articles=2) as made:
        yield made


@pytest.fixture
def desk(tmp_path, migrated_postgresql, papers):
    """A desk for three papers on an empty PostgreSQL history with its queue."""
    (tmp_path / "sources.toml").write_text(papers.sources)
    overrides = {"fetch.delay": "0s", "fetch.proxy": papers.stage.proxy, "digest.timezone": "UTC"}
    with Database.open(migrated_postgresql) as database:
        jobs.make_ready(database)
        with database.write() as c:
            c.execute(text(EMPTY))
            c.execute(text(f"TRUNCATE {QUEUE}"))
        yield Desk(
            database=database,
            settings=load(tmp_path, environ={}, overrides=overrides),
            catalogue=Catalogue(tmp_path),
            now=ServerClock(database),
        )
