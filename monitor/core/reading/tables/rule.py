"""A row of the tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_GOES_ON = re.compile(r"\\\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of line, and how it is recognised.

    `starts` has under each language the patterns of a line's start, one a line and in lower case; "all" are the same
    everywhere. What follows the start has to match `then`, up to the line's end if `whole`. Longer lines than
    `longest` are text. A `cased` rule tells names from words by their capitals. One that may match anywhere in a line
    `needs` a word there, which is looked for first.
    """

    kind: str
    starts: Mapping[str, str]
    then: str = ""
    longest: int = 160
    whole: bool = True
    cased: bool = False
    needs: str = ""

    def pattern(self) -> str:
        """The row as the text of one regular expression, to be matched from a line's start."""
        return either(*self.starts.values()) + self.then + ("$" if self.whole else "")

    def compiled(self) -> re.Pattern[str]:
        """The row as a regular expression for lines in any case."""
        return re.compile(self.pattern(), re.IGNORECASE)


def either(*listed: str) -> str:
    r"""A pattern for any of the patterns that stand in the texts, one a line; after a \ a line goes on in the next."""
    lines = (line.strip() for text in listed for line in _GOES_ON.sub("", text).splitlines())
    return "(?:" + "|".join(filter(None, lines)) + ")"
