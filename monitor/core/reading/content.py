"""Where a page's article stands, told by its long paragraphs before the walk: then half of the page is walked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from monitor.core.reading.document import Marks

_LONG = 80  # bytes of a paragraph, so that it takes a third as many characters of Chinese
_LEAST = 500
_MOST = 0.85  # of what the long paragraphs say; at .75 two of 311 pages lost their first paragraphs
_PARAGRAPHS = frozenset(("p", "a", "b", "strong", "em", "i", "span", "font"))  # where a break sets no paragraph apart
_HEADINGS = 3
_ENOUGH = 2_000_000  # bytes of text, after which no more is asked: paragraphs inside of others would be read again


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The element that the article stands in, and the ids in memory of all elements with a long paragraph in them."""

    element: LexborNode
    worded: frozenset[int]


def find(body: LexborNode, marks: Marks) -> Content | None:
    """The innermost element with a main heading and most of the text in long paragraphs, None if they say too little.

    It may be the body.
    """
    said, holders = _said(marks)
    if said.total() < _LEAST:
        return None
    around = _ancestors(holders[max(said, key=said.__getitem__)], body)
    places = {outer.mem_id: i for i, outer in enumerate(around)}
    within = [0] * len(around)
    for key, holder in holders.items():
        within[_place(holder, places)] += said[key]
    inner = min((_place(heading, places) for heading in marks.headings[:_HEADINGS]), default=len(around) - 1)
    while inner + 1 < len(around) and sum(within[: inner + 1]) < _MOST * said.total():
        inner += 1
    return Content(element=around[inner], worded=_around(holders.values()))


def _said(marks: Marks) -> tuple[Counter[int], dict[int, LexborNode]]:
    """How many bytes the long paragraphs in each element have, by the ids of the elements, and these themselves.

    What breaks set apart is a paragraph of the element that it stands in.
    """
    said: Counter[int] = Counter()
    holders: dict[int, LexborNode] = {}
    read = 0
    for paragraph in marks.paragraphs:
        size = _size(paragraph.text())
        read += size
        if read > _ENOUGH:
            break
        holder = paragraph.parent
        if size >= _LONG and holder is not None:
            said[holder.mem_id] += size
            holders[holder.mem_id] = holder
    broken = {}
    for line_break in marks.breaks:
        holder = line_break.parent
        if holder is not None and holder.tag not in _PARAGRAPHS:
            broken[holder.mem_id] = holder
    for key, holder in broken.items():
        size = _size(holder.text(deep=False))
        if size >= _LONG:
            said[key] += size
            holders[key] = holder
    return said, holders


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def _ancestors(node: LexborNode, body: LexborNode) -> list[LexborNode]:
    """The element and those around it, up to the body."""
    found = [node]
    while found[-1].mem_id != body.mem_id and found[-1].parent is not None:
        found.append(found[-1].parent)
    return found


def _place(node: LexborNode, places: dict[int, int]) -> int:
    """The place of the innermost of the elements that an element stands in; the last one is around all of them."""
    passed = []
    outer: LexborNode | None = node
    while outer is not None and outer.mem_id not in places:
        passed.append(outer.mem_id)
        outer = outer.parent
    place = places[outer.mem_id] if outer is not None else max(places.values())
    places.update(dict.fromkeys(passed, place))
    return place


def _around(nodes: Iterable[LexborNode]) -> frozenset[int]:
    """The ids in memory of elements and of all elements around them."""
    found: set[int] = set()
    for node in nodes:
        outer: LexborNode | None = node
        while outer is not None and outer.mem_id not in found:
            found.add(outer.mem_id)
            outer = outer.parent
    return frozenset(found)
