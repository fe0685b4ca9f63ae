"""How an article, its story and its changes are shown: wrapped to the terminal, coloured where it can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.cli import output
from monitor.cli.prose import Prose
from monitor.core.text import clean, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from rich.text import Text

    from monitor.core.matching.differences import Difference
    from monitor.core.model import Coverage, Entry, Telling, Version
    from monitor.core.pieces import Piece


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
    prose, article = Prose(), entry.article
    _print(prose, article.title, "bold")
    _print(prose, article.subtitle or "", "italic")
    head = (
        entry.source_name,
        ", ".join(article.authors),
        output.printed_in_utc(article.published, entry.first_seen),
        entry.url,
    )
    _print(prose, " · ".join(filter(None, head)), "dim")
    if entry.gone_at:
        _print(prose, f"Its page was gone at {_at(entry.gone_at)} UTC; what it said is kept.", "yellow")
    if entry.pruned_at:
        _print(prose, f"Its text was removed at {_at(entry.pruned_at)} UTC; title and summary are kept.", "yellow")
    prose.say()
    _print(prose, "Summary", "bold")
    for sentence in entry.summary.sentences:
        _beside(prose, "", sentence.text)
    for paragraph in article.paragraphs:
        prose.say()
        _print(prose, clean(paragraph))
    for caption in article.captions:
        prose.say()
        _print(prose, f"[{caption}]", "dim")
    if len(told.timeline) > 1:
        _show_coverage(prose, entry, told)
    if len(versions) > 1:
        prose.say()
        _print(prose, f"{len(versions)} versions: `monitor show {entry.id} --diff` shows what changed.")


def show_changes(versions: tuple[Version, ...]) -> None:
    """Prints what each version changed: paragraphs as they were and are, the words that differ marked in them."""
    from monitor.core.matching import differences, revisions

    prose = Prose()
    if len(versions) < 2:
        _print(prose, "There is one version.")
    for old, new in pairwise(versions):
        kinds = ", ".join(revisions.changes(old.article, new.article))
        _print(prose, f"Version {new.number}, seen {_at(new.seen_at)} UTC{f': {kinds}' if kinds else ''}", "bold")
        found = differences.compare(old.article, new.article)
        if found is None:
            _print(prose, "Too much changed to be shown side by side: --json has both texts.")
        for difference in found or ():
            _show_difference(prose, difference)
        prose.say()


def _show_coverage(prose: Prose, entry: Entry, told: Coverage) -> None:
    """The story's other articles in the order of their coming, and who was first."""
    prose.say()
    count = len(told.outlets)
    credited = f", a text of {told.agency}" if told.agency else ""
    _print(prose, f"Story {told.story_id} · {count} {'outlet' if count == 1 else 'outlets'}{credited}", "bold")
    _print(
        prose,
        f"First told by {told.first.source_name}, {output.printed_in_utc(told.first.told_at, told.first.told_at)}",
        "dim",
    )
    for telling in told.timeline:
        if telling.article_id != entry.id:
            _beside(prose, "", f"Also in {telling.source_name}{_likeness(entry, telling)}: {telling.title}")
            _beside(prose, "", f"{output.printed_in_utc(telling.told_at, telling.told_at)} · {telling.url}", "dim")
    if len({quote.article_id for quote in told.summary}) > 1 or told.varies:
        _show_account(prose, told)


def _show_account(prose: Prose, told: Coverage) -> None:
    """The summary of all the story's articles, and the sentences that disagree on a number, each with its source."""
    prose.say()
    _print(prose, "All of them together", "bold")
    for quote in told.summary:
        _beside(prose, "", f"{quote.sentence.text} ({quote.source_name})")
    for one in told.varies:
        prose.say()
        _print(prose, f"Reporting varies: {one.unit}", "bold")
        for quote in one.quotes:
            _beside(prose, "", f"{quote.sentence.text} ({quote.source_name})")


def _likeness(entry: Entry, other: Telling) -> str:
    return ", the same text" if (other.copy_of or other.url) == entry.original else ""


def _show_difference(prose: Prose, difference: Difference) -> None:
    if difference.part:
        _print(prose, difference.part, "dim")
    for side, pieces in ((_GONE, difference.before), (_COME, difference.after)):
        if pieces is not None:
            _beside(prose, side.sign, _marked(prose, pieces, side), side.colour)


def _marked(prose: Prose, pieces: tuple[Piece, ...], side: _Side) -> Text:
    """The text with its marked pieces in colour, or between signs where there is none."""
    from rich.text import Text

    coloured = prose.is_coloured
    return Text.assemble(*_parts(pieces, side, coloured=coloured))


def _parts(pieces: tuple[Piece, ...], side: _Side, *, coloured: bool) -> Iterator[tuple[str, str]]:
    opening, closing = ("", "") if coloured else side.around
    for piece in pieces:
        words = one_line(f"|{piece.text}|")[1:-1]  # spaces at its ends part it from the next
        yield (f"{opening}{words}{closing}", side.marked) if piece.mark else (words, "")


def _beside(prose: Prose, sign: str, words: str | Text, style: str = "") -> None:
    """Words in a column of their own beside a sign of one character, or beside nothing."""
    from rich.text import Text

    text = Text(one_line(words), style=style) if isinstance(words, str) else words
    prose.say(Text.assemble((sign or " ", style), " ", text), hang=2)


def _print(prose: Prose, words: str, style: str = "") -> None:
    if words:
        prose.say(one_line(words), style)


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
