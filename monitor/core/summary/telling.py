from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from monitor.core.model import Sentence
from monitor.core.text import words

HEADING = 12
"""Words below which a paragraph of one sentence without a point at its end is a heading, a label or a signature."""
FRAGMENT = 3
"""Words below which even a sentence with its point tells nothing."""
AGAIN = 0.8
"""Share of the words of both, each counted once, from which on a sentence says the title again."""
_BULLETS = ("•", "- ", "– ", "* ", "· ", "▪", "►")
_POINTS = tuple(".!?\u2026:;\u3002\uff01\uff1f\u0964\u06d4\u061f\u0589\u104b\u17d4")
_NOTES = ("*", "†", "‡")
_ASKING = ("?", "\uff1f", "\u061f")
_ADDRESS = re.compile(r"https?://|\bwww\.\w|\w@\w[\w-]*\.\w")
_CLOSING = "\"'\u201d\u2019\u00bb\u203a)]\u300d\u300f \u00a0"


def telling(sentences: Sequence[Sentence], title: str) -> tuple[Sentence, ...]:
    """The sentences that may stand in a summary: no headings, lists or addresses, and nothing that was said before.

    Neither does the title stand there again. If none is left, those that are no repetition.
    """
    once = tuple(_once(sentences))
    alone = Counter(sentence.paragraph for sentence in sentences)
    headline = set(words(title))
    kept = tuple(
        sentence
        for sentence, said in once
        if not _is_heading(sentence, said, is_alone=alone[sentence.paragraph] == 1) and not _says_again(said, headline)
    )
    return kept or tuple(sentence for sentence, _ in once)


def _once(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, list[str]]]:
    """The sentences and their words, without those whose words stood in one before; without words, of the same text."""
    seen: set[tuple[str, ...]] = set()
    for sentence in sentences:
        said = words(sentence.text)
        key = tuple(said) or (sentence.text,)
        if key not in seen:
            seen.add(key)
            yield sentence, said


def _is_heading(sentence: Sentence, said: Sequence[str], *, is_alone: bool) -> bool:
    """Whether it is a heading, a label, a footnote or a service; so is a short question alone in its paragraph."""
    if len(said) < FRAGMENT or sentence.text.startswith(_NOTES) or _ADDRESS.search(sentence.text):
        return True
    ending = sentence.text.rstrip(_CLOSING)
    ended = ending.endswith(_POINTS) and not sentence.text.endswith(_ASKING)
    return is_alone and not ended and (len(said) < HEADING or (not ending.endswith(_POINTS) and _is_point(sentence)))


def _is_point(sentence: Sentence) -> bool:
    return sentence.text.startswith(_BULLETS)


def _says_again(said: Sequence[str], headline: AbstractSet[str]) -> bool:
    ours = set(said)
    return bool(headline) and len(ours & headline) >= AGAIN * len(ours | headline)
