"""What one text of an article says otherwise than another, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from monitor.core.model import Article
from monitor.core.pieces import Piece, Span, cut
from monitor.core.text import MARKS, UNSPACED

# A word or a number such as 4,000 with the space after it; in a script without spaces every character is a word.
_UNSPACED = UNSPACED.pattern.removesuffix("+")
_LETTERS = rf"(?:(?!{_UNSPACED})[\w{MARKS}])+"
WORD = re.compile(rf"(?:{_UNSPACED}|{_LETTERS}(?:[.,'\u2019:-]{_LETTERS})*|[^\w\s])\s*|\s+")
# difflib's time grows with the square of what differs: beyond these an honest "too much" is the better answer.
# Measured: the worst made-up pair of articles within them takes 0.1 s, an ordinary correction 5 ms.
_MOST_PARAGRAPHS = 400
MOST_WORDS = 500
_MOST_BY_WORD = 60
# Two paragraphs that share less of their words are two paragraphs, not one that was changed.
ALIKE = 0.45
# How far down one looks for what became of a paragraph.
_REACH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What stood there `before` and stands there `after`, None where nothing did; marked pieces differ.

    `part` names what is no paragraph: "Headline" or "Standfirst".
    """

    before: tuple[Piece, ...] | None
    after: tuple[Piece, ...] | None
    part: str | None = None


def compare(before: Article, after: Article) -> tuple[Difference, ...] | None:
    """The differences in reading order: headline, standfirst, paragraphs; none when the words are the same.

    None when there is more than can be compared while a reader waits.
    """
    old, new = before.paragraphs, after.paragraphs
    if max(len(old), len(new)) > _MOST_PARAGRAPHS:
        return None
    heads = (("Headline", before.title, after.title), ("Standfirst", before.subtitle, after.subtitle))
    found = [_difference(a or None, b or None, part) for part, a, b in heads if (a or "") != (b or "")]
    blocks = SequenceMatcher(None, old, new).get_opcodes()
    rows = [row for kind, a, b, c, d in blocks if kind != "equal" for row in _paired(old[a:b], new[c:d])]
    found += [_difference(*row) for row in rows[:_MOST_BY_WORD]]
    found += [Difference(before=_whole(a), after=_whole(b)) for a, b in rows[_MOST_BY_WORD:]]
    return tuple(found)


def _difference(old: str | None, new: str | None, part: str | None = None) -> Difference:
    whole = Difference(before=_whole(old), after=_whole(new), part=part)
    if old is None or new is None:
        return whole
    before, after = _words(old), _words(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return whole
    matcher = SequenceMatcher(None, before, after)
    if part is None and matcher.ratio() < ALIKE:
        return whole
    differing = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return Difference(
        before=cut(old, _spans(WORD.findall(old), [(start, end) for _, start, end, _, _ in differing])),
        after=cut(new, _spans(WORD.findall(new), [(start, end) for _, _, _, start, end in differing])),
        part=part,
    )


def _paired(old: tuple[str, ...], new: tuple[str, ...]) -> list[tuple[str | None, str | None]]:
    """Paragraphs side by side with what became of them, both in their order; None beside what has no partner."""
    rows: list[tuple[str | None, str | None]] = []
    rest = list(new)
    for paragraph in old:
        partner = _partner(paragraph, rest[:_REACH])
        if partner is None:
            rows.append((paragraph, None))
            continue
        rows += [(None, other) for other in rest[:partner]]
        rows.append((paragraph, rest[partner]))
        rest = rest[partner + 1 :]
    return rows + [(None, other) for other in rest]


def _partner(paragraph: str, others: list[str]) -> int | None:
    """The index of the paragraph that shares most words with this one, if any shares enough."""
    words = Counter(_words(paragraph))
    shares = [_share(words, Counter(_words(other))) for other in others]
    best = max(shares, default=0.0)
    return shares.index(best) if best >= ALIKE else None


def _share(a: Counter[str], b: Counter[str]) -> float:
    """The words that two paragraphs have in common, of all that they have, in whatever order."""
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _words(text: str) -> list[str]:
    return [word.strip() for word in WORD.findall(text)]


def _whole(text: str | None) -> tuple[Piece, ...] | None:
    return None if text is None else (Piece(text=text),)


def _spans(words: list[str], ranges: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Ranges of words as spans of characters, without the space after their last word."""
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return tuple(
        Span(start=offsets[a], end=offsets[b] - len(words[b - 1]) + len(words[b - 1].rstrip()), mark=number)
        for number, (a, b) in enumerate(ranges, 1)
        if a < b
    )
