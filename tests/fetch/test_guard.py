from __future__ import annotations

import contextlib
from ipaddress import ip_address

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.errors import AddressRefused, InvalidInput, UsageError
from monitor.core.model import Request
from monitor.fetch.guard import Guard, literal, refusal
from monitor.fetch.transport import GuardedBackend
from tests.fetch.misbehaving import answer


def words(table):
    return table.split()


REFUSED = words("""
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255
198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808
64:ff9b:1::7f00:1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:10::1 2001:20::1 2001:db8::1
2002:7f00:1:: 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd00::1 fe80::1 fec0::1 ff02::1 ff0e::1 2a00:1450::5efe:7f00:1
2a00:1450::200:5efe:a00:1 4000::1
""")
PUBLIC = words("""
1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.0.1 172.15.0.1 172.32.0.1
191.255.255.255 192.0.1.1 192.167.0.1 198.17.0.1 198.20.0.1 223.255.255.255
2001:4860:4860::8888 2a00:1450:4001:82a::200e
2606:4700::1111 2400:cb00::1 2001:200::1
""")

# Ways to write 127.0.0.1 or another address of this machine; every one of them leads there somewhere.
LOOPBACKS = words("""
127.0.0.1 127.1 127.0.1 127.0.0.1. 127.000.000.001 127.0.0.01 0177.0.0.1 0177.1 00177.0000.0.01 0x7f.0.0.1 0x7f.1
0X7F.0X0.0X0.0X1 0x7f000001 0x7F000001 0x0000007f000001 2130706433 017700000001 0017700000001 127.0x1 127.0.0x0.1
127%2e0.0.1 %31%32%37.0.0.1 127%E3%80%820%E3%80%820%E3%80%821 127.0.0.1%00
127。0。0。1 127．0．0．1 １２７.0.0.1 １２７。１
①②⑦.⓪.⓪.① 𝟏𝟐𝟕.𝟎.𝟎.𝟏 ０ｘ７ｆ.1 0 0.0.0.0 0x0 127.255.255.254 127.0.0.2
localhost LOCALHOST localhost. LocalHost
ｌｏｃａｌｈｏｓｔ [::1] [0:0:0:0:0:0:0:1] [::] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:7f00:1]
[0:0:0:0:0:ffff:7f00:0001] [::1%25lo]
""")


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_public_is_refused(address):
    assert refusal(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_not(address):
    assert refusal(ip_address(address)) is None


@pytest.mark.parametrize("spelling", LOOPBACKS)
async def test_no_spelling_reaches_this_machine(server, spelling):
    server.routes["/"] = answer(b"secret")
    for elsewhere in (f"http://{spelling}:{server.port}/", f"http://{spelling}:{server.port}/robots.txt"):
        async with server.fetcher(allow_private=frozenset()) as fetcher:
            with pytest.raises(AddressRefused):
                await fetcher.get(Request(url=elsewhere))
    assert server.asked == []


@pytest.mark.parametrize("spelling", LOOPBACKS)
async def test_no_spelling_in_a_location_reaches_this_machine(server, clock, spelling):
    other = server.port
    async with type(server)(clock) as front:
        front.routes["/"] = answer(b"", 302, location=f"http://{spelling}:{other}/".encode().decode("latin-1"))
        async with front.fetcher() as fetcher:
            with pytest.raises(AddressRefused):
                await fetcher.get(Request(url=front.url()))
    assert server.asked == []


@pytest.mark.parametrize(
    "spelling", ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "127.0.0.1.", "１２７.0.0.1", "localhost"]
)
async def test_every_spelling_of_an_allowed_address_is_that_address(server, spelling):
    server.routes["/"] = answer(b"hello")
    async with server.fetcher() as fetcher:
        page = await fetcher.get(Request(url=f"http://{spelling}:{server.port}/"))
    assert page.body == b"hello"
    if spelling != "localhost":
        assert server.headers("/")["host"] == server.place


@pytest.mark.parametrize("allowed", ["127.0.0.1:{}", "localhost:{}", "LOCALHOST:{}", " 127.0.0.1:{} ", "127.1:{}"])
async def test_an_address_may_be_allowed_as_it_is_written(server, allowed):
    server.routes["/"] = answer(b"hello")
    async with server.fetcher(allow_private=frozenset([allowed.format(server.port)])) as fetcher:
        assert (await fetcher.get(Request(url=server.url()))).body == b"hello"
        with pytest.raises(AddressRefused):
            await fetcher.get(Request(url=f"http://127.0.0.1:{server.port - 1}/"))
        with pytest.raises(AddressRefused):
            await fetcher.get(Request(url=f"http://127.0.0.2:{server.port}/"))


def test_an_allowed_address_of_ipv6_is_written_in_brackets():
    guard = Guard.of(frozenset(["[::1]:80", "[fd00::1]:8080"]))
    assert guard.address("http://[::1]/a") == "http://[::1]/a"
    assert guard.address("http://[FD00:0::1]:8080/") == "http://[fd00::1]:8080/"
    with pytest.raises(AddressRefused):
        guard.address("https://[::1]/")


@pytest.mark.parametrize("entry", ["127.0.0.1", ":80", "localhost:", "localhost:http", ""])
def test_an_allowed_address_needs_its_port(entry):
    with pytest.raises(InvalidInput):
        Guard.of(frozenset([entry]))
    assert issubclass(InvalidInput, UsageError)


@pytest.mark.parametrize(
    "host",
    [
        "paper.example",
        "1.2.3.4.5",
        "08.1.1.1",
        "1.2.3.256",
        "256.1.1.1",
        "0xg",
        "a.1",
        "1..1",
        "",
        "[::g]",
        "4294967296",
    ],
)
def test_a_name_is_no_address(host):
    assert literal(host) is None


@given(st.integers(min_value=0, max_value=2**32 - 1))
@settings(max_examples=50)
def test_all_spellings_of_a_number_mean_it(number):
    address = ip_address(number)
    first, rest = number >> 24, number & 0xFFFFFF
    for spelling in (
        str(number),
        hex(number),
        f"0{number:o}",
        f"{first}.{rest}",
        f"{first:#x}.0{rest:o}",
        f"{address}.",
    ):
        assert literal(spelling) == address


@given(st.text(max_size=30))
@settings(max_examples=100)
def test_no_text_makes_the_guard_raise_anything_but_its_own(text):
    for url in (text, f"http://{text}/", f"http://{text}.example:8{text}/"):
        with contextlib.suppress(AddressRefused):
            Guard.of(frozenset(), proxied=True).address(url)


# Names, as they resolve


class Wire(httpcore.AsyncNetworkBackend):
    """Notes where a connection would have gone; the addresses in `dead` do not answer."""

    def __init__(self, dead=()):
        self.dead, self.reached = dead, []

    async def connect_tcp(self, host, port, *_args, **_options):
        self.reached.append((host, port))
        if host in self.dead:
            raise httpcore.ConnectError
        return httpcore.AsyncMockStream([])


def backend(wire, *answers, allowed=()):
    """A backend for which names resolve to the next of the answers each time."""
    left = list(answers)

    async def resolve(_host, _port):
        return tuple(map(ip_address, left.pop(0)))

    return GuardedBackend(Guard.of(frozenset(allowed)), wire, resolve)


async def test_a_connection_goes_to_the_very_address_that_was_judged():
    wire = Wire()
    await backend(wire, ["93.184.216.34"], ["127.0.0.1"]).connect_tcp("rebinding.example", 80)
    assert wire.reached == [("93.184.216.34", 80)]


async def test_a_name_that_resolves_to_a_private_address_is_refused():
    wire = Wire()
    with pytest.raises(AddressRefused):
        await backend(wire, ["10.0.0.1", "::1"]).connect_tcp("inner.example", 80)
    assert wire.reached == []


async def test_of_several_addresses_the_public_ones_are_tried_in_order():
    wire = Wire(dead=["1.1.1.1"])
    await backend(wire, ["10.0.0.1", "1.1.1.1", "8.8.8.8"]).connect_tcp("mixed.example", 443, timeout=1.0)
    assert wire.reached == [("1.1.1.1", 443), ("8.8.8.8", 443)]


async def test_an_allowed_name_may_resolve_to_a_private_address():
    wire = Wire()
    await backend(wire, ["10.0.0.7"], allowed=["desk.example:8080"]).connect_tcp("desk.example", 8080)
    assert wire.reached == [("10.0.0.7", 8080)]


async def test_a_name_without_an_address_leads_nowhere():
    wire = Wire()
    with pytest.raises(AddressRefused):
        await backend(wire, []).connect_tcp("empty.example", 80)
    with pytest.raises(AddressRefused):
        await backend(wire).connect_unix_socket("/run/secret.sock")
    assert wire.reached == []


# Through a proxy

INNER = words("""
localhost localhost. a.localhost printer printer. desk.local db.internal x.invalid router.lan 127.0.0.1.dns.example
127-0-0-1.dns.example app.10.0.0.1.dns.example app-192-168-1-9.dns.example 7f000001.dns.example x-c0a80101.dns.example
0x7f000001.dns.example 2130706433.dns.example 0177.0.0.1.dns.example --1.dns.example fd00--1.dns.example
www.169.254.169.254.dns.example 10-1-2-3 1.10.0.0.1.dns.example
""")


@pytest.mark.parametrize("host", INNER)
def test_a_name_of_an_inner_network_is_refused_through_a_proxy(host):
    with pytest.raises(AddressRefused):
        Guard.of(frozenset(), proxied=True).address(f"http://{host}/")


@pytest.mark.parametrize("spelling", LOOPBACKS)
def test_no_spelling_passes_through_a_proxy(spelling):
    with pytest.raises(AddressRefused):
        Guard.of(frozenset(), proxied=True).address(f"http://{spelling}:8080/")


@pytest.mark.parametrize(
    "host",
    words("""paper.example paper.test 163.example www.163.example 360.example 8.8.8.8 8.8.8.8.dns.example
    2026-03-17.paper.example    deadbeef.example
    cafe.example 1-800-555.example xn--bcher-kva.example localhost.example internal.example a.b.c.d.example
    [2606:4700::1111] 10.example 10.11.example 20260317.example"""),
)
def test_other_names_pass_through_a_proxy(host):
    assert Guard.of(frozenset(), proxied=True).address(f"http://{host}/") == f"http://{host}/"


async def test_a_proxy_is_asked_for_names_that_do_not_resolve_here(server):
    server.routes |= {"http://paper.test/": answer(b"by proxy"), "http://paper.test/robots.txt": answer(b"", 404)}
    async with server.fetcher(proxy=f"http://{server.place}", allow_private=frozenset()) as fetcher:
        assert (await fetcher.get(Request(url="http://paper.test/"))).body == b"by proxy"
        for url in (server.url(), "http://localhost/", "http://[::1]/", "http://2130706433/", "http://intranet/"):
            with pytest.raises(AddressRefused):
                await fetcher.get(Request(url=url))
    assert [path for path, _, _ in server.asked] == ["http://paper.test/robots.txt", "http://paper.test/"]


async def test_what_is_allowed_may_be_reached_through_a_proxy(server):
    server.routes["http://10.0.0.7:8080/"] = answer(b"inner")
    limits = {"proxy": f"http://{server.place}", "allow_private": frozenset(["10.0.0.7:8080", "intranet:80"])}
    async with server.fetcher(**limits) as fetcher:
        assert (await fetcher.get(Request(url="http://10.0.0.7:8080/"))).body == b"inner"
    assert Guard.of(limits["allow_private"], proxied=True).address("http://intranet/") == "http://intranet/"


@pytest.mark.parametrize(
    "proxy", ["", "x", "proxy.example:3128", "socks5://proxy.example", "ftp://a", "http://", "http://[::1"]
)
def test_a_proxy_that_cannot_be_one_is_told_without_its_password(server, proxy):
    with pytest.raises(InvalidInput):
        server.fetcher(proxy=proxy)


async def test_a_proxy_of_the_environment_is_not_used(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    server.routes["/"] = answer(b"direct")
    async with server.fetcher() as fetcher:
        assert (await fetcher.get(Request(url=server.url()))).body == b"direct"
