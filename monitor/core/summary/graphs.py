"""sumy's LexRank and TextRank, their matrices made by numpy instead of word by word: the same sentences, sooner.

Importing this imports sumy, and with it nltk: half a second.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from monitor.core.summary.vectors import Floats, Integers

Stems = Sequence[Sequence[str]]


class LexRank(LexRankSummarizer):  # type: ignore[misc]  # sumy ships no types
    """sumy's LexRank (Erkan & Radev 2004), with its cosines as one product of matrices.

    A rounding of the last digit could carry a cosine over the threshold; on news it has not.
    """

    def _to_words_set(self, sentence: Any) -> list[str]:
        return _stems(self._stemmer, self._stop_words, sentence)

    def _compute_tf(self, sentences: Stems) -> Stems:
        return sentences

    def _compute_idf(self, sentences: Stems) -> None:
        """Nothing: what comes of it stands in the matrix."""

    def _create_matrix(self, sentences: Stems, threshold: float, _tf: Stems, _idf: None) -> Floats:
        counted = _counted(sentences)
        idf = np.log(len(sentences) / (1 + counted.spread))
        weights = counted.counts / counted.most[counted.rows] * idf[counted.terms]
        lengths = np.sqrt(np.bincount(counted.rows, weights=weights**2, minlength=len(sentences)))
        shared = counted.shared(weights)
        norms = np.outer(lengths, lengths)
        cosines = np.divide(shared @ shared.T, norms, out=np.zeros_like(norms), where=norms > 0)
        np.fill_diagonal(cosines, lengths > 0)
        near = (cosines > threshold).astype(np.float64)
        matrix: Floats = near / np.maximum(1, near.sum(axis=1))[:, np.newaxis]
        return matrix


class TextRank(TextRankSummarizer):  # type: ignore[misc]  # sumy ships no types
    """sumy's TextRank (Mihalcea & Tarau 2004), its counts of common words as one product of matrices.

    Counts are whole numbers, and the rest is reckoned in sumy's order: the matrix is the same to the last digit.
    """

    def _to_words_set(self, sentence: Any) -> list[str]:
        return _stems(self._stemmer, self._stop_words, sentence)

    def _create_matrix(self, document: Any) -> Floats:
        sentences = [self._to_words_set(sentence) for sentence in document.sentences]
        counted = _counted(sentences)
        shared = counted.shared(counted.counts)
        common = shared @ shared.T
        np.fill_diagonal(common, np.bincount(counted.rows, weights=counted.counts**2, minlength=len(sentences)))
        logs = np.array([math.log(max(1, len(words))) for words in sentences])
        norms = np.add.outer(logs, logs)
        weights = np.divide(common, norms, out=common.copy(), where=~np.isclose(norms, 0.0))
        weights /= weights.sum(axis=1)[:, np.newaxis] + self._ZERO_DIVISION_PREVENTION
        chance = np.full(weights.shape, (1.0 - self.damping) / len(sentences))
        matrix: Floats = chance + self.damping * weights
        return matrix


def _stems(stem: Callable[[str], str], stop_words: frozenset[str], sentence: Any) -> list[str]:
    """The stems of a sentence's words but the stop words, each made small once instead of three times."""
    return [stem(word) for word in map(str.lower, sentence.words) if word not in stop_words]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Counted:
    """How often (`counts`) the sentence `rows[k]` has the stem `terms[k]`, for each pair that occurs.

    `most` is each sentence's highest count, `spread` the number of sentences that have a stem.
    """

    rows: Integers
    terms: Integers
    counts: Floats
    most: Floats
    spread: Integers

    def shared(self, weights: Floats) -> Floats:
        """The weights as a dense matrix, a row for each sentence, of the stems that more than one has."""
        common = self.spread > 1
        columns = np.cumsum(common) - 1
        entries = common[self.terms]
        dense = np.zeros((len(self.most), int(common.sum())))
        dense[self.rows[entries], columns[self.terms[entries]]] = weights[entries]
        return dense


def _counted(sentences: Stems) -> _Counted:
    numbers: dict[str, int] = {}
    stems = [[numbers.setdefault(stem, len(numbers)) for stem in words] for words in sentences]
    size = max(1, len(numbers))
    flat = np.array([row * size + term for row, words in enumerate(stems) for term in words], dtype=np.int64)
    entries, counts = np.unique(flat, return_counts=True)
    rows, terms = np.divmod(entries, size)
    most = np.ones(len(sentences))
    np.maximum.at(most, rows, counts)
    return _Counted(
        rows=rows,
        terms=terms,
        counts=counts.astype(np.float64),
        most=most,
        spread=np.bincount(terms, minlength=len(numbers)),
    )
