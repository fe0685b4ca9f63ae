"""The text that a page's data claim (`articleBody`) held against the text that was found.

Claims are often cut off, of another article or run together, so they never replace what was found, except where
the page itself holds next to nothing. Where both agree on most of the text, what only the page has is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.core.reading.blocks import HEADINGS, Block
from monitor.core.reading.comparing import letters
from monitor.core.text import one_line

_TAG = re.compile(r"<[^<>]{1,300}>")
_LINE = re.compile(r"\n+|<(?:br|p|div|li)\b[^<>]{0,300}>|</(?:p|div|li|h[1-6])>", re.IGNORECASE)
_AGREED = 0.75  # of the text found stands in the claim too: then the claim is whole
_ENDS = 40  # letters at a block's start or end that tell it, as markup inside of it may be claimed otherwise
_LEAST_CLAIM = 400
_MANY = 1000  # blocks, above which looking for each in the claim takes too long
_NEXT_TO_NOTHING = 0.35


def agreeing(blocks: list[Block], claim: str) -> list[Block]:
    """The blocks without those inside of the text that a whole claim does not have; all of them if it is not whole."""
    if len(claim) < _LEAST_CLAIM or len(blocks) > _MANY:
        return blocks
    claimed = letters(claim)
    found = [_stands_in(letters(block.text), claimed) for block in blocks]
    agreed = sum(len(block.text) for block, stands in zip(blocks, found, strict=True) if stands)
    if not agreed or agreed < _AGREED * sum(len(block.text) for block in blocks):
        return blocks
    first = found.index(True)
    return [
        block
        for i, (block, stands) in enumerate(zip(blocks, found, strict=True))
        if stands or i < first or block.box.tag in HEADINGS
    ]


def _stands_in(text: str, claimed: str) -> bool:
    return text in claimed or (len(text) > _ENDS and (text[:_ENDS] in claimed or text[-_ENDS:] in claimed))


def instead(paragraphs: Sequence[str], claim: str) -> tuple[str, ...]:
    """The paragraphs found, or those of the claim where the page is drawn by a script and holds next to nothing."""
    claim = claim.strip()
    if len(claim) < _LEAST_CLAIM or sum(map(len, paragraphs)) >= _NEXT_TO_NOTHING * len(claim):
        return tuple(paragraphs)
    lines = (one_line(_TAG.sub("", line)) for line in _LINE.split(claim))
    return tuple(line for line in lines if line)
