"""Two wordings of one text in one, word by word: what stayed, what was taken out, what was put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from monitor.core.matching.differences import ALIKE, MOST_WORDS, WORD
from monitor.core.text import UNSPACED


class Edit(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A run of text and what became of it."""

    text: str
    edit: Edit = Edit.KEPT


def woven(before: str, after: str) -> tuple[Strand, ...]:
    """The strands of both texts in reading order, what was taken out before what was put in for it.

    Without what was removed they join to `after`. Texts that share too little, or are too long to be compared while a
    reader waits, are one removed and one added strand; an empty text gives none. Space at the end of a strand that
    differs stands in a strand of its own, so that no line is drawn through it.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    if not before or not after or max(len(old), len(new)) > MOST_WORDS:
        return apart(before, after)
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    if matcher.ratio() < ALIKE:
        return apart(before, after)
    strands: list[Strand] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            strands.append(Strand(text="".join(new[c:d])))
            continue
        gone = "".join(old[a:b])
        is_apart = not strands or strands[-1].text[-1:].isspace() or not old[a - 1][-1:].isspace()
        strands += [] if is_apart or not gone else [Strand(text=" ", edit=Edit.REMOVED)]
        strands += _replaced(gone, "".join(new[c:d]))
    return _joined(strands)


def apart(before: str, after: str) -> tuple[Strand, ...]:
    """Both texts whole, as strands: what was taken out, then what was put in for it."""
    return _joined(_replaced(before, after))


def effort(before: str, after: str) -> int:
    """The pairs of words that are looked at, at worst, to weave two texts; 0 where they are too long for that.

    A million of them took up to 0.1 s, with texts of one word again and again.
    """
    old, new = len(WORD.findall(before)), len(WORD.findall(after))
    return 0 if max(old, new) > MOST_WORDS else old * new


def told(before: str, after: str) -> tuple[Strand, ...]:
    """The same for one who is told beside it what kind of change it is: what is only added stands there unmarked."""
    return woven(before, after) if before else _joined([Strand(text=after)])


def _replaced(gone: str, come: str) -> Iterator[Strand]:
    yield from _parted(gone, Edit.REMOVED)
    is_glued = gone[-1:].isalnum() and come[:1].isalnum() and not UNSPACED.match(gone[-1]) and not UNSPACED.match(come)
    if is_glued:
        yield Strand(text=" ", edit=Edit.REMOVED)
    yield from _parted(come, Edit.ADDED)


def _parted(text: str, edit: Edit) -> Iterator[Strand]:
    words = text.rstrip()
    yield Strand(text=words, edit=edit)
    yield Strand(text=text[len(words) :], edit=Edit.REMOVED if edit is Edit.REMOVED else Edit.KEPT)


def _joined(strands: Iterable[Strand]) -> tuple[Strand, ...]:
    """The strands that have any text."""
    return tuple(strand for strand in strands if strand.text)
