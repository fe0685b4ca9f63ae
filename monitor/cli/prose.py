"""Text for people: in lines that fit a terminal, and unbroken for a file or a program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.cli import output
from monitor.core.text import clean

if TYPE_CHECKING:
    from rich.text import Text

WIDEST = 100  # columns; longer lines are hard to read


class Prose:
    """Paragraphs on stdout; an address is never broken, as it could be neither followed nor copied."""

    def __init__(self) -> None:
        self._console = output.console()
        self._width = min(self._console.width, WIDEST)

    @property
    def is_coloured(self) -> bool:
        """Whether colours are seen."""
        return self._console.color_system is not None

    def say(self, words: Text | str = "", style: str = "", *, hang: int = 0) -> None:
        """Prints words; on a terminal between words in lines of its width, all but the first set in by `hang`."""
        from rich.text import Text

        text = Text(clean(words), style=style) if isinstance(words, str) else words
        for number, line in enumerate(self._lines(text, hang)):
            line.rstrip()
            self._console.print(Text(" " * hang).append_text(line) if number else line, soft_wrap=True)

    def _lines(self, text: Text, hang: int) -> list[Text]:
        """The lines of a text, with the first one's place for `hang` too: it begins with what stands there."""
        if not self._console.is_terminal:
            return list(text.split(allow_blank=True))
        width = max(self._width - hang, 1)
        head, rest = text.divide([hang]) if 0 < hang < len(text) else (None, text)
        whole = "://" in rest.plain
        lines = list(rest.divide(_breaks(rest.plain, width)) if whole else rest.wrap(self._console, width))
        return [head.append_text(lines[0]), *lines[1:]] if head is not None and lines else lines


def _breaks(text: str, width: int) -> Iterator[int]:
    """Where a text breaks between its words, however long one is."""
    from rich.cells import cell_len

    start = 0
    for word in re.finditer(r"\S+", text):
        if word.start() > start and cell_len(text[start : word.end()]) > width:
            start = word.start()
            yield start
