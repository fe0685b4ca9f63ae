"""What of the article's region is text and what a caption, and what stands above it: deck, bylines, dates, kicker."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from monitor.core.reading import agreement, boilerplate, captions, signs
from monitor.core.reading.blocks import HEADINGS, Block, Box, Walk, role_of
from monitor.core.reading.body import region
from monitor.core.reading.comparing import letters
from monitor.core.reading.endings import before_notes, before_related, without_loose_ends
from monitor.core.reading.furniture import Furniture
from monitor.core.reading.names import Role
from monitor.core.reading.pictures import captions_by_place
from monitor.core.reading.repeats import once_each
from monitor.core.reading.signs import Signs, is_headline
from monitor.core.reading.tables.labels import DATE

# A byline, a date or a kicker that is longer than this is a paragraph in a box with an odd name.
_NAMED_LONGEST = {Role.BYLINE: 120, Role.DATE: 60, Role.KICKER: 40}
_DATE_LONGEST = 120
_A_PARAGRAPH = 80  # characters, from which on a paragraph that a caption repeats is one
_TELLING = 20  # letters in which a line is no other one's start by chance
_COUNTED = 2  # digits of a number that stands beside a part of the text and counts it
_COUNTING = HEADINGS | {"div", "section"}  # in a paragraph, a list or a table a number says something
_NEAR = 3
_LINKED = 0.8  # of a line that leads away
_DECK = 15  # letters
_DECK_AS_HEADING = 40  # characters of a heading that is a standfirst for its place alone
_ABOVE = 25  # blocks above the title in which a kicker may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The parts of an article as blocks' texts, in document order.

    `near` are lines where a byline may stand; `dated` are date lines by their name or form, and `dates` others near the
    title that have a number. `signs` are worked out where they are asked for: most pages are articles beyond doubt.
    """

    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    deck: str
    heading: str
    kicker: str
    bylines: tuple[str, ...]
    near: tuple[str, ...]
    dated: tuple[str, ...]
    dates: tuple[str, ...]
    signs: Callable[[], Signs]


class _Selector:
    """Goes through the region's blocks once; what it has decided so far decides on the next."""

    def __init__(self, walk: Walk, titles: frozenset[str], summaries: frozenset[str]) -> None:
        self.walk = walk
        self.titles = titles
        self.summaries = summaries
        self.alts = {letters(alt) for alt in walk.alts}
        self.descriptions = sorted(self.alts)
        self.longest = 2 * max(map(len, self.titles | self.alts), default=0)
        self.root = region(walk, titles)
        self.furniture = frozenset(id(walk.blocks[i]) for i in Furniture(walk, self.root).blocks())
        self.captioned = frozenset(id(walk.blocks[i]) for i in captions_by_place(walk, self.root))
        self.captions: list[str] = []
        looks: Counter[tuple[str, str]] = Counter()
        for block in walk.blocks[self.root.start : self.root.end]:
            looks[self.look(block)] += block.weight
        self.usual = max(looks, key=looks.__getitem__, default=("", ""))
        self.first = next(
            (i for i in range(self.root.start, self.root.end) if self.is_text(walk.blocks[i])), self.root.start
        )
        self.title_at = self.find_title()
        if self.title_at is not None:
            self.titles |= {letters(walk.blocks[self.title_at].text)}
            self.longest = max(self.longest, 2 * len(walk.blocks[self.title_at].text))

    def is_text(self, block: Block) -> bool:
        return (
            not block.box.hidden
            and role_of(block) == Role.NONE
            and block.weight > 0
            and id(block) not in self.furniture
            and id(block) not in self.captioned
            and boilerplate.kind_of(block.text) is None
            and not captions.is_caption(block.text)
        )

    def find_title(self) -> int | None:
        """The block with the title: the last before the text that repeats it, else the last main heading there."""
        before = range(min(self.first, len(self.walk.blocks) - 1), max(-1, self.first - 80), -1)
        near = {i: letters(self.walk.blocks[i].text) for i in before if len(self.walk.blocks[i].text) <= self.longest}
        for i, plain in near.items():
            if plain in self.titles:
                return i
        for i in before:
            if self.walk.blocks[i].box.tag == "h1":
                return i
        for i, plain in near.items():
            if any(len(title) > 15 and title in plain for title in self.titles):
                return i
        return next((i for i in before if role_of(self.walk.blocks[i]) == Role.TITLE), None)

    def paragraphs(self) -> list[Block]:
        start = self.root.start
        if self.title_at is not None and self.title_at >= start:
            start = self.title_at + 1
        leading = self.leading() if self.title_at is None or self.title_at < start else []
        kept = [*leading, *(block for block in self.walk.blocks[start : self.root.end] if self.keeps(block))]
        return before_notes(without_loose_ends(before_related(once_each(kept))))

    def leading(self) -> list[Block]:
        """Paragraphs between the title and the region, as where the free part of a text stands by itself."""
        start = self.title_at + 1 if self.title_at is not None else _article_around(self.root).start
        return [block for block in self.walk.blocks[start : self.root.start] if self.is_text(block)]

    def is_paragraph(self, block: Block) -> bool:
        """Whether a block has sentences and is a paragraph that is set as most of the text is."""
        return block.weight > 0 and block.box.tag == "p" and self.look(block) == self.usual

    def starts_a_description(self, plain: str) -> bool:
        """Whether a picture's description, caption or credit included, starts with the letters of a line."""
        place = bisect_left(self.descriptions, plain)
        return place < len(self.descriptions) and self.descriptions[place].startswith(plain)

    @staticmethod
    def look(block: Block) -> tuple[str, str]:
        """How a block is set, as far as its element tells."""
        return block.box.tag, block.box.name

    def is_like_the_text(self, block: Block) -> bool:
        """Whether a block is set as the text's first paragraph is."""
        return self.look(block) == self.look(self.walk.blocks[self.first])

    def keeps(self, block: Block) -> bool:
        if block.box.hidden or id(block) in self.furniture:
            return False
        named = role_of(block)
        text = block.text
        plain = letters(text) if len(text) <= self.longest else "long"
        if self.is_caption(block, named, plain):
            self.captions.append(text)
            self.alts.add(letters(text))
            insort(self.descriptions, letters(text))
            self.longest = max(self.longest, 2 * len(text))
            return False
        if len(text) < _NAMED_LONGEST.get(named, 0) and block.box.tag not in HEADINGS:
            return False
        counts = len(plain) <= _COUNTED and plain.isdigit() and block.box.tag in _COUNTING
        if plain in self.titles or not plain or counts or (block.lead and is_headline(block)):
            return False
        if block.linked > _LINKED * len(text):
            return False
        return boilerplate.kind_of(text) is None or boilerplate.opens_other_articles(text)

    def is_caption(self, block: Block, named: str, plain: str) -> bool:
        """Whether a block describes a picture by its name, its place or its words, or says again what does."""
        if named == Role.CAPTION or captions.is_caption(block.text):
            return True
        if plain in self.alts:
            return block.weight < _A_PARAGRAPH or not self.is_paragraph(block)
        starts = len(plain) > _TELLING and block.box.tag not in HEADINGS and not self.is_paragraph(block)
        if starts and self.starts_a_description(plain):
            return True
        return plain not in self.titles and id(block) in self.captioned


def _article_around(box: Box) -> Box:
    """The box that calls itself an article around a box, else the box itself."""
    outer: Box | None = box
    while outer is not None and outer.tag != "article":
        outer = outer.parent
    return outer or box


def select(walk: Walk, titles: frozenset[str], summaries: frozenset[str], claim: str = "") -> Selection:
    """The article's parts; `titles` and `summaries` are the letters of what the page's data call so."""
    selector = _Selector(walk, titles, summaries)
    kept = agreement.agreeing(selector.paragraphs(), claim)
    above = _above(selector)
    deck = _deck(selector, above)
    texts = [boilerplate.without_asides(block.text) for block in kept]
    if deck and texts and letters(texts[0]) == letters(deck):
        texts = texts[1:]
    near = _numbered(selector, above)
    heading = walk.blocks[selector.title_at].text if selector.title_at is not None else ""
    return Selection(
        paragraphs=tuple(texts),
        captions=captions.beside([*_captions_above(selector), *selector.captions], texts),
        deck=deck,
        heading=heading,
        kicker=_kicker(selector),
        bylines=tuple(block.text for block in above if role_of(block) == Role.BYLINE),
        near=tuple(block.text for block in _near(selector, above)),
        dated=tuple(block.text for block in near if _is_dated(block)),
        dates=tuple(block.text for block in near if not _is_dated(block)),
        signs=partial(signs.signs, walk, selector.root, selector.title_at, kept),
    )


def _above(selector: _Selector) -> list[Block]:
    """The blocks between the title and the text."""
    start = selector.root.start if selector.title_at is None else selector.title_at + 1
    return [
        block for block in selector.walk.blocks[min(start, selector.first) : selector.first + 1] if not block.box.hidden
    ]


def _captions_above(selector: _Selector) -> list[str]:
    """The captions of pictures between the title and the region."""
    start = selector.root.start if selector.title_at is None else selector.title_at + 1
    return [
        block.text
        for block in selector.walk.blocks[start : selector.root.start]
        if not block.box.hidden and role_of(block) == Role.CAPTION and boilerplate.kind_of(block.text) is None
    ]


def _near(selector: _Selector, above: list[Block]) -> list[Block]:
    """Where a byline may stand: between title and text, right above the title, and at the text's end."""
    blocks, root = selector.walk.blocks, selector.root
    title = selector.first if selector.title_at is None else selector.title_at
    return [*above, *blocks[max(0, title - _NEAR) : title], *blocks[max(root.start, root.end - _NEAR) : root.end]]


def _numbered(selector: _Selector, above: list[Block]) -> list[Block]:
    """Short lines near the title that may print a date."""
    start = selector.title_at or selector.root.start
    near = [*selector.walk.blocks[max(0, start - _ABOVE) : start], *above]
    return [block for block in near if len(block.text) < _DATE_LONGEST and any(map(str.isdigit, block.text))]


def _is_dated(block: Block) -> bool:
    return role_of(block) == Role.DATE or boilerplate.kind_of(block.text) == DATE


def _deck(selector: _Selector, above: list[Block]) -> str:
    """The standfirst, between title and text: what is named so, repeats the description or is a sentence set apart."""
    before = [block for block in above if block is not selector.walk.blocks[selector.first]]
    for block in above:
        plain = letters(block.text)
        if (
            plain in selector.titles
            or boilerplate.kind_of(block.text) is not None
            or len(plain) < _DECK
            or block.linked > _LINKED * len(block.text)
        ):
            continue
        if role_of(block) == Role.DECK or (plain in selector.summaries and block in before):
            return block.text
    for block in before:
        if (
            block.box.tag in {"h2", "h3", "h4"}
            and len(block.text) > _DECK_AS_HEADING
            and role_of(block) == Role.NONE
            and not block.linked
        ):
            return block.text
    for block in before:
        if selector.title_at is not None and not selector.is_like_the_text(block) and selector.is_text(block):
            return block.text
    return ""


def _kicker(selector: _Selector) -> str:
    if selector.title_at is None:
        return ""
    start = max(0, selector.title_at - _ABOVE)
    found = [block for block in selector.walk.blocks[start : selector.title_at] if role_of(block) == Role.KICKER]
    return found[-1].text if found else ""
