"""Who may come in, and who may change something: the password, a reverse proxy's word, or sitting at the machine."""

from __future__ import annotations

import hmac
from base64 import b64decode
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.web import problems
from monitor.web.guards.origin import writes

_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_OPEN = "/healthz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What opens the page: a password, or the header in which one of the `proxies` names its user; empty for none.

    Without `for_all` they are asked for only where something is changed.
    """

    password: str = field(default="", repr=False)
    header: str = ""
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    for_all: bool = True

    @property
    def any(self) -> bool:
        """Whether there is a key at all."""
        return bool(self.password or self.header)

    @property
    def lock_reading(self) -> bool:
        """Whether nothing can be read without one."""
        return self.any and self.for_all


class Admission:
    """Lets in who has a key; `/healthz` stays open.

    Without any key everybody reads, and whoever sits at this machine writes: a request from loopback that no proxy
    passed on.
    """

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app, self.keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        refusal = self._refusal(scope) if scope["type"] == "http" and scope["path"] != _OPEN else None
        if refusal is None:
            await self.app(scope, receive, send)
        else:
            await problems.response(scope["path"], refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> problems.Problem | None:
        if not (writes(scope) or self.keys.lock_reading):
            return None
        headers = Headers(scope=scope)
        if not self.keys.any:
            return None if _at_this_machine(scope, headers) else problems.NO_WRITING
        if self._has_password(headers) or self._is_vouched_for(scope, headers):
            return None
        return problems.NO_PASSWORD if self.keys.password else problems.NOT_BY_PROXY

    def _has_password(self, headers: Headers) -> bool:
        """Whether the password comes by HTTP Basic, whatever the user name."""
        scheme, _, credentials = headers.get("authorization", "").partition(" ")
        if not self.keys.password or scheme.lower() != "basic":
            return False
        try:
            _, _, given = b64decode(credentials, validate=True).partition(b":")
        except ValueError:
            return False
        return hmac.compare_digest(given, self.keys.password.encode())

    def _is_vouched_for(self, scope: Scope, headers: Headers) -> bool:
        """Whether one of the proxies passed the request on, and names its user."""
        if not self.keys.header or not headers.get(self.keys.header, "").strip():
            return False
        try:
            peer = ip_address(_peer(scope))
        except ValueError:
            return False
        return any(peer in network for network in self.keys.proxies)


def _at_this_machine(scope: Scope, headers: Headers) -> bool:
    try:
        loopback = ip_address(_peer(scope)).is_loopback
    except ValueError:
        return False
    return loopback and not any(name in headers for name in _PASSED_ON)


def _peer(scope: Scope) -> str:
    """The address at the other end of the connection; empty where there is none, as on a socket of this machine."""
    return str((scope.get("client") or ("",))[0])
