"""Lines made comparable."""

from __future__ import annotations

import re
import unicodedata

_OTHERS = re.compile(r"\W+")


def letters(text: str) -> str:
    """The text's letters and digits alone, folded: the same line is the same however it is spaced and set."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _OTHERS.sub("", text.casefold())


def word_set(listed: str) -> frozenset[str]:
    """The words of a table that is written as one text."""
    return frozenset(listed.split())
