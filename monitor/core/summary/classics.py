"""sumy's algorithms behind our own sentences, words and stems; nothing is downloaded.

sumy, and with it nltk, is imported when one of them is asked for: that takes half a second.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from math import isfinite
from typing import Any

import numpy as np

from monitor.core.model import Sentence
from monitor.core.summary.sentences import split
from monitor.core.summary.tongues import code
from monitor.core.text import words

Stem = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classic:
    """Where an algorithm of sumy's is, and how many sentences it may be given: the first ones of a long text.

    The limits keep a summary below about a second. Costs grow with the square of the count, KL's with its cube
    (10 ms at 10 sentences, 1.3 s at 100, two minutes at 500). LexRank and TextRank are sumy's with its matrices made
    by numpy; see `graphs`.
    """

    module: str
    name: str
    limit: int


CLASSICS = {
    "lexrank": Classic(module="monitor.core.summary.graphs", name="LexRank", limit=1000),
    "textrank": Classic(module="monitor.core.summary.graphs", name="TextRank", limit=1000),
    "lsa": Classic(module="sumy.summarizers.lsa", name="LsaSummarizer", limit=300),
    "luhn": Classic(module="sumy.summarizers.luhn", name="LuhnSummarizer", limit=1000),
    "kl": Classic(module="sumy.summarizers.kl", name="KLSummarizer", limit=80),
    "sumbasic": Classic(module="sumy.summarizers.sum_basic", name="SumBasicSummarizer", limit=500),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokenizer:
    """What sumy asks of a tokenizer; its own wants data that would have to be downloaded."""

    language: str

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """The sentences of a text, verbatim."""
        return tuple(sentence.text for sentence in split(text, self.language))

    def to_words(self, text: str) -> tuple[str, ...]:
        """The folded words of a text."""
        return tuple(words(text))


def ranked(algorithm: str, sentences: Sequence[Sentence], language: str | None) -> tuple[tuple[int, float], ...]:
    """The indices of the sentences that an algorithm may be given, with their scores, best first; none if it fails."""
    classic = CLASSICS[algorithm]
    summarizer = getattr(import_module(classic.module), classic.name)(stemmer(language))
    summarizer.stop_words = stop_words(language)
    best = _Best()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # LSA on few words, and LexRank on sentences that share none
        try:
            summarizer(document(sentences[: classic.limit], language), best)
        except np.linalg.LinAlgError:  # LSA's decomposition did not converge
            return ()
    return best.found


class _Best:
    """The count that sumy is given: it is called with all ratings, best first, and remembers them."""

    def __init__(self) -> None:
        self.found: tuple[tuple[int, float], ...] = ()

    def __call__(self, rated: Sequence[Any]) -> Sequence[Any]:
        self.found = tuple((info.order, float(info.rating) if isfinite(info.rating) else 0.0) for info in rated)
        return rated


def document(sentences: Sequence[Sentence], language: str | None) -> Any:
    """Our sentences as a document of sumy's, one for one and in their order."""
    dom = import_module("sumy.models.dom")
    tokenizer = Tokenizer(language=language or "en")
    paragraphs: dict[int, list[Any]] = {}
    for sentence in sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(dom.Sentence(sentence.text, tokenizer))
    return dom.ObjectDocumentModel([dom.Paragraph(group) for group in paragraphs.values()])


@lru_cache(maxsize=32)
def stemmer(language: str | None) -> Stem:
    """The stemmer of a language code, with a memory of its words; without one for the language, words stay whole."""
    stemmers = import_module("sumy.nlp.stemmers")
    try:
        return lru_cache(maxsize=32_768)(stemmers.Stemmer(code(language or "en")))
    except LookupError:
        return str


@lru_cache(maxsize=32)
def stop_words(language: str | None) -> frozenset[str]:
    """The stop words that sumy has for a language code; none where it has none."""
    try:
        found: frozenset[str] = import_module("sumy.utils").get_stop_words(code(language or "en"))
    except LookupError:
        return frozenset()
    return frozenset(word for line in found for word in words(line))
