"""What is read, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as it was read from a page: its words without the page around them.

    `paragraphs` are in reading order and never empty; `captions` stand outside of them, once each. `paywalled` is
    whether the page says that its text is for payers, so that what was read may be its free part; None if it is silent.
    """

    title: str
    paragraphs: tuple[str, ...]
    url: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    section: str | None = None
    captions: tuple[str, ...] = ()
    image: str | None = None
    paywalled: bool | None = None

    @property
    def text(self) -> str:
        """The paragraphs joined by a blank line; offsets of a summary count in it."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article, verbatim: `article.text[start:end] == text`.

    `paragraph` is the index of its paragraph; `score` compares within one summary only.
    """

    text: str
    paragraph: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Sentences of an article in the article's order, and the algorithm that chose them."""

    sentences: tuple[Sentence, ...]
    algorithm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What of a text is compared with other texts; see `core.matching` for how it is made.

    `keys` are the smallest shingle hashes, which the history indexes; `sketch` is a longer run of them, in
    ascending order; `shingles` is how many different ones the text has. All hashes fit a signed 64-bit column.
    """

    text_hash: str
    keys: tuple[int, ...]
    sketch: tuple[int, ...]
    shingles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a text speaks of, before it is known how rare that is: hashes of its words, and how much each counts in it.

    `numbers` fit a signed 64-bit column; `weights` stand in the same order.
    """

    numbers: tuple[int, ...] = ()
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What an article or a story is about: its strongest `terms` with their `weights`, the strongest first."""

    terms: tuple[int, ...] = ()
    weights: tuple[float, ...] = ()
