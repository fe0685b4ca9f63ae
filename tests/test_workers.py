import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.errors import NotAnArticle, WorkerFailed
from monitor.workers import MEGABYTE, Workers
from tests import tasks

ROOT = Path(__file__).parent.parent
SECOND = timedelta(seconds=1)


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    async with Workers(processes=2, time_limit=SECOND, memory_limit=256 * MEGABYTE) as started:
        yield started


async def still_serves(workers: Workers) -> bool:
    return await workers.run(tasks.double, 21, subject="sum") == 42


async def test_a_task_gives_its_value(workers: Workers) -> None:
    assert await workers.run(tasks.double, "ab", subject="page") == "abab"


async def test_a_task_that_never_ends_is_killed(workers: Workers) -> None:
    with pytest.raises(WorkerFailed) as failure:
        await workers.run(tasks.loop_for_ever, subject="https://paper.example/loop")
    assert (failure.value.subject, failure.value.reason) == ("https://paper.example/loop", "took more than 1 s")
    assert await still_serves(workers)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit the address space")
async def test_a_task_that_eats_memory_is_ended(workers: Workers) -> None:
    with pytest.raises(WorkerFailed) as failure:
        await workers.run(tasks.eat_memory, subject="page")
    assert failure.value.reason == "needed more than 256 MB"
    assert await still_serves(workers)


async def test_the_limit_leaves_room_for_the_libraries() -> None:
    async with Workers(processes=1, memory_limit=32 * MEGABYTE) as small:
        assert await small.run(tasks.norm_with_numpy, subject="vector") == 5


async def test_an_error_of_ours_comes_back_as_it_was(workers: Workers) -> None:
    with pytest.raises(NotAnArticle) as error:
        await workers.run(tasks.find_no_article, "https://paper.example/x", subject="page")
    assert (error.value.reason, error.value.url) == ("a list of links", "https://paper.example/x")
    assert await still_serves(workers)


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (tasks.exit_at_once, "ended unexpectedly"),
        (tasks.kill_itself, "ended unexpectedly"),
        (tasks.divide_by_zero, "failed with ZeroDivisionError"),
        (tasks.leave_python, "failed with SystemExit"),
        (tasks.raise_what_cannot_be_passed, "failed with UnpassableError"),
    ],
)
async def test_whatever_else_happens_is_a_failed_worker(workers: Workers, task, reason: str) -> None:
    with pytest.raises(WorkerFailed) as failure:
        await workers.run(task, subject="page")
    assert (failure.value.subject, failure.value.reason) == ("page", reason)
    assert await still_serves(workers)


async def test_a_task_that_cannot_be_passed_is_a_failed_worker(workers: Workers) -> None:
    with pytest.raises(WorkerFailed, match="cannot be passed between processes"):
        await workers.run(lambda: 1, subject="page")
    assert await still_serves(workers)


async def test_many_tasks_at_once_each_get_their_own_answer(workers: Workers) -> None:
    async def outcome(number: int) -> object:
        task = tasks.exit_at_once if number % 10 == 7 else tasks.double
        try:
            return await workers.run(task, *([] if number % 10 == 7 else [number]), subject=str(number))
        except WorkerFailed as failure:
            return failure.subject

    got = await asyncio.gather(*(outcome(number) for number in range(40)))
    assert got == [str(number) if number % 10 == 7 else 2 * number for number in range(40)]


async def test_large_pages_pass_both_ways(workers: Workers) -> None:
    page = b"x" * (4 * MEGABYTE)
    assert await asyncio.gather(*(workers.run(tasks.same, page, subject="page") for _ in range(4))) == [page] * 4


async def test_a_cancelled_run_frees_its_worker() -> None:
    async with Workers(processes=1, time_limit=60 * SECOND) as single:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await single.run(tasks.loop_for_ever, subject="page")
        async with asyncio.timeout(20):
            assert await still_serves(single)


async def test_leaving_ends_tasks_that_run() -> None:
    async with Workers(processes=1, time_limit=60 * SECOND) as single:
        await still_serves(single)
        runs = [asyncio.create_task(single.run(tasks.loop_for_ever, subject="page")) for _ in range(2)]
        await asyncio.wait(runs, timeout=0.2)
    reasons = [error.reason for error in await asyncio.gather(*runs, return_exceptions=True)]
    assert reasons == ["was stopped before its end"] * 2


async def test_nothing_is_started_before_the_first_task() -> None:
    async with Workers() as idle:
        assert idle._pool is None


async def test_a_worker_limits_its_threads_and_ignores_ctrl_c(workers: Workers) -> None:
    assert await workers.run(tasks.conditions, subject="worker") == ("1", True)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_worker_outlives_a_killed_parent(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    worker = int(parent.stdout.readline())
    watched = os.pidfd_open(worker)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    assert ended_within(watched, seconds=5)


def test_a_main_module_that_starts_itself_again_fails_but_does_not_hang(tmp_path: Path) -> None:
    program = tmp_path / "unguarded.py"
    program.write_text(PARENT.replace('if __name__ == "__main__":', "if True:"))
    done = subprocess.run(
        [sys.executable, program],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 1
    assert "WorkerFailed: worker: ended unexpectedly" in done.stderr


def ended_within(process: int, *, seconds: float) -> bool:
    import select

    return bool(select.select([process], [], [], seconds)[0])


PARENT = """
import asyncio
from monitor.workers import Workers
from tests import tasks

async def main():
    async with Workers(processes=2) as workers:
        print(await workers.run(tasks.process_id, subject="worker"), flush=True)
        await asyncio.gather(*(workers.run(tasks.loop_for_ever, subject="page") for _ in range(2)))

if __name__ == "__main__":
    asyncio.run(main())
"""
