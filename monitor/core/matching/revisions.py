"""What a later text of an article changed; what passes, and is no news, changed nothing.

Two texts are compared as sets of lines: what is only typeset otherwise, or stands elsewhere, is the same. Lines that
tell when a page was made or how often it was read are passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from monitor.core.matching.passing import owns_up, passes
from monitor.core.model import Article
from monitor.core.text import fold, words


class Change(StrEnum):
    """A kind of change, in the order in which they are told."""

    HEADLINE = "headline"
    NOTE = "correction note"
    FIGURES = "figures changed"
    ADDED = "text added"
    REMOVED = "text removed"
    WORDING = "wording"


SENTENCE = 8
"""Words from which on what is new or gone is text added or removed; fewer on both sides are another wording."""
LABEL = 6
"""Words of a line without an end of a sentence in which nothing but a figure changed: a counter that no rule knows."""

_TYPESET = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u2039\u203a`\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b", ""),
    }
)
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_MARK = re.compile(r"[%\u20ac$\u00a3\u00a5\u20b9\u00b0]")
_ENDED = re.compile(r"[.!?\u3002\uff01\uff1f\u0964]\W*$")


def changes(before: Article, after: Article) -> tuple[Change, ...]:
    """The kinds of change from one text to the other, in the order of `Change`; none when nothing of news changed.

    Compared are title, subtitle and paragraphs.
    """
    old, new = _lines(before), _lines(after)
    gone, come = _unlabelled(old - new, new - old)
    kinds = _kinds_of(gone, come)
    if _line(before.title) != _line(after.title):
        kinds.add(Change.HEADLINE)
    return tuple(kind for kind in Change if kind in kinds)


def _kinds_of(gone: list[str], come: list[str]) -> set[Change]:
    figures_gone, figures_come = _figures(gone), _figures(come)
    words_gone, words_come = _words(gone), _words(come)
    lost, gained = (words_gone - words_come).total(), (words_come - words_gone).total()
    kinds = {
        Change.NOTE: any(map(owns_up, come)),
        Change.FIGURES: bool(figures_gone - figures_come and figures_come - figures_gone),
        Change.ADDED: gained >= SENTENCE or (gained > 0 and not lost),
        Change.REMOVED: lost >= SENTENCE or (lost > 0 and not gained),
        Change.WORDING: 0 < lost < SENTENCE and 0 < gained < SENTENCE,
    }
    found = {kind for kind, holds in kinds.items() if holds}
    return found or ({Change.WORDING} if gone or come else set())


def _lines(article: Article) -> Counter[str]:
    """The lines that may tell something, as they are compared."""
    lines = (_line(text) for text in (article.subtitle or "", *article.paragraphs))
    return Counter(line for line in lines if line and not passes(line))


def _line(text: str) -> str:
    return fold(text.translate(_TYPESET))


def _unlabelled(gone: Counter[str], come: Counter[str]) -> tuple[list[str], list[str]]:
    """The lines that are gone and that have come, without short labels in which nothing but a figure changed."""
    labels = _labels(gone) & _labels(come)
    rest = ([line for line in lines.elements() if _figureless(line) not in labels] for lines in (gone, come))
    before, after = rest
    return before, after


def _labels(lines: Iterable[str]) -> set[str]:
    return {_figureless(line) for line in lines if len(line.split()) <= LABEL and not _ENDED.search(line)}


def _figureless(line: str) -> str:
    return _FIGURE.sub("0", line)


def _figures(lines: Iterable[str]) -> Counter[str]:
    """Numbers and the marks beside them."""
    return Counter(found for line in lines for pattern in (_FIGURE, _MARK) for found in pattern.findall(line))


def _words(lines: Iterable[str]) -> Counter[str]:
    return Counter(word for line in lines for word in words(_FIGURE.sub(" ", line)))
