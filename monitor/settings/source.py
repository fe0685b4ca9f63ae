"""`sources.toml` -> the sources, each [[source]] checked key by key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from monitor.core import urls
from monitor.core.errors import SettingError
from monitor.core.model import Source
from monitor.settings import documents, places, values
from monitor.settings.values import Kind, Unreadable, suggestion

FILE = "sources.toml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


def sources(directory: Path | None = None, *, environ: Mapping[str, str] | None = None) -> tuple[Source, ...]:
    """The sources in the order of the file: the user's sources.toml where there is one, else the packaged one.

    A `directory` that does not exist has none. `include` and `exclude` are shell-style globs over the whole
    address, see `wanted`. Raises SettingError.
    """
    user = places.user_directory(None, environ) if directory is None else directory
    own, packaged = user / FILE, places.packaged(FILE)
    document = documents.read(own)
    return parse(documents.read(packaged) or {}, str(packaged)) if document is None else parse(document, str(own))


def wanted(source: Source, url: str) -> bool:
    """Whether the source's patterns let the address through: some `include` (if any) fits, and no `exclude`.

    A pattern is a shell-style glob over the whole address, case counts: `*` is any run of characters, slashes
    too, `?` one, `[ab]` one of these; "*/culture/*" fits every address with a folder of that name.
    """
    if any(fnmatchcase(url, pattern) for pattern in source.exclude):
        return False
    return not source.include or any(fnmatchcase(url, pattern) for pattern in source.include)


def parse(document: Mapping[str, Any], place: str) -> tuple[Source, ...]:
    """The sources of a document; `place` is named in errors."""
    stray = next((key for key in document if key != "source"), None)
    if stray is not None:
        raise SettingError(place, stray, "", f"unknown key{suggestion(stray, ('source',))}")
    tables = document.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SettingError(place, "source", "", "expected each source under a line [[source]]")
    found: dict[str, Source] = {}
    for number, table in enumerate(tables, start=1):
        source = _source(table, place, number)
        if source.id in found:
            raise SettingError(place, _label(table, number, "id"), f'"{source.id}"', "an id that no other source has")
        found[source.id] = source
    return tuple(found.values())


def _source(table: Mapping[str, Any], place: str, number: int) -> Source:
    """The source that a table describes; what it leaves out takes the noun's defaults."""
    for needed in ("id", "url"):
        if needed not in table:
            raise SettingError(place, _label(table, number, needed), "", "missing, and every source needs one")
    given: dict[str, Any] = {}
    for key, value in table.items():
        label = _label(table, number, key)
        if key not in KEYS:
            raise SettingError(place, label, "", f"unknown key{suggestion(key, tuple(KEYS))}")
        try:
            given[key] = KEYS[key].read(value)
        except Unreadable as wrong:
            found = "…" if KEYS[key].secret else documents.shown(value)
            raise SettingError(place, label, found, str(wrong)) from None
    return Source(**{"name": default_name(given["url"]), **given})


def _label(table: Mapping[str, Any], number: int, key: str) -> str:
    name = f"'{table['id']}'" if isinstance(table.get("id"), str) else f"number {number}"
    return f"[[source]] {name}: {key}"


def default_name(url: str) -> str:
    """What a source is called that has no name: its host."""
    return urls.host(url).removeprefix("www.")


def _matching(pattern: re.Pattern[str], wanted: str) -> Kind:
    def read(value: object) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise Unreadable(wanted)
        return value

    return Kind(read=read)


def _address(value: object) -> str:
    address = urls.resolve(value, value) if isinstance(value, str) else None
    if address is None:
        raise Unreadable('an address such as "https://paper.example/culture/"')
    return address


def _patterns(value: object) -> tuple[str, ...]:
    patterns = [value] if isinstance(value, str) else value
    if not isinstance(patterns, list) or not all(isinstance(part, str) and part.strip() for part in patterns):
        raise Unreadable('a list of patterns over whole addresses, such as ["*/culture/*"]')
    return tuple(part.strip() for part in patterns)


def _headers(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(_HEADER.fullmatch(name) for name in value):
        raise Unreadable('a table of headers, such as { Cookie = "consent=1" }')
    text = values.line(ascii_only=True)
    return tuple((name, text.read(content)) for name, content in value.items())


KEYS: Mapping[str, Kind] = {
    "id": _matching(_ID, 'small letters, digits and hyphens, such as "paper-culture"'),
    "url": Kind(read=_address),
    "name": values.line(empty=False),
    "section": values.line(empty=False),
    "language": _matching(_LANGUAGE, 'a language\'s code, such as "en" or "pt-BR"'),
    "timezone": Kind(read=values.zone),
    "every": values.duration(least=timedelta(seconds=1), example='"15m"'),
    "include": Kind(read=_patterns),
    "exclude": Kind(read=_patterns),
    "headers": Kind(read=_headers, secret=True),
}
"""The keys of a [[source]], in the order in which they are written."""
