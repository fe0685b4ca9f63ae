"""A page's body as a flat run of text blocks and the tree of boxes (block-level elements) that they stand in.

One walk over the parsed tree, without recursion. A block ends where a block-level element starts or ends, and at
two line breaks in a row; so paragraphs that only `<br><br>` separates are blocks of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from monitor.core.reading.names import Role, role

_SKIPPED = frozenset(
    "script style noscript svg iframe button input select textarea object embed video audio canvas template dialog"
    " nav map math head link meta menu title datalist progress meter frameset frame applet -comment -doctype".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span"
    " strike strong sub sup time tt u var wbr picture source img -text center-inline".split()
)
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
_LINES = frozenset((Role.BYLINE, Role.DATE))
_PROSE = HEADINGS | {"p", "li", "blockquote", "td"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff\u00ad]"
)


@dataclass(slots=True, kw_only=True, eq=False)
class Box:
    """A block-level element: where it stands, what its name promises, and how much text is in it."""

    tag: str
    role: Role
    parent: Box | None
    start: int
    end: int = 0
    name: str = ""
    itemprop: str = ""
    chars: int = 0
    linked: int = 0
    good: int = 0
    hidden: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Block:
    """A run of text without a break in it; `linked` counts the characters inside of links."""

    text: str
    linked: int
    box: Box
    bold: bool = False
    broken: bool = False


@dataclass(slots=True, kw_only=True)
class Walk:
    """What one walk over a body found, in document order."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    alts: set[str] = field(default_factory=set)


class _Walker:
    """The state of the walk between two nodes."""

    def __init__(self) -> None:
        self.walk = Walk()
        self.box = Box(tag="body", role=Role.NONE, parent=None, start=0)
        self.walk.boxes.append(self.box)
        self.parts: list[str] = []
        self.linked = 0
        self.bold = 0
        self.links = 0
        self.bolds = 0
        self.breaks = 0

    def text(self, text: str) -> None:
        self.parts.append(text)
        if self.links or self.bolds or self.breaks:
            size = len(text.strip())
            if not size:
                return
            self.breaks = 0
            if self.links:
                self.linked += size
            if self.bolds:
                self.bold += size

    def line_break(self) -> None:
        self.breaks += 1
        if self.breaks == 2:
            self.flush(broken=True)
        else:
            self.parts.append("\n")

    def flush(self, *, broken: bool = False) -> None:
        if self.parts:
            text = _SPACE.sub(" ", _UNPRINTABLE.sub("", "".join(self.parts))).strip()
            if text:
                self.walk.blocks.append(
                    Block(
                        text=text,
                        linked=min(self.linked, len(text)),
                        box=self.box,
                        bold=self.bold * 10 >= len(text) * 9,
                        broken=broken,
                    )
                )
            self.parts.clear()
        self.linked = self.bold = self.breaks = 0

    def enter(self, node: LexborNode, tag: str) -> str:
        """Opens a box, or starts a link or bold text; the tag under which `leave` closes it."""
        if tag == "a":
            self.links += 1
        elif tag in {"b", "strong"}:
            self.bolds += 1
        elif tag not in _INLINE:
            self.open(self._box(node, tag))
        elif tag == "span":
            name = node.attributes.get("class")
            promised = role(name) if name else Role.NONE
            if promised in _SETTING_APART or (promised in _LINES and self.box.tag not in _PROSE):
                self.open(self._box(node, "div"))
                return "div"
        elif tag == "img":
            alt = node.attributes.get("alt")
            if alt and len(alt) > 3:
                self.walk.alts.add(alt)
        return tag

    def open(self, box: Box) -> None:
        self.flush()
        self.box = box
        self.walk.boxes.append(box)

    def _box(self, node: LexborNode, tag: str) -> Box:
        attributes = node.attributes
        box = Box(tag=tag, role=Role.NONE, parent=self.box, start=len(self.walk.blocks))
        if attributes:
            box.name = " ".join(filter(None, (attributes.get("class"), attributes.get("id"))))
            box.itemprop = attributes.get("itemprop") or ""
            style = attributes.get("style")
            box.hidden = (
                "hidden" in attributes
                or attributes.get("aria-hidden") == "true"
                or bool(style and _HIDDEN.search(style))
            )
            if box.name:
                box.role = role(box.name)
        if box.role in {Role.JUNK, Role.FOREIGN} and (tag in _WORDS or (tag == "article" and "type-post" in box.name)):
            box.role = Role.NONE
        if box.role in {Role.NONE, Role.BODY}:
            box.role = _FLAGGED.get(tag, box.role)
        return box

    def leave(self, tag: str) -> None:
        if tag == "a":
            self.links -= 1
        elif tag in {"b", "strong"}:
            self.bolds -= 1
        elif tag not in _INLINE:
            self.flush()
            self.box.end = len(self.walk.blocks)
            if self.box.parent is not None:
                self.box = self.box.parent


def walk(body: LexborNode) -> Walk:
    """Every text block under a body in document order, whatever it is worth, and its boxes."""
    walker = _Walker()
    above: list[tuple[LexborNode, str]] = []
    node = body.first_child
    while node is not None:
        tag = node.tag or "-comment"
        if tag == "-text":
            walker.text(node.text_content or "")
        elif tag == "br":
            walker.line_break()
        elif tag not in _SKIPPED:
            tag = walker.enter(node, tag)
            child = node.first_child
            if child is not None:
                above.append((node, tag))
                node = child
                continue
            walker.leave(tag)
        following = node.next
        while following is None and above:
            node, tag = above.pop()
            walker.leave(tag)
            following = node.next
        node = following
    walker.flush()
    walker.walk.boxes[0].end = len(walker.walk.blocks)
    return walker.walk
