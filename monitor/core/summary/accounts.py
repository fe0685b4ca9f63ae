"""One story, told by the sentences of all who report it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from monitor.core.model import Article, Sentence
from monitor.core.summary import datelines, features, figures, lengths, ranking, worth
from monitor.core.summary.features import Told
from monitor.core.summary.figures import Dispute, Figure
from monitor.core.summary.lengths import Length, Room
from monitor.core.summary.sentences import split
from monitor.core.summary.telling import telling
from monitor.core.summary.tongues import tongue
from monitor.core.summary.vectors import Floats, Integers, Vectors
from monitor.core.text import words

AGREED = 2.0
"""What it is worth, in words, that all other outlets have a sentence like this one."""
LIKE = 0.3
"""Cosine from which on another outlet's sentence agrees."""
ALONE = 2.0
"""How much more a leaning sentence counts for less: what it leans on may stand between other outlets' sentences."""
SENTENCES = 100
"""First sentences of a report that are looked at."""
REPORTS = 40
"""Reports that are looked at: the newest."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article of a story: who told it, and when."""

    article: Article
    outlet: str
    told: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence with the report that it stands in, verbatim at its offsets in that article's text.

    `parts` is what each feature had part in its choice, in words that it is worth; see `features`.
    """

    sentence: Sentence
    report: Report
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variance:
    """Sentences that give different numbers of one thing, from two outlets or more; the newest of each number, first
    the newest of all.
    """

    unit: str
    sentences: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A story's summary in the order of reading, and on what its reporting varies."""

    sentences: tuple[Quoted, ...]
    varies: tuple[Variance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A sentence that may be chosen: of which report, where among its sentences, and with which figures."""

    report: Report
    place: int
    sentence: Sentence
    figures: tuple[Figure, ...]


def account(reports: Sequence[Report], length: int | Length = 3, known: Sequence[str] = ()) -> Account:
    """The sentences that together tell a story, no fact twice, and those that disagree on a number.

    What says again what is `known`, sentences that the reader had before, is left out, unless it gives another figure.

    They are chosen as an article's are (see `ranking`), from all reports in the language that most are in; what several
    outlets tell counts for more, and each sentence an outlet has brought counts against its next. Where figures differ,
    the newest report is believed and the others' sentences stay out of the account. Sentences are in the order of their
    places in their articles, at one place the earliest report first. The order of the reports makes no difference. No
    reports give an empty account.

    Raises InvalidInput for a length of nothing.
    """
    lines, code = _lines(reports)
    titles = [word for title in dict.fromkeys(line.report.article.title for line in lines) for word in words(title)]
    told = features.told([line.sentence for line in lines], titles, code)
    disputes = figures.disputes(told.vectors, [line.figures for line in lines], _outlets(lines))
    room = lengths.room([line.sentence for line in lines], length)
    barred = _outdated(lines, disputes) | _known(lines, told.vectors, known)
    chosen = _chosen(lines, told, worth.chances(told.vectors, titles, code), room, barred)
    sentences = tuple(_quoted(lines[pick.index], pick) for pick in sorted(chosen, key=lambda pick: pick.index))
    return Account(sentences=sentences, varies=_varies(lines, disputes))


def _lines(reports: Sequence[Report]) -> tuple[list[_Line], str]:
    """The sentences of the reports in the commonest language, by their places, and the language's code."""
    newest = sorted(reports, key=lambda report: (report.told, report.outlet, report.article.text), reverse=True)
    read = [(report, _pool(report.article)) for report in reversed(newest[:REPORTS])]
    codes = [tongue(report.article.language, pool) for report, pool in read]
    code = max(codes, key=Counter(codes).__getitem__, default="")
    lines = [
        _Line(report=report, place=place, sentence=sentence, figures=figures.figures(sentence.text, code))
        for (report, pool), own in zip(read, codes, strict=True)
        if own == code
        for place, sentence in enumerate(pool)
    ]
    return sorted(lines, key=lambda line: line.place), code


def _pool(article: Article) -> tuple[Sentence, ...]:
    return telling(split(article, article.language)[:SENTENCES], article.title)


def _outlets(lines: Sequence[_Line]) -> list[int]:
    """A number for each line's outlet."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(line.report.outlet, len(numbers)) for line in lines]


def _outdated(lines: Sequence[_Line], disputes: Sequence[Dispute]) -> set[int]:
    """The sentences whose figures a newer report gives otherwise."""
    pairs = [sorted((pair.first, pair.second), key=lambda index: lines[index].report.told) for pair in disputes]
    return {older for older, newer in pairs if lines[older].report.told < lines[newer].report.told}


def _known(lines: Sequence[_Line], vectors: Vectors, known: Sequence[str]) -> set[int]:
    """The sentences that say again what is known, in whatever words, with no figure but those that are known too."""
    figures_known = {figure for text in known for figure in _FIGURE.findall(text)}
    again = np.zeros(len(lines), dtype=bool)
    for text in known:
        again |= vectors.cosines(vectors.strange(words(text))) >= ranking.TOLD
    return {index for index in map(int, np.flatnonzero(again)) if _figures(lines[index]) <= figures_known}


def _figures(line: _Line) -> set[str]:
    return set(_FIGURE.findall(line.sentence.text))


def _chosen(lines: Sequence[_Line], told: Told, chances: Floats, room: Room, barred: set[int]) -> list[ranking.Pick]:
    """The picks of the account's sentences; a repetition is in none of them."""
    sides = np.array(_outlets(lines), dtype=np.int64)
    beside = AGREED * _agreement(told.vectors, sides)
    beside[list(barred)] -= ranking.SPENT
    rows = told.rows.copy()
    rows[:, ranking.LEANING] *= ALONE
    picks = ranking.greedy(replace(told, rows=rows, sides=sides, beside=beside), chances, room)
    return [pick for pick in picks if not pick.spent and pick.index not in barred]


def _agreement(vectors: Vectors, sides: Integers) -> Floats:
    """For each sentence, the share of the other outlets that have a sentence like it."""
    agreed = np.zeros((len(sides), int(sides.max(initial=0)) + 1))
    for index in range(len(sides)):
        near = vectors.cosines(vectors.sentence(index)) >= LIKE
        agreed[index, sides[near]] = 1
        agreed[index, sides[index]] = 0
    shares: Floats = agreed.sum(axis=1) / max(1, agreed.shape[1] - 1)
    return shares


def _quoted(line: _Line, pick: ranking.Pick | None = None) -> Quoted:
    """The line without its dateline, and with what it was worth when it was chosen."""
    sentence = line.sentence
    cut = datelines.length(sentence.text, opens=sentence.start == 0)
    shown = replace(sentence, text=sentence.text[cut:], start=sentence.start + cut)
    if pick is None:
        return Quoted(sentence=shown, report=line.report)
    return Quoted(sentence=replace(shown, score=pick.score), report=line.report, parts=pick.parts)


def _varies(lines: Sequence[_Line], disputes: Sequence[Dispute]) -> tuple[Variance, ...]:
    """The disputes as groups: what one sentence is in dispute with on a unit, and what these are in dispute with."""
    groups: list[tuple[str, set[int]]] = []
    for dispute in disputes:
        pair = {dispute.first, dispute.second}
        joined = [group for group in groups if group[0] == dispute.unit and group[1] & pair]
        groups = [group for group in groups if group not in joined]
        groups.append((dispute.unit, pair.union(*(members for _, members in joined))))
    return tuple(_variance(lines, unit, members) for unit, members in groups)


def _variance(lines: Sequence[_Line], unit: str, members: set[int]) -> Variance:
    newest = sorted(members, key=lambda index: (lines[index].report.told, -index), reverse=True)
    by_number: dict[frozenset[float], _Line] = {}
    for index in newest:
        by_number.setdefault(figures.values(lines[index].figures, unit), lines[index])
    return Variance(unit=unit, sentences=tuple(map(_quoted, by_number.values())))
