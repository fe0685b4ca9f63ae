"""The sources as a list that other readers take, and theirs as sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from monitor.core.listing import named, opml
from monitor.core.listing.opml import Outline
from monitor.core.model import ListingKind, Source, SourceState
from monitor.core.urls import canonical_url
from monitor.service.desk import Desk
from monitor.settings import default_name, sources_file
from storage import sources as states

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A subscription that was left out, and why."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a list: the sources that were added to the file, and what was left out."""

    file: Path
    added: tuple[Source, ...]
    skipped: tuple[Skipped, ...]


def take(desk: Desk, body: bytes, place: str, section: str | None = None) -> Taken:
    """The list's subscriptions, added to sources.toml under their titles; what is there already is skipped.

    The section is the one given, else the folder's title, else "culture". Raises InvalidInput for what is no list.
    """
    known, taken = _known(desk), {source.id for source in desk.sources}
    added: list[Source] = []
    skipped: list[Skipped] = []
    for outline in opml.read(body, place):
        key = canonical_url(outline.url)
        if key in known:
            skipped.append(Skipped(url=outline.url, reason=known[key]))
            continue
        source = _source(outline, frozenset(taken), section)
        known[key] = "stands in the list twice"
        taken.add(source.id)
        added.append(source)
    file = sources_file.add_all(desk.settings.directory, added)
    return Taken(file=file, added=tuple(added), skipped=tuple(skipped))


def _known(desk: Desk) -> dict[str, str]:
    """What is said of an address that is a source's, or the feed that was found for one, by its canonical form."""
    remembered = desk.read(states.states)
    known: dict[str, str] = {}
    for source in desk.sources:
        state = remembered.get(source.id)
        feed = state.listing_url if state and state.listing_kind is ListingKind.FEED else None
        for url in (source.url, feed):
            if url:
                known[canonical_url(url)] = f"is there already, as the source {source.id!r}"
    return known


def _source(outline: Outline, taken: frozenset[str], section: str | None) -> Source:
    fits = outline.language is not None and _LANGUAGE.fullmatch(outline.language)
    return Source(
        id=sources_file.new_id(outline.url, taken),
        url=outline.url,
        name=outline.title or default_name(outline.url),
        section=section or outline.folder or "culture",
        language=outline.language if fits else None,
    )


def give(desk: Desk) -> str:
    """The sources as OPML, in folders by section; a page whose feed was found is given as that feed."""
    remembered = desk.read(states.states)
    outlines = (
        _outline(source, remembered.get(source.id) or SourceState(source_id=source.id)) for source in desk.sources
    )
    return opml.write(outlines, "Sources of the news monitor", desk.now())


def _outline(source: Source, state: SourceState) -> Outline:
    """The source as others may subscribe to it."""
    is_feed = state.listing_kind is ListingKind.FEED if state.listing_kind else named.looks_like_feed(source.url)
    url = state.listing_url if is_feed and state.listing_url else source.url
    return Outline(
        url=url,
        title=source.name,
        folder=source.section,
        language=source.language,
        page=source.url if url != source.url else None,
        is_feed=is_feed,
    )
