# ruff: noqa: RUF001 - marks and words in their own scripts
"""Where an article's text ends: what is left over below it, other articles, and what is said of the author."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

from monitor.core.reading import boilerplate
from monitor.core.reading.blocks import Block, role_of
from monitor.core.reading.body import said_by
from monitor.core.reading.names import Role

_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
_A_SENTENCE = 60
_A_REST = 0.15
# What follows a name in a note on who has it.
_IS = re.compile(r"(?:is|was) (?:an?|the|our)\b|(?:ist|war|arbeitet|schreibt|lebt|est|es|è|é|är|er)\b", re.IGNORECASE)
_A_FEW = 3  # paragraphs that a text has before a note
_LAST = 3  # paragraphs that may be one, or stand below it
_A_NOTE = 500  # characters that an author's box below the text may say


def before_related(blocks: list[Block]) -> list[Block]:
    """The blocks up to a heading such as "More stories", if next to nothing of the article follows it."""
    heads = [i for i, block in enumerate(blocks) if boilerplate.opens_other_articles(block.text)]
    if not heads:
        return blocks
    left = [*accumulate((block.weight for block in reversed(blocks)), initial=0)][::-1]
    end = next((i for i in heads if left[i] < _A_REST * left[0]), len(blocks))
    return [block for i, block in enumerate(blocks[:end]) if i not in heads]


def without_loose_ends(blocks: list[Block]) -> list[Block]:
    """The blocks without headings that nothing follows and without the short lines after the last sentence.

    A line that says as much as a sentence or ends like one, and is set like the last one, goes on with the text, and so
    does a list among its paragraphs.
    """
    last = next((block for block in reversed(blocks) if block.weight), None)
    end = len(blocks)
    while end and not blocks[end - 1].weight and not _goes_on(blocks[end - 1], last):
        end -= 1
    return blocks[:end] or blocks


def _goes_on(block: Block, last: Block | None) -> bool:
    box = block.box
    if last is None or last.box.parent is None:
        return False
    if box.tag == "li":
        return not block.linked and box.parent is not None and box.parent.parent is last.box.parent
    if box.tag != "p" or last.box.tag != "p" or (box.name, box.parent) != (last.box.name, last.box.parent):
        return False
    return said_by(block.text) >= _A_SENTENCE or (not block.linked and block.text.endswith(_SENTENCE_ENDS))


def before_notes(blocks: list[Block]) -> list[Block]:
    """The blocks up to what is said of the author below them, in a box that is named for it."""
    end = len(blocks)
    while end and len(blocks[end - 1].text) <= _A_NOTE and role_of(blocks[end - 1]) == Role.BYLINE:
        end -= 1
    return blocks[:end] or blocks


def before_own_note(paragraphs: tuple[str, ...], authors: Iterable[str]) -> tuple[str, ...]:
    """The paragraphs without what an author says of herself below them ("A. B. is a poet"), and what little follows."""
    names = tuple(f"{name} " for name in authors if " " in name)
    for i in range(max(_A_FEW, len(paragraphs) - _LAST), len(paragraphs)):
        note = paragraphs[i]
        name = next(filter(note.startswith, names), "")
        if name and len(note) <= _A_NOTE and _IS.match(note, len(name)):
            below = paragraphs[i + 1 :]
            return paragraphs[:i] + (below if sum(map(len, below)) > _A_NOTE else ())
    return paragraphs
