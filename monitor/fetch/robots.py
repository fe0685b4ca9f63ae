"""What robots.txt says about an address before it is visited."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urljoin

from monitor.core import politeness
from monitor.core.errors import (
    AddressRefused,
    FetchFailed,
    NotAsked,
    RobotsMissing,
    RobotsRefused,
    TimedOut,
    TooManyRedirects,
    Unreachable,
)
from monitor.core.politeness import StoredRobots
from monitor.core.text import clean
from monitor.core.urls import host
from monitor.fetch.courier import Courier
from monitor.fetch.exchange import Answer, Ask
from monitor.fetch.faults import restated
from monitor.fetch.gate import Gate
from monitor.fetch.guard import Guard
from monitor.fetch.limits import Limits
from monitor.fetch.redirects import Trail

# RFC 9309, 2.3.1.2: five at least, also to other hosts, and then the file counts as missing.
_MOST_REDIRECTS = 5
# What is kept at hand beside the gate: files of common length, of as many hosts as a round may have.
_SHORT = 20_000
_MOST_KNOWN = 1000


class Robots:
    """Answers from each host's robots.txt, which is had once and then kept by the gate, and here while it is used."""

    def __init__(self, limits: Limits, gate: Gate, guard: Guard, courier: Courier, now: Callable[[], datetime]) -> None:
        self._limits, self._gate, self._guard, self._courier, self._now = limits, gate, guard, courier, now
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._known: dict[str, StoredRobots] = {}

    async def delay(self, url: str, until: datetime) -> timedelta:
        """The time between two starts at the host of an address that may be visited.

        Raises RobotsRefused for one that may not, and RobotsMissing where that cannot be known; Unreachable, TimedOut
        or AddressRefused if the host cannot even be asked for its robots.txt.
        """
        robots = await self._current(url, until)
        if not politeness.allowed(robots, self._limits.user_agent, url):
            raise _refusal(url, robots)
        return max(self._limits.delay, politeness.crawl_delay(robots, self._limits.user_agent))

    async def _current(self, url: str, until: datetime) -> StoredRobots:
        name = host(url)
        async with self._asking[name]:
            robots = self._known.get(name) or await self._gate.robots(name)
            if robots is None or politeness.stale_at(robots) <= self._now():
                robots = await self._asked(url, until)
                await self._gate.keep_robots(name, robots)
            if len(self._known) < _MOST_KNOWN and len(robots.body or "") <= _SHORT:
                self._known[name] = robots
            return robots

    async def _asked(self, url: str, until: datetime) -> StoredRobots:
        """The host's robots.txt as it is now; a host that is not there or hostile is told as an error of `url`."""
        trail = Trail(urljoin(url, "/robots.txt"), _MOST_REDIRECTS)
        try:
            answer = await self._followed(trail, until)
        except TooManyRedirects:
            return StoredRobots(body=None, status=404, fetched_at=self._now())
        except (Unreachable, TimedOut, NotAsked) as error:
            raise restated(error, url, error.retry_at) from error
        except FetchFailed as error:
            if isinstance(error, AddressRefused) and len(trail.addresses) == 1:
                raise restated(error, url, None) from error
            return StoredRobots(body=None, status=None, fetched_at=self._now())
        body = _text(answer.body) if 200 <= answer.status < 300 else None
        return StoredRobots(body=body, status=answer.status, fetched_at=self._now())

    async def _followed(self, trail: Trail, until: datetime) -> Answer:
        while True:
            ask = Ask(
                url=self._guard.address(trail.here),
                headers=(("User-Agent", self._limits.user_agent), ("Accept", "text/plain, */*;q=0.5")),
                seconds=self._limits.total_time.total_seconds(),
                max_bytes=politeness.ROBOTS_LENGTH,
                cut=True,
            )
            answer = await self._courier.ask(ask, self._limits.delay, until)
            if not trail.leads_on(answer):
                return answer


def _refusal(url: str, robots: StoredRobots) -> RobotsRefused:
    if not politeness.is_missing(robots):
        return RobotsRefused(url, "robots.txt does not allow it", politeness.stale_at(robots))
    status = f": it answered {robots.status}" if robots.status else ""
    return RobotsMissing(url, f"robots.txt could not be had{status}", politeness.stale_at(robots))


def _text(body: bytes) -> str:
    """The text of a robots.txt; a last line that was cut is left out, as half a path forbids too much."""
    if len(body) >= politeness.ROBOTS_LENGTH:
        body = body[: body.rfind(b"\n") + 1]
    return clean(body.decode("utf-8", "replace"))
