"""Layers of settings, the later ones over the earlier, merged key by key: defaults < files < variables < flags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from monitor.core.errors import SettingError
from monitor.settings import documents, places, variables
from monitor.settings.model import TABLES, Settings, attribute, kinds
from monitor.settings.values import Unreadable, suggestion
from monitor.settings.variables import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A value that was read, and its origin."""

    value: Any
    origin: str


def load(
    directory: Path | None = None, *, environ: Mapping[str, str], overrides: Mapping[str, object] | None = None
) -> Settings:
    """The settings as the packaged defaults, the user's settings.toml, the variables and the flags have them.

    `overrides` are flags by "table.key"; one that is None was not given. A variable that is empty is not set.
    Every layer is checked, also where a later one wins. Raises SettingError.
    """
    user = places.user_directory(directory, environ)
    merged = {given.name: _read(given) for given in _layers(user, environ, overrides or {})}
    tables: dict[str, Any] = {name: {} for name in TABLES}
    for name, read in merged.items():
        table, _, key = name.partition(".")
        tables[table][attribute(key)] = read.value
    found = Settings(
        **{name: kind(**tables[name]) for name, kind in TABLES.items()},
        origins=MappingProxyType({name: read.origin for name, read in merged.items()}),
        directory=user,
    )
    _refuse_half_a_mail(found)
    return found


def _refuse_half_a_mail(found: Settings) -> None:
    """Raises SettingError where there is a server for mail, and nobody it comes from or goes to."""
    for key, value in (("from", found.delivery.from_), ("to", found.delivery.to)):
        if found.delivery.smtp and not value:
            wanted = 'expected an address such as "reader@example.org", as [delivery] smtp is set'
            raise SettingError(found.origins["delivery.smtp"], f"[delivery] {key}", "", wanted)


def _layers(user: Path, environ: Mapping[str, str], overrides: Mapping[str, object]) -> Iterator[Given]:
    for given in _of_file(places.packaged("settings.toml")):
        yield replace(given, origin="default")
    yield from _of_file(user / "settings.toml")
    yield from variables.given(environ)
    for name, value in overrides.items():
        if value is not None:
            yield _of_flag(name, value)


def _of_file(file: Traversable) -> Iterator[Given]:
    """What a settings file gives; raises SettingError for a table or key that there is not."""
    place = str(file)
    for table, keys in (documents.read(file) or {}).items():
        if table not in TABLES:
            raise SettingError(place, f"[{table}]" if isinstance(keys, dict) else table, "", _unknown_table(table))
        if not isinstance(keys, dict):
            raise SettingError(place, table, documents.shown(keys), f"a table: write [{table}] in a line of its own")
        for key, value in keys.items():
            label = f"[{table}] {key}"
            if f"{table}.{key}" not in kinds():
                raise SettingError(place, label, "", f"unknown key{suggestion(key, _keys(table))}")
            yield Given(name=f"{table}.{key}", value=value, origin=place, label=label)


def _of_flag(name: str, value: object) -> Given:
    """What a flag gives; its text is loosened as a variable's is."""
    flag = f"--{name.rpartition('.')[2].replace('_', '-')}"
    if name not in kinds():
        raise SettingError(flag, "", "", f"unknown key {name}{suggestion(name, tuple(kinds()))}")
    plain = str(value) if isinstance(value, Path) else value
    return Given(name=name, value=kinds()[name].loosen(plain) if isinstance(plain, str) else plain, origin=flag)


def _unknown_table(name: str) -> str:
    """What to say of a table that there is not: perhaps it is a key that lost its table."""
    homes = [table for table in TABLES if f"{table}.{name}" in kinds()]
    if homes:
        return f"unknown outside of a table; it belongs under [{homes[0]}]"
    return f"unknown table{suggestion(name, tuple(TABLES))}"


def _keys(table: str) -> tuple[str, ...]:
    return tuple(name.partition(".")[2] for name in kinds() if name.startswith(f"{table}."))


def _read(given: Given) -> _Read:
    kind = kinds()[given.name]
    try:
        return _Read(value=kind.read(given.value), origin=given.origin)
    except Unreadable as wrong:
        found = "…" if kind.secret else documents.shown(given.value)
        raise SettingError(given.origin, given.label, found, str(wrong)) from None
