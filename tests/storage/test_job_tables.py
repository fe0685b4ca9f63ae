"""The job queue's tables: Procrastinate's, whole or migration by migration."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest
from procrastinate.schema import SchemaManager
from sqlalchemy import inspect, text

from monitor.core.errors import HistoryNewer, HistoryUnreachable
from storage import jobs
from storage.database import Database


@pytest.fixture
def database(new_postgresql):
    with Database.open(new_postgresql()) as opened:
        yield opened


def functions(database):
    """What Procrastinate may call, by its signature."""
    told = text(
        "SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = :schema"
    )
    with database.read() as c:
        return set(c.execute(told, {"schema": jobs.SCHEMA}).scalars())


def tables(database):
    found = inspect(database.engine)
    return {
        name: {column["name"] for column in found.get_columns(name, schema=jobs.SCHEMA)}
        for name in found.get_table_names(schema=jobs.SCHEMA)
    }


def open_and_make(url):
    with Database.open(url) as database:
        jobs.make_ready(database)


def test_they_are_made_once_whoever_comes_first_and_lie_beside_the_history(database):
    url = database.engine.url.render_as_string(hide_password=False)
    before = set(inspect(database.engine).get_table_names())
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(open_and_make, [url] * 2))
    jobs.make_ready(database)
    assert "procrastinate_jobs" in tables(database)
    assert set(inspect(database.engine).get_table_names()) == before
    Database.open(url).close()


def test_those_of_an_earlier_procrastinate_are_brought_to_the_installed_one(database, new_postgresql, monkeypatch):
    every = jobs._migrations()
    first, early = min(every), sorted(every)[:-8]
    monkeypatch.setattr(jobs, "_migrations", lambda: {first: every[first]})
    monkeypatch.setattr(jobs, "_whole", lambda: every[first])
    jobs.make_ready(database)
    monkeypatch.setattr(jobs, "_migrations", lambda: {name: every[name] for name in early})
    jobs.make_ready(database)
    monkeypatch.undo()
    assert "procrastinate_workers" not in tables(database)
    jobs.make_ready(database)
    with Database.open(new_postgresql()) as fresh:
        jobs.make_ready(fresh)
        assert tables(database) == tables(fresh)
        assert functions(database) >= functions(fresh)


def test_those_of_a_later_procrastinate_are_left_as_they_are(database):
    jobs.make_ready(database)
    with database.write() as c:
        c.execute(text("INSERT INTO monitor_jobs.applied VALUES ('99.00.00_01_later')"))
    with pytest.raises(HistoryNewer, match=r"99\.00\.00_01_later"):
        jobs.make_ready(database)


def test_there_are_none_on_sqlite(sqlite):
    with pytest.raises(HistoryUnreachable, match="PostgreSQL"):
        jobs.make_ready(sqlite)


def test_the_installed_procrastinate_has_a_schema_and_migrations():
    assert "CREATE TABLE procrastinate_jobs" in SchemaManager.get_schema()
    assert len(jobs._migrations()) > 30
