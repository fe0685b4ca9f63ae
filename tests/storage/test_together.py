"""Several processes on one history: real ones, on a real database."""

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from monitor.core.errors import AlreadyRunning, HistoryBusy
from storage import backup, history
from storage.alone import alone
from storage.database import Database
from storage.lock import shared, single
from tests.builders import NOON, arrival

SPAWN = multiprocessing.get_context("spawn")
SHORT = timedelta(milliseconds=50)


def told(number, writer):
    words = " ".join(f"word{number}x{place}" for place in range(40))
    return arrival(url=f"https://p.example/{number}", paragraphs=(words, f"Edited by {writer} for its readers."))


def store_all(url, writer):
    """Stores the same articles as every other writer, a few at a time; the numbers of what was new."""
    new = []
    with Database.open(url) as database:
        for start in range(0, 30, 3):
            with database.write() as c:
                stored = history.store(c, [told(number, writer) for number in range(start, start + 3)])
            new += [one.article_id for one in stored if one.outcome == "new"]
    return new


def test_two_processes_that_store_at_once_make_one_history(database, database_url):
    with ProcessPoolExecutor(2, mp_context=SPAWN) as pool:
        one, two = pool.map(store_all, [database_url] * 2, ["one", "two"])
    assert not set(one) & set(two)
    with database.read() as c:
        counts = history.counts(c)
    assert (counts.articles, counts.stories, counts.copies) == (30, 30, 0)
    assert backup.check(database) == ()


def run(url, body):
    """A process of its own that opened the database and then does that; it says "ready" on its way."""
    program = f"""
        import sys, time
        from storage import history
        from storage.database import Database
        from storage.lock import single
        from tests.builders import arrival
        database = Database.open({url!r})
    """
    code = textwrap.dedent(program) + textwrap.dedent(body)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE, env=environment
    )


WRITING = """
    with database.write() as c:
        history.store(c, [arrival()])
        print("ready", flush=True)
        sys.stdin.read()
"""
HOLDING = """
    with single(database, "daemon"):
        print("ready", flush=True)
        sys.stdin.read()
"""


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    process.stdin.close()


def test_a_process_killed_inside_its_batch_leaves_nothing_of_it(database, database_url):
    writer = run(database_url, WRITING)
    assert writer.stdout.readline() == b"ready\n"
    kill(writer)
    with database.write() as c:
        assert history.counts(c).articles == 0
        assert history.store(c, [arrival()])[0].outcome == "new"
    assert backup.check(database) == ()


def test_who_waits_too_long_for_another_writer_is_told_so(database, database_url):
    with Database.open(database_url, patience=SHORT) as hasty, database.write() as c:
        history.store(c, [arrival()])
        with pytest.raises(HistoryBusy, match="try again"), hasty.write() as d:
            history.store(d, [arrival()])
    with hasty.write() as c:
        assert history.store(c, [arrival()])[0].outcome == "unchanged"


def test_who_must_be_alone_waits_for_whoever_stores_and_the_other_way_round(database, database_url):
    with Database.open(database_url, patience=SHORT) as hasty:
        with database.write() as c:
            alone(c)
            with pytest.raises(HistoryBusy), hasty.write() as d:
                history.store(d, [arrival()])
            history.store(c, [arrival()])
            with pytest.raises(HistoryBusy), hasty.write() as d:
                alone(d)
        with hasty.write() as d:
            alone(d)
            assert history.counts(d).articles == 1


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_of_it(database, database_url):
    with Database.open(database_url, patience=SHORT) as other, database.write() as c:
        history.store(c, [arrival()])
        with other.read() as d:
            assert history.counts(d).articles == 0


def test_a_reader_sees_one_moment_all_along(database, database_url):
    with Database.open(database_url) as other, other.read() as c:
        before = history.counts(c)
        with database.write() as d:
            history.store(d, [arrival()])
        assert history.counts(c) == before


def test_threads_share_a_database(database):
    def look(number):
        with database.write() as c:
            history.store(c, [told(number, "thread")])
        with database.read() as c:
            return history.find(c, f"https://p.example/{number}").article.paragraphs[0]

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(look, range(20)))
    assert found == [told(number, "thread").article.paragraphs[0] for number in range(20)]


def test_only_one_is_the_daemon(database, database_url):
    with Database.open(database_url) as other, single(database, "daemon"):
        with pytest.raises(AlreadyRunning, match="another daemon"), single(other, "daemon"):
            pass
        with single(other, "digest"):
            pass
        with database.read() as c:
            assert c.scalar(text("SELECT 1")) == 1
    with single(database, "daemon"), database.write() as c:
        history.gone(c, 1, NOON)


def test_many_may_be_the_daemon_together_and_nobody_alone_beside_them(migrated_postgresql):
    with Database.open(migrated_postgresql) as one, Database.open(migrated_postgresql) as two:
        with shared(one, "daemon"), shared(two, "daemon"), pytest.raises(AlreadyRunning), single(one, "daemon"):
            pass
        with single(one, "daemon"), pytest.raises(AlreadyRunning), shared(two, "daemon"):
            pass


def test_a_killed_daemon_holds_nothing(database, database_url):
    daemon = run(database_url, HOLDING)
    assert daemon.stdout.readline() == b"ready\n"
    with pytest.raises(AlreadyRunning), single(database, "daemon"):
        pass
    kill(daemon)
    _until_free(database)


def _until_free(database, tries=2000):
    """A server notices a little later than the kernel that its client is dead."""
    for _ in range(tries):
        try:
            with single(database, "daemon"):
                return
        except AlreadyRunning:
            continue
    pytest.fail("the lock was never free")
