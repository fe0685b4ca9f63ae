"""Pages, had politely: the one door of this room."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime
from types import TracebackType
from typing import Self

import httpx

from monitor.core import politeness
from monitor.core.errors import BadStatus, FetchFailed, TimedOut
from monitor.core.model import Request, Response
from monitor.fetch.courier import Courier, Wire, at_once
from monitor.fetch.decoding import OFFERED
from monitor.fetch.exchange import Answer, Ask
from monitor.fetch.faults import restated
from monitor.fetch.gate import Gate, utc_now
from monitor.fetch.guard import Guard
from monitor.fetch.limits import Limits
from monitor.fetch.redirects import Trail
from monitor.fetch.robots import Robots
from monitor.fetch.transport import guarded_transport

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json;q=0.9,*/*;q=0.8"
# What a source's own headers cannot say: these are the connection's, or ours to be honest about.
_CONNECTION_HEADERS = ("connection", "content-length", "expect", "host", "te", "transfer-encoding", "upgrade")
_OWN_HEADERS = frozenset((*_CONNECTION_HEADERS, "accept-encoding", "range", "user-agent"))
_LONGEST_VALUE = 1000
_WITHOUT_PAGE = frozenset([204, 205, 206])  # nothing, or a part that nobody asked for
_chance = random.SystemRandom().random


class Fetcher:
    """An async context that gets pages: guarded, spaced, as robots.txt allows, tried again, and always bounded.

    Before each request `ready` is waited for. `transport` takes the place of the network, and `sleep` waits between
    tries; both are for tests.
    """

    def __init__(
        self,
        limits: Limits,
        gate: Gate,
        now: Callable[[], datetime] = utc_now,
        *,
        ready: Callable[[], Awaitable[None]] = at_once,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._limits, self._now, self._sleep = limits, now, sleep
        self._guard = Guard.of(limits.allow_private, proxied=limits.proxy is not None)
        self._transport = transport or guarded_transport(limits, self._guard)
        self._courier = Courier(limits, gate, now, Wire(transport=self._transport, ready=ready))
        self._robots = Robots(limits, gate, self._guard, self._courier, now)

    async def __aenter__(self) -> Self:
        await self._transport.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transport.__aexit__(kind, error, trace)

    async def get(self, request: Request, *, until: datetime | None = None) -> Response:
        """The page, or a 304 if the request has an etag or a date and nothing changed.

        Redirects are followed. What may pass is tried again, waiting as long as the server says; a wait that would
        end after `until`, or after the limits' `round_time`, is not begun: then the error's `retry_at` says when.
        Raises a FetchFailed of the request's address, and nothing else but what the gate raises.
        """
        end = self._now() + self._limits.round_time
        end = min(end, until) if until else end
        attempt = 1
        while True:
            try:
                return await self._visited(request, end)
            except FetchFailed as error:
                moment = politeness.again_at(error, attempt, self._now(), _chance())
                if moment is None or moment >= end or request.once:
                    raise restated(error, request.url, moment or error.retry_at) from error
            await self._sleep((moment - self._now()).total_seconds())
            attempt += 1

    async def _visited(self, request: Request, until: datetime) -> Response:
        """The page after all its redirects, each of them judged, allowed and at its turn."""
        trail = Trail(request.url, self._limits.max_redirects)
        seconds = self._limits.total_time.total_seconds()
        while True:
            address = self._guard.address(trail.here)
            delay = await self._robots.delay(address, until)
            headers = self._headers(request, trail)
            ask = Ask(url=address, headers=headers, seconds=seconds, max_bytes=self._limits.max_bytes)
            answer = await self._courier.ask(ask, delay, until)
            if not trail.leads_on(answer):
                return self._response(request, trail, answer)
            seconds -= answer.seconds
            if seconds <= 0:
                raise TimedOut(trail.here, "the time for a request was over")

    def _headers(self, request: Request, trail: Trail) -> tuple[tuple[str, str], ...]:
        """The headers of a request; what the source adds is for its own host alone, cookies for who set them."""
        own = [("User-Agent", self._limits.user_agent), ("Accept", _ACCEPT), ("Accept-Encoding", OFFERED)]
        if request.etag:
            own.append(("If-None-Match", request.etag))
        if request.last_modified:
            own.append(("If-Modified-Since", request.last_modified))
        added = [pair for pair in request.headers if trail.is_home() and pair[0].strip().lower() not in _OWN_HEADERS]
        replaced = {name.strip().lower() for name, _ in added}
        if "cookie" not in replaced and (cookie := trail.cookie()):
            own.append(("Cookie", cookie))
        return tuple(pair for pair in own if pair[0].lower() not in replaced) + tuple(added)

    def _response(self, request: Request, trail: Trail, answer: Answer) -> Response:
        """What the last answer brings; raises BadStatus where that is no page, nor a 304 that was asked for."""
        is_unchanged = answer.status == 304 and bool(request.etag or request.last_modified)
        is_page = 200 <= answer.status < 300 and answer.status not in _WITHOUT_PAGE
        if not is_page and not is_unchanged:
            raise BadStatus(trail.here, answer.status, self._courier.retry_at(answer))
        return Response(
            url=request.url,
            final_url=trail.here,
            status=answer.status,
            body=answer.body,
            fetched_at=self._now(),
            addresses=tuple(trail.addresses),
            content_type=_plain(answer.headers.get("content-type")),
            etag=_plain(answer.headers.get("etag")),
            last_modified=_plain(answer.headers.get("last-modified")),
            moved_to=trail.moved_to,
        )


def _plain(value: str | None) -> str | None:
    """A header's value if it can be stored and sent back as it is, else None."""
    return value if value and value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALUE else None
