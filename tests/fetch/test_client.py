from __future__ import annotations

import asyncio
import gzip

import pytest

from monitor.core.errors import AddressRefused, BadStatus, FetchFailed, TooLarge, Undecodable, Unreachable
from monitor.core.model import Request
from tests.fetch.asking import failed, for_ever, got, plays
from tests.fetch.misbehaving import Server, answer


async def test_a_page_comes_with_what_its_headers_say(server):
    server.routes["/"] = answer(b"<p>hi</p>", etag='"7"', last_modified="Tue, 17 Mar 2026 09:00:00 GMT")
    page = await got(server)
    assert (page.status, page.body, page.content_type) == (200, b"<p>hi</p>", "text/html")
    assert (page.etag, page.last_modified) == ('"7"', "Tue, 17 Mar 2026 09:00:00 GMT")
    assert page.url == page.final_url == server.url()
    assert page.addresses == (server.url(),)


async def test_the_visitor_says_who_it_is_and_what_it_can_decode(server):
    server.routes["/"] = answer()
    await got(server)
    headers = server.headers("/")
    assert headers["user-agent"] == "newsmonitor/0.1 (+https://desk.example)"
    assert headers["accept-encoding"] == "gzip, deflate, br"
    assert server.headers("/robots.txt")["user-agent"] == headers["user-agent"]


@pytest.mark.parametrize("value", ["\u00e9", "x" * 2000, ""])
async def test_a_header_that_cannot_be_sent_back_is_not_kept(server, value):
    server.routes["/"] = answer(etag=value, last_modified=value, content_type=value)
    page = await got(server)
    assert (page.etag, page.last_modified, page.content_type) == (None, None, None)


async def test_nothing_changed_is_an_answer(server):
    server.routes["/"] = answer(b"", 304)
    page = await got(server, etag='"7"', last_modified="Tue, 17 Mar 2026 09:00:00 GMT")
    assert page.not_modified
    assert page.body == b""
    assert server.headers("/")["if-none-match"] == '"7"'
    assert server.headers("/")["if-modified-since"] == "Tue, 17 Mar 2026 09:00:00 GMT"


async def test_nothing_changed_without_having_been_asked_is_no_answer(server):
    server.routes["/"] = answer(b"", 304)
    assert (await failed(server, kind=BadStatus)).status == 304


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
async def test_a_final_status_is_not_asked_for_twice(server, status):
    server.routes["/"] = answer(b"gone", status)
    error = await failed(server, kind=BadStatus)
    assert (error.status, error.retry_at) == (status, None)
    assert server.paths() == ["/"]


@pytest.mark.parametrize("status", [300, 304, 302, 999, 101])
async def test_an_odd_status_is_a_failure(server, status):
    server.routes["/"] = answer(b"", status)
    await failed(server)


async def test_no_cookie_is_kept(server):
    server.routes["/"] = answer(set_cookie="a=b; Path=/")
    async with server.fetcher() as fetcher:
        await fetcher.get(Request(url=server.url()))
        await fetcher.get(Request(url=server.url()))
    assert all("cookie" not in headers for _, headers, _ in server.asked)


async def test_a_cookie_that_the_way_needs_is_sent_back_on_it_and_then_forgotten(server):
    def gate(cookie):
        return answer(b"", 302, location="/page", set_cookie=cookie)

    server.routes["/page"] = [gate("pass=one; HttpOnly"), gate("pass=two"), answer(), gate("other=1"), answer()]
    async with server.fetcher() as fetcher:
        await fetcher.get(Request(url=server.url("/page")))
        await fetcher.get(Request(url=server.url("/page")))
    sent = [headers.get("cookie") for path, headers, _ in server.asked if path == "/page"]
    assert sent == [None, "pass=one", "pass=two", None, "other=1"]


async def test_a_cookie_never_goes_to_another_host(server, clock):
    async with Server(clock) as other:
        server.routes["/"] = answer(b"", 302, location=other.url("/there"), set_cookie="secret=1; Domain=127.0.0.1")
        other.routes["/there"] = answer()
        limits = {"allow_private": frozenset([server.place, other.place])}
        async with server.fetcher(**limits) as fetcher:
            await fetcher.get(Request(url=server.url()))
        assert all("cookie" not in headers for _, headers, _ in other.asked)


async def test_a_charset_that_is_none_is_left_to_the_reader(server):
    server.routes["/"] = answer(b"aGk=", content_type="text/html; charset=base64")
    assert (await got(server)).body == b"aGk="


async def test_a_body_beyond_the_limit_is_given_up(server):
    server.routes |= {"/fits": answer(b"x" * 5000), "/not": answer(b"x" * 5001)}
    assert len((await got(server, "/fits", limits={"max_bytes": 5000})).body) == 5000
    await failed(server, "/not", kind=TooLarge, limits={"max_bytes": 5000})


async def test_a_bomb_is_given_up(server):
    server.routes["/"] = answer(gzip.compress(bytes(30_000_000)), content_encoding="gzip")
    await failed(server, kind=TooLarge, limits={"max_bytes": 1_000_000})


async def test_a_body_that_breaks_off_is_not_taken_for_whole(server):
    whole = gzip.compress(b"a page" * 1000)
    server.routes["/"] = answer(whole[:-9], content_encoding="gzip")
    await failed(server, kind=Undecodable)


async def test_an_unknown_encoding_is_told(server):
    server.routes["/"] = answer(content_encoding="zstd")
    await failed(server, kind=Undecodable)


async def test_less_than_the_content_length_is_a_broken_connection(server):
    server.routes["/"] = plays(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort")
    await failed(server, kind=Unreachable)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: " + b"9" * 5000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + b"f" * 30 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nbad header\x00: \xff\r\n\r\n",
        b"HTTP/9.9 2OO\r\n\r\n",
        b"\x00\x01\x02\xff\r\n\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\nno gzip",
        b"",
    ],
)
async def test_nonsense_is_a_failure_and_nothing_else(server, head):
    server.routes["/"] = plays(head)
    await failed(server)


async def test_endless_headers_are_given_up(server):
    async def more(writer):
        for number in range(20_000):
            writer.write(b"x-%d: %s\r\n" % (number, b"y" * 500))
            await writer.drain()

    server.routes["/"] = plays(b"HTTP/1.1 200 OK\r\n", then=more)
    await failed(server, kind=TooLarge)


async def test_very_long_headers_are_given_up(server):
    server.routes["/"] = answer(x_long="y" * 80_000)
    await failed(server, kind=TooLarge)


async def test_a_reset_connection_is_unreachable(server):
    async def reset(writer):
        writer.transport.abort()

    server.routes["/"] = reset
    await failed(server, kind=Unreachable)


async def test_a_passing_reset_is_tried_again(server):
    async def reset(writer):
        writer.transport.abort()

    server.routes["/"] = [reset, answer(b"at last")]
    assert (await got(server)).body == b"at last"


async def test_tls_to_a_plain_port_is_unreachable(server):
    async with server.fetcher() as fetcher:
        with pytest.raises(Unreachable):
            await fetcher.get(Request(url=f"https://{server.place}/"))


async def test_nobody_listening_is_unreachable(clock):
    async with Server(clock) as gone:
        pass
    await failed(gone, kind=Unreachable)


async def test_a_name_without_an_address_is_unreachable(server):
    async with server.fetcher() as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.get(Request(url="http://no-such-name.invalid/"))
    assert "does not resolve" in caught.value.reason


async def test_who_is_cancelled_is_cancelled(server):
    asked = asyncio.Event()

    async def hang(writer):
        asked.set()
        await for_ever(writer)

    server.routes["/"] = hang
    async with server.fetcher() as fetcher:
        task = asyncio.create_task(fetcher.get(Request(url=server.url())))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "file:///etc/passwd",
        "ftp://paper.example/",
        "gopher://paper.example/",
        "http://",
        "http:///path",
        "http://[::1/",
        "http://[zz]/",
        "http://paper.example:99999/",
        "http://paper.example:port/",
        "http://user:secret@paper.example/",
        "http://user@paper.example/",
        "http://a\u2100b.example/",
        "http://" + "a" * 70 + ".example/",
        "http://" + "a." * 200 + "example/",
        "http://\ud800.example/",
        "http://xn--\u00e4.example/",
        "http://999.999.999.999/",
        "http://paper.example/" + "a" * 70_000,
        "javascript:alert(1)",
        "data:text/html,hi",
    ],
)
async def test_what_is_no_address_is_a_failure_and_nothing_else(server, url):
    async with server.fetcher() as fetcher:
        with pytest.raises(AddressRefused):
            await fetcher.get(Request(url=url))


@pytest.mark.parametrize("headers", [(("x", "a\r\nb: c"),), (("x y", "z"),), (("x", "\ud800"),), (("x", "\u20ac"),)])
async def test_headers_that_cannot_be_sent_are_a_failure(server, headers):
    server.routes["/"] = answer()
    async with server.fetcher() as fetcher:
        with pytest.raises(FetchFailed):
            await fetcher.get(Request(url=server.url(), headers=headers))
