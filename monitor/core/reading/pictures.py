"""Captions by their place: a short line in one small box with a picture, or set apart right below one."""

from __future__ import annotations

import re
from collections import Counter

from monitor.core.reading import boilerplate
from monitor.core.reading.blocks import HEADINGS, Block, Box, Walk
from monitor.core.reading.body import said_by
from monitor.core.reading.names import Role

_LONGEST = 300
_LONGEST_BELOW = 200
_MOST = 0.3  # of the text; where more of it stands beside pictures, the page is made so
_NEVER = frozenset(("article", "main", "section", "body", "p", "blockquote"))
_OPENING = re.compile(r"drop|first|initial|lettrine|capital", re.IGNORECASE)  # names of an opening paragraph


def captions_by_place(walk: Walk, root: Box) -> frozenset[int]:
    """The indexes of the blocks in a region that are captions for where they stand."""
    beside: set[int] = set()
    below: set[int] = set()
    looks: Counter[tuple[str, str]] = Counter()
    for box, i in walk.pictures:
        if not (root.start <= i < root.end and _is_inside(box, root) and _may_be_caption(walk.blocks[i])):
            continue
        if not looks:
            for block in walk.blocks[root.start : root.end]:
                looks[_look(block)] += block.weight
        if _is_beside(box, i, root):
            beside.add(i)
        elif _is_below(box, walk.blocks[i]):
            below.add(i)
    for found in (beside, below):
        if sum(walk.blocks[i].weight for i in found) > _MOST * root.good:
            found.clear()
    under: Counter[tuple[str, str]] = Counter()
    for i in below:
        under[_look(walk.blocks[i])] += walk.blocks[i].weight
    return frozenset(beside | {i for i in below if under[_look(walk.blocks[i])] == looks[_look(walk.blocks[i])]})


def _look(block: Block) -> tuple[str, str]:
    return block.box.tag, block.box.name


def _is_inside(box: Box, root: Box) -> bool:
    return box.start >= root.start and box.end <= root.end


def _may_be_caption(block: Block) -> bool:
    return (
        len(block.text) > 3
        and said_by(block.text) <= _LONGEST
        and block.box.tag not in HEADINGS
        and block.linked * 2 <= len(block.text)
        and block.box.role in {Role.NONE, Role.CAPTION}
        and boilerplate.kind_of(block.text) is None
    )


def _is_beside(box: Box, i: int, root: Box) -> bool:
    """Whether the line is all that stands in the picture's box."""
    while box.start == box.end and box.parent is not None:
        box = box.parent
    return box is not root and _is_inside(box, root) and box.tag not in _NEVER and (box.start, box.end) == (i, i + 1)


def _is_below(box: Box, block: Block) -> bool:
    """Whether the line has a look of its own and follows a box with nothing but the picture."""
    while box.start == box.end and box.parent is not None and box.parent.start == box.parent.end:
        box = box.parent
    apart = box.start == box.end and block.box.parent is box.parent and block.box.name
    return bool(apart) and said_by(block.text) <= _LONGEST_BELOW and not _OPENING.search(block.box.name)
