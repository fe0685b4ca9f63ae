"""Lines made comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OTHERS = re.compile(r"\W+")


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """The text's letters and digits alone, folded: the same line is the same however it is spaced and set."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _OTHERS.sub("", text.casefold())


def word_set(listed: str) -> frozenset[str]:
    """The words of a table that is written as one text."""
    return frozenset(listed.split())
