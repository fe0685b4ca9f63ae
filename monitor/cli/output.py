"""What a command prints: JSON for programs, tables for people; text from outside cannot act on a terminal."""

from __future__ import annotations

import dataclasses
import errno
import json
import logging
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.core.dates import is_day_alone
from monitor.core.text import clean, one_line
from monitor.telemetry import logs

if TYPE_CHECKING:
    from rich.console import Console

SECRET = frozenset({"headers"})  # of a source: they may hold a cookie or a key
PLAIN_WIDTH = 100  # where stdout is no terminal
BOUNDLESS = 1_000_000  # columns, of a table that no terminal shows


def line(text: str = "") -> None:
    """Prints text at once, cleaned of what could act on a terminal."""
    sys.stdout.write(f"{clean(text)}\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """Says something about the work, on stderr; as JSON where the log is."""
    _say(logs.line(clean(text), logging.INFO))


def warning(text: str) -> None:
    """Says on stderr what could not be done, while the rest goes on; as JSON where the log is."""
    _say(logs.line(clean(text), logging.WARNING))


def failure(text: str) -> None:
    """Says on stderr why a command ends, in one line; as JSON where the log is."""
    _say(logs.line(one_line(text), logging.ERROR, prefix="monitor: "))


def _say(told: str) -> None:
    """On stderr; where nothing can be said there, the work goes on, and ends with its own code."""
    with suppress(OSError):
        sys.stderr.write(f"{told}\n")


def document(value: object) -> None:
    """Prints a value as one JSON document."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


def json_lines(values: Iterable[object]) -> None:
    """Prints each value as one line of JSON."""
    for value in values:
        sys.stdout.write(json.dumps(plain(value), ensure_ascii=False) + "\n")


def plain(value: object) -> Any:
    """A noun as JSON's own types: its fields by name, instants in ISO 8601 and UTC, durations in seconds."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name not in SECRET
        }
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    return _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value) if isinstance(value, Path) else value


def console(*, stderr: bool = False) -> Console:
    """A console that reads no markup; where its stream is no terminal it has no colour and a fixed width."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))  # rich would exit here, as if it failed

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PLAIN_WIDTH
    return Plain(stderr=stderr, markup=False, highlight=False, emoji=False, width=width)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[str] = ()) -> None:
    """Prints rows under heads, or without any where all are empty; columns named in `numbers` stand flush right.

    On a terminal a long cell is folded; what goes to a file or a program has a line for each row, however long.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, show_header=any(heads))
    for head in heads:
        made.add_column(head, justify="right" if head in numbers else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(one_line("" if cell is None else str(cell))) for cell in row))
    shown = console()
    if sys.stdout.isatty():
        shown.print(made)
        return
    shown.width = BOUNDLESS
    with shown.capture() as drawn:
        shown.print(made)
    sys.stdout.writelines(f"{row.rstrip()}\n" for row in drawn.get().rstrip("\n").split("\n"))


def printed(published: datetime | None, seen: datetime, zone: tzinfo) -> str:
    """When an article was published, the day alone where no more is known; without a date "seen" and when it was."""
    if published is None:
        return f"seen {moment(seen, zone)}"
    return f"{published.astimezone(UTC):%Y-%m-%d}" if is_day_alone(published) else moment(published, zone)


def printed_in_utc(published: datetime | None, seen: datetime) -> str:
    """The same in UTC, which it names where there is a time of day."""
    told = printed(published, seen, UTC)
    return f"{told} UTC" if ":" in told else told


def moment(instant: datetime | None, zone: tzinfo) -> str:
    """An instant for people, in their zone: "2026-03-17 07:00", or "never"."""
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}" if instant else "never"
