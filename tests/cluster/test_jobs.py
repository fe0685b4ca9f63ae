"""Jobs laid down, done, given back and taken over, on a real queue; workers and schedulers are in this process."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from procrastinate import App, PsycopgConnector
from sqlalchemy import select, text

from monitor import cluster
from monitor.core.errors import AlreadyRunning
from monitor.core.model import SourceState
from monitor.service import upkeep
from monitor.service.report import Watcher
from storage import editions, history, jobs
from storage import sources as states
from storage.database import Database
from storage.schema import sources_state
from tests.builders import arrival

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
VISITS = ["visit:paper-000", "visit:paper-001", "visit:paper-002"]
CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()
"""
NOBODY = Watcher(fetched=lambda _: None, published=lambda _: None)


@asynccontextmanager
async def queue(desk):
    connector = PsycopgConnector(conninfo=jobs.address(desk.database), kwargs={"options": jobs.SEARCH_PATH})
    async with App(connector=connector).open_async() as app:
        yield app.job_manager


async def waiting(desk):
    """The queueing locks of what waits, in order."""
    async with queue(desk) as manager:
        return sorted(job.queueing_lock for job in await manager.list_jobs_async(status="todo"))


async def all_jobs(desk):
    async with queue(desk) as manager:
        return list(await manager.list_jobs_async())


async def work(desk, until, patience=cluster.pause):
    """Works until that is so, for at most thirty seconds."""
    stopping = asyncio.Event()
    working = asyncio.create_task(cluster.working(desk, NOBODY, 5, patience)(stopping))
    async with asyncio.timeout(30):
        while not await until() and not working.done():
            await asyncio.to_thread(desk.read, lambda c: c.execute(text("SELECT pg_sleep(0.05)")))
        stopping.set()
        await working


def visited(desk):
    return {name for name, state in desk.read(states.states).items() if state.last_visit}


async def test_what_is_due_has_one_job_however_often_and_by_whomever_it_is_laid_down(desk):
    one, two = cluster.Scheduler(desk), cluster.Scheduler(desk)
    await asyncio.gather(one.lay_down(), two.lay_down())
    await one.lay_down()
    assert await waiting(desk) == VISITS


async def test_of_many_jobs_at_once_the_server_knows_how_many_there_are(desk, monkeypatch):
    monkeypatch.setattr(cluster, "MANY", 3)
    await cluster.Scheduler(desk).lay_down()
    counted = "SELECT reltuples FROM pg_class WHERE oid = 'monitor_jobs.procrastinate_jobs'::regclass"
    assert desk.read(lambda c: c.exec_driver_sql(counted).scalar_one()) == 3


async def test_what_is_not_due_has_no_job(desk):
    later = desk.now() + HOUR
    desk.write(states.record, SourceState(source_id="paper-001", next_visit=later))
    await cluster.Scheduler(desk).lay_down()
    assert await waiting(desk) == [VISITS[0], VISITS[2]]


async def test_jobs_are_done_and_leave_nothing_behind(desk, papers):
    await cluster.Scheduler(desk).lay_down()

    async def is_done():
        return not await all_jobs(desk)

    await work(desk, is_done)
    titles = {title for told in papers.titles.values() for title in told}
    assert {one.article.title for one in desk.read(lambda c: tuple(history.walk(c)))} == titles


async def test_a_job_that_comes_when_nothing_is_due_any_more_asks_nobody(desk, papers):
    await cluster.Scheduler(desk).lay_down()
    for name in ("paper-000", "paper-001", "paper-002"):
        desk.write(states.record, SourceState(source_id=name, last_visit=desk.now(), next_visit=desk.now() + HOUR))

    async def is_done():
        return not await all_jobs(desk)

    await work(desk, is_done)
    assert not papers.stage.asked


async def test_a_job_for_a_source_that_is_unknown_here_does_nothing(desk, tmp_path, caplog):
    await cluster.Scheduler(desk).lay_down()
    (tmp_path / "sources.toml").write_text("")
    empty = replace(desk, catalogue=lambda: ())

    async def is_done():
        return not await all_jobs(desk)

    await work(empty, is_done)
    assert "paper-000: no source of that id here" in caplog.text


async def test_a_worker_that_is_told_to_end_gives_back_what_it_has_in_hand(desk, papers):
    polite = replace(desk, settings=replace(desk.settings, fetch=replace(desk.settings.fetch, delay=MINUTE)))
    await cluster.Scheduler(desk).lay_down()

    async def has_begun():
        return all(papers.stage.asked[host] for host in papers.titles)

    await work(polite, has_begun)
    assert await waiting(desk) == VISITS
    leased = desk.read(lambda c: c.execute(select(sources_state.c.lease_token)).scalars().all())
    assert leased == [None] * 3


async def test_what_a_dead_worker_had_in_hand_is_taken_over(desk):
    scheduler = cluster.Scheduler(desk)
    await scheduler.lay_down()
    async with queue(desk) as manager:
        dead, alive = await manager.register_worker(), await manager.register_worker()
        await manager.fetch_job(None, dead)
        await manager.fetch_job(None, alive)
        await manager.unregister_worker(dead)
        await scheduler.take_over()
        assert await waiting(desk) == [VISITS[0], VISITS[2]]
        again = await manager.fetch_job(None, alive)
    assert (again.queueing_lock, again.attempts) == (VISITS[0], 1)


async def test_a_job_that_outlived_many_workers_waits_a_while(desk):
    scheduler = cluster.Scheduler(desk)
    await scheduler.lay_down()
    async with queue(desk) as manager:
        for _ in range(cluster.DEATHS + 2):
            worker = await manager.register_worker()
            job = await manager.fetch_job(None, worker)
            assert job.queueing_lock == VISITS[0]
            await manager.unregister_worker(worker)
            await scheduler.take_over()
        [suspect] = await manager.list_jobs_async(queueing_lock=VISITS[0])
    assert suspect.scheduled_at > desk.now() + MINUTE / 2


async def test_a_dead_workers_job_that_has_another_by_now_is_forgotten(desk):
    scheduler = cluster.Scheduler(desk)
    await scheduler.lay_down()
    async with queue(desk) as manager:
        dead = await manager.register_worker()
        taken = await manager.fetch_job(None, dead)
        await manager.unregister_worker(dead)
        await manager.defer_job_async(taken.evolve(id=None))
        await scheduler.take_over()
    assert await waiting(desk) == VISITS
    assert len(await all_jobs(desk)) == 3


async def test_a_job_that_fails_waits_and_is_not_lost(desk, caplog):
    def broken():
        raise RuntimeError("a surprise")

    await cluster.Scheduler(desk).lay_down()

    async def is_over():
        return all(job.attempts for job in await all_jobs(desk))

    await work(replace(desk, catalogue=broken), is_over)
    found = await all_jobs(desk)
    assert [job.status for job in found] == ["todo"] * 3
    assert min(job.scheduled_at for job in found) > desk.now() + MINUTE / 2
    assert "a surprise; it is done again in 0:01:00" in caplog.text


async def test_an_edition_that_was_missed_waits_for_the_first_visits_and_comes_out_once(desk):
    now = datetime.now(UTC)
    desk.write(history.store, [arrival(seen_at=now - 49 * HOUR, counted_at=now - 49 * HOUR)])
    scheduler = cluster.Scheduler(desk)
    await scheduler.lay_down()
    assert await waiting(desk) == VISITS

    async def is_done():
        return not await all_jobs(desk)

    await work(desk, is_done)
    await scheduler.lay_down()
    await scheduler.lay_down()
    assert await waiting(desk) == ["publish"]
    await work(desk, is_done)
    assert len(desk.read(editions.days)) == 1
    await scheduler.lay_down()
    assert await all_jobs(desk) == []


async def test_a_worker_whose_connections_are_cut_works_on(desk):
    cut = []

    async def is_done():
        if not cut:
            await cluster.Scheduler(desk).lay_down()
            with psycopg.connect(jobs.address(desk.database), autocommit=True) as c:
                cut.extend(c.execute(CUT))
        return bool(cut) and len(visited(desk)) == 3

    await work(desk, is_done, patience=lambda _: timedelta())
    assert len(visited(desk)) == 3


def test_a_cluster_is_refused_where_a_daemon_works_alone_and_the_other_way_round(desk):
    with Database.open(jobs.address(desk.database)) as database:
        other = replace(desk, database=database)
        with cluster.member(desk), cluster.member(other), pytest.raises(AlreadyRunning), upkeep.only_daemon(desk):
            pass
        with upkeep.only_daemon(desk), pytest.raises(AlreadyRunning), cluster.member(other):
            pass
