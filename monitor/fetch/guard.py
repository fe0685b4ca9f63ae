"""Which addresses may be visited: public ones, and those private ones that the settings name.

An address is judged twice: as it is written, before anything is asked of it, and again as the number that a
connection is about to be made to. Only the second verdict protects from names that resolve to a private network;
behind a proxy there is only the first, so it is stricter there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network
from unicodedata import normalize
from urllib.parse import unquote, urlsplit, urlunsplit

from monitor.core.errors import AddressRefused, InvalidInput, PrivateRefused
from monitor.core.urls import resolve

IPAddress = IPv4Address | IPv6Address

# IANA's registries of special-purpose addresses. `ipaddress.is_global` of Python 3.11 lets several of them through.
_REFUSED = {
    ip_network(network): reason
    for reason, networks in {
        "of this host or network": "0.0.0.0/8",
        "private": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16",
        "of a provider's inner network": "100.64.0.0/10",
        "loopback": "127.0.0.0/8",
        "link-local": "169.254.0.0/16",
        "reserved": "192.0.0.0/24 192.88.99.0/24 198.18.0.0/15 240.0.0.0/4 2001::/23 3fff::/20",
        "for documentation": "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32",
        "multicast": "224.0.0.0/4",
        "a tunnel to another address": "2002::/16",
    }.items()
    for network in networks.split()
}
# All public IPv6 is in here; loopback, mapped and compatible IPv4, NAT64, link- and site-local, multicast are not.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# What a user may have a server of their own in; the others lead to a cloud's metadata, to everybody or to nobody.
_OWN = tuple(map(ip_network, ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"]))
# An ISATAP interface carries an IPv4 address in its last 32 bits, after one of these.
_ISATAP = frozenset([0x00005EFE, 0x02005EFE])

_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.ASCII)
_CREDENTIALS = re.compile(r"\A\s*[a-zA-Z][a-zA-Z0-9+.-]*:[/\\]*[^/\\?#]*@")
_INNER_NAMES = (".localhost", ".local", ".internal", ".invalid", ".localdomain", ".lan", ".intranet", ".home.arpa")
_DOTTED = re.compile(r"(?<![0-9])(?=([0-9]{1,3})[.-]([0-9]{1,3})[.-]([0-9]{1,3})[.-]([0-9]{1,3})(?![0-9]))")
_EIGHT_HEX = re.compile(r"(?<![0-9a-z])[0-9a-f]{8}(?![0-9a-z])")


def refusal(address: IPAddress) -> str | None:
    """What speaks against visiting an address, in words; None for a public one."""
    if isinstance(address, IPv6Address):
        if address not in _GLOBAL_UNICAST:
            return "not a public address"
        if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
            return refusal(IPv4Address(int(address) & 0xFFFFFFFF)) or "a tunnel to another address"
    return next((reason for network, reason in _REFUSED.items() if address in network), None)


def literal(host: str) -> IPAddress | None:
    """The address that a host means, however it is spelled; None for a name.

    As `inet_aton` reads it: one to four numbers, octal, hexadecimal or decimal, the last of which fills the rest;
    with escapes, digits of other scripts, ideographic full stops, brackets, a zone or a trailing full stop.
    """
    plain = normalize("NFKC", unquote(host)).replace("\u3002", ".").strip().lower().rstrip(".")
    if ":" in plain:
        try:
            return IPv6Address(plain.strip("[]").partition("%")[0])
        except ValueError:
            return None
    return _dotted(plain.split("."))


def _dotted(parts: list[str]) -> IPv4Address | None:
    """The IPv4 address of one to four numbers as they are written, or None."""
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) and len(part) < 64 for part in parts):
        return None
    try:
        *firsts, last = (_number(part) for part in parts)
    except ValueError:  # 08 is no octal number
        return None
    if any(number > 255 for number in firsts) or last >= 256 ** (4 - len(firsts)):
        return None
    return IPv4Address(sum(number << 8 * (3 - place) for place, number in enumerate(firsts)) + last)


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """The verdict on addresses; `allowed` are hosts and ports that may be visited though they are private."""

    allowed: frozenset[tuple[str, int]] = frozenset()
    proxied: bool = False

    @staticmethod
    def of(allow_private: frozenset[str], *, proxied: bool = False) -> Guard:
        """A guard that lets pass what settings name as "host:port"; raises InvalidInput for another form."""
        return Guard(allowed=frozenset(pair for entry in allow_private for pair in _entry(entry)), proxied=proxied)

    def address(self, url: str) -> str:
        """The address to visit for `url`, its host in normal form; raises AddressRefused for what is never visited.

        That is another scheme than http and https, an address with credentials, and a private one written as a
        number. Behind a proxy names of inner networks are refused too, and those with a private address in them.
        """
        if _CREDENTIALS.match(url):
            raise AddressRefused(url, "addresses with a user name are not visited")
        parts = urlsplit(_normal(url))
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        number = literal(host)
        if number is None:
            self._judge_name(url, host, port)
            return parts.geturl()
        self.judge(url, (host, port), number)
        written = f"[{number}]" if number.version == 6 else str(number)
        return urlunsplit(parts._replace(netloc=written if parts.port is None else f"{written}:{port}"))

    def judge(self, url: str, asked: tuple[str, int], number: IPAddress) -> None:
        """Raise AddressRefused unless the number that the host and port asked for lead to may be visited."""
        reason = refusal(number)
        if reason and asked not in self.allowed and (str(number), asked[1]) not in self.allowed:
            raise _refused(number)(url, f"{number} is not visited: {reason}")

    def _judge_name(self, url: str, host: str, port: int) -> None:
        if not self.proxied or (host, port) in self.allowed:
            return
        if "." not in host or host.endswith(_INNER_NAMES):
            raise PrivateRefused(url, f"{host} is not visited through a proxy: a name of an inner network")
        inside = ((number, refusal(number)) for number in _inside(host))
        number, reason = next((found for found in inside if found[1]), (None, None))
        if number is not None:
            raise _refused(number)(url, f"{host} is not visited through a proxy: an address in its name is {reason}")


def _refused(number: IPAddress) -> type[AddressRefused]:
    """The error for an address that is not visited: another one where it may be a server of the user's own."""
    return PrivateRefused if any(number in network for network in _OWN) else AddressRefused


def _normal(url: str) -> str:
    """The address in normal form; raises AddressRefused for what is no http(s) address."""
    try:
        text = resolve(url, url)
    except UnicodeError:
        text = None
    if text is None:
        raise AddressRefused(url, "not an http or https address")
    return text


def _entry(entry: str) -> tuple[tuple[str, int], ...]:
    """The host and port of a setting; `localhost` stands for both of its numbers too."""
    host, _, port = entry.strip().lower().rpartition(":")
    if not host or not port.isdecimal():
        raise InvalidInput(entry, 'expected "host:port", such as "127.0.0.1:8081" or "[::1]:80"')
    number = literal(host)
    names = (str(number),) if number else (host, "127.0.0.1", "::1") if host == "localhost" else (host,)
    return tuple((name, int(port)) for name in names)


def _inside(name: str) -> list[IPAddress]:
    """The addresses that parts of a name spell, as services of the kind of `10.0.0.1.dns.example` read them."""
    labels = name.split(".")
    found: list[IPAddress | None] = [_dotted(labels[place : place + 4]) for place in range(len(labels) - 3)]
    found += [_dotted(list(numbers)) for numbers in _DOTTED.findall(name)]
    found += [IPv4Address(int(digits, 16)) for digits in _EIGHT_HEX.findall(name)]
    found += [literal(label.replace("-", ":")) for label in labels if "--" in label]
    # A label of a small number is a name such as 163.example, and not the address 0.0.0.163.
    found += [number for number in map(literal, labels) if number and int(number) >= 1 << 24]
    return [address for address in found if address is not None]
