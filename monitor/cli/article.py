"""How an article, its story and its changes are shown: wrapped to the terminal, coloured where it can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.cli import output
from monitor.core.text import clean, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console
    from rich.text import Text

    from monitor.core.matching.differences import Difference
    from monitor.core.model import Coverage, Entry, Telling, Version
    from monitor.core.pieces import Piece

WIDEST = 100  # columns; longer lines are hard to read


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What is gone or what has come: its sign, its colour, and what stands around its words without colour."""

    sign: str
    colour: str
    marked: str
    around: tuple[str, str]


_GONE = _Side(sign="-", colour="red", marked="bold red reverse", around=("[-", "-]"))
_COME = _Side(sign="+", colour="green", marked="bold green reverse", around=("{+", "+}"))


def show(entry: Entry, versions: tuple[Version, ...], told: Coverage) -> None:
    """Prints an article with its summary, its story and how many versions it has."""
    console, article = _console(), entry.article
    _print(console, article.title, "bold")
    _print(console, article.subtitle or "", "italic")
    head = (entry.source_name, ", ".join(article.authors), f"{_at(entry.told_at)} UTC", entry.url)
    _print(console, " · ".join(filter(None, head)), "dim")
    if entry.gone_at:
        _print(console, f"Its page was gone at {_at(entry.gone_at)} UTC; what it said is kept.", "yellow")
    if entry.pruned_at:
        _print(console, f"Its text was removed at {_at(entry.pruned_at)} UTC; title and summary are kept.", "yellow")
    console.print()
    _print(console, "Summary", "bold")
    for sentence in entry.summary.sentences:
        _beside(console, "", sentence.text)
    for paragraph in article.paragraphs:
        console.print()
        _print(console, clean(paragraph))
    for caption in article.captions:
        console.print()
        _print(console, f"[{caption}]", "dim")
    if len(told.timeline) > 1:
        _show_coverage(console, entry, told)
    if len(versions) > 1:
        console.print()
        _print(console, f"{len(versions)} versions: `monitor show {entry.id} --diff` shows what changed.")


def show_changes(versions: tuple[Version, ...]) -> None:
    """Prints what each version changed: paragraphs as they were and are, the words that differ marked in them."""
    from monitor.core.matching import differences, revisions

    console = _console()
    if len(versions) < 2:
        _print(console, "There is one version.")
    for old, new in pairwise(versions):
        kinds = ", ".join(revisions.changes(old.article, new.article))
        _print(console, f"Version {new.number}, seen {_at(new.seen_at)} UTC{f': {kinds}' if kinds else ''}", "bold")
        found = differences.compare(old.article, new.article)
        if found is None:
            _print(console, "Too much changed to be shown side by side: --json has both texts.")
        for difference in found or ():
            _show_difference(console, difference)
        console.print()


def _show_coverage(console: Console, entry: Entry, told: Coverage) -> None:
    """The story's other articles in the order of their coming, and who was first."""
    console.print()
    count = len(told.outlets)
    credited = f", a text of {told.agency}" if told.agency else ""
    _print(console, f"Story {told.story_id} · {count} {'outlet' if count == 1 else 'outlets'}{credited}", "bold")
    _print(console, f"First told by {told.first.source_name}, {_at(told.first.told_at)} UTC", "dim")
    for telling in told.timeline:
        if telling.article_id != entry.id:
            _beside(console, "", f"Also in {telling.source_name}{_likeness(entry, telling)}: {telling.title}")
            _beside(console, "", f"{_at(telling.told_at)} UTC · {telling.url}", "dim")
    if len({quote.article_id for quote in told.summary}) > 1 or told.varies:
        _show_account(console, told)


def _show_account(console: Console, told: Coverage) -> None:
    """The summary of all the story's articles, and the sentences that disagree on a number, each with its source."""
    console.print()
    _print(console, "All of them together", "bold")
    for quote in told.summary:
        _beside(console, "", f"{quote.sentence.text} ({quote.source_name})")
    for one in told.varies:
        console.print()
        _print(console, f"Reporting varies: {one.unit}", "bold")
        for quote in one.quotes:
            _beside(console, "", f"{quote.sentence.text} ({quote.source_name})")


def _likeness(entry: Entry, other: Telling) -> str:
    return ", the same text" if (other.copy_of or other.url) == entry.original else ""


def _show_difference(console: Console, difference: Difference) -> None:
    if difference.part:
        _print(console, difference.part, "dim")
    for side, pieces in ((_GONE, difference.before), (_COME, difference.after)):
        if pieces is not None:
            _beside(console, side.sign, _marked(console, pieces, side), side.colour)


def _marked(console: Console, pieces: tuple[Piece, ...], side: _Side) -> Text:
    """The text with its marked pieces in colour, or between signs where there is none."""
    from rich.text import Text

    coloured = console.color_system is not None
    return Text.assemble(*_parts(pieces, side, coloured=coloured))


def _parts(pieces: tuple[Piece, ...], side: _Side, *, coloured: bool) -> Iterator[tuple[str, str]]:
    opening, closing = ("", "") if coloured else side.around
    for piece in pieces:
        words = one_line(f"|{piece.text}|")[1:-1]  # spaces at its ends part it from the next
        yield (f"{opening}{words}{closing}", side.marked) if piece.mark else (words, "")


def _beside(console: Console, sign: str, words: str | Text, style: str = "") -> None:
    """Words in a column of their own beside a sign of one character, or beside nothing."""
    from rich.text import Text

    text = Text(one_line(words), style=style) if isinstance(words, str) else words
    for number, line in enumerate(text.wrap(console, console.width - 2)):
        line.rstrip()
        console.print(Text.assemble((" " if number else sign or " ", style), " ", line))


def _print(console: Console, words: str, style: str = "") -> None:
    from rich.text import Text

    if words:
        for line in Text(one_line(words), style=style).wrap(console, console.width):
            line.rstrip()
            console.print(line)


def _console() -> Console:
    made = output.console()
    made.width = min(made.width, WIDEST)
    return made


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
