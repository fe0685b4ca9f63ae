"""`monitor config`: what is set, where it comes from, where the files lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.cli import opening, output
from monitor.cli.commands.root import monitor
from monitor.cli.options import Flags

if TYPE_CHECKING:
    from monitor.settings import Settings


@monitor.group()
def config() -> None:
    """See the settings and where they come from."""


@config.command()
def show(flags: Flags) -> int:
    """Show every key with its value and where it comes from; secrets are hidden."""
    from monitor.settings import shown

    found = opening.settings(flags)
    rows = [(name, shown(found, name), origin) for name, origin in found.origins.items()]
    origin = _sources_file(found)
    if flags.json:
        keys = {name: {"value": value, "origin": origin} for name, value, origin in rows}
        output.document({"settings": keys, "sources": origin})
        return 0
    output.table(("key", "value", "from"), [*rows, ("sources", len(opening.catalogue(found)), origin)])
    return 0


def _sources_file(found: Settings) -> str:
    own = found.directory / "sources.toml"
    return str(own) if own.is_file() else "default"


@config.command()
def path(flags: Flags) -> int:
    """Show where the settings, the sources and the history lie."""
    from monitor.service import upkeep

    found = opening.settings(flags)
    places = {
        "settings": str(found.directory / "settings.toml"),
        "sources": str(found.directory / "sources.toml"),
        "history": upkeep.place(found.database_url()),
    }
    if flags.json:
        output.document(places)
        return 0
    for name, place in places.items():
        output.line(f"{name:9} {place}")
    return 0
