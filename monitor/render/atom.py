"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from monitor.core.text import clean
from monitor.render.feed import Feed, FeedEntry
from monitor.render.story import language

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PROGRAM = "monitor"


def atom(feed: Feed) -> str:
    """The feed as an Atom document, to be encoded in UTF-8; what XML may not hold is not in it.

    The entries' summaries are escaped HTML. An entry without a link bears its text as content, as Atom wants one of
    the two.
    """
    root = ET.Element("feed", {"xmlns": _ATOM, _LANGUAGE: "en"})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", instant(feed.updated))
    _add(_add(root, "author"), "name", _PROGRAM)
    _add(root, "generator", _PROGRAM)
    if feed.home:
        _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    if feed.address:
        _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    for entry in feed.entries:
        _entry(_add(root, "entry"), entry)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def instant(moment: datetime) -> str:
    """The instant as RFC 3339 has it, in UTC and with whole seconds."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _entry(node: ET.Element, entry: FeedEntry) -> None:
    if tongue := language(entry.language):
        node.set(_LANGUAGE, tongue)
    _add(node, "id", entry.id)
    _add(node, "title", entry.title)
    _add(node, "published", instant(entry.published))
    _add(node, "updated", instant(entry.updated))
    for name in entry.authors or (_PROGRAM,):
        _add(_add(node, "author"), "name", name)
    for tag in entry.tags:
        _add(node, "category", term=tag)
    if entry.link:
        _add(node, "link", rel="alternate", href=entry.link)
    _add(node, "summary" if entry.link else "content", entry.html, type="html")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    """A new last child, without a character that XML may not hold."""
    child = ET.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    child.text = None if text is None else clean(text)
    return child
