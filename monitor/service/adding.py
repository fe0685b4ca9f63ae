"""A source on its way into sources.toml, and out of it again; for the command line and the page alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from monitor.core.errors import InvalidInput, SettingError
from monitor.core.model import Source
from monitor.core.urls import resolve
from monitor.service import trials
from monitor.service.crew import crew
from monitor.service.desk import Desk
from monitor.service.discovery import MOST_REQUESTS
from monitor.service.trials import Trial
from monitor.settings import default_name, sources_file
from monitor.settings.source import FILE

__all__ = ["MOST_REQUESTS", "Wish", "add", "asked", "draft", "remove"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A source as the user words it: an address, and what of the rest is not to be guessed."""

    url: str
    id: str | None = None
    name: str | None = None
    section: str | None = None
    timezone: str | None = None


def draft(desk: Desk, wish: Wish) -> Source:
    """The source that is wished for, with an id that no other has; raises InvalidInput for what is no address."""
    written = wish.url.strip()
    written = written if "://" in written else f"https://{written}"
    address = resolve(written, written)
    if address is None:
        raise InvalidInput(wish.url, "expected an address such as https://paper.example/culture/")
    return Source(
        id=wish.id or sources_file.new_id(address, tuple(source.id for source in desk.sources)),
        url=address,
        name=wish.name or default_name(address),
        section=wish.section,
        timezone=wish.timezone,
    )


async def asked(desk: Desk, source: Source, *, exactly: bool) -> Trial:
    """What the source offers now: at the address that it names, or where its articles are found best."""
    async with crew(desk) as hands:
        return await (trials.check if exactly else trials.propose)(desk, source, hands)


def add(desk: Desk, source: Source) -> Path:
    """The user's file, with the source at its end; raises InvalidInput where its id or address is there already."""
    with _writing(desk):
        return sources_file.add(desk.settings.directory, source)


def remove(desk: Desk, source_id: str) -> Path:
    """The user's file, without the source, whose articles stay in the history; raises UnknownSource."""
    with _writing(desk):
        return sources_file.remove(desk.settings.directory, source_id)


@contextmanager
def _writing(desk: Desk) -> Iterator[None]:
    """A file that cannot be written is an error of the settings."""
    try:
        yield
    except OSError as failure:
        place = str(desk.settings.directory / FILE)
        raise SettingError(place, "", "", f"cannot be written: {failure.strerror or failure}") from failure
