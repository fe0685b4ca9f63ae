"""TOML files read with errors in the user's words."""

from __future__ import annotations

import json
import tomllib
from importlib.resources.abc import Traversable
from typing import Any

from monitor.core.errors import SettingError

_SHOWN = 60


def parse(text: str, place: str) -> dict[str, Any]:
    """The document's tables; raises SettingError with line and column where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        lines = text.split("\n")
        end = f"at line {len(lines)}, column {len(lines[-1]) + 1}"
        raise SettingError(place, "", "", f"not TOML: {wrong}".replace("at end of document", end)) from None
    except RecursionError:
        raise SettingError(place, "", "", "not TOML: nested too deeply") from None


def read(file: Traversable) -> dict[str, Any] | None:
    """The file's tables, or None where there is no file; raises SettingError where it cannot be read."""
    content = text(file)
    return None if content is None else parse(content, str(file))


def text(file: Traversable) -> str | None:
    """The file's text, or None where there is no file; raises SettingError where it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as wrong:
        line = wrong.object[: wrong.start].count(b"\n") + 1
        raise SettingError(str(file), "", "", f"not UTF-8 text: a stray byte in line {line}") from None
    except OSError as wrong:
        raise SettingError(str(file), "", "", f"cannot be read: {wrong.strerror}") from None


def shown(value: object) -> str:
    """A value as an error shows it: much like the user wrote it, and not too long."""
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= _SHOWN else f"{written[: _SHOWN - 1]}…"
