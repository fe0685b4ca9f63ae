"""What a key may hold: each `Kind` turns what a file or a variable says into a value, or says what it expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from monitor.core.schedule import WEEKDAYS, Weekly

_PART = re.compile(r"([0-9]{1,9})([smhdw])")
_DURATION = re.compile(r"(?:[0-9]{1,9}[smhdw])+")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_LONGEST = timedelta(days=3650)
_TOO_LONG = 3651 * 86400
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_HEADER = re.compile(r"[A-Za-z0-9-]{1,60}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_FILE = re.compile(r"sqlite://(?:/|\Z)")
_SURE = re.compile(  # no "@" but before the host, nothing after a host's ":" but a port, no "=" outside what is asked
    rf"(?P<scheme>{_SCHEME.pattern})(?P<who>[^/?#]*@)?"
    r"(?P<place>(?:[\w.,%~-]|\[[0-9A-Fa-f:.]+\]|:[0-9]{0,5}(?=[,/?#]|\Z))*(?:/[^?#@=]*)?)(?P<asked>[?#][^@]*)?"
)
_NAME = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]|[0-9A-Fa-f:.]+")


class Unreadable(ValueError):
    """A value that is not of its kind; the message is what was expected instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How a key's value is read: `read` takes what TOML gives, `loosen` makes that of a variable's plain text.

    `read` raises Unreadable. A `secret` value is shown in no error, and in listings only as `mask` leaves it.
    """

    read: Callable[[object], Any]
    loosen: Callable[[str], object] = str
    secret: bool = False
    mask: Callable[[Any], str] | None = None


def suggestion(name: str, known: tuple[str, ...]) -> str:
    """`; did you mean "delay"?` where one of `known` is close to `name`, else what there is."""
    close = get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else f"; there are {', '.join(known)}"


def duration(*, least: timedelta = timedelta(0), example: str = '"2s", "30m" or "1d"') -> Kind:
    """A duration of at least `least` and at most ten years; parts may be joined, as in "1h30m"."""

    def read(value: object) -> timedelta:
        if isinstance(value, timedelta):
            length = value
        elif isinstance(value, str) and _DURATION.fullmatch(value.strip()):
            seconds = sum(int(count) * _UNITS[unit] for count, unit in _PART.findall(value))
            length = timedelta(seconds=min(seconds, _TOO_LONG))
        else:
            raise Unreadable(f"a duration such as {example}")
        if not least <= length <= _LONGEST:
            raise Unreadable(f'a duration between "{spell(least)}" and "{spell(_LONGEST)}"')
        return length

    return Kind(read=read)


def spell(length: timedelta) -> str:
    """The duration as a settings file writes it, in its largest whole unit: "90m", "1d"."""
    seconds = int(length.total_seconds())
    unit = next(unit for unit in "dhms" if seconds % _UNITS[unit] == 0) if seconds else "s"
    return f"{seconds // _UNITS[unit]}{unit}"


def number(least: int, most: int | None = None) -> Kind:
    """A whole number within the bounds, both included."""
    bounds = f"a whole number, {least} or more" if most is None else f"a whole number from {least} to {most}"

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < least or (most and value > most):
            raise Unreadable(bounds)
        return value

    def loosen(text: str) -> object:
        return int(text) if re.fullmatch(r"[+-]?[0-9]{1,18}", text) else text

    return Kind(read=read, loosen=loosen)


def line(*, ascii_only: bool = False, secret: bool = False, empty: bool = True) -> Kind:
    """Text in one line; an HTTP header's value takes ASCII alone."""
    wanted = "text in one line" + (" of ASCII characters" if ascii_only else "") + ("" if empty else ", not empty")

    def read(value: object) -> str:
        fits = isinstance(value, str) and value.isprintable() and (value.isascii() or not ascii_only)
        if not isinstance(value, str) or not fits or not (empty or value.strip()):
            raise Unreadable(wanted)
        return value if secret else value.strip()

    return Kind(read=read, secret=secret)


def choice(*words: str) -> Kind:
    """One of the words, in small letters."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value.strip().lower() not in words:
            raise Unreadable(" or ".join(f'"{word}"' for word in words))
        return value.strip().lower()

    return Kind(read=read)


def header(value: object) -> str:
    """The name of a header, or the empty text."""
    name = value.strip() if isinstance(value, str) else "?"
    if name and not _HEADER.fullmatch(name):
        raise Unreadable('the name of a header, such as "X-Remote-User"')
    return name


def network(value: object) -> IPv4Network | IPv6Network:
    """An address, or a network of them."""
    try:
        return ip_network(value.strip() if isinstance(value, str) else "")
    except ValueError:
        raise Unreadable('an address such as "127.0.0.1", or a network such as "10.0.0.0/8"') from None


def many(one: Kind) -> Kind:
    """A list of one kind of value as a tuple; a variable separates them by commas."""

    def read(value: object) -> tuple[Any, ...]:
        if isinstance(value, (list, tuple, set, frozenset)):
            return tuple(one.read(part) for part in value)
        try:
            one.read(value)
        except Unreadable as wrong:
            raise Unreadable(f"a list, each of it {wrong}") from None
        raise Unreadable("a list: put it in brackets")

    def loosen(text: str) -> object:
        return [one.loosen(part.strip()) for part in text.split(",") if part.strip()]

    mask = one.mask
    masks = (lambda parts: ", ".join(map(mask, parts))) if mask else None
    return Kind(read=read, loosen=loosen, secret=one.secret, mask=masks)


def clock(value: object) -> time:
    """A time of day, "07:00" or TOML's own 07:00:00."""
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Unreadable('a time of day such as "07:00"')
    return time(int(match[1]), int(match[2]))


def maybe_clock(value: object) -> time | None:
    """A time of day, None for the empty text."""
    return None if value == "" else clock(value)


def weekly(value: object) -> Weekly | None:
    """A day of the week with a time of day, "sunday 09:00"; None for the empty text."""
    words = value.split() if isinstance(value, str) else ["-"]
    if not words:
        return None
    name = words[0].lower()
    days = [number for number, day in enumerate(WEEKDAYS) if len(name) > 1 and day.startswith(name)]
    match = _CLOCK.fullmatch(words[-1])
    if len(words) != 2 or len(days) != 1 or match is None:
        raise Unreadable('a day of the week with a time, such as "sunday 09:00"')
    return Weekly(weekday=days[0], at=time(int(match[1]), int(match[2])))


def zone(value: object) -> str:
    """A time zone's name, or the empty text."""
    if not isinstance(value, str):
        raise Unreadable('a time zone such as "Europe/Berlin"')
    name = value.strip()
    try:
        return name and ZoneInfo(name).key
    except (ValueError, KeyError, OSError):
        close = get_close_matches(name, sorted(available_timezones()), n=1, cutoff=0.7)
        hint = f'; did you mean "{close[0]}"?' if close else ""
        raise Unreadable(f'a time zone such as "Europe/Berlin"{hint}') from None


def private_address(value: object) -> str:
    """A "host:port" in lower case."""
    name, colon, port = value.strip().lower().rpartition(":") if isinstance(value, str) else ("", "", "")
    if not (colon and _NAME.fullmatch(name) and re.fullmatch(r"[0-9]{1,5}", port) and 0 < int(port) <= 65535):
        raise Unreadable('an address with its port, such as "127.0.0.1:8081"')
    return f"{name}:{int(port)}"


def proxy(value: object) -> str:
    """An http(s) address with a host, or the empty text."""
    text = value.strip() if isinstance(value, str) else "-"
    try:
        parts = urlsplit(text)
        fits = not text or (parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0)
    except ValueError:
        fits = False
    if not fits:
        raise Unreadable('an address such as "http://proxy.example:3128"')
    return text


def database(value: object) -> str:
    """A database's address, or the empty text; a file's path ending in .db or .sqlite is taken for SQLite's."""
    text = value.strip() if isinstance(value, str) else "-"
    if text.endswith((".db", ".sqlite", ".sqlite3")) and "://" not in text:
        return sqlite(Path(text).expanduser())
    if text and not re.match(r"(sqlite|postgresql|postgres)(\+[a-z0-9]+)?://", text):
        raise Unreadable('an address such as "sqlite:////srv/news.db" or "postgresql://name@host/news"')
    return re.sub(r"^postgres(?=[+:])", "postgresql", text)  # the short name that hosters hand out


def sqlite(file: Path) -> str:
    """The address of a SQLite file, whatever its name."""
    return f"sqlite:///{quote(str(file), safe='/ ', errors='surrogateescape')}"


def unnamed(address: str) -> str:
    """The address of a database or a proxy as it may be shown: where it is, and neither who asks nor with what.

    Of an address that may be read in two ways, as with a password in which signs are not quoted, only the scheme.
    """
    if not address or _FILE.match(address):
        return address
    sure = _SURE.fullmatch(address)
    if sure is None:
        scheme = _SCHEME.match(address)
        return f"{scheme[0] if scheme else ''}(hidden)"
    asked = f"{sure['asked'][0]}(hidden)" if sure["asked"] else ""
    return f"{sure['scheme']}{'(hidden)@' if sure['who'] else ''}{sure['place']}{asked}"


def algorithm(value: object) -> str:
    """The name of a summarizer."""
    if value == "default":  # the usual case costs no import
        return "default"
    from monitor.core.summary import ALGORITHMS

    if not isinstance(value, str) or value not in ALGORITHMS:
        raise Unreadable(f"one of {', '.join(ALGORITHMS)}")
    return value
