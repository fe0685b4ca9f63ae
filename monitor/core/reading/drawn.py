"""The text that a page holds for its scripts to draw, in the strings of their data, as frameworks leave it there."""

from __future__ import annotations

import json
import re

from selectolax.lexbor import LexborHTMLParser

_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_PARAGRAPH = re.compile(r"<(?:p|br)\b", re.IGNORECASE)
_LEAST = 500  # characters of markup
_LONGEST_SCRIPT = 2_000_000


def markup(tree: LexborHTMLParser) -> str:
    """The longest string with paragraphs in it that stands in a script, "" if none does."""
    best = ""
    for script in tree.css("script"):
        text = script.text()
        if _LEAST <= len(text) <= _LONGEST_SCRIPT:
            for found in _STRING.finditer(text):
                if found.end() - found.start() > max(_LEAST, len(best)):
                    best = max(best, _paragraphs(found.group()), key=len)
    return best


def _paragraphs(literal: str) -> str:
    """The markup that a string literal stands for, "" if it stands for none."""
    try:
        text = json.loads(literal, strict=False)
    except ValueError:
        return ""
    return text if _PARAGRAPH.search(text) else ""
