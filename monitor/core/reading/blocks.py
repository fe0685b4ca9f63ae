"""A page's body as a flat run of text blocks and the tree of boxes (block-level elements) that they stand in.

One walk over the parsed tree, without recursion. A block ends where a block-level element starts or ends, and at
two line breaks in a row; so paragraphs that only `<br><br>` separates are blocks of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from monitor.core.reading.comparing import word_set
from monitor.core.reading.names import FURNITURE, Role, role

_SKIPPED = word_set(
    "script style noscript svg iframe button input select textarea object embed video audio canvas template dialog"
    " nav map math head link meta menu title datalist progress meter frameset frame applet -comment -doctype"
)
_INLINE = word_set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr picture source img -text center-inline"
)
_PLAIN = _INLINE - {"a", "span", "img", "-text"}  # they neither open a box nor count for anything
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Elements that hold words and nothing else are named for how they look.
_WORDS = HEADINGS | {"p", "blockquote", "body", "main"}
_FLAGGED = {
    "aside": Role.JUNK,
    "footer": Role.JUNK,
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
    "address": Role.BYLINE,
    "dialog": Role.JUNK,
}
_SETTING_APART = frozenset((Role.CAPTION, Role.JUNK, Role.FOREIGN))
# A date in a sentence is part of it; by itself it is a line.
_LINES = frozenset((Role.BYLINE, Role.DATE, Role.KICKER))
_PROSE = HEADINGS | {"p", "li", "blockquote", "td"}
_UNTELLING = (Role.NONE, Role.BODY)
_FIELDS = frozenset(("input", "textarea"))
_WRITTEN_INTO = frozenset(("text", "email", "", None))
_LEAD_PARTS = 4  # pieces of text in a label's line, white space counted
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff\u00ad]"
)


@dataclass(slots=True, eq=False)
class Box:
    """A block-level element: where it stands, what its name promises, and how many of the sentences are in it.

    `start` and `end` count blocks; `is_body` is whether the page's data call it the article's body.
    """

    tag: str
    parent: Box | None
    start: int
    role: str = Role.NONE
    name: str = ""
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


class _Walker:
    """The state of the walk between two nodes."""

    __slots__ = ("box", "breaks", "lead", "linked", "links", "parts", "walk")

    def __init__(self) -> None:
        self.walk = Walk()
        self.box = Box("body", None, 0)
        self.walk.boxes.append(self.box)
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.breaks = 0
        self.lead = ""

    def text(self, text: str) -> None:
        if text.isspace():
            self.parts.append(" ")
            return
        self.parts.append(text)
        self.breaks = 0
        if self.links:
            self.linked += len(text)

    def line_break(self) -> None:
        if not self.lead and len(self.parts) < _LEAD_PARTS:
            self.lead = "".join(self.parts).strip()
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        self.parts.append(" ")

    def flush(self) -> None:
        """Ends the block."""
        text = " ".join("".join(self.parts).split())
        if not text.isprintable():
            text = " ".join(_UNPRINTABLE.sub("", text).split())
        if text:
            self.walk.blocks.append(Block(text, min(self.linked, len(text)), self.box, 0, self.lead))
        self.lead = ""
        self.parts.clear()
        self.linked = 0

    def enter(self, node: LexborNode, tag: str) -> str:
        """Opens a box or starts a link; the tag under which `leave` closes it."""
        if tag == "a":
            self.links += 1
        elif tag not in _INLINE:
            self.open(_box(node, tag, self.box, len(self.walk.blocks)))
        elif tag == "span":
            name = node.attributes.get("class")
            promised = role(name) if name else Role.NONE
            if promised in _SETTING_APART or (promised in _LINES and self.box.tag not in _PROSE):
                self.open(_box(node, "div", self.box, len(self.walk.blocks)))
                return "div"
        elif tag == "img":
            self.walk.pictures.append((self.box, len(self.walk.blocks)))
            alt = node.attributes.get("alt")
            if alt and len(alt) > 3:
                self.walk.alts.add(alt)
        return tag

    def open(self, box: Box) -> None:
        if self.parts:
            self.flush()
            box.start = len(self.walk.blocks)
        self.breaks = 0
        self.box = box
        self.walk.boxes.append(box)

    def leave(self, tag: str) -> None:
        if tag == "a":
            self.links -= 1
        elif tag not in _INLINE:
            if self.parts:
                self.flush()
            self.breaks = 0
            self.box.end = len(self.walk.blocks)
            if self.box.parent is not None:
                self.box = self.box.parent


def _box(node: LexborNode, tag: str, parent: Box, start: int) -> Box:
    attributes = node.attributes
    if not attributes:
        return Box(tag, parent, start, _FLAGGED.get(tag, Role.NONE))
    name, identity = attributes.get("class") or "", attributes.get("id")
    if identity:
        name = f"{name} {identity}" if name else identity
    promised = role(name) if name else Role.NONE
    if promised in FURNITURE and (tag in _WORDS or (tag == "article" and "type-post" in name)):
        promised = Role.NONE
    if tag in _FLAGGED and promised in _UNTELLING:
        promised = _FLAGGED[tag]
    style = attributes.get("style")
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    if style and not hidden:
        hidden = _HIDDEN.search(style) is not None
    return Box(tag, parent, start, promised, name, hidden, "articleBody" in (attributes.get("itemprop") or ""))


def walk(body: LexborNode) -> Walk:  # noqa: C901 - one loop over every node; calls would cost more than the work
    """Every text block under a body in document order, whatever it is worth, and its boxes."""
    walker = _Walker()
    above: list[tuple[LexborNode, str]] = []
    node = body.first_child
    while node is not None:
        tag = node.tag or "-comment"
        if tag == "-text":
            text = node.text_content
            if text and (walker.parts or not text.isspace()):
                walker.text(text)
        elif tag == "br":
            walker.line_break()
        elif tag not in _SKIPPED:
            if tag not in _PLAIN:
                tag = walker.enter(node, tag)
            child = node.first_child
            if child is not None:
                above.append((node, tag))
                node = child
                continue
            if tag not in _PLAIN:
                walker.leave(tag)
        elif tag in _FIELDS and node.attributes.get("type", "text") in _WRITTEN_INTO:
            walker.walk.fields.append(walker.box)
        following = node.next
        while following is None and above:
            node, tag = above.pop()
            if tag not in _PLAIN:
                walker.leave(tag)
            following = node.next
        node = following
    walker.flush()
    walker.walk.boxes[0].end = len(walker.walk.blocks)
    return walker.walk
