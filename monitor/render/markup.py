"""An edition as Markdown (CommonMark), in which nothing from outside is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.core.model import Edition
from monitor.render import view
from monitor.render.view import Change, Page, Story, paragraph

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~^$#{}])")
# Bare addresses turn into links in GitHub's dialect.
_BARE = re.compile(r"(?i)(?<=\bwww)\.|:(?=//)|(?<=\bmailto):|(?<=\bxmpp):")
_LIST = re.compile(r"^([-+=]|[0-9]{1,9}(?=[.)]))")


def markdown(edition: Edition) -> str:
    """The edition as Markdown: a heading a section, a smaller one a story, its title linked."""
    return "\n\n".join(_blocks(view.page(edition))) + "\n"


def escaped(text: str) -> str:
    """One line of text as Markdown that shows it as it is, also at the start of a line."""
    quoted = _BARE.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\1", text))
    return _LIST.sub(lambda match: _guarded(match[0]), quoted)


def _guarded(start: str) -> str:
    """What would start a list or a rule, made harmless: a digit cannot be escaped, but named by its number."""
    return f"&#{ord(start[0])};{start[1:]}" if start[0].isdigit() else f"\\{start}"


def _blocks(page: Page) -> Iterator[str]:
    yield f"# {page.name}: {page.day}"
    if page.standing:
        yield f"*{escaped(page.standing)}*"
    yield escaped(page.summary)
    for section in page.sections:
        yield f"## {escaped(section.name)}"
        for story in section.stories:
            yield from _story(story)
    if page.ended:
        yield "## Gone quiet"
        yield "\n".join(f"- {escaped(rest.title)} · {escaped(rest.words)}" for rest in page.ended)
    if page.quiet:
        yield escaped(page.quiet)
    for note in page.notes:
        yield f"*{escaped(note)}*"
    if page.silences:
        yield f"*Silent: {escaped('; '.join(page.silences))}.*"


def _story(story: Story) -> Iterator[str]:
    yield f"### {story.number}. {_linked(story.title, story.link)}"
    yield " · ".join(_facts(story))
    if story.changes:
        yield "\n".join(f"- {_changed(change)}" for change in story.changes)
    if story.quotes:
        yield escaped(story.paragraph)
    if story.update:
        yield f"**New:** {escaped(paragraph(story.update))}"
    if story.picture:
        shown = " · ".join(filter(None, (story.picture.caption, story.picture.credit)))
        yield f"{_linked('Picture', story.picture.url)}: {escaped(shown)}"


def _facts(story: Story) -> Iterator[str]:
    """Who tells it, where, when, what it is to one who read before, and who else."""
    yield escaped(story.source)
    yield story.moment.words
    if story.section:
        yield escaped(story.section)
    if story.mark:
        yield f"**{story.mark}**"
    if story.coverage:
        yield story.coverage
    if story.also_in:
        yield f"also in {', '.join(_linked(other.source, other.link) for other in story.also_in)}"
    if story.watches:
        yield f"watched: {escaped(', '.join(story.watches))}"


def _changed(change: Change) -> str:
    words = " → ".join(f"“{escaped(part)}”" for part in (change.before, change.after) if part)
    return f"{change.label}: {words}"


def _linked(text: str, link: str | None) -> str:
    """The text, linked where there is an address; `links.safe` lets none through that could leave its brackets."""
    return f"[{escaped(text)}](<{link}>)" if link else escaped(text)
