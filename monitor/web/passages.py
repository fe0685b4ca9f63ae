"""An article's text cut where something in it is to be shown: summary sentences, words of a query."""

from __future__ import annotations

import re
import unicodedata

from monitor.core.model import Article, Sentence
from monitor.core.pieces import Piece, Span, cut

# What a query does not look for in a text: filters, and words that must not be there.
_ASIDE = re.compile(r"""(?<!\S)(?:-(?:"[^"]*"?|\S+)|(?:source|after|before):(?:"[^"]*"?|\S*))""", re.IGNORECASE)
_TERM = re.compile(r'"([^"]+)"?|([^\s"]+)')
_NO_GAP = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]$")
_MOST_TERMS = 16
_BEFORE, _AFTER = 90, 190
_CUT = "…\u00a0"

Sought = re.Pattern[str] | None


def paragraphs(article: Article, sentences: tuple[Sentence, ...]) -> tuple[tuple[Piece, ...], ...]:
    """Each paragraph in pieces, the sentences marked by their place in `sentences`, from 1.

    A sentence that is not verbatim at its place in the article is left out.
    """
    text = article.text
    found, start = [], 0
    for index, paragraph in enumerate(article.paragraphs):
        spans = tuple(
            Span(start=sentence.start - start, end=sentence.end - start, mark=number)
            for number, sentence in enumerate(sentences, 1)
            if sentence.paragraph == index and text[sentence.start : sentence.end] == sentence.text
        )
        found.append(cut(paragraph, spans))
        start += len(paragraph) + 2
    return tuple(found)


def sentence(article: Article, start: int, end: int) -> Sentence | None:
    """What stands at those offsets of the article's text; None where that is nothing, or more than a paragraph."""
    position = 0
    for index, paragraph in enumerate(article.paragraphs):
        if position <= start < end <= position + len(paragraph):
            return Sentence(text=article.text[start:end], paragraph=index, start=start, end=end, score=0)
        position += len(paragraph) + 2
    return None


def says(article: Article, sentences: tuple[Sentence, ...]) -> bool:
    """Whether every sentence stands verbatim at its place in the article."""
    text = article.text
    return all(text[sentence.start : sentence.end] == sentence.text for sentence in sentences)


def terms(query: str) -> Sought:
    """What finds the words and phrases of a query in a text; None when it has none."""
    found = [phrase or word for phrase, word in _TERM.findall(_ASIDE.sub(" ", query))]
    words = sorted({_plain(word).strip("\"'()*.,") for word in found} - {""}, key=len, reverse=True)[:_MOST_TERMS]
    return re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE) if words else None


def found(text: str, sought: Sought) -> tuple[Piece, ...]:
    """The text in pieces, what is sought marked."""
    hits = sought.finditer(_plain(text)) if sought else ()
    return cut(text, tuple(Span(start=hit.start(), end=hit.end(), mark=n) for n, hit in enumerate(hits, 1)))


def spoken(text: str) -> tuple[Piece, ...]:
    """A sentence of ours in pieces, with a capital, and what stood between backticks in it marked."""
    parts = (text[:1].upper() + text[1:]).split("`")
    return tuple(Piece(text=part, mark=n % 2 or None) for n, part in enumerate(parts) if part)


def gap(sentence: str) -> str:
    """What stands after a sentence before the next: a space, but none in Chinese and Japanese."""
    return "" if _NO_GAP.search(sentence) else " "


def snippet(text: str, sought: Sought) -> tuple[Piece, ...]:
    """About 280 characters around the first place where something sought stands, else the beginning."""
    hit = sought.search(_plain(text)) if sought else None
    start = max(0, hit.start() - _BEFORE) if hit else 0
    end = min(len(text), start + _BEFORE + _AFTER)
    window = text[start:end]
    if start and " " in window[:20]:
        window = window[window.index(" ") + 1 :]
    if end < len(text) and " " in window[-20:]:
        window = window[: window.rindex(" ")]
    before, after = _CUT if start else "", _CUT[::-1] if end < len(text) else ""
    return found(before + " ".join(window.split()) + after, sought)


def _plain(text: str) -> str:
    """The text without accents, character by character, so that every place stays where it is."""
    return text if text.isascii() else "".join(map(_bare, text))


def _bare(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    return parts[0] if all(map(unicodedata.combining, parts[1:])) else character
