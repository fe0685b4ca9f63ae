"""The MONITOR_* variables: MONITOR_FETCH__DELAY is [fetch] delay, with _FILE at its end a file that holds the value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from monitor.core.errors import SettingError
from monitor.settings import documents, places
from monitor.settings.model import kinds

_FILE = "_FILE"
# Close enough for a slip such as MONITOR_FETCH_DELAY, not for a variable that belongs to something else.
_SLIP = 0.88


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A value that one layer gives the key `name`, where it came from, and what the user calls it there."""

    name: str
    value: Any
    origin: str
    label: str = ""


def given(environ: Mapping[str, str]) -> Iterator[Given]:
    """What the variables give, in alphabetical order; empty ones give nothing.

    Raises SettingError for one that names no key, that stands beside its own _FILE, or whose file is
    unreadable or empty. A MONITOR_ variable that resembles no key is left alone: other programs have some.
    """
    names = _names()
    mine = {name: text for name, text in environ.items() if name.startswith("MONITOR_") and text.strip()}
    for variable, text in sorted(mine.items()):
        plain = variable.removesuffix(_FILE)
        if plain not in names:
            _refuse_slip(variable, text, tuple(names))
        elif plain != variable and plain in mine:
            raise SettingError(variable, "", "", f"{plain} is set too: give one of them")
        else:
            content = text if plain == variable else _content(Path(text), variable)
            name = names[plain]
            yield Given(name=name, value=kinds()[name].loosen(content), origin=variable)


def _names() -> Mapping[str, str]:
    """The variable of each key; the database has a short one besides."""
    short = {"MONITOR_DATABASE": "history.database"}
    return short | {f"MONITOR_{name.upper().replace('.', '__')}": name for name in kinds()}


def _content(file: Path, variable: str) -> str:
    """The file's text without the white space around it."""
    try:
        text = file.expanduser().read_bytes().decode("utf-8-sig").strip()
    except (OSError, ValueError, RuntimeError) as wrong:
        reason = wrong.strerror if isinstance(wrong, OSError) else "not UTF-8 text"
        raise SettingError(variable, "", documents.shown(str(file)), f"a readable file: {reason}") from None
    if not text:
        raise SettingError(variable, "", documents.shown(str(file)), "a file that is not empty")
    return text


def _refuse_slip(variable: str, text: str, names: tuple[str, ...]) -> None:
    """Raises SettingError where a variable was surely meant for us and names nothing."""
    # Kubernetes sets MONITOR_WEB_PORT=tcp://10.0.0.1:80 by itself for a service called monitor-web.
    if variable == places.VARIABLE or text.startswith(("tcp://", "udp://")):
        return
    plain = variable.removesuffix(_FILE)
    if "__" in plain or get_close_matches(plain, (*names, places.VARIABLE), n=1, cutoff=_SLIP):
        raise SettingError(variable, "", "", f"unknown variable{_suggestion(plain, names)}")


def _suggestion(variable: str, names: tuple[str, ...]) -> str:
    """`; did you mean "MONITOR_FETCH__DELAY"?` or nothing."""
    close = get_close_matches(variable, (*names, places.VARIABLE), n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else ""
