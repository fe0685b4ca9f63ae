"""Pages without an article, by what they are instead. Refusing a real article costs more than taking a poor page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from monitor.core.errors import NotAnArticle
from monitor.core.reading.body import said_by
from monitor.core.reading.document import Document
from monitor.core.reading.selection import Selection
from monitor.core.reading.tables.refusals import COOKIE_WALL, GATE, LOST, WALL

_PARTS = re.compile(" [|\u2013\u2014-] ")
_LITTLE = 800  # characters up to which a page may be no more than a notice
_A_TEASER = 400
_A_NOTE = 300
_TEASERS = 700  # characters of text that two or three teasers may have together
_MANY = 4
_LOST, _GATE, _COOKIE_WALL, _WALL = (rule.compiled() for rule in (LOST, GATE, COOKIE_WALL, WALL))


def check(document: Document, selection: Selection, title: str, paragraphs: tuple[str, ...]) -> None:
    """Returns if there is an article, else raises NotAnArticle with what there is instead."""
    size = sum(map(len, paragraphs))
    heads = (title, document.title, selection.heading)
    if size < _LITTLE:
        says = _first(_is_lost, (*heads, *paragraphs[:1]))
        if says:
            raise NotAnArticle(f"the page was not found: it says {says!r}", document.url)
        if not _is_published(document):
            _check_gates(document, heads)
    if not size:
        drawn = document.tree.css_first("noscript") is not None
        raise NotAnArticle("the page has no text" + (" without running its scripts" if drawn else ""), document.url)
    said = sum(map(said_by, paragraphs))
    if said <= _A_TEASER + _MANY * WALL.longest:
        _check_walls(document, selection, paragraphs)
    if _is_section(document, selection, said):
        raise NotAnArticle("the page lists articles and has none of its own", document.url)


def _check_gates(document: Document, heads: Iterable[str]) -> None:
    gate = _first(lambda line: _GATE.match(line) is not None, heads)
    if gate:
        raise NotAnArticle(f"the page is a gate: it says {gate!r}", document.url)
    wall = _first(lambda line: _COOKIE_WALL.match(line) is not None, heads)
    if wall:
        raise NotAnArticle(f"the page asks to accept cookies: it says {wall!r}", document.url)


def _check_walls(document: Document, selection: Selection, paragraphs: tuple[str, ...]) -> None:
    """Raises for a teaser before a wall, a video with a line about it, and a note that asks not to be found."""
    asks = _first(_is_wall, selection.signs().asking)
    size = sum(said_by(text) for text in paragraphs if not _is_wall(text))
    if asks and size < _A_TEASER:
        raise NotAnArticle(f"the page has a teaser only: it says {asks!r}", document.url)
    if size < _A_NOTE and not document.claims.kind and document.meta("og:type").startswith("video"):
        raise NotAnArticle("the page is a video without a text", document.url)
    private = "noindex" in document.meta("robots").lower() and not _is_published(document)
    if size < _A_NOTE and private and not selection.bylines:
        raise NotAnArticle("the page has a note only and asks not to be found", document.url)


def _first(holds: Callable[[str], bool], lines: Iterable[str]) -> str:
    return next(filter(holds, lines), "")


def _is_lost(line: str) -> bool:
    return any(_LOST.match(part.strip()) for part in _PARTS.split(line)[:2])


def _is_wall(line: str) -> bool:
    return len(line) <= WALL.longest and _WALL.match(line) is not None


def _is_published(document: Document) -> bool:
    return bool(document.claims.kind or document.meta("article:published_time"))


def _is_section(document: Document, selection: Selection, size: int) -> bool:
    """Whether no data speak of an article, and the text is a run of short teasers or next to nothing among links."""
    if _is_published(document) or document.meta("og:type") == "article":
        return False
    signs = selection.signs()
    if signs.teasers >= _MANY and signs.stretch < _TEASERS:
        return True
    return signs.headlines > _MANY and size < _A_NOTE
