"""What Atom (RFC 4287) and JSON Feed 1.1 ask of a feed; each gives in words what is not kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# Char of XML 1.0, section 2.2.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}


def parsed(document: str) -> ET.Element:
    """The document's root, read from its bytes."""
    return ET.fromstring(document.encode())  # noqa: S314 - the feeds are this program's own


def atom_faults(document: str) -> list[str]:
    """Every rule that the document breaks."""
    return [*_characters(document), *_feed(parsed(document))]


def _characters(document: str) -> Iterator[str]:
    if not document.startswith("<?xml") or ILLEGAL.search(document):
        yield "it does not begin as XML, or holds what XML may not"


def _feed(root: ET.Element) -> Iterator[str]:
    entries = root.findall(f"{ATOM}entry")
    if root.tag != f"{ATOM}feed":
        yield "it is no feed"
    yield from _common(root, "feed")
    if sum(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")) > 1:
        yield "it stands at two places"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) != len(ids):
        yield "two entries have one id"
    for entry in entries:
        yield from _common(entry, "entry")
        yield from _entry(entry)


def _common(node: ET.Element, kind: str) -> Iterator[str]:
    for name in ONCE[kind]:
        found = node.findall(f"{ATOM}{name}")
        if len(found) != 1 or not (found[0].text or "").strip():
            yield f"{kind}: {name} is not there once"
    for name in ("updated", "published"):
        if any(not INSTANT.fullmatch(one.text or "") for one in node.findall(f"{ATOM}{name}")):
            yield f"{kind}: {name} is no instant"
    if not urlsplit(node.findtext(f"{ATOM}id") or "").scheme:
        yield f"{kind}: the id is no IRI"
    authors = node.findall(f"{ATOM}author")
    if not authors or any(not (author.findtext(f"{ATOM}name") or "").strip() for author in authors):
        yield f"{kind}: there is no author, or one without a name"
    alternates = [(link.get("type"), link.get("hreflang")) for link in _links(node, "alternate")]
    if len(set(alternates)) != len(alternates) or any(not link.get("href") for link in node.findall(f"{ATOM}link")):
        yield f"{kind}: two alternates are one, or a link leads nowhere"


def _entry(entry: ET.Element) -> Iterator[str]:
    told = entry.findall(f"{ATOM}summary") + entry.findall(f"{ATOM}content")
    if len(told) != 1 or told[0].get("type") != "html" or len(told[0]):
        yield "entry: its text is not there once, as escaped HTML"
    if not _links(entry, "alternate") and not entry.findall(f"{ATOM}content"):
        yield "entry: it has neither a link nor content"
    if any(not one.get("term") for one in entry.findall(f"{ATOM}category")):
        yield "entry: a category has no term"


def _links(node: ET.Element, rel: str) -> list[ET.Element]:
    return [link for link in node.findall(f"{ATOM}link") if link.get("rel", "alternate") == rel]


TOP = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "language": str,
    "items": list,
}
ITEM = {
    "id": str,
    "url": str,
    "title": str,
    "content_html": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
}


def jsonfeed_faults(document: str) -> list[str]:
    """Every rule that the document breaks, and every key that it does not know."""
    told = json.loads(document)
    faults = [*_typed(told, TOP, ("version", "title", "items"))]
    if told["version"] != "https://jsonfeed.org/version/1.1":
        faults.append("it is of another version")
    ids = [item.get("id") for item in told["items"]]
    if len(set(ids)) != len(ids):
        faults.append("two items have one id")
    return [*faults, *(fault for item in told["items"] for fault in _item(item))]


def _item(item: dict[str, object]) -> Iterator[str]:
    yield from _typed(item, ITEM, ("id", "content_html"))
    for key in ("date_published", "date_modified"):
        if not INSTANT.fullmatch(str(item.get(key))):
            yield f"{key} is no instant"
    if any(set(author) != {"name"} or not author["name"] for author in item.get("authors", [])):
        yield "an author has no name"
    if not all(isinstance(tag, str) for tag in item.get("tags", [])):
        yield "a tag is no text"


def _typed(found: dict[str, object], known: dict[str, type], needed: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{key} is missing" for key in needed if key not in found)
    for key, value in found.items():
        if key not in known or not isinstance(value, known[key]):
            yield f"{key} is unknown, or of another type"
