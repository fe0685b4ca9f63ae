"""How likely a person's summary is to use each word of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from monitor.core.summary import loose
from monitor.core.summary.vectors import Floats, Vectors

COEFFICIENTS = {
    "bias": -0.5,
    "early": 1.25,
    "share": 1.0,
    "title": 2.6,
    "untitled": -0.6,
    "length": -0.17,
    "loose": -0.65,
}
"""A logistic model of seven numbers, found by `benchmarks/tune_summaries.py`: ridge on either half of 627 articles
whose references people wrote, which differed in the second digit only.

`early`: logarithm of the sum of 1/sqrt(1 + i) over the sentences i that have the word: often, and early, as news tell
the important first. `share`: of the sentences that have it. `title`: it stands in the title; `untitled`: there is no
title. `length`: logarithm of the number of sentences, among which a word has more occasions. `loose`: it is one of the
language's words that tell nothing by themselves.
"""


def columns(vectors: Vectors, title: Sequence[str], code: str) -> Floats:
    """One row for each word of the vocabulary, one column for each coefficient."""
    size = len(vectors.idf)
    early = np.bincount(vectors.terms, weights=1 / np.sqrt(1 + vectors.rows), minlength=size)
    found = {
        "bias": np.ones(size),
        "early": np.log(early),
        "share": np.bincount(vectors.terms, minlength=size) / max(1, vectors.count),
        "title": _marked(vectors, set(title)),
        "untitled": np.full(size, 0.0 if title else 1.0),
        "length": np.full(size, np.log(max(1, vectors.count))),
        "loose": _marked(vectors, loose.table(code)),
    }
    return np.column_stack([found[name] for name in COEFFICIENTS])


def chances(vectors: Vectors, title: Sequence[str], code: str) -> Floats:
    """For each word of the vocabulary, how likely a summary of three sentences is to use it: 0 to 1.

    Estimating words and then choosing sentences by the words they bring is Hong & Nenkova's (2014) way; there the
    features are hundreds, and here those that any language has.
    """
    likely: Floats = 1 / (1 + np.exp(-columns(vectors, title, code) @ np.array(list(COEFFICIENTS.values()))))
    return likely


def _marked(vectors: Vectors, words: Iterable[str]) -> Floats:
    marked = np.zeros(len(vectors.idf))
    marked[[vectors.vocabulary[word] for word in words if word in vectors.vocabulary]] = 1
    return marked
