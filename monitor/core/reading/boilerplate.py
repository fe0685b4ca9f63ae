"""Lines that stand in articles and belong to the page, as the tables tell them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from monitor.core.reading.tables.controls import CONTROLS
from monitor.core.reading.tables.headings import AUTHORS, COMMENTS, OTHER_ARTICLES, SUMMARIES
from monitor.core.reading.tables.labels import LABELS
from monitor.core.reading.tables.notes import NEW_WINDOW, NOTES
from monitor.core.reading.tables.prompts import PROMPTS
from monitor.core.reading.tables.related import RELATED

RULES = (*PROMPTS, *NOTES, *CONTROLS, *LABELS, *RELATED)
_LENGTHS = sorted({rule.longest for rule in RULES})
_CASED = tuple((rule.compiled(), rule) for rule in RULES if rule.cased)
_NEEDING = tuple((rule.compiled(), rule) for rule in RULES if rule.needs)
HEADINGS = (OTHER_ARTICLES, AUTHORS, COMMENTS, SUMMARIES)
_LONGEST_HEADING = max(rule.longest for rule in HEADINGS)
_HEADINGS = re.compile("|".join(f"(?P<_{i}>{rule.pattern()})" for i, rule in enumerate(HEADINGS)), re.IGNORECASE)


def kind_of(line: str) -> str | None:
    """What of the page's furniture a line is, None for a line of text."""
    return _kind(line) if len(line) <= _LENGTHS[-1] else None


@lru_cache(maxsize=4096)
def _kind(line: str) -> str | None:
    lower = line.lower()
    found = _rows(next(length for length in _LENGTHS if length >= len(line))).match(lower)
    if found and found.lastgroup:
        return RULES[int(found.lastgroup[1:])].kind
    for row, rule in _NEEDING:
        if rule.needs in lower and len(line) <= rule.longest and row.match(line):
            return rule.kind
    return next((rule.kind for row, rule in _CASED if len(line) <= rule.longest and row.match(line)), None)


@cache
def _rows(length: int) -> re.Pattern[str]:
    """All rows for lines of a length in one expression, for lines in lower case: matching each took thrice as long."""
    rows = ((i, rule) for i, rule in enumerate(RULES) if rule.longest >= length and not rule.cased and not rule.needs)
    return re.compile("|".join(f"(?P<_{i}>{rule.pattern()})" for i, rule in rows))


def without_asides(text: str) -> str:
    """A paragraph without what its links say to those who hear the page."""
    if "(" not in text or NEW_WINDOW.search(text) is None:
        return text
    return " ".join(NEW_WINDOW.sub(" ", text).split())


@lru_cache(maxsize=4096)
def heading_of(line: str) -> str | None:
    """What that is not the article's text a line is the heading of, None for any other line."""
    found = _HEADINGS.match(line) if len(line) <= _LONGEST_HEADING else None
    rule = HEADINGS[int(found.lastgroup[1:])] if found and found.lastgroup else None
    return rule.kind if rule is not None and len(line) <= rule.longest else None


def opens_other_articles(line: str) -> bool:
    """Whether a line is the heading of a list of other articles."""
    return heading_of(line) == OTHER_ARTICLES.kind
