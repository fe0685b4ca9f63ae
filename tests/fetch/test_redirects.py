"""Where a page is to be had instead: what is followed, and what is not."""

from __future__ import annotations

import pytest

from monitor.core.errors import AddressRefused, BadStatus, TooManyRedirects
from monitor.core.model import Request
from tests.fetch.asking import failed, got
from tests.fetch.misbehaving import Server, answer


async def test_redirects_are_followed_and_remembered(server):
    server.routes |= {
        "/a": answer(b"", 301, location="/b#part"),
        "/b": answer(b"", 308, location="c"),
        "/c": answer(b"here"),
    }
    page = await got(server, "/a")
    assert page.body == b"here"
    assert page.url == server.url("/a")
    assert page.final_url == server.url("/c")
    assert page.addresses == (server.url("/a"), server.url("/b"), server.url("/c"))


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), "/1"), ((308, 301), "/2"), ((301, 302), "/1"), ((302, 301), None), ((), None)],
)
async def test_a_page_has_moved_for_good_as_far_as_permanent_redirects_lead(server, statuses, moved):
    for index, status in enumerate(statuses):
        server.routes[f"/{index}"] = answer(b"", status, location=f"/{index + 1}")
    server.routes[f"/{len(statuses)}"] = answer()
    async with server.fetcher() as fetcher:
        page = await fetcher.get(Request(url=server.url("/0")))
    assert page.moved_to == (server.url(moved) if moved else None)


async def test_a_circle_of_redirects_is_left_at_once(server):
    server.routes |= {"/a": answer(b"", 302, location="/b"), "/b": answer(b"", 302, location="/a")}
    await failed(server, "/a", kind=TooManyRedirects)
    assert server.paths() == ["/a", "/b"]


async def test_no_more_redirects_are_followed_than_allowed(server):
    server.routes |= {f"/{n}": answer(b"", 302, location=f"/{n + 1}") for n in range(9)} | {"/5": answer(b"five")}
    assert (await got(server, "/0")).body == b"five"
    server.routes["/5"] = answer(b"", 302, location="/6")
    await failed(server, "/0", kind=TooManyRedirects)
    assert server.paths()[-1] == "/5"


@pytest.mark.parametrize(
    "location",
    [
        "http://[::1/",
        "//[bad",
        "http://\u20ac:port/",
        "http://:80/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://user:secret@127.0.0.1/",
        "http://127.0.0.1:1/",
        "http://[::ffff:127.0.0.1]/",
        "http://0x7f.1/",
    ],
)
async def test_a_location_that_must_not_be_followed_is_a_failure(server, location):
    server.routes["/"] = answer(b"", 302, location=location.encode().decode("latin-1"))
    await failed(server)
    assert server.paths() == ["/"]


async def test_a_location_of_odd_bytes_is_read_as_utf8(server):
    server.routes["/"] = answer(b"", 302, location="/caf\u00e9 x".encode().decode("latin-1"))
    server.routes["/caf%C3%A9%20x"] = answer(b"ok")
    assert (await got(server)).body == b"ok"


async def test_a_redirect_without_a_location_is_a_status(server):
    server.routes["/"] = answer(b"", 302)
    assert (await failed(server, kind=BadStatus)).status == 302


async def test_a_source_s_own_headers_stay_at_its_host(server, clock):
    async with Server(clock) as other:
        server.routes |= {"/a": answer(b"", 302, location="/b"), "/b": answer(b"", 302, location=other.url("/c"))}
        other.routes["/c"] = answer(b"here")
        both = frozenset([server.place, other.place])
        headers = (("Authorization", "Basic x"), ("Cookie", "a=b"), ("User-Agent", "Someone else"), ("Accept", "a/b"))
        await got(server, "/a", headers=headers, limits={"allow_private": both})
    for path in ("/a", "/b"):
        assert server.headers(path)["authorization"] == "Basic x"
        assert server.headers(path)["accept"] == "a/b"
        assert server.headers(path)["user-agent"].startswith("newsmonitor/")
    assert not {"authorization", "cookie"} & set(other.headers("/c"))
    assert other.paths() == ["/c"]
    assert [path for path, _, _ in other.asked] == ["/robots.txt", "/c"]


async def test_a_redirect_into_a_private_address_reaches_nobody(server, clock):
    async with Server(clock) as private:
        server.routes["/"] = answer(b"", 302, location=private.url("/secret"))
        await failed(server, kind=AddressRefused)
        assert private.asked == []
