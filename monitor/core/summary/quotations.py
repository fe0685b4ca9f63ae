from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST = {"'": 400, "‘": 400}
LONGEST_DOUBLE = 1000
"""Characters that a quotation may run over; a mark that is closed later, or never, is taken for a slip of the pen.

Single marks are believed less far, because they are apostrophes too."""
_PAIRS = {"“": "”", "„": "“”", "‘": "’", "‚": "‘’", "「": "」", "『": "』", "〝": "〞〟", "《": "》"}
_MARK = re.compile("[\"'“”„‘’‚「」『』〝〞〟《》«»‹›＂]")
_STRAIGHT = "\"＂'"


@dataclass(slots=True, kw_only=True)
class _Scan:
    """Where in the text marks stand open, the innermost last."""

    text: str
    reversed_guillemets: bool
    open: list[int] = field(default_factory=list)


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each quotation of a paragraph, marks included, in the order in which they end.

    What is opened and never closed is no quotation; a mark opened again while it stands open begins anew.
    """
    first = re.search("[«»]", text)
    scan = _Scan(text=text, reversed_guillemets=first is not None and first.group() == "»")
    return tuple(_spans(scan))


def _spans(scan: _Scan) -> Iterator[tuple[int, int]]:
    for mark in _MARK.finditer(scan.text):
        place = mark.start()
        opened = _closed_by(scan, place)
        if opened is not None:
            start = scan.open[opened]
            del scan.open[opened:]
            if place - start <= LONGEST.get(scan.text[start], LONGEST_DOUBLE):
                yield start, place + 1
        elif _is_apart(scan.text, place) or opens(scan.text, place, reversed_guillemets=scan.reversed_guillemets):
            scan.open = [start for start in scan.open if scan.text[start] != mark.group()] + [place]


def _closed_by(scan: _Scan, place: int) -> int | None:
    """Which of the open marks the one at `place` closes, as its index among them."""
    text, mark = scan.text, scan.text[place]
    if mark in _STRAIGHT + "’" and (_is_in_word(text, place) or (mark != "’" and _opens_by_space(text, place))):
        return None
    closing = [index for index, start in enumerate(scan.open) if mark in _closers(scan, text[start])]
    return closing[-1] if closing else None


def _closers(scan: _Scan, opener: str) -> str:
    if opener in _STRAIGHT:
        return opener
    if opener in "«»":
        return "«" if scan.reversed_guillemets else "»"
    return _PAIRS.get(opener, "")


def opens(text: str, place: int, *, reversed_guillemets: bool = False) -> bool:
    """Whether the mark at `place` can open a quotation."""
    mark = text[place]
    if mark in _STRAIGHT:
        return _opens_by_space(text, place)
    if mark in "«»":
        return mark == ("»" if reversed_guillemets else "«")
    return mark in _PAIRS


def _opens_by_space(text: str, place: int) -> bool:
    """Whether a straight mark opens: a space, a bracket or a dash before it, and a word after it."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    freed = not before or before.isspace() or before in "([{-–—\"'“‘:"
    return freed and bool(after) and not after.isspace() and (text[place] != "'" or not after.isdigit())


def _is_apart(text: str, place: int) -> bool:
    """Whether a straight double mark has a space on both sides: it opens what is not open, and closes what is."""
    around = text[place - 1 : place], text[place + 1 : place + 2]
    return text[place] == '"' and all(space.isspace() for space in around)


def _is_in_word(text: str, place: int) -> bool:
    return text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum()


def masked(text: str) -> str:
    """The text with every quotation mark as a space, or as a letter where it stands inside a word or before a point.

    As long as the text. For a splitter that would take a mark amiss for the end of the text.
    """
    return _MARK.sub(_mask, text)


def _mask(mark: re.Match[str]) -> str:
    before, after = mark.string[mark.start() - 1 : mark.start()], mark.string[mark.end() : mark.end() + 1]
    return "ʼ" if before.isalnum() and (after.isalnum() or after in ".,;:!?") and after else " "


def is_cut(text: str) -> bool:
    """Whether a sentence opens a quotation that it does not close, or closes one that it did not open."""
    opened = sum(text.count(mark) for mark in "“„「『«")
    closed = sum(text.count(mark) for mark in "”」』»")
    return bool(text.count('"') % 2) or ("„" not in text and opened != closed)
