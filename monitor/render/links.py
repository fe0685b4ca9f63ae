"""Addresses that may stand in a rendered edition, and links to a sentence's place in its article."""

from __future__ import annotations

import re

from monitor.core import urls
from monitor.core.text import UNSPACED, clean

_SAFE_ADDRESS = re.compile(r"(?i)https?://[^\s<>\"'`\\^{}|\x00-\x20]+")
_EDGE_WORDS = 5
_WHOLE_WORDS = 12


def safe(url: str) -> str | None:
    """The address where it is a plain http(s) one that can stand in any format as it is, else None."""
    for address in (url, urls.resolve(url, url) or ""):
        if _SAFE_ADDRESS.fullmatch(address) and clean(address) == address:
            return address
    return None


def to_sentence(address: str | None, sentence: str) -> str | None:
    """The address with a text fragment: a browser goes to the sentence in the page and marks it.

    The fragment names a long sentence by its first and last words, so that the address stays short
    (https://wicg.github.io/scroll-to-text-fragment/).
    """
    if address is None or not sentence:
        return address
    words = sentence.split(" ")
    if len(words) <= _WHOLE_WORDS or UNSPACED.search(sentence):
        parts = [sentence]
    else:
        parts = [" ".join(words[:_EDGE_WORDS]), " ".join(words[-_EDGE_WORDS:])]
    separator = "" if "#" in address else "#"
    return f"{address}{separator}:~:text={','.join(map(_fragment, parts))}"


def _fragment(text: str) -> str:
    """The text percent-encoded; in a text fragment the hyphen and the comma mean something too."""
    return "".join(
        character if character.isascii() and character.isalnum() else "".join(f"%{b:02X}" for b in character.encode())
        for character in text
    )
