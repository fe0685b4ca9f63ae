"""The nouns of a page's body: a flat run of text blocks, and the tree of boxes (block-level elements) around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.core.reading.names import FURNITURE, Role

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NAMED_WITHIN = 2
_NAMED_BLOCKS = 3  # a box with more in it is not named for each of them
_WORTHLESS = (Role.NONE, Role.BODY, *FURNITURE)


@dataclass(slots=True, eq=False)
class Box:
    """A block-level element: where it stands, what its name promises, and how many of the sentences are in it.

    `start` and `end` count blocks; `by_class` is whether a class hides it, which scripts may undo; `is_body` is whether
    the page's data call it the article's body.
    """

    tag: str
    parent: Box | None
    start: int
    role: str = Role.NONE
    name: str = ""
    by_class: bool = False
    hidden: bool = False
    is_body: bool = False
    end: int = 0
    good: int = 0


@dataclass(slots=True, eq=False)
class Block:
    """A run of text without a break in it; `linked` counts the characters inside of links.

    `weight` is how many characters of sentences it has, 0 for lines that are none; `lead` is a short first line that
    a single break sets apart, as a label over an advertisement is.
    """

    text: str
    linked: int
    box: Box
    weight: int = 0
    lead: str = ""


@dataclass(slots=True)
class Walk:
    """What one walk over a body found, in document order; `alts` are the pictures' alternative texts.

    `pictures` are the boxes that hold a picture, each with the number of blocks before it, and `fields` those that
    hold a field to write into.
    """

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    alts: set[str] = field(default_factory=set)
    pictures: list[tuple[Box, int]] = field(default_factory=list)
    fields: list[Box] = field(default_factory=list)


def role_of(block: Block) -> str:
    """What the nearest named box around a block promises."""
    box: Box | None = block.box
    for _ in range(_NAMED_WITHIN):
        if box is None:
            break
        if box.role not in _WORTHLESS and (box.role == Role.CAPTION or box.end - box.start <= _NAMED_BLOCKS):
            return box.role
        if box.tag in {"article", "main", "section"}:
            break
        box = box.parent
    return Role.NONE
