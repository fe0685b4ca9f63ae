"""The element that a page's article stands in, found before the walk, so that only half of the page is walked."""

from __future__ import annotations

from collections import Counter

from selectolax.lexbor import LexborNode

_LONG = 80  # bytes of a paragraph, so that it takes a third as many characters of Chinese
_LEAST = 500
_MOST = 0.85  # of what the long paragraphs say
_HEADINGS = 3


def element(body: LexborNode) -> LexborNode:
    """The innermost element with a main heading and most of the text in long paragraphs; the body if there is none."""
    said: Counter[int] = Counter()
    holders: dict[int, LexborNode] = {}
    for paragraph in body.css("p"):
        size = len(paragraph.text().encode("utf-8", "replace"))
        holder = paragraph.parent
        if size >= _LONG and holder is not None:
            said[holder.mem_id] += size
            holders[holder.mem_id] = holder
    if said.total() < _LEAST:
        return body
    around = _ancestors(holders[max(said, key=said.__getitem__)], body)
    places = {outer.mem_id: i for i, outer in enumerate(around)}
    within = [0] * len(around)
    for key, holder in holders.items():
        within[_place(holder, places)] += said[key]
    least = min((_place(heading, places) for heading in body.css("h1")[:_HEADINGS]), default=0)
    total = 0
    for i, outer in enumerate(around):
        total += within[i]
        if i >= least and total >= _MOST * said.total():
            return outer
    return body


def _ancestors(node: LexborNode, body: LexborNode) -> list[LexborNode]:
    """The element and those around it, up to the body."""
    found = [node]
    while found[-1].mem_id != body.mem_id and found[-1].parent is not None:
        found.append(found[-1].parent)
    return found


def _place(node: LexborNode, places: dict[int, int]) -> int:
    """The place of the innermost of the elements that an element stands in."""
    outer: LexborNode | None = node
    while outer is not None and outer.mem_id not in places:
        outer = outer.parent
    return places[outer.mem_id] if outer is not None else max(places.values())
