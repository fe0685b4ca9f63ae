from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vectors:
    """Sentences as TF-IDF vectors of length 1, kept sparse: entry k says that `rows[k]` has `terms[k]` so much.

    Entries are sorted by row. `vocabulary` numbers the terms, `idf` weighs them. A sentence without words is 0.
    """

    rows: Integers
    terms: Integers
    weights: Floats
    idf: Floats
    vocabulary: dict[str, int]
    count: int

    def cosines(self, vector: Floats) -> Floats:
        """Of each sentence with a dense vector of length 1."""
        sums = np.bincount(self.rows, weights=self.weights * vector[self.terms], minlength=self.count)
        return sums.astype(np.float64)

    def forward(self) -> Floats:
        """Of each sentence, the sum of its cosines with all that follow it; no matrix of all pairs is made."""
        order = np.lexsort((self.rows, self.terms))
        weights, terms = self.weights[order], self.terms[order]
        through = np.cumsum(weights)
        last = np.searchsorted(terms, terms, side="right") - 1
        sums = np.bincount(self.rows[order], weights=weights * (through[last] - through), minlength=self.count)
        return sums.astype(np.float64)

    def sentence(self, index: int) -> Floats:
        """A sentence as a dense vector."""
        vector = np.zeros(len(self.idf))
        entries = slice(*np.searchsorted(self.rows, [index, index + 1]))
        vector[self.terms[entries]] = self.weights[entries]
        return vector

    def text(self, words: Sequence[str]) -> Floats:
        """Other words, such as a title's, as a dense vector of what they share with the sentences."""
        vector = np.zeros(len(self.idf))
        for word in words:
            if word in self.vocabulary:
                vector[self.vocabulary[word]] += self.idf[self.vocabulary[word]]
        length = np.linalg.norm(vector)
        return vector / length if length else vector

    def strange(self, words: Sequence[str]) -> Floats:
        """Words of another text as a dense vector, of length 1 together with those that no sentence has."""
        rare = float(np.log(1 + self.count)) + 1
        vector, other = np.zeros(len(self.idf)), 0.0
        for word, times in Counter(words).items():
            if word in self.vocabulary:
                vector[self.vocabulary[word]] = times * self.idf[self.vocabulary[word]]
            else:
                other += (times * rare) ** 2
        length = np.sqrt(float(vector @ vector) + other)
        return vector / length if length else vector

    def brought(self, worth: Floats) -> Floats:
        """For each sentence the sum of what its words are worth, each word once; worth is given for each term."""
        sums: Floats = np.bincount(self.rows, weights=worth[self.terms], minlength=self.count).astype(np.float64)
        return sums

    def terms_of(self, index: int) -> Integers:
        """The numbers of a sentence's terms, each once."""
        return self.terms[slice(*np.searchsorted(self.rows, [index, index + 1]))]


def tf_idf(sentences: Sequence[Sequence[str]]) -> Vectors:
    """The vectors of sentences given as words; a sentence is the document of the inverse document frequency."""
    vocabulary: dict[str, int] = {}
    numbers = [[vocabulary.setdefault(word, len(vocabulary)) for word in words] for words in sentences]
    size, count = max(1, len(vocabulary)), len(sentences)
    flat = np.array([row * size + term for row, words in enumerate(numbers) for term in words], dtype=np.int64)
    entries, frequencies = np.unique(flat, return_counts=True)
    rows, terms = np.divmod(entries, size)
    idf = np.log((1 + count) / (1 + np.bincount(terms, minlength=len(vocabulary)))) + 1
    weights = frequencies * idf[terms]
    lengths = np.sqrt(np.bincount(rows, weights=weights**2, minlength=count))
    return Vectors(rows=rows, terms=terms, weights=weights / lengths[rows], idf=idf, vocabulary=vocabulary, count=count)
