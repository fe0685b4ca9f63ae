"""The command `monitor` itself."""

from __future__ import annotations

from typing import Any

import click

from monitor.cli.options import Flags, Section, with_global_options


class Program(Section):
    """The whole command line, with fresh flags for each run."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> click.Context:
        """As click's, with flags for the options to be kept on."""
        return super().make_context(info_name, args, parent, obj=Flags(), **extra)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="newsmonitor", prog_name="monitor")
@with_global_options
def monitor() -> None:
    """Watch the culture sections of newspapers, and read a daily digest of them.

    `monitor demo` shows everything on built-in sample sites.
    """
