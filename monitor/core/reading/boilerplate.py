"""Lines that stand in articles and belong to the page, as the tables tell them."""

from __future__ import annotations

from functools import lru_cache

from monitor.core.reading.tables.controls import CONTROLS
from monitor.core.reading.tables.labels import LABELS
from monitor.core.reading.tables.others import COMMENTS, OTHER_ARTICLES, RELATED
from monitor.core.reading.tables.prompts import PROMPTS

RULES = (*PROMPTS, *CONTROLS, *LABELS, *RELATED)
_COMPILED = tuple((rule.compiled(), rule) for rule in RULES)
_OTHER_ARTICLES, _COMMENTS = OTHER_ARTICLES.compiled(), COMMENTS.compiled()
_LONGEST = max(rule.longest for rule in RULES)


def kind_of(line: str) -> str | None:
    """What of the page's furniture a line is, None for a line of text."""
    return _kind(line) if len(line) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _kind(line: str) -> str | None:
    for pattern, rule in _COMPILED:
        if len(line) <= rule.longest and pattern.match(line):
            return rule.kind
    return None


def opens_other_articles(line: str) -> bool:
    """Whether a line is the heading of a list of other articles."""
    return len(line) <= OTHER_ARTICLES.longest and _OTHER_ARTICLES.match(line) is not None


def opens_comments(line: str) -> bool:
    """Whether a line is the heading of what readers wrote."""
    return len(line) <= COMMENTS.longest and _COMMENTS.match(line) is not None
