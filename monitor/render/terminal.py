"""An edition as text for a terminal: wrapped to its width, coloured where it can show that."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.core.model import Edition
from monitor.render import view
from monitor.render.view import Page, Section, Story
from monitor.render.wrapping import cells, wrap

_NARROWEST = 24
_BOLD, _FAINT, _ACCENT, _MARK, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[1;36m", "\x1b[33m", "\x1b[0m"


def text(edition: Edition, *, width: int = 80, colour: bool = False) -> str:
    """The edition for a terminal of `width` cells; only addresses are ever longer than a line.

    Wide characters count two cells. Without `colour` it holds no escape sequence. Widths under 24 count as 24.
    """
    return "\n".join(_Writer(max(width, _NARROWEST), colour=colour).page(view.page(edition))) + "\n"


class _Writer:
    """Lines of a page at one width."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self._width, self._colour = width, colour

    def page(self, page: Page) -> Iterator[str]:
        yield self._painted(view.NAME.upper(), _ACCENT)
        yield from self._block(page.day, _BOLD)
        if page.standing:
            yield from self._block(page.standing, _MARK)
        yield from self._block(page.summary, _FAINT)
        for section in page.sections:
            yield from self._section(section)
        if page.quiet:
            yield ""
            yield from self._block(page.quiet)
        for note in page.notes:
            yield ""
            yield from self._block(note, _FAINT)

    def _section(self, section: Section) -> Iterator[str]:
        yield ""
        name, *more = wrap(section.name, self._width - 6)
        yield self._painted(f"── {name} {'─' * (self._width - cells(name) - 4)}", _ACCENT)
        for line in more:
            yield self._painted(f"   {line}", _ACCENT)
        for story in section.stories:
            yield from self._story(story)

    def _story(self, story: Story) -> Iterator[str]:
        yield ""
        for index, line in enumerate(wrap(story.title, self._width - 4)):
            lead = f"{story.number:>2}. " if index == 0 else "    "
            yield self._painted(lead, _FAINT) + self._painted(line, _BOLD)
        told = f"{story.source} · {story.moment.words}"
        if story.also_in:
            told += f" · also in {', '.join(other.source for other in story.also_in)}"
        yield from self._block(told, _FAINT, indent=4)
        if story.corrected:
            yield from self._block("corrected since it was first published", _MARK, indent=4)
        yield from self._block(story.paragraph, indent=4)
        if story.link:
            yield f"    {self._painted(story.link, _FAINT)}"

    def _block(self, words: str, style: str = "", indent: int = 0) -> Iterator[str]:
        for line in wrap(words, self._width - indent):
            yield " " * indent + self._painted(line, style)

    def _painted(self, words: str, style: str) -> str:
        return f"{style}{words}{_RESET}" if self._colour and style else words
