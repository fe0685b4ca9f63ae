from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from monitor.core.model import Sentence
from monitor.core.text import words

HEADING = 12
"""Words below which a paragraph of one sentence without a point at its end is a heading, a label or a signature."""
FRAGMENT = 3
"""Words below which even a sentence with its point tells nothing."""
_POINTS = tuple(".!?\u2026:;\u3002\uff01\uff1f\u0964\u06d4\u061f\u0589\u104b\u17d4")
_CLOSING = "\"'\u201d\u2019\u00bb\u203a)]\u300d\u300f \u00a0"


def telling(sentences: Sequence[Sentence], title: str) -> tuple[Sentence, ...]:
    """The sentences that may stand in a summary: no headings, no title again, none that stood there before.

    If none is left, those that are no repetition.
    """
    once = tuple(_once(sentences))
    alone = Counter(sentence.paragraph for sentence in sentences)
    headline = words(title)
    kept = tuple(
        sentence for sentence in once if not _is_heading(sentence, headline, is_alone=alone[sentence.paragraph] == 1)
    )
    return kept or once


def _once(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences without those whose words stood in one before; without words, those of the same text."""
    seen: set[tuple[str, ...]] = set()
    for sentence in sentences:
        key = tuple(words(sentence.text)) or (sentence.text,)
        if key not in seen:
            seen.add(key)
            yield sentence


def _is_heading(sentence: Sentence, headline: Sequence[str], *, is_alone: bool) -> bool:
    said = words(sentence.text)
    if len(said) < FRAGMENT or said == headline:
        return True
    ended = sentence.text.rstrip(_CLOSING).endswith(_POINTS)
    return is_alone and not ended and len(said) < HEADING
