"""Addresses: a key that two spellings of one article share, and links made absolute.

The key is for comparing only; what is fetched is the address as it was given. In this order: the parts, an AMP
cache or a redirect page opened, host, path, parameters; see `core.parameters` for those that are dropped.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import quote, quote_from_bytes, unquote, unquote_to_bytes, urljoin, urlsplit

import idna

from monitor.core import parameters
from monitor.core.errors import InvalidInput

_LONGEST = 4096
"""Characters of an address as it is written: twice a key's, as what is dropped for the key may be long."""
_LONGEST_KEY = 2000
"""Characters of a key, all ASCII: PostgreSQL indexes no more than 2,704 bytes, and browsers share no longer ones."""
_ADDRESS = re.compile(r"(?is)(https?):[/\\]{2}([^/\\?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?")
_AUTHORITY = re.compile(r"(?s)(?:.*@)?(\[[0-9A-Fa-f:.]+\]|[^:\[\]]*)(?::([0-9]{0,5}))?")
_HOST_NAME = re.compile(r"(?=[^.])(?:[a-z0-9_-]{1,63}(?:\.(?=.)|\Z)){1,127}")
_CONTROLS = re.compile("[\x00-\x1f\x7f]")
_NOT_IN_ADDRESSES = re.compile('[\\s"<>`{}|^\ud800-\udfff]')
_DEFAULT_PORTS = {"http": "80", "https": "443"}


_HOST_FORMS = frozenset(["www", "m", "mobile", "mobil", "mobi", "touch", "wap", "amp"])
_PATH_SESSION = re.compile(r"(?i);(?:jsessionid|phpsessid|sid)=[^/;]*|/\(S\([^/()]*\)\)(?=/|\Z)")
_AMP_SUFFIX = re.compile(r"(?i)(?<=[^/.])(?:\.amp)+(?=(?:\.(?:html?|php|aspx?))?\Z)")
_GOOGLE = re.compile(r"google\.[a-z]{2,3}(?:\.[a-z]{2})?")
_AMP_CACHES = (".cdn.ampproject.org", ".bing-amp.com")
_CACHED = re.compile(r"/(?:amp|[civ])(?:/s)?/([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?::[0-9]+)?(?:/.*)?)")
_REDIRECTS = {"/url": ("url", "q"), "/l.php": ("u",)}

_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")
_PLAIN_PATH = re.compile(r"[A-Za-z0-9_.~!$&'()*+,=:@/-]*")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?|[^%A-Za-z0-9_.~!$&'()*+,;=:@/-]+")
_DECODED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@")


class _Parts(NamedTuple):
    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str


@lru_cache(maxsize=8192)
def canonical_url(url: str) -> str:
    """The key of an address: equal for two spellings that surely lead to one article.

    It is an https address without `www.`, tracking, session, AMP and print forms, and idempotent. `#!` fragments
    stay, as some sites tell their articles apart by them. It has at most 2,000 characters. Raises InvalidInput for
    what is no http(s) address, or one whose key would be longer.
    """
    parts, cached = _split(url), False
    while True:
        name, path = _bare(parts.host), _path(parts.path)
        if inner := _cached(name, path, parts.query):
            cached = True
        elif not (inner := _redirected(name, path, parts.query)):
            break
        parts = _split(inner)
    segments = [part for part in path.split("/") if part and not (cached and part == "amp")]
    port = "" if parts.port in {"", "80", "443"} else f":{parts.port}"
    query = _query(parts.query) if parts.query else ""
    hashbang = f"#{_escaped(parts.fragment)}" if parts.fragment.startswith("!") and len(parts.fragment) > 1 else ""
    key = f"https://{name}{port}/{'/'.join(_without_amp(segments))}{query}{hashbang}"
    if len(key) > _LONGEST_KEY:
        raise InvalidInput(url[:200], f"expected an address of at most {_LONGEST_KEY} characters")
    return key


def resolve(base: str, link: str) -> str | None:
    """The absolute http(s) address of a page's link, without its fragment; None if broken or with credentials."""
    try:
        address = urljoin(base.strip(), _CONTROLS.sub("", link).strip().replace("\\", "/"))
        parts = _split(address)
        if "@" in urlsplit(address).netloc:
            return None
    except (InvalidInput, ValueError):  # urljoin's, for a broken address of IPv6
        return None
    port = "" if parts.port in {"", _DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    rest = _NOT_IN_ADDRESSES.sub(lambda found: quote(found[0], errors="replace"), rest)
    return f"{parts.scheme}://{parts.host}{port}{rest}"


@lru_cache(maxsize=8192)
def host(url: str) -> str:
    """The host of an address as `name` or `name:port`, lower case, IDNA, without the scheme's own port.

    Raises InvalidInput for what is no http(s) address.
    """
    parts = _split(url)
    return parts.host if parts.port in {"", _DEFAULT_PORTS[parts.scheme]} else f"{parts.host}:{parts.port}"


def same_site(a: str, b: str) -> bool:
    """Whether two addresses are of one site: hosts equal but for `www.`, `m.` and the like, or one under the other."""
    try:
        (first, _, first_port), (second, _, second_port) = (host(url).partition(":") for url in (a, b))
    except InvalidInput:
        return False
    if first_port != second_port:
        return False
    first, second = sorted((_bare(first), _bare(second)), key=len)
    return first == second or ("." in first and second.endswith("." + first))


def _split(url: str) -> _Parts:
    """The parts of an address, its host in normal form and the rest as written."""
    found = _ADDRESS.fullmatch(_CONTROLS.sub("", url).strip()) if len(url) <= _LONGEST else None
    authority = _AUTHORITY.fullmatch(found[2]) if found else None
    if found is None or authority is None or int(authority[2] or 0) > 65535:
        raise InvalidInput(url[:200], "expected an http or https address")
    port = str(int(authority[2])) if authority[2] else ""
    return _Parts(found[1].lower(), _host_name(authority[1], url), port, found[3], found[4] or "", found[5] or "")


def _host_name(written: str, url: str) -> str:
    """A host in lower case and ASCII; a bracketed address of IPv6 in its short form."""
    name = written.lower().rstrip(".") if len(written) <= 1000 else ""
    if _HOST_NAME.fullmatch(name):
        return name
    try:
        if name.startswith("["):
            return f"[{ip_address(name[1:-1]).compressed}]"
        name = _ascii(unquote(name, errors="strict")).lower().rstrip(".")
    except ValueError:  # idna's errors and those of decoding are ValueErrors
        name = ""
    if _HOST_NAME.fullmatch(name):
        return name
    raise InvalidInput(url[:200], "expected an http or https address with a host name")


def _ascii(name: str) -> str:
    """A name in the ASCII form of IDNA; names that only its older edition allows, such as emoji, in that one's."""
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        return name.encode("idna").decode("ascii")


def _bare(name: str) -> str:
    """A host name without the labels that name a form of the site: `www.`, `m.`, `amp.`, also after a language."""
    labels = name.split(".")
    while len(labels) > 2 and labels[0] in _HOST_FORMS:
        del labels[0]
    while len(labels) > 3 and labels[1] in _HOST_FORMS and len(labels[0]) <= 3:
        del labels[1]
    return ".".join(labels)


def _path(written: str) -> str:
    """A path in normal form: escapes, sessions, dot segments, and no slash at its end ("" for the root)."""
    path = written.replace("\\", "/")
    if not _PLAIN_PATH.fullmatch(path):
        path = _PATH_SESSION.sub("", _escaped(path))
    elif "(" in path:
        path = _PATH_SESSION.sub("", path)
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(segment)
    return "/".join(["", *segments])


def _without_amp(segments: list[str]) -> list[str]:
    """The segments of a path without an AMP form at their end: `/amp`, `.amp`, `.amp.html`."""
    while segments and "amp" in segments[-1].lower():
        last = segments[-1]
        stripped = [] if last.lower() == "amp" and len(segments) > 1 else [_AMP_SUFFIX.sub("", last)]
        if stripped == [last]:
            break
        segments = [*segments[:-1], *stripped]
    return segments


def _cached(name: str, path: str, query: str) -> str | None:
    """The publisher's address inside the one of an AMP cache, or None."""
    if f".{name}".endswith(_AMP_CACHES) or (path.startswith("/amp/") and _GOOGLE.fullmatch(name)):
        found = _CACHED.fullmatch(path)
        return _if_valid(f"https://{found[1]}?{query}") if found else None
    return None


def _redirected(name: str, path: str, query: str) -> str | None:
    """The address that a search engine's or network's redirect page leads to, or None."""
    if path not in _REDIRECTS or not (_GOOGLE.fullmatch(name) or name in {"facebook.com", "l.facebook.com"}):
        return None
    given = dict(piece.partition("=")[::2] for piece in query.replace("&amp;", "&").split("&"))
    return next((found for key in _REDIRECTS[path] if (found := _if_valid(unquote(given.get(key, ""))))), None)


def _if_valid(url: str) -> str | None:
    try:
        _split(url)
    except InvalidInput:
        return None
    return url


def _query(written: str) -> str:
    """The parameters that choose a page, sorted by name, with the question mark; "" for none."""
    kept = []
    for piece in written.replace("&amp;", "&").split("&"):
        name, _, value = piece.partition("=")
        name, value = _parameter(name), _parameter(value)
        if (name or value) and not parameters.say_how(name.lower(), value):
            kept.append((name, f"{name}={value}" if value else name))
    kept.sort(key=itemgetter(0))
    return "?" + "&".join(text for _, text in kept) if kept else ""


def _parameter(text: str) -> str:
    """A name or value of a query with its escapes in one form; `+` is a space."""
    if _PLAIN.fullmatch(text):
        return text
    return quote_from_bytes(unquote_to_bytes(text.replace("+", " ").encode("utf-8", "replace")), safe="/:,@")


def _escaped(text: str) -> str:
    """A path or fragment with the escapes that change nothing undone, and all others in upper case."""
    return _ESCAPE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    if found[1] is None:
        return quote(found[0], safe="", errors="replace")
    character = chr(int(found[1], 16))
    return character if character in _DECODED else found[0].upper()
