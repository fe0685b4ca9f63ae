# ruff: noqa: RUF001 - marks of several languages
"""Blocks that say again what others say, and those that are left over at the end."""

from __future__ import annotations

from collections import Counter

from monitor.core.reading.blocks import Block
from monitor.core.reading.body import said_by

_MARKS = " .,:;…!?\"'“”„«»‘’–—-"
_QUOTE = 500
_SHORT = 120
_MANY = 1000  # blocks, above which only whole ones are compared: each is looked for in all
_A_SENTENCE = 80
_REPEATABLE = 35  # shorter lines, such as answers and stage directions, may well come again


def once_each(blocks: list[Block]) -> list[Block]:
    """The blocks without those that an earlier one or a longer one has too, as quotes set apart and lead texts do."""
    together = "\n".join([block.text for block in blocks]) if len(blocks) < _MANY else ""
    looks = Counter([_look(block) for block in blocks if block.weight])
    usual = max(looks, key=looks.__getitem__, default=None)
    seen: set[str] = set()
    kept = []
    for block in blocks:
        core = block.text.strip(_MARKS)
        if len(core) >= _REPEATABLE:
            # A longer line that repeats a part of the text is set apart: to look for each paragraph costs too much.
            apart = len(core) < _SHORT or (len(core) < _QUOTE and _look(block) != usual)
            if core in seen or (apart and _is_part_of_another(core, together)):
                continue
            seen.add(core)
        kept.append(block)
    return kept


def _look(block: Block) -> tuple[str, str, str]:
    box = block.box
    return box.tag, box.name, box.parent.tag if box.parent else ""


def _is_part_of_another(core: str, together: str) -> bool:
    """Whether a line without its marks stands inside of a longer line."""
    start = together.find(core)
    while start >= 0:
        end = start + len(core)
        line_start, line_end = together.rfind("\n", 0, start) + 1, together.find("\n", end)
        line = together[line_start : line_end if line_end >= 0 else len(together)]
        if line.strip(_MARKS) != core:
            return True
        start = together.find(core, end)
    return False


def without_loose_ends(blocks: list[Block]) -> list[Block]:
    """The blocks without headings that nothing follows and without the short lines after the last sentence.

    A line that says as much as a sentence and is set like the last one goes on with the text, as a list of places does.
    """
    last = next((block for block in reversed(blocks) if block.weight), None)
    end = len(blocks)
    while end and not blocks[end - 1].weight and not _goes_on(blocks[end - 1], last):
        end -= 1
    return blocks[:end] or blocks


def _goes_on(block: Block, last: Block | None) -> bool:
    if last is None or said_by(block.text) < _A_SENTENCE:
        return False
    box, before = block.box, last.box
    return (box.tag, box.name, box.parent) == (before.tag, before.name, before.parent) and box.tag == "p"
