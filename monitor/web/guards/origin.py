"""Whether a request that would change something was made by a page of ours.

Another site can have a visitor's browser send a form to this server, with the visitor's password. The browser says
so: in Sec-Fetch-Site, which no script can set, and where it is too old or the connection is plain http to another
machine, in Origin. What says neither is no browser's form, and is refused as well.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.web import problems

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def writes(scope: Scope) -> bool:
    """Whether the request may change something."""
    return scope["type"] == "http" and scope["method"] not in READING


def is_ours(headers: Headers) -> bool:
    """Whether the browser says that a page of this server sent the request."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    try:
        origin = urlsplit(headers.get("origin", "")).netloc
    except ValueError:
        return False
    return bool(origin) and origin.lower() == headers.get("host", "").lower()


class SameOrigin:
    """Refuses a request that writes unless a page of this server sent it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if not writes(scope) or is_ours(Headers(scope=scope)):
            await self.app(scope, receive, send)
        else:
            await problems.response(scope["path"], problems.FROM_ELSEWHERE)(scope, receive, send)
