"""Sitemaps, news sitemaps and indexes of sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from xml.parsers import expat

from monitor.core.errors import BrokenListing, NotAListing
from monitor.core.listing import offers
from monitor.core.model import Candidate, Listing, ListingKind
from monitor.core.urls import resolve

MOST_CHILDREN = 500
# Elements by their local names; those of an image or a video inside an entry have the same local names.
_ENTRIES = frozenset(["url", "sitemap"])
_FIELDS = frozenset(["loc", "lastmod", "publication_date", "title"])
_FOREIGN = frozenset(["image", "video"])
_CHUNK = 65536


def read(body: bytes, url: str, newest: int) -> Listing:
    """A sitemap's newest addresses, or an index's sitemaps: those for news first, then the ones changed last.

    What stands before an error in the markup counts; a sitemap with a declaration of entities does not.
    """
    reader = _Reader()
    try:
        reader.feed(body)
    except (expat.ExpatError, LookupError, ValueError):
        if reader.entities:
            raise NotAListing("it declares entities, which no sitemap needs", url) from None
        if not reader.entries:
            raise BrokenListing("it looks like a sitemap, but cannot be read as one", url) from None
    found = offers.unique(offers.newest_first(_candidates(reader.entries, url)))
    if reader.is_index:
        ordered = sorted(found, key=lambda child: "news" not in child.url.lower())
        children = tuple(child.url for child in ordered[:MOST_CHILDREN])
        return Listing(kind=ListingKind.SITEMAP_INDEX, candidates=(), children=children)
    return Listing(kind=ListingKind.SITEMAP, candidates=tuple(islice(found, newest)))


def _candidates(entries: list[tuple[str, str, str, str]], base: str) -> Iterator[Candidate]:
    for place, changed, published, title in entries:
        address = resolve(base, place) if place.strip() else None
        if address:
            yield Candidate(url=address, title=offers.title(title), published=offers.instant(published or changed))


class _Reader:
    """Collects (loc, lastmod, publication_date, title) of every entry; stops at a declaration of an entity."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str, str, str]] = []
        self.is_index = False
        self.entities = False
        self._fields: dict[str, str] = {}
        self._field: str | None = None
        self._foreign = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity

    def feed(self, body: bytes) -> None:
        for start in range(0, len(body), _CHUNK):
            is_last = start + _CHUNK >= len(body)
            self._parser.Parse(body[start : start + _CHUNK], is_last)

    def _start(self, tag: str, _: dict[str, str]) -> None:
        prefix, name = tag.rpartition(":")[::2]
        self._foreign += prefix in _FOREIGN
        self._field = name if name in _FIELDS and not self._foreign else None
        self.is_index = self.is_index or name == "sitemapindex"

    def _text(self, text: str) -> None:
        if self._field and len(self._fields.get(self._field, "")) < 4096:
            self._fields[self._field] = self._fields.get(self._field, "") + text

    def _end(self, tag: str) -> None:
        prefix, name = tag.rpartition(":")[::2]
        self._foreign -= prefix in _FOREIGN
        self._field = None
        if name in _ENTRIES:
            told = self._fields.get
            self.entries.append((told("loc", ""), told("lastmod", ""), told("publication_date", ""), told("title", "")))
            self._fields = {}

    def _entity(self, *_: object) -> None:
        self.entities = True
        raise ValueError
