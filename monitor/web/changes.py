"""What an article said before and says now, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from monitor.core.model import Article, Version
from monitor.core.text import UNSPACED
from monitor.web.passages import Piece, Span, cut

# A word with the space after it; in a script without spaces every character counts as one.
_UNSPACED = UNSPACED.pattern.removesuffix("+")
_WORD = re.compile(rf"(?:{_UNSPACED}|(?:(?!{_UNSPACED})\w)+|[^\w\s])\s*|\s+")
# difflib's time grows with the square of what differs: beyond these an honest "too much" is the better answer.
_MOST_PARAGRAPHS = 400
_MOST_WORDS = 500
_MOST_PAIRS = 144
# Two paragraphs that share less of their words are two paragraphs, not one that was changed.
_ALIKE = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What stood there `before` and stands there `after`, None where nothing did; marked pieces differ.

    `part` names what is no paragraph: "Headline" or "Standfirst".
    """

    before: tuple[Piece, ...] | None
    after: tuple[Piece, ...] | None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A version and its changes against the one before; None when too much changed to compare."""

    version: Version
    before: Version
    changes: tuple[Change, ...] | None


def corrections(versions: tuple[Version, ...]) -> tuple[Correction, ...]:
    """Every version but the first with what it changed, newest first."""
    ordered = sorted(versions, key=lambda version: version.number)
    return tuple(
        Correction(version=after, before=before, changes=compare(before.article, after.article))
        for before, after in pairwise(ordered)
    )[::-1]


def changed_paragraphs(before: Article, after: Article) -> frozenset[int]:
    """Indexes of the paragraphs of `after` that `before` did not have."""
    old = set(before.paragraphs)
    return frozenset(index for index, paragraph in enumerate(after.paragraphs) if paragraph not in old)


def compare(before: Article, after: Article) -> tuple[Change, ...] | None:
    """The changes in reading order: headline, standfirst, paragraphs; none when the words are the same.

    None when there is more than can be compared while a reader waits.
    """
    if max(len(before.paragraphs), len(after.paragraphs)) > _MOST_PARAGRAPHS:
        return None
    changes = [
        _change(old or None, new or None, part)
        for part, old, new in (
            ("Headline", before.title, after.title),
            ("Standfirst", before.subtitle, after.subtitle),
        )
        if (old or "") != (new or "")
    ]
    for operation, a, b, c, d in SequenceMatcher(
        None, before.paragraphs, after.paragraphs, autojunk=False
    ).get_opcodes():
        if operation != "equal":
            rows = _paired(before.paragraphs[a:b], after.paragraphs[c:d])
            changes += [_change(old, new) for old, new in rows]
    return tuple(changes)


def _change(old: str | None, new: str | None, part: str | None = None) -> Change:
    if old is None or new is None:
        return Change(before=_whole(old), after=_whole(new), part=part)
    before, after = _words(old), _words(new)
    if max(len(before), len(after)) > _MOST_WORDS or (part is None and _likeness(before, after) < _ALIKE):
        return Change(before=_whole(old), after=_whole(new), part=part)
    blocks = _matcher(before, after).get_opcodes()
    differing = [code for code in blocks if code[0] != "equal"]
    return Change(
        before=cut(old, _spans(_WORD.findall(old), [(start, end) for _, start, end, _, _ in differing])),
        after=cut(new, _spans(_WORD.findall(new), [(start, end) for _, _, _, start, end in differing])),
        part=part,
    )


def _paired(old: tuple[str, ...], new: tuple[str, ...]) -> list[tuple[str | None, str | None]]:
    """Paragraphs side by side with what became of them, both in their order; None beside what has no partner."""
    rows: list[tuple[str | None, str | None]] = []
    rest = list(new)
    for paragraph in old:
        partner = _partner(paragraph, rest) if len(old) * len(new) <= _MOST_PAIRS else None
        if partner is None:
            rows.append((paragraph, None))
            continue
        rows += [(None, other) for other in rest[:partner]]
        rows.append((paragraph, rest[partner]))
        rest = rest[partner + 1 :]
    return rows + [(None, other) for other in rest]


def _partner(paragraph: str, others: list[str]) -> int | None:
    """The index of the paragraph that is most like this one, if any is alike at all."""
    words = _words(paragraph)
    likeness = [(_likeness(words, _words(other)), -index) for index, other in enumerate(others)]
    best, index = max(likeness, default=(0.0, 0))
    return -index if best >= _ALIKE else None


def _likeness(a: list[str], b: list[str]) -> float:
    """The share of words that two paragraphs have in common, in their order; 0 for what is too long to ask."""
    if max(len(a), len(b)) > _MOST_WORDS:
        return 0.0
    matcher = _matcher(a, b)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _matcher(a: list[str], b: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, a, b, autojunk=False)


def _words(text: str) -> list[str]:
    return [word.strip() for word in _WORD.findall(text)]


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
