from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

import sentencex

from monitor.core.model import Article, Sentence

_UNTAKEN = re.compile(r"[\ud800-\udfff]|[^\S\x00-\x7f](?=\.)")
"""Characters that sentencex 1.0 breaks off at: lone surrogates, which are no UTF-8, and a white space of more than
one byte before a point ("X\u00a0."), where it cuts the byte string inside that character and panics."""
_INITIAL = re.compile(r"\W*[^\W\d_]\.\s*")
"""One letter and a point: an initial or a title ("M. Dupont"), never a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph verbatim, and where it starts in its text."""

    text: str
    start: int


def split(text: Article | str, language: str | None) -> tuple[Sentence, ...]:
    """The sentences of a text in order, verbatim and with their offsets; scores are 0.

    A sentence never crosses paragraphs, which in a plain text end at blank lines. An empty text has none. Nothing is
    raised for any script or language; an unknown language is split as one that ends its sentences as most do.
    """
    code = re.split(r"[-_]", language or "en")[0].lower()
    paragraphs = _of_article(text) if isinstance(text, Article) else _of_plain(text)
    return tuple(
        Sentence(
            text=paragraph.text[start:end],
            paragraph=index,
            start=paragraph.start + start,
            end=paragraph.start + end,
            score=0.0,
        )
        for index, paragraph in enumerate(paragraphs)
        for start, end in _spans(paragraph.text, code)
    )


def _of_article(article: Article) -> Iterator[Paragraph]:
    start = 0
    for text in article.paragraphs:
        yield Paragraph(text=text, start=start)
        start += len(text) + len("\n\n")


def _of_plain(text: str) -> Iterator[Paragraph]:
    position, start = 0, None
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = position if start is None else start
        elif start is not None:
            yield Paragraph(text=text[start:position], start=start)
            start = None
        position += len(line)
    if start is not None:
        yield Paragraph(text=text[start:], start=start)


def _spans(paragraph: str, code: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the space around it."""
    position = 0
    for piece in _joined(_pieces(paragraph, code)):
        words = piece.strip()
        if words:
            start = position + piece.index(words)
            yield start, start + len(words)
        position += len(piece)


def _pieces(paragraph: str, code: str) -> list[str]:
    """The paragraph cut after each sentence, with nothing lost."""
    taken = _UNTAKEN.sub(" ", paragraph)
    pieces: list[str] = sentencex.segment(code, taken)
    if "".join(pieces) != taken:
        return [paragraph]
    ends = accumulate(map(len, pieces), initial=0)
    return [paragraph[start:end] for start, end in pairwise(ends)]


def _joined(pieces: list[str]) -> Iterator[str]:
    """The pieces, those put together again that are no sentences by themselves."""
    waiting = ""
    for piece in pieces:
        if waiting and not (_INITIAL.fullmatch(waiting) or piece[:1].islower()):
            yield waiting
            waiting = ""
        waiting += piece
    if waiting:
        yield waiting
