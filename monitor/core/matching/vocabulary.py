from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, islice

from monitor.core.matching.common import COMMON
from monitor.core.model import Article, Terms
from monitor.core.text import WORD, words

STEM = 6
"""Letters of a word that count: cutting is a stemmer for every alphabet (McNamee & Mayfield 2004). BCubed F1 of
stories .878 with 6 letters, .874 with 7, .869 with 8, .853 with whole words."""
READ = 1000
"""Words that are read: .882 with 500, .885 with 1,000; the rest of a long text strays from its event."""
LEAD = 80
"""First words of the text, which like those of the title count twice: .862 where they count once."""
NAME = 0.6
"""The share of a word's places in the text at which it begins with a capital if it is a name: the rest are the starts
of sentences. Between .4 and .9 nothing changed by more than .002."""
NAMED = 1.5
"""What a name counts beside another word; between 1 and 1.5 nothing changed by more than .003, 2 lost .01: names
of people and places are rare, and weigh by that already."""
SLOPE = 2.0
"""How the weight grows with the logarithm of a word's count: with 1 .883, 2 .885, 3 .884."""
UNREAD = 10
"""Articles that are counted before the first, and hold nothing but the commonest words of a language: without them, the
words of the first event would be half as rare as all others in a history that begins. 60 articles of 12 events, in
batches of 6: .934 with, .926 without; 717 articles alike with 1 to 25. That they hold the common words keeps the first
articles of a language, of which nothing else is known, from being alike by these alone."""
SEEN = UNREAD + 0.5
BUCKETS = 1 << 20
"""Numbers by which articles that hold a term are counted: the table stays bounded, and a word of the hundred thousand
of a language shares its number with another one in ten times at most, mostly a rare one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequencies:
    """In how many of a language's `articles` each term stands, by its bucket; a term that is missing stands in none."""

    articles: int = 0
    holding: Mapping[int, int] = field(default_factory=dict)

    def rarities(self, numbers: Iterable[int]) -> list[float]:
        """The inverse document frequency of each term (Sparck Jones 1972), near 0 for one that all articles have.

        Half an article more keeps that of a term which nobody used finite.
        """
        holders, common, everywhere = self.holding, _common(), math.log(self.articles + UNREAD)
        return [
            max(0.0, everywhere - math.log(holders.get(number % BUCKETS, 0) + (SEEN if number in common else 0.5)))
            for number in numbers
        ]


def terms(article: Article) -> Terms:
    """What an article is about: its words, cut to their stems, with how much each counts in it.

    A script without spaces gives its pairs of characters. An article without words has no terms. The numbers are
    the same on every machine.
    """
    text = _words("\n".join((article.subtitle or "", *article.paragraphs)))
    stems = [_stems(word) for word in text]
    places = Counter(chain.from_iterable(stems))
    capitals = Counter(chain.from_iterable(stem for stem, word in zip(stems, text, strict=True) if word[0].isupper()))
    counted = places + Counter(chain.from_iterable(stems[:LEAD]))
    for word in _words(article.title):
        counted.update(_stems(word) * 2)
    weights = (
        (1 + SLOPE * math.log(count)) * (NAMED if 0 < NAME * places[number] <= capitals[number] else 1)
        for number, count in counted.items()
    )
    return Terms(numbers=tuple(counted), weights=tuple(weights))


def bucket(term: int) -> int:
    """The number by which articles with the term are counted."""
    return term % BUCKETS


def _words(text: str) -> list[str]:
    found = WORD.finditer(unicodedata.normalize("NFKC", text))
    return [match.group() for match in islice(found, READ)]


@lru_cache(maxsize=1)
def _common() -> frozenset[int]:
    return frozenset(chain.from_iterable(map(_stems, COMMON)))


@lru_cache(maxsize=65_536)
def _stems(word: str) -> tuple[int, ...]:
    """The numbers of a word as it stands: its stem's, of an unspaced script its pairs', of a single letter none."""
    return tuple(
        _hash(one if one.isdecimal() else one[:STEM]) for one in words(word) if len(one) > 1 or one.isdecimal()
    )


def _hash(stem: str) -> int:
    return int.from_bytes(blake2b(stem.encode(), digest_size=8).digest(), "little", signed=True)
