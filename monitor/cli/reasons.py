"""Why a story is in a digest, or not: printed for people, or as one document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

from monitor.cli import output
from monitor.cli.options import Flags
from monitor.cli.prose import Prose
from monitor.core.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.core.model import Telling
    from monitor.service.explanations import Chosen, Explanation

LEAST = 0.05  # what is less than a twentieth of a word has no part worth a line
_MARGIN = " " * len("  2026-03-17 07:00  ")


class _Line(NamedTuple):
    """Words, and the lead that stands before them in a column of its own."""

    words: str = ""
    style: str = ""
    lead: str = ""


def show(flags: Flags, found: Explanation) -> None:
    """Prints an explanation, with `--json` as one document."""
    if flags.json:
        output.document(found)
        return
    prose = Prose()
    for line in _lines(found):
        prose.say(f"{line.lead}{one_line(line.words)}", line.style, hang=len(line.lead))


def _lines(found: Explanation) -> Iterator[_Line]:
    yield _Line(found.title, "bold")
    yield _Line(f"Story {found.story_id}, {_edition(found)}", "dim")
    yield _Line()
    yield _Line(f"{'In it' if found.is_in else 'Not in it'}: {found.verdict}.")
    before = [name for name in found.told_in if name != found.edition]
    if before:
        yield _Line(f"Told in {', '.join(before)}.")
    yield from _score(found)
    yield from _tellings("Articles", found.articles)
    yield from _tellings("Copies, left out", found.left_out)
    for number, chosen in enumerate(found.sentences, start=1):
        yield from _sentence(number, chosen)


def _edition(found: Explanation) -> str:
    """What the story is in, or not: of a day without an edition it is only composed."""
    from monitor.core.model import EditionState

    if found.state is EditionState.PUBLISHED:
        return f"edition {found.edition}"
    if found.state is EditionState.DRAFT:
        return f"draft of {found.edition}"
    return f"composed from {found.edition}, which has no edition"


def _score(found: Explanation) -> Iterator[_Line]:
    if found.score is None:
        return
    rank = f", rank {found.rank}" if found.rank else ""
    yield _Line()
    yield _Line(f"Score {found.score:.3f}{rank}", "bold")
    for part in found.account:
        yield _Line(part.reason, lead=f"  {part.value:+7.3f}  {part.name:<11} ")


def _tellings(head: str, tellings: tuple[Telling, ...]) -> Iterator[_Line]:
    if not tellings:
        return
    yield _Line()
    yield _Line(head, "bold")
    for telling in tellings:
        versions = f", {telling.versions} versions" if telling.versions > 1 else ""
        yield _Line(f"{telling.source_name}: {telling.title}", lead=f"  {_at(telling.told_at):<16}  ")
        yield _Line(f"article {telling.article_id}{versions}", "dim", lead=_MARGIN)
        yield _Line(telling.url, "dim", lead=_MARGIN)


def _sentence(number: int, chosen: Chosen) -> Iterator[_Line]:
    yield _Line()
    yield _Line(f"{chosen.quote.sentence.text} ({chosen.quote.source_name})", "bold", lead=f"{number}  ")
    for name, part in chosen.parts:
        if abs(part) >= LEAST:
            yield _Line(name, lead=f"  {part:+7.1f}  ")
    if not chosen.parts:
        yield _Line("it says what nothing chosen before it says", lead="     ")


def _at(moment: datetime) -> str:
    return output.printed(moment, moment, UTC)
