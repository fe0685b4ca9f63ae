"""The options that every command takes, before its name or after."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor.telemetry import logs

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Flags:
    """The global options as given, wherever they stood."""

    config: Path | None = None
    database: str | None = None
    json: bool = False
    verbose: int = 0
    quiet: bool = False
    log_format: str = "text"

    def set_up_logs(self) -> None:
        """Logs to stderr: warnings, with -v what is done, with -vv everything, with -q errors alone."""
        level = logging.ERROR if self.quiet else [logging.WARNING, logging.INFO, logging.DEBUG][min(self.verbose, 2)]
        logs.set_up(level, as_json=self.log_format == "json")


def _recorded(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keeps the value on the flags of the whole command line; what was not given changes nothing."""
    if value not in (None, False, 0) and parameter.name:
        setattr(context.find_root().obj, parameter.name, value)


def _option(*names: str, **attributes: Any) -> Callable[[F], F]:
    return click.option(*names, expose_value=False, is_eager=True, callback=_recorded, **attributes)


OPTIONS: tuple[Callable[[Any], Any], ...] = (
    _option("-q", "--quiet", is_flag=True, help="Errors alone on stderr; no progress."),
    _option("-v", "--verbose", count=True, help="Say what is done; twice, everything."),
    _option(
        "--log-format",
        type=click.Choice(["text", "json"]),
        envvar="MONITOR_LOG_FORMAT",
        help="Lines of log for people, or one JSON object each.",
    ),
    _option("--json", "json", is_flag=True, help="One JSON document, or JSON lines, on stdout."),
    _option("--database", metavar="URL", help="sqlite:///FILE or postgresql://...; overrides the settings."),
    _option(
        "--config",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="The directory of settings.toml and sources.toml.",
    ),
)


def with_global_options(function: F) -> F:
    """The function, as a command's or a group's, with the global options."""
    for option in OPTIONS:
        function = option(function)
    return function


def _with_flags(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function handed the flags before its own parameters, once logging is set up by them."""

    @wraps(function)
    def command(*arguments: Any, **parameters: Any) -> Any:
        flags: Flags = click.get_current_context().find_root().obj
        flags.set_up_logs()
        return function(flags, *arguments, **parameters)

    return command


class Section(click.Group):
    """A group whose commands take the global options and are handed the flags."""

    def command(  # type: ignore[override]  # one form of click's overloads is enough here
        self, name: str | None = None, **attributes: Any
    ) -> Callable[[Callable[..., Any]], click.Command]:
        """As `click.Group.command`; the function's first parameter is the `Flags`."""
        made = super().command(name, **attributes)
        return lambda function: made(with_global_options(_with_flags(function)))

    def group(  # type: ignore[override]  # one form of click's overloads is enough here
        self, name: str | None = None, **attributes: Any
    ) -> Callable[[Callable[..., Any]], Section]:
        """As `click.Group.group`; the commands of a group inside are made the same way."""

        def section(function: Callable[..., Any]) -> Section:
            made = click.command(name, cls=Section, **attributes)(with_global_options(function))
            self.add_command(made)
            return made

        return section
