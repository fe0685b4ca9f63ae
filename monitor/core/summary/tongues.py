"""Which language's words a text is read by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.core.model import Sentence
from monitor.core.summary import loose
from monitor.core.text import words

READ = 50
"""Sentences that are read to find the language of a text that names none."""
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
"""Scripts that tell their language; Japanese comes before Chinese, whose characters it uses as well."""
OWN = 0.1
"""Share of a text's characters in a script from which on it is written in it."""


def code(language: str | None) -> str:
    """The language of a tag such as "pt-BR" in lower case; empty for none and for what is no tag."""
    found = (language or "").replace("_", "-").partition("-")[0].lower()
    return found if found.isascii() and found.isalpha() and len(found) in {2, 3} else ""


def tongue(language: str | None, sentences: Sequence[Sentence]) -> str:
    """The code of the language that is given, else of the one that the sentences seem to be in; empty if unknown.

    A script tells it, or the words that hold sentences together: no two languages share many of them.
    """
    if language:
        return code(language)
    text = " ".join(sentence.text for sentence in sentences[:READ])
    of_script = next((name for name, own in _SCRIPTS.items() if len(own.findall(text)) > OWN * len(text)), None)
    return of_script or loose.language(words(text))
