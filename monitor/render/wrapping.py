"""Lines of text by terminal cells: wide characters count two, and scripts without spaces break between characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A piece is never broken unless it is longer than a line: a word, or one wide character with the marks that
# must not stand at a line's end (opening) or start (closing).
_WIDE = r"\u1100-\u115f\u2e80-\u2fff\u3003-\u3007\u3012-\u303f\u3040-\u30ff\u3105-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_OPENING = r"\u3008\u300a\u300c\u300e\u3010\uff08\uff3b\u201c\u2018(\["
_CLOSING = (
    r"\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u30fc"
    r"\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\u201d\u2019\u2026\u2014,.!?:;)\]"
)
_PIECE = re.compile(rf"[{_OPENING}]{{0,3}}[{_WIDE}][{_CLOSING}]*|(?:(?![{_OPENING}]{{0,3}}[{_WIDE}])\S)+")


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    from rich.cells import cell_len

    return cell_len(text)


def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` cells (2 or more); empty text gives none.

    A piece longer than a line is cut. Runs of white space become one space, or the end of a line.
    """
    lines: list[str] = []
    line = ""
    for space, piece in _pieces(text, width):
        if line and cells(line) + len(space) + cells(piece) > width:
            lines.append(line)
            line = piece
        else:
            line += (space if line else "") + piece
    return (*lines, line) if line else tuple(lines)


def _pieces(text: str, width: int) -> Iterator[tuple[str, str]]:
    """Each piece with the space that stands before it, which may be none."""
    end = 0
    for match in _PIECE.finditer(text):
        space = " " if match.start() > end else ""
        for part in _cut(match.group(), width):
            yield space, part
            space = ""
        end = match.end()


def _cut(piece: str, width: int) -> Iterator[str]:
    """The piece in parts of at most `width` cells."""
    if cells(piece) <= width:
        yield piece
        return
    part = ""
    for character in piece:
        if part and cells(part + character) > width:
            yield part
            part = ""
        part += character
    yield part
