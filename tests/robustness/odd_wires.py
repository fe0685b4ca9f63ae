"""Good sites that are odd on the wire: encodings, chunks, waits, cookies, robots.txt."""

from __future__ import annotations

import asyncio
import gzip
import zlib

from tests.robustness.making import Odd, articles, served
from tests.robustness.stage import NOT_THERE, Call, Play, answer
from tests.robustness.texts import Story, page, section


def dribbled(whole: bytes, pieces: int, pause: float) -> Play:
    async def play(writer: asyncio.StreamWriter) -> None:
        step = len(whole) // pieces + 1
        for start in range(0, len(whole), step):
            writer.write(whole[start : start + step])
            await writer.drain()
            await asyncio.sleep(pause)

    return play


def chunked(body: str) -> bytes:
    raw = body.encode()
    parts = [raw[at : at + 700] for at in range(0, len(raw), 700)]
    told = b"".join(b"%x;name=value\r\n%s\r\n" % (len(part), part) for part in parts)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + told + b"0\r\nX-Trailer: yes\r\n\r\n"


def unmeasured(body: str) -> Play:
    """HTTP/1.0, its end told by the end of the connection."""

    async def play(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode())
        await writer.drain()

    return play


def once(raw: bytes) -> Play:
    async def play(writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        await writer.drain()

    return play


def packed_without_saying_so(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": answer(gzip.compress(page(one).encode())) for one in stories}
    return Odd("/culture/", stories, served({"/culture/": answer(gzip.compress(section(stories).encode())), **pages}))


def deflate_of_both_kinds(stories: list[Story], host: str) -> Odd:
    raw = zlib.compressobj(wbits=-15)
    listing = raw.compress(section(stories).encode()) + raw.flush()
    pages = {
        f"/culture/{one.slug}": answer(zlib.compress(page(one).encode()), content_encoding="Deflate") for one in stories
    }
    return Odd("/culture/", stories, served({"/culture/": answer(listing, content_encoding="deflate"), **pages}))


def slow_but_within_limits(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": dribbled(answer(page(one)), 6, 0.1) for one in stories}
    return Odd("/culture/", stories, served({"/culture/": dribbled(answer(section(stories)), 8, 0.1), **pages}))


def chunks_with_trailers(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": once(chunked(page(one))) for one in stories}
    return Odd("/culture/", stories, served({"/culture/": once(chunked(section(stories))), **pages}))


def http_1_0_without_a_length(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": unmeasured(page(one)) for one in stories}
    return Odd("/culture/", stories, served({"/culture/": unmeasured(section(stories)), **pages}))


def hints_before_the_answer(stories: list[Story], host: str) -> Odd:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
    pages = {f"/culture/{one.slug}": early + answer(page(one)) for one in stories}
    return Odd("/culture/", stories, served({"/culture/": early + answer(section(stories)), **pages}))


def a_cookie_and_the_same_address_again(stories: list[Story], host: str) -> Odd:
    pages = {"/culture/": section(stories)} | {f"/culture/{one.slug}": page(one) for one in stories}

    def site(call: Call) -> bytes:
        if call.path not in pages:
            return NOT_THERE
        if "seen=yes" in call.headers.get("cookie", ""):
            return answer(pages[call.path])
        return answer(status=302, location=call.path, set_cookie="seen=yes; Path=/; HttpOnly")

    return Odd("/culture/", stories, site)


def busy_at_first(stories: list[Story], host: str) -> Odd:
    pages = {"/culture/": answer(section(stories))} | articles(stories)

    def site(call: Call) -> bytes:
        if call.path == "/culture/" and call.times == 1:
            return answer("busy", 503, retry_after="1")
        return pages.get(call.path, NOT_THERE)

    return Odd("/culture/", stories, site)


def no_content_type(stories: list[Story], host: str) -> Odd:
    pages = {f"/culture/{one.slug}": answer(page(one), kind=None) for one in stories}
    return Odd("/culture/", stories, served({"/culture/": answer(section(stories), kind=None), **pages}))


def headers_twice_and_in_latin_1(stories: list[Story], host: str) -> Odd:
    extra = "Content-Type: text/html\r\nX-Cafe: caf\u00e9\r\nX-Name: \u00e9\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"

    def told(body: str) -> bytes:
        raw = body.encode()
        return (
            f"HTTP/1.1 200\r\n{extra}Content-Length: {len(raw)}\r\nContent-Length: {len(raw)}\r\n\r\n".encode("latin-1")
            + raw
        )

    pages = {f"/culture/{one.slug}": told(page(one)) for one in stories}
    return Odd("/culture/", stories, served({"/culture/": told(section(stories)), **pages}))


def robots_with_a_mark_and_foreign_ends(stories: list[Story], host: str) -> Odd:
    robots = b"\xef\xbb\xbfUser-Agent: otherbot\r\nDisallow: /\r\n\r\nuser-agent: *\r\ndisallow: /private\r\nCrawl-Delay: 0.1\r\n"
    return Odd(
        "/culture/",
        stories,
        served(
            {
                "/robots.txt": answer(robots, kind="text/plain"),
                "/culture/": answer(section(stories)),
                **articles(stories),
            }
        ),
    )


def robots_of_markup(stories: list[Story], host: str) -> Odd:
    robots = answer("<!DOCTYPE html><html><body><p>Disallow: nothing here</p></body></html>")
    return Odd(
        "/culture/",
        stories,
        served({"/robots.txt": robots, "/culture/": answer(section(stories)), **articles(stories)}),
    )


def robots_that_allow_the_longest_match(stories: list[Story], host: str) -> Odd:
    robots = answer(
        "User-agent: *\nDisallow: /\nAllow: /culture/\nDisallow: /culture/*.pdf$\nAllow: /$\n", kind="text/plain"
    )
    return Odd(
        "/culture/",
        stories,
        served({"/robots.txt": robots, "/culture/": answer(section(stories)), **articles(stories)}),
    )
