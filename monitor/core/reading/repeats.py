# ruff: noqa: RUF001 - marks of several languages
"""Blocks that say again what others say."""

from __future__ import annotations

from collections import Counter

from monitor.core.reading.blocks import HEADINGS, Block, Box
from monitor.core.reading.body import said_by

_MARKS = " .,:;…!?\"'“”„«»‘’–—-"
_SPEAKER = 80
_QUOTE = 500
_SHORT = 120
_MANY = 1000  # blocks, above which only whole ones are compared: each is looked for in all
_SAID_AGAIN = 0.9  # of what a text says once; one that stands there twice as a whole has a copy for other screens
_REPEATABLE = 35  # shorter lines, such as answers and stage directions, may well come again


def once_each(blocks: list[Block]) -> list[Block]:
    """The blocks without those that an earlier one or a longer one has too, as quotes set apart and lead texts do.

    What the text itself says again stays: a heading among the paragraphs, and a paragraph of the same box as before,
    but not if much of it stands there twice.
    """
    together = "\n".join([block.text for block in blocks]) if len(blocks) < _MANY else ""
    looks = Counter([_look(block) for block in blocks if block.weight])
    usual = max(looks, key=looks.__getitem__, default=None)
    homes = {id(block.box.parent) for block in blocks if _look(block) == usual}
    seen: dict[str, Block] = {}
    kept: list[Block] = []
    again: list[Block] = []
    quoted: Block | None = None
    for block in blocks:
        core = block.text.strip(_MARKS)
        if quoted is not None and id(block.box.parent) not in homes and _is_of_speaker(block, quoted):
            continue
        if len(core) >= _REPEATABLE:
            before, look = seen.get(core), _look(block)
            if before is not None:
                if before is kept[-1] or look != usual or not _is_set_like(block, before):
                    continue
                again.append(block)
            # A longer line that repeats a part of the text is set apart: to look for each paragraph costs too much.
            apart = len(core) < _SHORT or (len(core) < _QUOTE and look != usual)
            own = before is not None or (block.box.tag in HEADINGS and id(block.box.parent) in homes)
            if apart and not own and _is_part_of_another(core, together):
                quoted = block
                continue
            seen[core] = block
        kept.append(block)
    said = sum(len(block.text) for block in kept)
    twice = sum(len(block.text) for block in again)
    copied = {id(block) for block in again} if twice > _SAID_AGAIN * (said - twice) else ()
    return [block for block in kept if id(block) not in copied]


def _is_of_speaker(block: Block, quoted: Block) -> bool:
    """Whether a short line goes with a quotation that is set apart: it names who said it."""
    if block.weight or said_by(block.text) > _SPEAKER or block.box.tag in HEADINGS:
        return False
    box: Box | None = quoted.box
    while box is not None and box.end == quoted.box.end:
        box = box.parent
    return box is not None and box.start == quoted.box.start and block.box.start < box.end


def _is_set_like(block: Block, other: Block) -> bool:
    return (block.box.tag, block.box.name, block.box.parent) == (other.box.tag, other.box.name, other.box.parent)


def _look(block: Block) -> tuple[str, str, str]:
    box = block.box
    return box.tag, box.name, box.parent.tag if box.parent else ""


def _is_part_of_another(core: str, together: str) -> bool:
    """Whether a line without its marks stands inside of a longer line."""
    if together.count(core) <= 1:  # it stands there itself
        return False
    start = together.find(core)
    while start >= 0:
        end = start + len(core)
        line_start, line_end = together.rfind("\n", 0, start) + 1, together.find("\n", end)
        line = together[line_start : line_end if line_end >= 0 else len(together)]
        if line.strip(_MARKS) != core:
            return True
        start = together.find(core, end)
    return False
