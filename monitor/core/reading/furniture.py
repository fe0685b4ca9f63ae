"""Boxes among an article's text that are the page's: what stands with a prompt, a label or a field goes with it.

A line tells by its words (`boilerplate`) that it asks for an address or stands over an advertisement; what else is
in its small box belongs to it, whatever it says. A box that holds a good part of the text is never one of these.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from monitor.core.reading import boilerplate
from monitor.core.reading.blocks import HEADINGS, Block, Box, Walk
from monitor.core.reading.tables.headings import AUTHORS, COMMENTS, OTHER_ARTICLES, SUMMARIES
from monitor.core.reading.tables.labels import ADVERTISEMENT
from monitor.core.reading.tables.prompts import FOLLOW, LOGIN, NEWSLETTER, SUPPORT

_PROMPTING = frozenset((NEWSLETTER, LOGIN, SUPPORT, FOLLOW))
_MOST_BLOCKS = 5
_MOST_CHARACTERS = 450
_OF_THE_TEXT = 0.4  # boxes of a kind that holds more of the text than this are the text's own
_LABELLED = 300  # characters of an advertisement in one block with its label
_HEADING = 120
_BEFORE = 200  # characters of sentences, before which no heading can be that of the comments below
_LIKE_LINKS = 0.4
_ABOVE = 40  # blocks above the region, where a lead or a summary may stand
_SUMMARY_BLOCKS = 12
_SUMMARY_OF_THE_TEXT = 0.3
_ROW = 3  # boxes in a row that are more than chance
_ROW_OF_THE_TEXT = 0.4
_TEASER_BLOCKS = 6
_TEASER_HEAD = 3
_TEASER = 500  # characters
_NOTE_BLOCKS = 8
_NOTE = 1200  # characters
_GATE_BLOCKS = 40
_GATE_OF_THE_TEXT = 0.25
_GATE_ASKS = 10  # blocks of a gate for each line that asks, at most


def _sum(sums: list[int], of: range) -> int:
    """What the blocks of a range have together, from the sums up to each block."""
    return sums[of.stop] - sums[of.start] if of else 0


class Furniture:
    """Finds the page's own blocks in a region."""

    def __init__(self, walk: Walk, root: Box) -> None:
        self.walk = walk
        self.root = root
        self.total = root.good or 1
        self.kinds: Counter[tuple[str, str]] | None = None
        self.asking: list[int] = []

    @cached_property
    def weights(self) -> list[int]:
        """The sentences up to each block."""
        return [0, *accumulate([block.weight for block in self.walk.blocks])]

    @cached_property
    def linked(self) -> list[int]:
        """The characters of links up to each block."""
        return [0, *accumulate([block.linked for block in self.walk.blocks])]

    @cached_property
    def lengths(self) -> list[int]:
        """The characters up to each block."""
        return [0, *accumulate([len(block.text) for block in self.walk.blocks])]

    def blocks(self) -> frozenset[int]:
        """The indexes of the blocks that are not the article's."""
        found: set[int] = set()
        before = 0
        for i in range(max(0, self.root.start - _ABOVE), self.root.end):
            block = self.walk.blocks[i]
            if i not in found:
                found.update(self.around(i, block, before))
            before += block.weight
        found.update(self.teasers())
        if len(self.asking) > 1:
            for i in self.asking:
                found.update(self.gate(self.walk.blocks[i].box))
        for box in self.walk.fields:
            if self.root.start <= box.start < self.root.end:
                found.update(self.small_box(box, 0, ()))
        return frozenset(found)

    def around(self, i: int, block: Block, before: int) -> range | tuple[int, ...]:
        """The blocks that go with the one at `i`; `before` is how much text stands above it."""
        kind = boilerplate.kind_of(block.text)
        if kind == LOGIN:
            self.asking.append(i)
        if kind in _PROMPTING or kind == ADVERTISEMENT:
            return self.small_box(block.box, i if kind == ADVERTISEMENT else -1, (i,))
        if block.lead and len(block.text) <= _LABELLED and block.lead != block.text:
            led = boilerplate.kind_of(block.lead)
            return (i,) if led == ADVERTISEMENT or led in _PROMPTING else ()
        return self.under_heading(i, block, before) if len(block.text) <= _HEADING else ()

    def under_heading(self, i: int, block: Block, before: int) -> range | tuple[int, ...]:
        """What stands under a heading that is not the article's; some do so below the text alone."""
        heads = boilerplate.heading_of(block.text)
        if heads == SUMMARIES.kind:
            return self.summary(i, block.box, inside=before >= _BEFORE)
        if heads == COMMENTS.kind and before >= _BEFORE:
            return self.headed(i, block)
        if heads == AUTHORS.kind and before >= _BEFORE:
            return self.note(i, block.box)
        if heads == OTHER_ARTICLES.kind and before >= _BEFORE:
            below = self.headed(i, block)
            if _sum(self.linked, below) >= _LIKE_LINKS * _sum(self.lengths, below):
                return below
        return ()

    def small_box(self, box: Box, label: int, alone: tuple[int, ...]) -> range | tuple[int, ...]:
        """The blocks of the largest small box around, else `alone`; a label, if it is at an index, opens its box."""
        largest: Box | None = None
        while box is not self.root and box.parent is not None and self.is_small(box):
            if label > 0 and box.start != label:
                break
            largest, box = box, box.parent
        return range(largest.start, largest.end) if largest is not None else alone

    def teasers(self) -> Iterator[int]:
        """The blocks of boxes in a row that each lead to another article: a linked line and a few words about it."""
        rows: dict[tuple[int, str, str], list[Box]] = {}
        for box in self.walk.boxes:
            if 1 < box.end - box.start <= _TEASER_BLOCKS and self.root.start <= box.start and box.end <= self.root.end:
                rows.setdefault((id(box.parent), box.tag, box.name.split(" ", 1)[0]), []).append(box)
        for row in rows.values():
            if len(row) < _ROW or sum(box.good for box in row) >= _ROW_OF_THE_TEXT * self.total:
                continue
            if all(map(self.is_teaser, row)):
                for box in row:
                    yield from range(box.start, box.end)

    def is_teaser(self, box: Box) -> bool:
        """Whether a box has a line that is all link, and no more than a few words beside it."""
        blocks = self.walk.blocks[box.start : box.end]
        leads = any(block.linked == len(block.text) for block in blocks[:_TEASER_HEAD])
        return leads and sum(len(block.text) for block in blocks) <= _TEASER

    def gate(self, box: Box) -> range:
        """The blocks of the largest box around a line that asks for an account, as far as others in it ask too."""
        largest = range(0)
        while box is not self.root and box.parent is not None and box.end - box.start <= _GATE_BLOCKS:
            asks = bisect_left(self.asking, box.end) - bisect_left(self.asking, box.start)
            if box.good > _GATE_OF_THE_TEXT * self.total:
                break
            if asks > 1 and box.end - box.start <= _GATE_ASKS * asks:
                largest = range(box.start, box.end)
            box = box.parent
        return largest

    def summary(self, i: int, box: Box, *, inside: bool) -> range:
        """The blocks of a summary in a small box that its heading opens; one in the flow of the text is its own.

        `inside` of the text only a list is one: a section of the article may well be headed so.
        """
        outer = box.parent
        while outer is not None and outer is not self.root and outer.start == i and self.is_no_larger(outer):
            box, outer = outer, outer.parent
        found = range(i, box.end)
        listed = sum(self.walk.blocks[k].box.tag == "li" for k in found)
        enough = len(found) > 1 and (not inside or listed > 1)
        return found if enough and self.is_no_larger(box) else range(0)

    def note(self, i: int, box: Box) -> range:
        """The blocks of a note in a small box that its heading opens; a section in the flow of the text is no note."""
        while box.parent is not None and box.parent.start == i and box.parent is not self.root:
            box = box.parent
        found = range(i, box.end)
        small = 1 < len(found) <= _NOTE_BLOCKS and _sum(self.lengths, found) <= _NOTE
        return found if small else range(0)

    def is_no_larger(self, box: Box) -> bool:
        """Whether a box is as small as a summary of the text may be."""
        good = _sum(self.weights, range(box.start, box.end))
        return box.end - box.start <= _SUMMARY_BLOCKS and good <= _SUMMARY_OF_THE_TEXT * self.total

    def is_small(self, box: Box) -> bool:
        """Whether a box holds few words, and others of its kind little of the text."""
        if box.end - box.start > _MOST_BLOCKS or box.tag in {"article", "main", "td"}:
            return False
        size = _sum(self.lengths, range(box.start, box.end))
        return size <= _MOST_CHARACTERS and self.share(box) < _OF_THE_TEXT

    def share(self, box: Box) -> float:
        """How much of the region's text stands in boxes of the same tag and name."""
        if box.end - box.start == 1:
            return 0
        if self.kinds is None:
            self.kinds = Counter()
            for each in self.walk.boxes:
                if self.root.start <= each.start and each.end <= self.root.end and each.end - each.start > 1:
                    self.kinds[each.tag, each.name] += each.good
        return self.kinds[box.tag, box.name] / self.total

    def headed(self, i: int, heading: Block) -> range:
        """What stands under a heading: the largest box that it opens, else what follows it as a heading element."""
        box = heading.box
        while box.parent is not None and box.parent.start == i and box.parent is not self.root and box is not self.root:
            box = box.parent
        alone = heading.box.tag in HEADINGS or heading.box.tag == "div"
        if box.end == i + 1 and alone and box is not self.root and box.parent is not None:
            box = box.parent
        opened = box.start == i or alone
        good = _sum(self.weights, range(i, box.end))
        return range(i, box.end) if opened and good < self.total / 2 else range(i, i + 1)
