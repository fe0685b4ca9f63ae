"""The web server: uvicorn, with bounds on what one client, or many, can hold of it.

1. A request's line and headers have `HEADERS` bytes, and `REQUEST` to arrive, with the body that belongs to them.
2. An answer has `READING` to be read: one that is not is dropped, with the memory that it takes. Between two requests
   a connection is kept for `KEPT`: longer than clients and proxies keep theirs, as what they send on one that is just
   being closed is lost.
3. Of connections there are fewer than `CONNECTIONS` at once. For a further one that is closed which has been longest
   between two requests; where none is, it is told that the server is busy (503).
4. Requests are worked on by `THREADS` threads; the others wait for their turn.
"""

from __future__ import annotations

import asyncio
import gc
from dataclasses import dataclass
from datetime import timedelta
from operator import itemgetter

import uvicorn
from anyio import to_thread
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS = 16_384
CONNECTIONS = 256
KEPT = timedelta(seconds=75)
YOUNG = 10_000
"""New objects after which garbage is looked for."""
THREADS = 8
"""More would not be quicker, as one process answers; each has a connection to the history of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a client may take: to send a request, and to read its answer; and how often one looks."""

    request: timedelta = timedelta(seconds=15)
    reading: timedelta = timedelta(seconds=60)
    look: timedelta = timedelta(seconds=5)


def prepared(application: ASGIApp, patience: Patience | None = None) -> uvicorn.Server:
    """A server of the application, to be run in the loop that this is called in."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    _quieten_collector()
    config = uvicorn.Config(
        application,
        http=_impatient(patience or Patience()),
        ws="none",
        log_level="warning",
        timeout_graceful_shutdown=5,
        timeout_keep_alive=round(KEPT.total_seconds()),
        server_header=False,
        proxy_headers=False,  # who asks is who is connected: the application believes a header of that or not
        h11_max_incomplete_event_size=HEADERS,
        limit_concurrency=CONNECTIONS,
    )
    return uvicorn.Server(config)


def _quieten_collector() -> None:
    """Makes the pauses in which garbage is collected short and rare.

    What is loaded by now stays for good: a look through all of it, with every request waiting, takes some 150 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


class Impatient(H11Protocol):
    """A connection that is ended when its client keeps the server waiting: uvicorn alone would wait for ever."""

    patience = Patience()
    _state: tuple[object, timedelta | None] = (None, None)
    _since = 0.0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Begins to look at the clock, once there is room for it."""
        super().connection_made(transport)
        self._make_room()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops looking."""
        super().connection_lost(exc)
        if self._timer:
            self._timer.cancel()

    @property
    def _rests_until(self) -> float | None:
        """When a connection that is between two requests would be closed; None for one that is not."""
        task = self.timeout_keep_alive_task
        is_busy = self.conn.trailing_data[0] or self.transport.get_write_buffer_size() or self.transport.is_closing()
        return None if task is None or is_busy else task.when()

    def _make_room(self) -> None:
        """Where there are as many connections as there may be, the one that rests longest is closed."""
        if self.limit_concurrency is None or len(self.connections) < self.limit_concurrency:
            return
        others = (one for one in self.connections if isinstance(one, Impatient))
        resting = [(until, one) for one in others if (until := one._rests_until) is not None]  # noqa: SLF001 - its own kind
        if resting:
            _, oldest = min(resting, key=itemgetter(0))
            oldest.timeout_keep_alive_handler()
            self.connections.discard(oldest)  # at once, as others may come before it is told that it was lost

    def _look(self) -> None:
        now, waits_for = self.loop.time(), self._client_is_to()
        if (self.cycle, waits_for) != self._state:  # another request, or another part of the same
            self._state, self._since = (self.cycle, waits_for), now
        if waits_for and now - self._since >= waits_for.total_seconds():
            self.transport.abort()
            return
        self._timer = self.loop.call_later(self.patience.look.total_seconds(), self._look)

    def _client_is_to(self) -> timedelta | None:
        """How long may take what the client has to do now; None where there is nothing."""
        if self.transport.get_write_buffer_size():
            return self.patience.reading
        if self.timeout_keep_alive_task is not None and not self.conn.trailing_data[0]:
            return None  # between two requests, which uvicorn looks after
        answering = self.cycle is not None and not self.cycle.response_complete
        return self.patience.request if not answering or self.cycle.more_body else None


def _impatient(patience: Patience) -> type[H11Protocol]:
    return type("Impatient", (Impatient,), {"patience": patience})
