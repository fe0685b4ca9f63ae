"""A cheap look at markup before its parse, which takes quadratic time for deep nesting and long tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.core.errors import NotAListing

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)")
_RAW = frozenset(["script", "style", "textarea", "title", "iframe", "xmp"])
# Elements that hold nothing, or are closed by the next of their kind, do not nest.
_FLAT = re.compile(
    r"""(?x) area | base | br | col | embed | hr | img | input | link | meta | source | track | wbr | param | p | li |
    td | th | tr | dt | dd | option | optgroup | thead | tbody | tfoot | html | head | body | path | circle | rect |
    line | polygon | polyline | ellipse | use | stop"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What markup may have: characters, tags, elements open at once, and attributes of one tag."""

    characters: int
    tags: int
    depth: int
    attributes: int


PAGE = Bounds(characters=5 * 1024 * 1024, tags=300_000, depth=600, attributes=2000)
"""Real section pages have under 20,000 tags, 60 levels and 40 attributes."""

FEED = Bounds(characters=8 * 1024 * 1024, tags=30_000, depth=200, attributes=100)
"""A feed's parser takes 30 us a tag; 200 entries with many pictures have 10,000 tags."""


def check(markup: str, bounds: Bounds, url: str) -> None:
    """Returns if the markup keeps within the bounds, else raises NotAListing."""
    if len(markup) > bounds.characters:
        raise NotAListing(f"it is larger than {bounds.characters:,} characters", url)
    if markup.count("<") > 2 * bounds.tags:
        raise NotAListing(f"it has more than {bounds.tags:,} tags", url)
    opened: Counter[str] = Counter()
    depth = 0
    for count, (is_end, name, rest) in enumerate(_tags(markup, raw=_RAW if bounds is PAGE else frozenset())):
        if count > bounds.tags:
            raise NotAListing(f"it has more than {bounds.tags:,} tags", url)
        if len(rest) > bounds.attributes and len(rest.split()) + rest.count("=") > bounds.attributes:
            raise NotAListing(f"one of its tags has more than {bounds.attributes:,} attributes", url)
        if (bounds is PAGE and _FLAT.fullmatch(name)) or (rest.endswith("/") and not is_end):
            continue
        if not is_end:
            depth, opened[name] = depth + 1, opened[name] + 1
        elif opened[name]:
            depth, opened[name] = depth - 1, opened[name] - 1
        if depth > bounds.depth:
            raise NotAListing(f"more than {bounds.depth:,} of its elements are open at once", url)


def _tags(markup: str, *, raw: frozenset[str]) -> Iterator[tuple[bool, str, str]]:
    """(is an end tag, name, the rest of the tag) of every tag; nothing out of scripts and the like."""
    place = 0
    while found := _TAG.search(markup, place):
        name, place = found[2].lower(), found.end()
        yield bool(found[1]), name, found[3]
        if name in raw and not found[1]:
            place = markup.find(f"</{name}", place)
            if place < 0:
                return
