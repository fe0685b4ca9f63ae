"""Tasks in processes that can be killed: a page may cost its reader so much time and memory, and no more.

A thread cannot be stopped and a parser may hang inside its C code, so reading, listings and summaries run in
processes of their own. Each worker serves many tasks; one that overstays is killed and replaced.

The rules, in the order in which they act:

1. As many tasks are handed over as there are workers; the rest wait here, where waiting costs nothing.
2. A worker limits its own memory (on Linux), ignores Ctrl-C and dies with its parent.
3. Whatever a task does comes back as its value, as the `MonitorError` that it raised, or as `WorkerFailed`.
4. A pool that lost count of its workers is left behind, and its tasks are tried once more in a new one.
"""

from __future__ import annotations

import asyncio
import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from monitor.core.errors import MonitorError, WorkerFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

MEGABYTE = 2**20
TIME_LIMIT = timedelta(seconds=20)
MEMORY_LIMIT = 384 * MEGABYTE
LIBRARIES = 256 * MEGABYTE
"""Address space that the libraries of a worker map before any page is read: 190 MB were measured with all of them
loaded, numpy's with one thread 115 of these. It comes on top of the limit, which is for the page."""
TASKS = 500
"""Tasks after which a worker is replaced, so that what a parser leaks is given back."""
PATIENCE = timedelta(seconds=60)
"""How long a task may wait for a worker to start and take it up, before its pool is taken for broken."""
FAREWELL = timedelta(seconds=10)
"""How long leaving waits for a pool's end; what is left then dies with this process."""
ATTEMPTS = 2
OUT_OF_MEMORY = 86
"""Exit code of a worker whose task ran out of memory: it does not go on with what is left of its heap."""

ENDED = "ended unexpectedly"
STOPPED = "was stopped before its end"


class Workers:
    """A pool of worker processes, as an async context manager; they are started by the first task.

    `time_limit` is for one task, without the wait for a free worker. `memory_limit` is in bytes, for one worker
    beside its libraries; it holds on Linux, other systems do not enforce it.

    Processes are started by `spawn`, which imports the program's main module again: a program that is no console
    script starts under `if __name__ == "__main__":`, as for all of Python's process pools.
    """

    def __init__(
        self, processes: int = 2, time_limit: timedelta = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT
    ) -> None:
        self._processes = processes
        self._time_limit = time_limit
        self._memory_limit = memory_limit
        self._turns = asyncio.Semaphore(processes)
        self._pool: _Pool | None = None
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closed = True
        if self._pool is not None:
            await self._pool.ended()

    async def run(self, task: Callable[..., T], *args: object, subject: str) -> T:
        """What `task(*args)` returns, worked out in a process; `subject` is what errors are about.

        `task` is a function of a module, and it, its arguments and its value can be pickled. Raises the
        `MonitorError` that the task raised, else `WorkerFailed`: too much time, too much memory, another
        exception, or an end of the process. A cancelled run cancels its task.
        """
        async with self._turns:
            for _ in range(ATTEMPTS):
                pool = self._current()
                try:
                    return await self._answer(pool, subject, task, args)
                except BrokenProcessPool:
                    if not self._closed:
                        pool.abandon()
            raise WorkerFailed(subject, STOPPED if self._closed else ENDED)

    def _current(self) -> _Pool:
        if self._pool is None or (self._pool.abandoned and not self._closed):
            self._pool = _Pool(self._processes, self._memory_limit)
        return self._pool

    async def _answer(self, pool: _Pool, subject: str, task: Callable[..., T], args: tuple[object, ...]) -> T:
        try:
            return await pool.answer(self._time_limit, subject, task, args)
        except TimeoutError:
            raise WorkerFailed(subject, f"took more than {self._time_limit.total_seconds():g} s") from None
        except ProcessExpired as end:
            memory = f"needed more than {self._memory_limit // MEGABYTE} MB"
            raise WorkerFailed(subject, memory if end.exitcode == OUT_OF_MEMORY else ENDED) from None
        except (AttributeError, TypeError, pickle.PicklingError) as error:
            raise WorkerFailed(subject, f"cannot be passed between processes: {error}") from error


class _Pool:
    """Pebble's pool, with an end that cannot hang and no task that waits for ever."""

    def __init__(self, processes: int, memory_limit: int) -> None:
        self._end: Future[None] | None = None
        self._pending: set[Future[object]] = set()
        self._pool = ProcessPool(
            max_workers=processes,
            max_tasks=TASKS,
            initializer=_prepare,
            initargs=(memory_limit, os.getpid()),
            context=multiprocessing.get_context("spawn"),
        )

    @property
    def abandoned(self) -> bool:
        """Whether the pool has ended or is about to."""
        return self._end is not None

    async def answer(self, limit: timedelta, subject: str, task: Callable[..., T], args: tuple[object, ...]) -> T:
        """The task's value. Raises what it raised, TimeoutError, ProcessExpired, or BrokenProcessPool."""
        with self._scheduled(limit, subject, task, args) as future:
            try:
                async with asyncio.timeout((limit + PATIENCE).total_seconds()) as patience:
                    return await asyncio.wrap_future(future)
            except asyncio.CancelledError:
                if _is_cancelled():
                    raise
                raise BrokenProcessPool(STOPPED) from None
            except TimeoutError:
                if patience.expired():
                    raise BrokenProcessPool(ENDED) from None
                raise

    @contextmanager
    def _scheduled(
        self, limit: timedelta, subject: str, task: Callable[..., T], args: tuple[object, ...]
    ) -> Iterator[Future[T]]:
        if self.abandoned:
            raise BrokenProcessPool(STOPPED)
        try:
            future = self._pool.schedule(_attempt, (subject, task, args), timeout=limit.total_seconds())
        except RuntimeError as error:  # pebble: "The Pool is not active" and "Unexpected error within the Pool"
            raise BrokenProcessPool(ENDED) from error
        self._pending.add(future)
        try:
            yield future
        finally:
            self._pending.discard(future)

    def abandon(self) -> Future[None]:
        """A future of the pool's end, which happens beside; every task that waits is told at once."""
        if self._end is None:
            self._end = Future()
            for future in tuple(self._pending):
                future.cancel()
            threading.Thread(target=self._stop, args=(self._end,), daemon=True).start()
        return self._end

    async def ended(self) -> None:
        """Returns when all processes have ended, or after `FAREWELL`."""
        try:
            async with asyncio.timeout(FAREWELL.total_seconds()):
                await asyncio.wrap_future(self.abandon())
        except TimeoutError:
            return

    def _stop(self, end: Future[None]) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it without types
        try:
            self._pool.join()
        finally:
            if end.set_running_or_notify_cancel():
                end.set_result(None)


def _is_cancelled() -> bool:
    """Whether the running task itself is being cancelled, and not just the future that it waits for."""
    current = asyncio.current_task()
    return current is not None and current.cancelling() > 0


def _attempt(subject: str, task: Callable[..., T], args: tuple[object, ...]) -> T:
    """The task's value, in the worker; every exception but our own becomes one that can cross to the parent."""
    try:
        return task(*args)
    except MonitorError:
        raise
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BaseException as error:  # whatever a page does to its reader is about that page alone
        raise WorkerFailed(subject, f"failed with {type(error).__name__}") from error


def _prepare(memory_limit: int, parent: int) -> None:
    """Make this process a worker: it dies with its parent, leaves Ctrl-C to it and limits its own memory."""
    _die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # at once, also from inside C code
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[variable] = "1"  # each thread of numpy's maps 40 MB, and the workers are the parallel part
    if sys.platform == "linux":
        give_back()
        import resource

        limit = memory_limit + LIBRARIES
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def give_back() -> None:
    """From now on large blocks of memory go back to the system when they are freed; else the C library soon keeps them.

    It does so by raising its threshold with the first large block freed; one that is set stays. (glibc alone.)
    """
    threshold, size = -3, 256 * 1024  # M_MMAP_THRESHOLD, from <malloc.h>
    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(threshold, size)


def _die_with(parent: int) -> None:
    """A killed parent cannot say goodbye: on Linux the kernel tells its workers, elsewhere a thread looks out."""
    if sys.platform == "linux":
        set_parent_death_signal = 1  # PR_SET_PDEATHSIG, from <linux/prctl.h>
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
    else:
        threading.Thread(target=_outlive_nobody, daemon=True).start()
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


def _outlive_nobody() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
