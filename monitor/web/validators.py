"""Entity tags: who has an answer already is told so, and is sent nothing else (RFC 9110, sections 8.8 and 13).

A tag is made of the answer's own bytes, so that it changes with anything in it, and with nothing else.
"""

from __future__ import annotations

import hashlib
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CACHED = "private, no-cache"
"""A reader's own cache may keep an answer, a shared one never, and each asks again before it shows it."""
NEVER = "no-store"
_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_ABOUT_BODY = ("content-length", "content-type", "content-encoding", "content-language")


class EntityTags:
    """Puts a strong tag on every answer to a GET that comes in one piece; a 304 takes its place for who has it.

    What is streamed goes through as it comes, and what brings its own tag keeps it. The answer to any other method is
    never kept. A HEAD has become a GET on its way here (`guards.ForbiddingHeaders`).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "http":
            send = _Tagging(scope, send)
        await self.app(scope, receive, send)


class _Tagging:
    """A `send` that holds the start of an answer back until its first piece is there."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.get, self.send = scope["method"] == "GET", send
        self.known = Headers(scope=scope).get("if-none-match", "")
        self.start: Message | None = None

    async def __call__(self, message: Message) -> None:
        """Sends one message of an answer."""
        if message["type"] == "http.response.start":
            self.start = message
            return
        if self.start is not None:
            start, self.start = self.start, None
            headers = MutableHeaders(scope=start)
            headers.setdefault("Cache-Control", CACHED if self.get else NEVER)
            headers.add_vary_header("Authorization")
            if self.get and start["status"] == 200 and not message.get("more_body"):
                message = self._tagged(start, message, headers)
            await self.send(start)
        await self.send(message)

    def _tagged(self, start: Message, message: Message, headers: MutableHeaders) -> Message:
        """The message, or an empty one under a 304; the tag is in the headers."""
        headers.setdefault("ETag", tag(message.get("body", b"")))
        if not has(self.known, headers["ETag"]):
            return message
        start["status"] = 304
        for name in _ABOUT_BODY:
            del headers[name]
        return {**message, "body": b""}


def tag(body: bytes) -> str:
    """The strong entity tag of a body, in its quotation marks."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def has(known: str, current: str) -> bool:
    """Whether an If-None-Match names the current tag, weakly compared, or says `*`; an odd one names nothing."""
    if known.strip() == "*":
        return True
    return current.removeprefix("W/") in _TAG.findall(known)
