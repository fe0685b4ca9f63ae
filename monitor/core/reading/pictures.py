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
_MAKER = 60
_A_LINE = 12
_MOST = 0.3  # of the text; where more of it stands beside pictures, the page is made so
_NEVER = frozenset(("article", "main", "section", "body", "p", "blockquote"))
_OPENING = re.compile(r"drop|first|initial|lettrine|capital", re.IGNORECASE)  # names of an opening paragraph


def captions_by_place(walk: Walk, root: Box) -> frozenset[int]:
    """The indexes of the blocks in a region that are captions for where they stand."""
    beside: set[int] = set()
    below: set[int] = set()
    for box, i in walk.pictures:
        if not (root.start <= i < root.end and _is_inside(box, root) and _may_be_caption(walk.blocks[i])):
            continue
        if _is_beside(box, i, root) or _is_in_its_paragraph(box, walk.blocks[i]):
            beside.add(i)
        elif _is_with_credit(box, i, root, walk.blocks):
            beside.update((i, i + 1))
        elif _is_below(box, walk.blocks[i]):
            below.add(i)
    for found in (beside, below):
        if sum(walk.blocks[i].weight for i in found) > _MOST * root.good:
            found.clear()
    return frozenset(beside | _set_alone(below, walk.blocks[root.start : root.end], walk))


def _set_alone(found: set[int], blocks: list[Block], walk: Walk) -> set[int]:
    """Those of the lines found below pictures that are set as no text is."""
    looks: Counter[tuple[str, str]] = Counter()
    for block in blocks if found else ():
        looks[_look(block)] += block.weight
    under: Counter[tuple[str, str]] = Counter()
    for i in found:
        under[_look(walk.blocks[i])] += walk.blocks[i].weight
    return {i for i in found if under[_look(walk.blocks[i])] == looks[_look(walk.blocks[i])]}


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


def _is_in_its_paragraph(box: Box, line: Block) -> bool:
    """Whether a line that is no sentence, link or number stands in one paragraph with the picture above it."""
    told = len(line.text) >= _A_LINE and not line.weight and not line.linked and not line.text[0].isdigit()
    return told and box is line.box and box.tag == "p"


def _is_with_credit(box: Box, i: int, root: Box, blocks: list[Block]) -> bool:
    """Whether the line and a shorter one below it, which names the maker, are all that stands in the picture's box."""
    while box.start == box.end and box.parent is not None:
        box = box.parent
    if box is root or not _is_inside(box, root) or box.tag in _NEVER or (box.start, box.end) != (i, i + 2):
        return False
    maker = blocks[i + 1]
    below = any(block.weight for block in blocks[root.start : i])  # above the text stand its title and its author
    return below and said_by(maker.text) <= _MAKER and not maker.weight and _may_be_caption(maker)


def _is_below(box: Box, block: Block) -> bool:
    """Whether the line has a look of its own and follows a box with nothing but the picture."""
    while box.start == box.end and box.parent is not None and box.parent.start == box.parent.end:
        box = box.parent
    apart = box.start == box.end and block.box.parent is box.parent and block.box.name
    return bool(apart) and said_by(block.text) <= _LONGEST_BELOW and not _OPENING.search(block.box.name)
