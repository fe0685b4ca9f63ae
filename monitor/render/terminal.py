"""An edition as text for a terminal: wrapped to its width, coloured where it can show that."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.core.model import Edition
from monitor.render import view
from monitor.render.view import Change, Page, Section, Story, paragraph
from monitor.render.wrapping import cells, wrap

_NARROWEST = 24
_BOLD, _FAINT, _ACCENT, _MARK, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[1;36m", "\x1b[33m", "\x1b[0m"


def text(edition: Edition, *, width: int = 80, colour: bool = False, ids: bool = False) -> str:
    """The edition for a terminal of `width` cells; only addresses are ever longer than a line.

    Wide characters count two cells. Without `colour` it holds no escape sequence. Widths under 24 count as 24. With
    `ids` each story says what commands know it by.
    """
    writer = _Writer(max(width, _NARROWEST), colour=colour, ids=ids)
    return "\n".join(writer.page(view.page(edition))) + "\n"


class _Writer:
    """Lines of a page at one width."""

    def __init__(self, width: int, *, colour: bool, ids: bool) -> None:
        self._width, self._colour, self._ids = width, colour, ids

    def page(self, page: Page) -> Iterator[str]:
        yield self._painted(page.name.upper(), _ACCENT)
        yield from self._block(page.day, _BOLD)
        if page.standing:
            yield from self._block(page.standing, _MARK)
        yield from self._block(page.summary, _FAINT)
        for section in page.sections:
            yield from self._section(section)
        yield from self._rest(page)

    def _rest(self, page: Page) -> Iterator[str]:
        """What stands below the stories: those that are over, and why there is nothing."""
        if page.ended:
            yield from self._heading("Gone quiet")
            for rest in page.ended:
                yield from self._block(f"{rest.title} · {rest.words}", _FAINT, indent=4)
        if page.quiet:
            yield ""
            yield from self._block(page.quiet)
        silences = (f"Silent: {'; '.join(page.silences)}.",) if page.silences else ()
        for note in (*page.notes, *silences):
            yield ""
            yield from self._block(note, _FAINT)

    def _section(self, section: Section) -> Iterator[str]:
        yield from self._heading(section.name)
        for story in section.stories:
            yield from self._story(story)

    def _story(self, story: Story) -> Iterator[str]:
        yield ""
        for index, line in enumerate(wrap(story.title, self._width - 4)):
            lead = f"{story.number:>2}. " if index == 0 else "    "
            yield self._painted(lead, _FAINT) + self._painted(line, _BOLD)
        yield from self._block(_facts(story, ids=self._ids), _FAINT, indent=4)
        if story.mark:
            yield from self._block(story.mark, _MARK, indent=4)
        for change in story.changes:
            yield from self._block(_changed(change), indent=4)
        yield from self._block(story.paragraph, indent=4)
        if story.update:
            yield from self._block(f"New: {paragraph(story.update)}", indent=4)
        if story.link:
            yield f"    {self._painted(story.link, _FAINT)}"

    def _heading(self, words: str) -> Iterator[str]:
        yield ""
        name, *more = wrap(words, self._width - 6)
        yield self._painted(f"── {name} {'─' * (self._width - cells(name) - 4)}", _ACCENT)
        for line in more:
            yield self._painted(f"   {line}", _ACCENT)

    def _block(self, words: str, style: str = "", indent: int = 0) -> Iterator[str]:
        for line in wrap(words, self._width - indent):
            yield " " * indent + self._painted(line, style)

    def _painted(self, words: str, style: str) -> str:
        return f"{style}{words}{_RESET}" if self._colour and style else words


def _facts(story: Story, *, ids: bool) -> str:
    """The line below a title: who tells it, where, when, and who else; last what commands know it by."""
    also = f"also in {', '.join(other.source for other in story.also_in)}" if story.also_in else ""
    matches = f"watched: {', '.join(story.watches)}" if story.watches else ""
    known = f"story {story.id}" if ids else ""
    facts = (story.source, story.moment.words, story.section, story.coverage, also, matches, known)
    return " · ".join(fact for fact in facts if fact)


def _changed(change: Change) -> str:
    """A correction in a line: what stood there, and what stands there now."""
    words = " → ".join(f"“{part}”" for part in (change.before, change.after) if part)
    return f"{change.label}: {words}"
