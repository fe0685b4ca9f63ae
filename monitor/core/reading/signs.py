"""What a page's blocks show of whether it has an article at all."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.core.reading import boilerplate
from monitor.core.reading.blocks import Block, Box, Walk
from monitor.core.reading.body import said_by
from monitor.core.reading.tables.labels import DATE

_HEADLINE = 20
_BELOW = 20  # blocks below the text in which a wall may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Counts of headline-like links, and the lines in which a wall may say what it asks.

    `teasers` counts the runs of text that follow such a link, `stretch` the characters of the longest run between
    two of them, and `headlines` the links on a page that has no text between its title and the first of them.
    """

    teasers: int
    stretch: int
    headlines: int
    asking: tuple[str, ...]


def signs(walk: Walk, root: Box, title: int | None, kept: list[Block]) -> Signs:
    """The signs of a page with its region, the index of its title's block, and the blocks that are kept as text."""
    texts = {id(block) for block in kept}
    teasers, stretch = _teasers(walk.blocks[root.start : root.end], texts)
    below = walk.blocks[root.start if title is None else title + 1 :]
    start = root.start if title is None else min(title, root.start)
    asking = tuple(block.text for block in walk.blocks[start : root.end + _BELOW])
    return Signs(
        teasers=teasers, stretch=stretch, headlines=_headlines(below, texts, titled=title is not None), asking=asking
    )


def is_headline(block: Block) -> bool:
    """Whether a block is a link as long as a headline, a date before it aside."""
    if not block.linked or said_by(block.text) <= _HEADLINE:
        return False
    dated = block.lead and boilerplate.kind_of(block.lead) == DATE
    return block.linked * 10 > (len(block.text) - (len(block.lead) if dated else 0)) * 8


def _teasers(blocks: list[Block], texts: set[int]) -> tuple[int, int]:
    teasers = stretch = longest = 0
    after_link = False
    for block in blocks:
        if id(block) in texts:
            teasers += after_link
            after_link = False
            stretch += len(block.text)
            longest = max(longest, stretch)
        elif is_headline(block):
            after_link, stretch = True, 0
    return teasers, longest


def _headlines(blocks: list[Block], texts: set[int], *, titled: bool) -> int:
    count = 0
    for block in blocks:
        if titled and not count and id(block) in texts:
            return 0
        count += is_headline(block)
    return count
