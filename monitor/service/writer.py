"""The one thread through which asynchronous code reaches the history."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection

from monitor.telemetry import counters
from storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")


class Writer:
    """Calls storage functions, each in a transaction of its own, one after the other, without blocking the loop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="history")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(wait=True)

    async def __call__(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns; its transaction is stored when this returns, and not at all if it raises.

        A transaction that has begun is finished even if its caller is cancelled: nothing is half-written.
        """
        return await self._run(lambda c: function(c, *args, **kwargs), lasting=True)

    async def lightly(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same without waiting for the disk: for turns and leases, which a machine without power has no use for."""
        return await self._run(lambda c: function(c, *args, **kwargs), lasting=False)

    async def _run(self, work: Callable[[Connection], T], *, lasting: bool) -> T:
        def transaction() -> T:
            with self._database.write(lasting=lasting) as connection:
                return work(connection)

        with counters.timed("store"):
            return await asyncio.get_running_loop().run_in_executor(self._thread, transaction)
