# ruff: noqa: RUF001 - marks in their own scripts
"""The walk over a parsed body: its text as blocks, in their boxes.

One pass, without recursion. A block ends where a block-level element starts or ends, and at two line breaks in a row;
so paragraphs that only `<br><br>` separates are blocks of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.core.reading.blocks import HEADINGS, Block, Box, Walk
from monitor.core.reading.comparing import word_set
from monitor.core.reading.names import FURNITURE, Role, is_unseen, promise, role

_SKIPPED = word_set(
    "script style noscript svg iframe button input select textarea object embed video audio canvas template dialog"
    " nav map math head link meta menu title datalist progress meter frameset frame applet -comment -doctype"
)
_INLINE = word_set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr picture source img -text center-inline"
)
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
_WORDED = HEADINGS | {"p"}
_UNTELLING = (Role.NONE, Role.BODY)
_FIELDS = frozenset(("input", "textarea"))
_WRITTEN_INTO = frozenset(("text", "email", "", None))
_LEAD_PARTS = 4  # pieces of text in a label's line, white space counted
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff\u00ad]"
)
_A_WORD = 40  # characters in a sentence that stay in it, whatever their name is
_ENDED = tuple('.!?…。！？؟।:;"”»)]')
_SMALL = 300  # characters of furniture, up to which it may be the line with the date or the authors
_NAMELESS = 0  # the number of instructions to a processor, such as <?php ?>
_OWN = 1 << 16  # above it the numbers of names of a page's own making, which differ from page to page
_TEXT, _BREAK, _LEFT_OUT, _PLAIN, _LINK, _SPAN, _IMAGE, _BOX = range(8)


_KINDS = {
    **dict.fromkeys(_SKIPPED, _LEFT_OUT),
    **dict.fromkeys(_INLINE, _PLAIN),
    "-text": _TEXT,
    "br": _BREAK,
    "a": _LINK,
    "span": _SPAN,
    "img": _IMAGE,
}


def _numbered() -> dict[int, int]:
    """What is done with an element by its name's number in the parser; with any other, a box is opened."""
    page = LexborHTMLParser("<p>.<!-- -->")
    texts = page.root.traverse(include_text=True) if page.root is not None else ()
    nodes = [*texts, *(page.create_node(name) for name in _KINDS if not name.startswith("-"))]
    known = {node.tag_id: _KINDS[str(node.tag)] for node in nodes if node.tag in _KINDS and node.tag_id < _OWN}
    return known | {_NAMELESS: _LEFT_OUT}


_NUMBERS = _numbered()


def walk(  # noqa: C901, PLR0912 - one loop over every node of a page: a call for each would cost more than its work
    element: LexborNode, worded: AbstractSet[int] | None = None
) -> Walk:
    """Every text block under an element in document order, whatever it is worth, and its boxes.

    If the ids of the elements that have long paragraphs are given, larger furniture without any is left out: it is
    told by its name alone, and so it is as good as never the article's.
    """
    walker = _Walker(worded)
    append, leave, kinds, parts = walker.parts.append, walker.leave, _NUMBERS, walker.parts
    above: list[tuple[LexborNode, int]] = []
    node = element.first_child
    while node is not None:
        kind = kinds.get(node.tag_id, _BOX)
        child = None
        if kind == _TEXT:
            text = "" if node.is_empty_text_node else node.text_content
            if text and not text.isspace():
                append(text)
                walker.breaks = 0
                if walker.links:
                    walker.linked += len(text)
            elif parts:
                append(" ")
        elif kind > _LEFT_OUT:
            if kind == _BOX:
                kind = walker.enter_box(node)
            elif kind == _LINK:
                if walker.box.tag in HEADINGS and "href" not in node.attributes:
                    kind = _PLAIN  # a place to jump to
                else:
                    walker.links += 1
            elif kind == _SPAN:
                kind = walker.enter_span(node)
            elif kind == _IMAGE:
                walker.note_picture(node)
            child = node.first_child if kind != _LEFT_OUT else None
            if child is None and kind > _PLAIN:
                leave(kind)
        else:
            walker.pass_by(node, node.tag or "")
        if child is not None:
            above.append((node, kind))
            node = child
            continue
        following = node.next
        while following is None and above:
            node, kind = above.pop()
            if kind > _PLAIN:
                leave(kind)
            following = node.next
        node = following
    return walker.end()


class _Walker:
    """The state of the walk between two nodes."""

    __slots__ = ("blocks", "box", "boxes", "breaks", "lead", "linked", "links", "parts", "small", "walk", "worded")

    def __init__(self, worded: AbstractSet[int] | None) -> None:
        self.worded = worded
        self.small: Box | None = None  # furniture that is entered with all that is in it
        self.walk = Walk()
        self.blocks, self.boxes = self.walk.blocks, self.walk.boxes
        self.box = Box("body", None, 0)
        self.boxes.append(self.box)
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.breaks = 0
        self.lead = ""

    def pass_by(self, node: LexborNode, tag: str) -> None:
        """Notes a field to write into, or a line's end."""
        if tag == "br":
            self.line_break()
        elif tag in _FIELDS and node.attributes.get("type", "text") in _WRITTEN_INTO:
            self.walk.fields.append(self.box)

    def line_break(self) -> None:
        if not self.lead and len(self.parts) < _LEAD_PARTS:
            self.lead = "".join(self.parts).strip()
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        self.parts.append(" ")

    def flush(self) -> None:
        """Ends the block."""
        parts = self.parts
        text = " ".join((parts[0] if len(parts) == 1 else "".join(parts)).split())
        if not text.isprintable():
            text = " ".join(_UNPRINTABLE.sub("", text).split())
        if text:
            self.blocks.append(Block(text, min(self.linked, len(text)), self.box, 0, self.lead))
        self.lead = ""
        parts.clear()
        self.linked = 0

    def note_picture(self, node: LexborNode) -> None:
        """Keeps where a picture is and what is said of it."""
        self.walk.pictures.append((self.box, len(self.blocks)))
        alt = node.attributes.get("alt")
        if alt and len(alt) > 3:
            self.walk.alts.add(alt)

    def enter_box(self, node: LexborNode) -> int:
        """Opens a box; the kind as which `leave` closes it."""
        tag = node.tag or ""
        if "-" in tag and self.box.tag in _WORDED:
            return self.enter_span(node)  # no browser breaks a line for an element of a page's own making
        if tag in _INLINE:
            return _PLAIN
        return self.open_box(node, tag)

    def open_box(self, node: LexborNode, tag: str) -> int:
        """Opens a box under a name; the kind as which `leave` closes it."""
        if self.parts:
            self.flush()
        self.breaks = 0
        attributes = node.attributes
        self.box = box = (
            _box(tag, attributes, self.box, len(self.blocks))
            if attributes
            else Box(tag, self.box, len(self.blocks), _FLAGGED.get(tag, Role.NONE))
        )
        self.boxes.append(box)
        if box.by_class and self.worded is not None and node.mem_id not in self.worded:
            box.hidden = True  # with a long paragraph it is the rest of a text, which a button shows
        if box.hidden or box.role in FURNITURE:
            return self.enter_furniture(node)
        return _BOX

    def enter_span(self, node: LexborNode) -> int:
        """Opens a box for what a name sets apart; what is named like furniture within a sentence stays or is left out.

        A word of the sentence stays, and what is too long to be one would tear it.
        """
        name = node.attributes.get("class")
        if name and is_unseen(name):
            return _LEFT_OUT
        promised = role(name) if name else Role.NONE
        if promised == Role.NONE:
            return _PLAIN
        if promised == self.box.role == Role.CAPTION:  # a credit goes with its caption
            self.parts.append(" ")
            return _PLAIN
        if promised in FURNITURE and self.is_in_sentence():
            return _PLAIN if len(node.text()) <= _A_WORD else _LEFT_OUT
        if promised in _SETTING_APART or (promised in _LINES and self.box.tag not in _PROSE):
            return self.open_box(node, "div")
        return _PLAIN

    def is_in_sentence(self) -> bool:
        """Whether a sentence has begun and goes on."""
        begun = "".join(self.parts).rstrip() if self.box.tag in _PROSE else ""
        return bool(begun) and not begun.endswith(_ENDED)

    def enter_furniture(self, node: LexborNode) -> int:
        """Closes the box again if all that is in it is left out."""
        if self.worded is None or self.small is not None or node.mem_id in self.worded:
            return _BOX
        if len(node.text()) <= _SMALL:
            self.small = self.box
            return _BOX
        self.leave(_BOX)
        return _LEFT_OUT

    def leave(self, kind: int) -> None:
        if kind == _BOX:
            if self.parts:
                self.flush()
            self.breaks = 0
            box = self.box
            box.end = len(self.blocks)
            if box is self.small:
                self.small = None
            self.box = box.parent or box
        elif kind == _LINK:
            self.links -= 1

    def end(self) -> Walk:
        if self.parts:
            self.flush()
        self.boxes[0].end = len(self.blocks)
        return self.walk


def _box(tag: str, attributes: Mapping[str, str | None], parent: Box, start: int) -> Box:
    name, identity = attributes.get("class") or "", attributes.get("id")
    if identity:
        name = f"{name} {identity}" if name else identity
    promised, by_class = promise(name) if name else (Role.NONE, False)
    if promised in FURNITURE and (tag in _WORDS or (tag == "article" and "type-post" in name)):
        promised = Role.NONE
    if tag in _FLAGGED and promised in _UNTELLING:
        promised = _FLAGGED[tag]
    elif parent.role == Role.CAPTION and promised == Role.DECK:
        promised = Role.CAPTION  # the description of a picture
    box = Box(tag, parent, start, promised, name, by_class)
    if len(attributes) > 1 or not name:  # than the class or the id
        style = attributes.get("style")
        box.hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
        if style and not box.hidden:
            box.hidden = _HIDDEN.search(style) is not None
        box.is_body = "articleBody" in (attributes.get("itemprop") or "")
    return box
