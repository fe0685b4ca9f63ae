"""The command `monitor` itself."""

from __future__ import annotations

from typing import Any

import click

from monitor.cli.options import Flags, Section, with_global_options


class Unread(Exception):
    """Whoever read our output reads no more; of the system's own error click would make a failure."""


class Program(Section):
    """The whole command line, with fresh flags for each run. Raises Unread where a pipe was closed."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> click.Context:
        """As click's, with flags for the options to be kept on."""
        try:
            return super().make_context(info_name, args, parent, obj=Flags(), **extra)
        except BrokenPipeError as error:
            raise Unread from error

    def invoke(self, ctx: click.Context) -> Any:
        """As click's."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise Unread from error


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="newsmonitor", prog_name="monitor")
@with_global_options
def monitor() -> None:
    """Watch the culture sections of newspapers, and read a daily digest of them.

    `monitor demo` shows everything on built-in sample sites.
    """
