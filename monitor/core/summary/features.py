from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from monitor.core.model import Sentence
from monitor.core.summary import loose, quotations
from monitor.core.summary.leaning import leans
from monitor.core.summary.lengths import counted
from monitor.core.summary.vectors import Floats, Integers, Vectors, tf_idf
from monitor.core.text import words

WEIGHTS = {
    "length": -0.19,
    "short": -3.0,
    "position": 0.5,
    "title": 3.0,
    "central": 2.5,
    "loose": -2.0,
    "leaning": -2.0,
    "quoted": -0.5,
    "cut": -1.0,
    "question": -2.0,
}
"""What each feature counts beside the words that a sentence brings, in such words; the columns of `Told.rows`.

`length` is the price of a word, whatever it says: half of the F1 that a good summary reaches against a person's, from
which on a word does more harm than good (Dinkelbach 1967 on ratios). `short` is how far a sentence is under 14 words.
`position` falls with the root of its place; `title` is the cosine with the title. `central` is the sum of the cosines
with all sentences behind it (Erkan & Radev 2004, directed as by Zheng & Lapata 2019), over the root of their number.
`loose` is the share of words that tell nothing by themselves. `leaning`, `quoted` (share of it in quotation marks),
`cut` (a quotation left open) and `question` are there for the reader.

Round digits from the middle of a wide plain. Their sizes come from the weights that make the mean ROUGE-1 of three
sentences drawn by them highest (a log-linear model over triples of sentences): fitted on four fifths of the articles
these gave +2.45 points over the lead on the last fifth, fitted on a half +2.4 on the other. 350 sets of weights drawn
around those below gave +2.5 on the mean, +2.1 to +2.8.
"""
SHORT = 14
_ENDS = "\"'”’»)]」』 \u00a0"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """The sentences that may be chosen, as numbers: `rows` of features, `vectors` of words; flags for the choice.

    `sides` numbers the outlet of each, and `beside` is what else it is worth, in words: both 0 in an article alone.
    """

    rows: Floats
    vectors: Vectors
    quoting: tuple[bool, ...]
    sides: Integers
    beside: Floats


QUOTING = 0.3
"""Share in quotation marks from which on a sentence is a quotation, and not one that names a title or a word."""


def told(sentences: Sequence[Sentence], title: Sequence[str], code: str) -> Told:
    """The features of sentences in the text's order; `title` is given as its words, `code` is the language's."""
    said = [words(sentence.text) for sentence in sentences]
    vectors = tf_idf(said)
    lengths = np.array([counted(each) for each in said], dtype=np.float64)
    quoted = [_quoted(sentence.text) for sentence in sentences]
    leaning = [leans(sentence.text, each, code) for sentence, each in zip(sentences, said, strict=True)]
    columns = {
        "length": lengths,
        "short": np.maximum(0, SHORT - lengths) / SHORT,
        "position": 1 / np.sqrt(1 + np.arange(len(said))),
        "title": vectors.cosines(vectors.text(title)),
        "leaning": leaning,
        "quoted": quoted,
        "cut": [quotations.is_cut(sentence.text) for sentence in sentences],
        "central": vectors.forward() / np.sqrt(max(1, len(said))),
        "loose": [loose.share(each, code) for each in said],
        "question": [sentence.text.rstrip(_ENDS).endswith(("?", "？", "؟")) for sentence in sentences],
    }
    return Told(
        rows=np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in WEIGHTS]),
        vectors=vectors,
        quoting=tuple(share >= QUOTING for share in quoted),
        sides=np.zeros(len(said), dtype=np.int64),
        beside=np.zeros(len(said)),
    )


def _quoted(text: str) -> float:
    """The share of a sentence that stands in quotation marks."""
    covered = end = 0
    for start, stop in sorted(quotations.spans(text)):
        covered += max(0, stop - max(start, end))
        end = max(end, stop)
    return covered / len(text) if text else 0.0
