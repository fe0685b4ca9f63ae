"""Why a summary has the sentences that it has: the article with them marked, and each feature's part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.cli import output
from monitor.cli.options import Flags
from monitor.cli.prose import Prose
from monitor.core.text import clean, one_line

if TYPE_CHECKING:
    from rich.text import Text

    from monitor.core.model import Article
    from monitor.core.summary import Length, Reason

LEAST = 0.05  # what is less than a twentieth of a word has no part worth a line


def show(flags: Flags, article: Article, length: Length) -> None:
    """Prints the reasons of an article's summary, with `--json` as one document."""
    from monitor.core.summary import reasons

    found = reasons(article, length)
    if flags.json:
        output.document({"title": article.title, "url": article.url, "reasons": [_record(reason) for reason in found]})
        return
    prose = Prose()
    prose.say(_marked(article, found))
    for rank, reason in enumerate(found, start=1):
        prose.say()
        prose.say(_why(rank, reason))


def _record(reason: Reason) -> dict[str, object]:
    return {**output.plain(reason.sentence), "parts": dict(reason.parts)}


def _marked(article: Article, found: tuple[Reason, ...]) -> Text:
    """The article, each chosen sentence in its rank's brackets, and bold on a terminal."""
    from rich.text import Text

    text, marked, position = article.text, Text(), 0
    ranks = {reason.sentence.start: (rank, reason.sentence) for rank, reason in enumerate(found, start=1)}
    for start in sorted(ranks):
        rank, sentence = ranks[start]
        marked.append(clean(text[position:start]))
        marked.append(f"[{rank}: {clean(sentence.text)}]", style="bold")
        position = sentence.end
    marked.append(clean(text[position:]))
    return Text(f"{one_line(article.title)}\n\n", style="bold").append_text(marked)


def _why(rank: int, reason: Reason) -> Text:
    from rich.text import Text

    why = Text(f"{rank}  {reason.sentence.score:+.1f}  {one_line(reason.sentence.text)}", style="bold")
    for name, part in reason.parts:
        if abs(part) >= LEAST:
            why.append(f"\n   {part:+7.1f}  {name}", style="not bold")
    return why
