"""An edition as a short message for a messenger: its titles with their links, as many as there is room for.

In a chat a text can act without being markup: a name with an @ before it rings at people, angle brackets are Slack's
commands, Markdown gives a link words that hide where it leads. All are changed in what came from outside; a link stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.core.model import Edition, Item
from monitor.core.text import one_line
from monitor.render import links, view, words

_CALL = re.compile(r"@(?=\w)")
_BRACKETS = str.maketrans("<>", "\u2039\u203a")
_LINK = re.compile(r"\](?=[(\[])")
# Stars, grave accents, and underscores that do not join two letters; an address is taken whole, and left as it is.
_STRESS = re.compile(r"https?://\S+|[*`]|__+|(?<![^\W_])_|_(?![^\W_])")
_LIKE = str.maketrans("*`_", "\u2217\u02cb\uff3f")


def title(edition: Edition) -> str:
    """What the message is headed with, and a mail's subject: "Daily digest: Tuesday, 17 March 2026"."""
    return f"{view.NAME}: {words.day(edition.day)}"


def brief(edition: Edition, room: int) -> str:
    """The edition in at most so many characters: whole stories in their order, and how many more there are."""
    blocks = [words.summary(edition), *map(_story, range(1, len(edition.items) + 1), edition.items)]
    if not edition.items:
        blocks += filter(None, [words.quiet(edition), *map(harmless, edition.notes)])
    for shown in range(len(blocks), 0, -1):
        text = "\n\n".join([*blocks[:shown], *_rest(len(blocks) - shown)])
        if len(text) <= room:
            return text
    return blocks[0][:room]


def harmless(text: str) -> str:
    """Text in one line that calls nobody and commands nothing in a chat."""
    told = _CALL.sub("@\u2060", one_line(text).translate(_BRACKETS))
    return _STRESS.sub(_unstressed, _LINK.sub("]\u2060", told))


def _unstressed(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("http") else match[0].translate(_LIKE)


def _story(number: int, item: Item) -> str:
    told = f"{number}. {harmless(item.title) or 'Untitled'} ({harmless(item.source_name)})"
    address = links.safe(item.url)
    return f"{told}\n{address.replace('@', '%40')}" if address else told


def _rest(count: int) -> Iterator[str]:
    if count:
        yield f"and {count} more"
