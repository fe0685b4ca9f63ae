"""One request at its host's turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx

from monitor.core import politeness
from monitor.core.errors import NotAsked
from monitor.core.urls import host
from monitor.fetch.exchange import Answer, Ask, exchange
from monitor.fetch.gate import Gate, PutOff
from monitor.fetch.limits import Limits

_LARGE_AT_ONCE = 4  # bodies, so that a round of bombs alone fills no memory
_BUSY = frozenset([429, 503])


async def at_once() -> None:
    """Returns at once: nobody has to be waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Where requests go, and who is waited for before each: `ready` returns when an answer can be taken."""

    transport: httpx.AsyncBaseTransport
    ready: Callable[[], Awaitable[None]] = at_once


class Courier:
    """Asks one host after the other, each at its turn and `limits.hosts_at_once` of them at a time."""

    def __init__(self, limits: Limits, gate: Gate, now: Callable[[], datetime], wire: Wire) -> None:
        self._gate, self._now, self._wire = gate, now, wire
        self._slots = asyncio.Semaphore(limits.hosts_at_once)
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)

    async def ask(self, ask: Ask, delay: timedelta, until: datetime) -> Answer:
        """The answer, whatever its status; Retry-After of a busy host puts its next turn off, for all that wait.

        Raises a FetchFailed, among them NotAsked when the host's turn would come after `until`.
        """
        async with self._turn(ask.url, delay, until):
            answer = await exchange(self._wire.transport, ask, self._large)
            if answer.status in _BUSY and (moment := self.retry_at(answer)):
                await self._gate.defer(host(ask.url), moment)
            return answer

    def retry_at(self, answer: Answer) -> datetime | None:
        """When the server says that one may come again."""
        value = answer.headers.get("retry-after")
        return politeness.retry_after(value, self._now()) if value is not None else None

    @asynccontextmanager
    async def _turn(self, url: str, delay: timedelta, until: datetime) -> AsyncIterator[None]:
        """The host's turn and one of the slots; the host's first, or one slow host would hold them all."""
        name = host(url)
        if self._now() >= until:
            raise NotAsked(url, "its round is over")
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout((until - self._now()).total_seconds()):
                    await stack.enter_async_context(self._gate.turn(name, delay, until))
                    await stack.enter_async_context(self._slots)
                    await self._wire.ready()
            except PutOff as put_off:
                moment = put_off.until
                raise NotAsked(
                    url, f"its host asked to be left alone until {moment:%Y-%m-%d %H:%M} UTC", moment
                ) from None
            except TimeoutError as error:
                raise NotAsked(url, "its host's turn did not come in this round") from error
            yield
