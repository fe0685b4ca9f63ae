"""Markup, feeds and notices as parsers fear them."""

from __future__ import annotations

from collections.abc import Callable

from tests.robustness.stage import NOT_THERE, Call, Play, Site, answer
from tests.robustness.texts import section, story


def section_of(body: Callable[[Call], bytes | Play]) -> Site:
    """A good section whose articles are all as `body` says."""
    stories = [story(90_000 + place) for place in range(3)]

    def site(call: Call) -> bytes | Play:
        if call.path == "/culture/":
            return answer(section(stories))
        return body(call) if call.path.startswith("/culture/") else NOT_THERE

    return site


def always(body: bytes | Play) -> Site:
    return lambda call: body if call.path != "/robots.txt" else NOT_THERE


def deep(count: int) -> bytes:
    return answer("<html><body>" + "<div>" * count + "x" + "</div>" * count)


def attributes(count: int) -> bytes:
    return answer("<html><body><p " + " ".join(f"a{at}=1" for at in range(count)) + ">x</p>")


def wall(words: str) -> bytes:
    return answer(f"<html><head><title>{words}</title></head><body><h1>{words}</h1><p>{words}</p></body></html>")


ENTITIES = (
    "<!DOCTYPE x ["
    "<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 12)) + "]>"
)


EXTERNAL = "<!DOCTYPE x [<!ENTITY e SYSTEM 'http://127.0.0.1/secret'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"


def rss_of(inner: str, before: str = "") -> bytes:
    return answer(
        f"<?xml version='1.0'?>{before}<rss version='2.0'><channel><title>x</title>{inner}</channel></rss>",
        kind="text/xml",
    )


def entries(count: int) -> Site:
    body = rss_of(
        "".join(
            f"<item><title>Article number {at}</title><link>/culture/number-{at}</link></item>" for at in range(count)
        )
    )
    return lambda call: body if call.path == "/culture/" else NOT_THERE


def retry(value: str, status: int = 429) -> Site:
    return always(answer("busy", status, retry_after=value))


def robots(body: bytes | Play) -> Site:
    return lambda call: body if call.path == "/robots.txt" else answer(section([story(1), story(2), story(3)]))
