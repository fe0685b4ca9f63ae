"""Connections that are made to the very address that was judged."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from functools import cache
from ipaddress import ip_address

import httpcore
import httpx

from monitor.core.errors import AddressRefused, InvalidInput
from monitor.fetch.faults import FAULTS
from monitor.fetch.guard import Guard, IPAddress, literal
from monitor.fetch.limits import Limits

Resolve = Callable[[str, int], Awaitable[tuple[IPAddress, ...]]]

# Idle connections are kept for the usual spacing of a host's visits, and no longer than servers keep them.
_IDLE_SECONDS = 15.0


def guarded_transport(limits: Limits, guard: Guard) -> HostTransports:
    """A transport that connects to nothing but what the guard lets pass, or to the limits' proxy alone.

    Raises InvalidInput for what is no address of a proxy.
    """
    proxy = _proxy(limits.proxy)
    return HostTransports(lambda: _transport(guard, proxy), limits.hosts_at_once)


def _transport(guard: Guard, proxy: httpx.Proxy | None) -> httpx.AsyncHTTPTransport:
    """A transport for one host.

    httpx has no door for a network backend of one's own, hence the look inside; this is the only place of it.
    """
    connections = httpx.Limits(max_connections=None, max_keepalive_connections=1, keepalive_expiry=_IDLE_SECONDS)
    transport = httpx.AsyncHTTPTransport(
        verify=_trusted(), http2=True, trust_env=False, limits=connections, proxy=proxy
    )
    if proxy is None:
        pool = transport._pool  # noqa: SLF001 - see above
        pool._network_backend = GuardedBackend(guard)  # noqa: SLF001 - see above
    return transport


class HostTransports(httpx.AsyncBaseTransport):
    """A transport for each host, the ones used last kept open.

    One pool for all would look at every connection whenever one is asked for or given back: with 16 hosts at once a
    quarter of a fetch's time went there.
    """

    def __init__(self, make: Callable[[], httpx.AsyncHTTPTransport], kept: int) -> None:
        self._make, self._kept = make, kept
        self._of: OrderedDict[tuple[str, str, int | None], httpx.AsyncHTTPTransport] = OrderedDict()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body still to be read."""
        place = (request.url.scheme, request.url.host, request.url.port)
        transport = self._of[place] = self._of.get(place) or self._make()
        self._of.move_to_end(place)
        await self._close_oldest()
        return await transport.handle_async_request(request)

    async def aclose(self) -> None:
        """Closes all connections."""
        while self._of:
            await self._of.popitem()[1].aclose()

    async def _close_oldest(self) -> None:
        """Closes the transports beyond the number kept that are idle; the one just asked for stands last and stays."""
        oldest = list(self._of)[: max(0, len(self._of) - 1 - self._kept)]
        for transport in [self._of.pop(place) for place in oldest if _is_idle(self._of[place])]:
            with contextlib.suppress(*FAULTS):  # whoever comes next has nothing to do with it
                await transport.aclose()


def _is_idle(transport: httpx.AsyncHTTPTransport) -> bool:
    return all(connection.is_idle() for connection in transport._pool.connections)  # noqa: SLF001 - httpx has no door


def _proxy(address: str | None) -> httpx.Proxy | None:
    if address is None:
        return None
    try:
        proxy = httpx.Proxy(address)
    except (ValueError, httpx.InvalidURL):
        proxy = None
    if proxy is None or not proxy.url.host or proxy.url.scheme not in {"http", "https"}:
        raise InvalidInput("proxy", "expected an address such as http://127.0.0.1:3128")  # it may hold a password
    return proxy


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we trust, read once: it takes 30 ms."""
    return httpx.create_ssl_context(trust_env=False)


async def resolved(host: str, port: int) -> tuple[IPAddress, ...]:
    """The addresses of a name in the order in which the system prefers them, each once."""
    loop = asyncio.get_running_loop()
    answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ip_address(str(address[0])) for *_, address in answers))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """A network backend that resolves names itself, and connects to the numbers that the guard lets pass.

    Between the verdict and the connection nothing is resolved again, so that a name which changes its answer gains
    nothing. TLS still asks for the name.
    """

    def __init__(
        self, guard: Guard, inner: httpcore.AsyncNetworkBackend | None = None, resolve: Resolve = resolved
    ) -> None:
        self._guard, self._inner, self._resolve = guard, inner or httpcore.AnyIOBackend(), resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first of the host's addresses that is let pass and answers."""
        numbers = await self._permitted(host, port)
        share = None if timeout is None else timeout / len(numbers)
        for number in numbers[:-1]:
            try:
                return await self._inner.connect_tcp(str(number), port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(str(numbers[-1]), port, share, local_address, socket_options)

    async def connect_unix_socket(self, path: str, *_: object, **__: object) -> httpcore.AsyncNetworkStream:
        """Nothing: a socket of this machine is no public address."""
        raise AddressRefused(path, "not a public address")

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore does between its own tries."""
        await self._inner.sleep(seconds)

    async def _permitted(self, host: str, port: int) -> tuple[IPAddress, ...]:
        """The addresses of a host that are let pass, never none."""
        number = literal(host)
        try:
            numbers = (number,) if number else await self._resolve(host, port)
        except (socket.gaierror, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        permitted, refused = [], AddressRefused(host, "its name has no address")
        for each in numbers:
            try:
                self._guard.judge(host, (host, port), each)
            except AddressRefused as error:
                refused = error
            else:
                permitted.append(each)
        if not permitted:
            raise refused
        return tuple(permitted)
