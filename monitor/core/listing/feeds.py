"""RSS, Atom, RDF and JSON feeds."""

from __future__ import annotations

import io
import json
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from xml.sax import SAXException

from monitor.core.errors import BrokenListing, NotAListing
from monitor.core.listing import guard, offers
from monitor.core.model import Candidate, Listing, ListingKind
from monitor.core.urls import resolve

# feedparser takes 0.4 ms an entry and more for long ones: 40 s for 100,000 entries.
_LARGEST = 4 * 1024 * 1024
_OPEN = re.compile(rb"(?i)<(?:[\w-]+:)?(?:item|entry)(?=[\s>/])")
_CLOSE = re.compile(rb"(?i)</(?:[\w-]+:)?(?:item|entry)\s*>")
_CDATA = re.compile(r"(?s)<!\[CDATA\[.*?(?:\]\]>|\Z)")
_ENTITY = re.compile(rb"(?i)<!ENTITY")
_DATE = re.compile(rb"(?i)<(?:[\w-]+:)?(?:pubDate|published|updated|date)[^<>]*>([^<]{6,60})<")
# What feedparser was seen to raise on broken feeds, beside the errors that it keeps to itself.
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, AssertionError, OverflowError, RecursionError)


def read(body: bytes, url: str, newest: int) -> Listing:
    """The feed's newest entries; by date if all have one, else in the feed's order.

    Of broken XML what stands before the break counts; raises BrokenListing where that is nothing.
    """
    if _ENTITY.search(body):
        raise NotAListing("it declares entities, which no feed needs", url)
    cut = _cut(body.lstrip(), url, newest)
    guard.check(_CDATA.sub("", cut.decode("latin-1")), guard.FEED, url)
    feed = _parsed(cut, url)
    if not feed.get("version") and not feed.get("entries"):
        raise BrokenListing("it looks like a feed, but cannot be read as one", url)
    base = resolve(url, str(feed.feed.get("link") or "")) or url
    candidates = offers.first(_entries(feed.entries, base), newest)
    if not candidates and isinstance(broken := feed.get("bozo_exception"), SAXException):
        raise BrokenListing(f"its XML is broken ({broken.getMessage()})", url)
    return Listing(kind=ListingKind.FEED, candidates=candidates, title=offers.title(feed.feed.get("title")))


def read_json(text: str, url: str, newest: int) -> Listing:
    """The newest items of a JSON Feed, version 1 or 1.1."""
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise NotAListing("it is no JSON", url) from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(feed.get("version")):
        raise NotAListing("it is JSON, but no JSON Feed", url)
    base = resolve(url, str(feed.get("home_page_url") or "")) or url
    offered = (_json_item(item, base) for item in items[: 10 * newest] if isinstance(item, dict))
    candidates = offers.first((candidate for candidate in offered if candidate), newest)
    return Listing(kind=ListingKind.FEED, candidates=candidates, title=offers.title(feed.get("title")))


def _json_item(item: dict[str, Any], base: str) -> Candidate | None:
    link = next((item[name] for name in ("url", "external_url", "id") if isinstance(item.get(name), str)), "")
    address = resolve(base, link) if link and (link != item.get("id") or "://" in link) else None
    if address is None:
        return None
    published = offers.instant(item.get("date_published") or item.get("date_modified"))
    return Candidate(url=address, title=offers.title(item.get("title")), published=published)


def _parsed(body: bytes, url: str) -> Any:
    """What feedparser reads in bytes; never in a text, which it may open as a file or an address."""
    import feedparser  # its import takes 0.4 s, and only feeds need it

    try:
        return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except _BROKEN as error:
        raise BrokenListing(f"its feed is broken ({type(error).__name__})", url) from error


def _cut(body: bytes, url: str, newest: int) -> bytes:
    """The feed with no more than its newest entries; in some feeds these stand last."""
    first, ends = _OPEN.search(body), [found.end() for found in _CLOSE.finditer(body)]
    bounds = [first.start() if first else 0, *ends]
    backwards = len(ends) > newest and _is_oldest_first(body, bounds)
    count = min(newest, len(ends))
    begin, end = _slice(bounds, count, backwards=backwards)
    while count > 1 and end - begin > _LARGEST:
        count //= 2
        begin, end = _slice(bounds, count, backwards=backwards)
    cut = body[: bounds[0]] + body[begin:end] + body[bounds[-1] :] if ends else body
    if len(cut) > 2 * _LARGEST or len(_OPEN.findall(cut)) > 2 * newest:
        raise NotAListing("its entries are too large, or have no end", url)
    return cut


def _slice(bounds: list[int], count: int, *, backwards: bool) -> tuple[int, int]:
    return (bounds[-1 - count], bounds[-1]) if backwards else (bounds[0], bounds[count])


def _is_oldest_first(body: bytes, bounds: list[int]) -> bool:
    """Whether the last entry's date is later than the first one's."""
    ends = (body[bounds[0] : bounds[1]], body[bounds[-2] : bounds[-1]])
    printed = [_DATE.search(entry[:_LARGEST]) for entry in ends]
    first, last = (offers.instant(found[1].decode("ascii", "replace")) if found else None for found in printed)
    return first is not None and last is not None and first < last


def _entries(entries: list[Any], base: str) -> Iterator[Candidate]:
    for entry in entries:
        link = entry.get("feedburner_origlink") or entry.get("link") or ""
        address = resolve(base, link) if isinstance(link, str) and link.strip() else None
        if address:
            yield Candidate(url=address, title=offers.title(entry.get("title")), published=_published(entry))


def _published(entry: Any) -> datetime | None:
    """When an entry was published, else updated."""
    for name in ("published", "updated"):
        if name in entry or f"{name}_parsed" in entry:
            parsed = entry.get(f"{name}_parsed")
            try:
                return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else offers.instant(entry.get(name))
            except (ValueError, OverflowError, OSError):
                continue
    return None
