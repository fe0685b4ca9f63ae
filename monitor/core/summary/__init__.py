"""Summaries made of a text's own sentences, by our ranker or by one of sumy's algorithms.

The rules, in order: the text is split into sentences; headings, the title said again and sentences that stand there
twice are left out, unless nothing else is there; the algorithm chooses; what it chose is given in the text's order,
without the datelines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.core.errors import UnknownAlgorithm
from monitor.core.model import Article, Sentence, Summary
from monitor.core.summary import classics, datelines, lengths, ranking
from monitor.core.summary.lengths import Length, Room
from monitor.core.summary.sentences import split
from monitor.core.summary.telling import telling
from monitor.core.summary.tongues import tongue

__all__ = ["ALGORITHMS", "RANKED", "Length", "Reason", "reasons", "summarize"]

ALGORITHMS: tuple[str, ...] = ("default", "lead", *classics.CLASSICS)

RANKED = 2000
"""Sentences of a text that are looked at: what stands behind them, in a book, is left out of its summary."""

Choice = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A chosen sentence, and what each feature had part in its score, in words that it is worth; see `features`.

    `words` is what the sentence's words bring that no sentence chosen before it has brought.
    """

    sentence: Sentence
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The sentences that may be chosen, the room for them, and the title and language, given or the article's."""

    pool: tuple[Sentence, ...]
    room: Room
    title: str
    language: str | None


def summarize(
    article_or_text: Article | str,
    sentences: int | Length = 3,
    title: str | None = None,
    language: str | None = None,
    algorithm: str = "default",
) -> Summary:
    """The sentences that tell most of a text, verbatim, in its order, none twice, at most so many.

    `sentences` is their number, or a `Length` in words or as a share of the text. A text that is no longer than that
    gives itself. Offsets count in the article's `text`, or in the text as it was given, whose paragraphs end at blank
    lines. Title and language are the article's unless given. An empty text gives an empty summary. Where an algorithm
    of sumy's finds nothing, the lead is given, and named as such. The same input gives the same summary.

    Raises InvalidInput for fewer than one sentence, and UnknownAlgorithm.
    """
    if algorithm not in ALGORITHMS:
        raise UnknownAlgorithm(algorithm, ALGORITHMS)
    asked = _asked(article_or_text, sentences, title, language)
    chosen = _chosen(algorithm, asked)
    if not chosen:
        algorithm, chosen = "lead", _lead(asked)
    shown = tuple(_shown(asked.pool[index], score) for index, score in sorted(chosen))
    return Summary(sentences=shown, algorithm=algorithm)


def reasons(
    article_or_text: Article | str, sentences: int | Length = 3, title: str | None = None, language: str | None = None
) -> tuple[Reason, ...]:
    """Why `summarize` takes the sentences that it takes by default: one reason each, in the order of the choice.

    Raises InvalidInput for fewer than one sentence.
    """
    asked = _asked(article_or_text, sentences, title, language)
    return tuple(
        Reason(sentence=_shown(asked.pool[pick.index], pick.score), parts=pick.parts) for pick in _picks(asked)
    )


def _asked(article_or_text: Article | str, length: int | Length, title: str | None, language: str | None) -> _Asked:
    if isinstance(article_or_text, Article):
        title = title if title is not None else article_or_text.title
        language = language or article_or_text.language
    pool = telling(split(article_or_text, language)[:RANKED], title or "")
    return _Asked(pool=pool, room=lengths.room(pool, length), title=title or "", language=language)


def _shown(sentence: Sentence, score: float) -> Sentence:
    """The sentence with its score, begun behind its dateline: what is left is verbatim, and its offsets say where."""
    cut = datelines.length(sentence.text, opens=sentence.start == 0)
    return replace(sentence, text=sentence.text[cut:], start=sentence.start + cut, score=score)


def _chosen(algorithm: str, asked: _Asked) -> Choice:
    if algorithm == "lead" or not asked.pool:
        return _lead(asked)
    if algorithm == "default":
        return tuple((pick.index, pick.score) for pick in _picks(asked))
    scores = dict(classics.ranked(algorithm, asked.pool, asked.language))
    return tuple((index, scores[index]) for index in lengths.fitting(scores, asked.room))


def _picks(asked: _Asked) -> tuple[ranking.Pick, ...]:
    return ranking.choose(asked.pool, asked.title, tongue(asked.language, asked.pool), asked.room)


def _lead(asked: _Asked) -> Choice:
    """The first sentences, each scored by how early it stands."""
    return tuple((index, 1 / (1 + index)) for index in lengths.beginning(asked.room))
