"""Why a story is in a digest, or not: printed for people, or as one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.cli import output
from monitor.cli.options import Flags
from monitor.core.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from rich.text import Text

    from monitor.core.model import Telling
    from monitor.service.explanations import Chosen, Explanation

WIDEST = 100  # columns; longer lines are hard to read
LEAST = 0.05  # what is less than a twentieth of a word has no part worth a line


def show(flags: Flags, found: Explanation) -> None:
    """Prints an explanation, with `--json` as one document."""
    if flags.json:
        output.document(found)
        return
    console = output.console()
    console.width = min(console.width, WIDEST)
    for line in _lines(found):
        console.print(line)


def _lines(found: Explanation) -> Iterator[Text]:
    yield _line(found.title, "bold")
    yield _line(f"Story {found.story_id}, edition {found.edition}", "dim")
    yield _line("")
    yield _line(f"{'In it' if found.is_in else 'Not in it'}: {found.verdict}.")
    before = [name for name in found.told_in if name != found.edition]
    if before:
        yield _line(f"Told in {', '.join(before)}.")
    yield from _score(found)
    yield from _tellings("Articles", found.articles)
    yield from _tellings("Copies, left out", found.left_out)
    for number, chosen in enumerate(found.sentences, start=1):
        yield from _sentence(number, chosen)


def _score(found: Explanation) -> Iterator[Text]:
    if found.score is None:
        return
    rank = f", rank {found.rank}" if found.rank else ""
    yield _line("")
    yield _line(f"Score {found.score:.3f}{rank}", "bold")
    for part in found.account:
        yield _line(f"  {part.value:+7.3f}  {part.name:<11} {part.reason}")


def _tellings(head: str, tellings: tuple[Telling, ...]) -> Iterator[Text]:
    if not tellings:
        return
    yield _line("")
    yield _line(head, "bold")
    for telling in tellings:
        versions = f", {telling.versions} versions" if telling.versions > 1 else ""
        yield _line(f"  {_at(telling.told_at)}  {telling.source_name}: {telling.title}")
        yield _line(f"  {'':16}  article {telling.article_id}{versions}", "dim")
        yield _line(f"  {'':16}  {telling.url}", "dim")


def _sentence(number: int, chosen: Chosen) -> Iterator[Text]:
    yield _line("")
    yield _line(f"{number}  {chosen.quote.sentence.text} ({chosen.quote.source_name})", "bold")
    for name, part in chosen.parts:
        if abs(part) >= LEAST:
            yield _line(f"  {part:+7.1f}  {name}")
    if not chosen.parts:
        yield _line("     it says what nothing chosen before it says")


def _line(words: str, style: str = "") -> Text:
    from rich.text import Text

    indent = len(words) - len(words.lstrip())
    return Text(" " * indent + one_line(words) if words.strip() else "", style=style)


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
