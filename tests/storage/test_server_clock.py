"""The clock of several machines, read from a real server."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import clock
from storage.clock import ServerClock
from storage.database import Database

SECOND = timedelta(seconds=1)


@pytest.fixture
def database(migrated_postgresql):
    with Database.open(migrated_postgresql) as opened:
        yield opened


class Wrong(datetime):
    """A machine's clock that is an hour late."""

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) - timedelta(hours=1)


def test_it_is_the_servers_whatever_this_machine_thinks(database, monkeypatch):
    monkeypatch.setattr(clock, "datetime", Wrong)
    now = ServerClock(database)
    assert abs(now() - datetime.now(UTC)) < SECOND
    with database.read() as c:
        assert abs(now.inside(c) - datetime.now(UTC)) < SECOND


def test_it_goes_on_inside_one_transaction(database):
    now = ServerClock(database)
    with database.read() as c:
        assert now.inside(c) < now.inside(c)


def test_a_clock_that_is_set_is_followed(database, monkeypatch):
    now = ServerClock(database)
    monkeypatch.setattr(clock, "datetime", Wrong)
    assert datetime.now(UTC) - now() > 59 * timedelta(minutes=1)
    with database.read() as c:
        for _ in range(9):
            now.inside(c)
    assert abs(now() - datetime.now(UTC)) < SECOND
