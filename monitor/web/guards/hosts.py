"""The names that this server answers to.

A page on another site can make a browser ask this server under a name of its own (DNS rebinding) and would read the
answers; the host name that the browser sends gives it away.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.web import problems

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
INNER = (".localhost", ".local", ".internal", ".lan", ".home", ".home.arpa", ".intranet", ".localdomain", ".test")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+?)\.?(?::\d{0,5})?")


def hosts_for(bound: str) -> frozenset[str]:
    """The host names to answer to when bound to an address: on loopback its names, elsewhere those of others (empty).

    Whoever binds to more than loopback lets others in on purpose, under names that only their network knows: there a
    password keeps strangers out, or `InnerHosts` where there is none.
    """
    name = bound.strip("[]").lower()
    try:
        loopback = name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        loopback = False
    return LOOPBACK | {f"[{name}]" if ":" in name else name} if loopback else frozenset()


class KnownHosts:
    """Refuses a request whose Host is none of `hosts`, whatever its port; an empty set refuses nothing."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http" or not self.hosts or self._knows(Headers(scope=scope).get("host", "")):
            await self.app(scope, receive, send)
        else:
            await problems.response(scope["path"], problems.unknown_host(self.hosts))(scope, receive, send)

    def _knows(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        return found is not None and found[1].lower() in self.hosts


class InnerHosts:
    """Refuses a request whose Host is a name of the public net: a number or a name of an inner network is let pass.

    It stands where a server without a password is bound to more than loopback, as in a container whose port is
    published to one machine: what a page on another site would have to give this server is a name of its own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http" or _is_inner(Headers(scope=scope).get("host", "")):
            await self.app(scope, receive, send)
        else:
            await problems.response(scope["path"], problems.PUBLIC_HOST)(scope, receive, send)


def _is_inner(host: str) -> bool:
    found = _HOST.fullmatch(host)
    name = found[1].lower() if found else "."
    try:
        return bool(ip_address(name.strip("[]")))
    except ValueError:
        return "." not in name or name.endswith(INNER)
