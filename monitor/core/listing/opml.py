"""Lists of subscriptions as other readers write and take them: OPML 2.0."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from itertools import groupby
from xml.parsers import expat

from monitor.core.errors import InvalidInput
from monitor.core.text import one_line
from monitor.core.urls import resolve

LARGEST = 10 * 1024 * 1024
MOST_OUTLINES = 10_000
DEEPEST = 50

_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A subscription: the address of a feed, or of a page where `is_feed` is false.

    `folder` is the title of the outline around it; `page` is the address of what the feed is of.
    """

    url: str
    title: str | None = None
    folder: str | None = None
    language: str | None = None
    page: str | None = None
    is_feed: bool = True


def read(body: bytes, place: str) -> tuple[Outline, ...]:
    """The subscriptions of a document in its order; outlines without an address are folders, or nothing.

    Raises InvalidInput, which names `place`, for what is no OPML, declares entities, or is beyond all bounds.
    """
    if len(body) > LARGEST:
        raise InvalidInput(place, f"larger than {LARGEST:,} bytes, which no list of subscriptions is")
    reader = _Reader(place)
    try:
        reader.parser.Parse(body, True)  # noqa: FBT003 - expat's own signature
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise InvalidInput(place, f"not OPML: {error}") from None
    if not reader.is_opml:
        raise InvalidInput(place, "not OPML: expected a document whose first element is <opml>")
    return tuple(reader.found)


class _Reader:
    """Collects outlines with the titles of those around them."""

    def __init__(self, place: str) -> None:
        self.found: list[Outline] = []
        self.is_opml = False
        self._place = place
        self._open: list[str | None] = []
        self._depth = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._entity

    def _start(self, tag: str, told: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.is_opml = tag.lower() == "opml"
        if self._depth > DEEPEST or len(self.found) >= MOST_OUTLINES:
            raise InvalidInput(self._place, f"more than {MOST_OUTLINES:,} outlines, or {DEEPEST} inside each other")
        if tag.lower() == "outline":
            outline = _outline(told, next((title for title in reversed(self._open) if title), None))
            if outline:
                self.found.append(outline)
            self._open.append(None if outline else _title(told))

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if tag.lower() == "outline":
            self._open.pop()

    def _entity(self, *_: object) -> None:
        raise InvalidInput(self._place, "it declares entities, which no list of subscriptions needs")


def _outline(told: dict[str, str], folder: str | None) -> Outline | None:
    """The subscription that an outline's attributes tell of; None for a folder, and for an address of another kind."""
    named = {name.lower(): value for name, value in told.items()}
    feed, page = (_address(named.get(name)) for name in ("xmlurl", "htmlurl"))
    url = feed or _address(named.get("url")) or page
    if url is None:
        return None
    language = one_line(named.get("language", ""))[:20] or None
    return Outline(url=url, title=_title(told), folder=folder, language=language, page=page, is_feed=feed is not None)


def _title(told: dict[str, str]) -> str | None:
    return one_line((told.get("title") or told.get("text") or "")[:_LONGEST]) or None


def _address(written: str | None) -> str | None:
    return resolve(written, written) if written and written.strip() else None


def write(outlines: Iterable[Outline], title: str, now: datetime) -> str:
    """The document of the subscriptions, in folders by name; those without one stand first."""
    ordered = sorted(outlines, key=lambda outline: outline.folder or "")
    body: list[str] = []
    for folder, members in groupby(ordered, key=lambda outline: outline.folder):
        inner = [_element(outline) for outline in members]
        body += inner if folder is None else [f"<outline {_attributes(text=folder)}>", *inner, "</outline>"]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            f"<head><title>{_escaped(title)}</title><dateCreated>{format_datetime(now)}</dateCreated></head>",
            "<body>",
            *body,
            "</body>",
            "</opml>\n",
        ]
    )


def _element(outline: Outline) -> str:
    """A feed as readers know it, a page as OPML's type "link"."""
    title = one_line(outline.title or "") or outline.url
    kind = {"type": "rss", "xmlUrl": outline.url} if outline.is_feed else {"type": "link", "url": outline.url}
    told = _attributes(text=title, title=title, **kind, htmlUrl=outline.page, language=outline.language)
    return f"<outline {told}/>"


def _attributes(**values: str | None) -> str:
    return " ".join(f'{name}="{_escaped(value)}"' for name, value in values.items() if value)


def _escaped(text: str) -> str:
    return html.escape(one_line(text))
