from datetime import UTC, datetime

import pytest

from monitor.demo.server import DemoServer
from monitor.demo.sites import SITES
from monitor.service.desk import Desk
from monitor.settings import load
from storage.database import Database

THREE = ("harbour-lantern", "puddlewick-gazette", "crumb-and-comma")  # the papers that print the wire story


@pytest.fixture
def now():
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def papers(now):
    with DemoServer(now, tuple(site for site in SITES if site.id in THREE)) as server:
        yield server


@pytest.fixture
def make_desk(tmp_path):
    """Builds desks on one history; changed settings go by "table.key"."""
    databases = []

    def build(sources=(), now=None, **overrides):
        changed = {
            "history.database": f"sqlite:///{tmp_path}/history.db",
            "fetch.delay": "0s",
            "digest.timezone": "UTC",
            **{name.replace("__", "."): value for name, value in overrides.items()},
        }
        settings = load(tmp_path, environ={}, overrides=changed)
        databases.append(Database.open(settings.database_url()))
        clock = {"now": now} if now else {}
        return Desk(database=databases[-1], settings=settings, catalogue=lambda: tuple(sources), **clock)

    yield build
    for database in databases:
        database.close()


@pytest.fixture
def desk(make_desk, papers):
    return make_desk(papers.sources, fetch__allow_private=sorted(papers.addresses))
