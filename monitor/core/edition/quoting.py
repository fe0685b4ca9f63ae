"""The sentences that tell a story, each with the article in which it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor.core.matching import coverage
from monitor.core.model import Disagreement, Entry, Quote, Sentence

if TYPE_CHECKING:
    from monitor.core.summary.accounts import Report

SENTENCES = 3
"""Sentences that tell a story, at most."""
REMEMBERED = 64
"""Stories whose account is remembered for as long as nothing in it changes: a draft, a day that is composed again and
again while a reader looks through it, and what explains them have much the same, at some 20 ms each."""
WEIGHED = 12
"""Sentences whose weights are told: more than a story is told in, as it may be told by what was not told before."""


def account(told: Sequence[Entry]) -> tuple[tuple[Quote, ...], tuple[Disagreement, ...]]:
    """Sentences that tell a story of one article or more, and those that disagree on a number; copies add nothing."""
    return _account(tuple(told))


@lru_cache(maxsize=REMEMBERED)
def _account(told: tuple[Entry, ...]) -> tuple[tuple[Quote, ...], tuple[Disagreement, ...]]:
    lead = coverage.lead(told)
    own = reports(told) or (lead,)
    if len({entry.original for entry in own}) == 1:
        return tuple(quote(lead, sentence) for sentence in lead.summary.sentences), ()
    from monitor.core.summary import accounts

    by_report = {_report(entry): entry for entry in own}
    made = accounts.account(list(by_report), SENTENCES)
    varies = tuple(
        Disagreement(
            unit=one.unit, quotes=tuple(quote(by_report[each.report], each.sentence) for each in one.sentences)
        )
        for one in made.varies
    )
    return tuple(quote(by_report[each.report], each.sentence) for each in made.sentences), varies


def news(told: Sequence[Entry], known: Sequence[str]) -> tuple[Quote, ...]:
    """The sentences of these articles that say what is not known yet, in their order; none if there is nothing new."""
    from monitor.core.summary import accounts

    by_report = {_report(entry): entry for entry in told}
    made = accounts.account(list(by_report), SENTENCES, known)
    return tuple(quote(by_report[each.report], each.sentence) for each in made.sentences)


def reasons(told: Sequence[Entry]) -> dict[tuple[int, str], tuple[tuple[str, float], ...]]:
    """By article and words, what each feature has part in the choice of a sentence, as far as they are chosen now."""
    own = reports(told)
    if len({entry.original for entry in own}) == 1:
        from monitor.core import summary

        lead = coverage.lead(told)
        found = summary.reasons(lead.article, WEIGHED)
        return {(lead.id, reason.sentence.text): reason.parts for reason in found}
    from monitor.core.summary import accounts

    by_report = {_report(entry): entry for entry in own}
    made = accounts.account(list(by_report), WEIGHED)
    return {(by_report[each.report].id, each.sentence.text): each.parts for each in made.sentences}


def reports(told: Sequence[Entry]) -> tuple[Entry, ...]:
    """Those of the articles that copy no other, and the lead, which may be an agency's print."""
    lead = coverage.lead(told)
    return tuple(entry for entry in told if entry.copy_of is None or entry is lead)


def quote(entry: Entry, sentence: Sentence) -> Quote:
    """The sentence as one of the article."""
    return Quote(sentence=sentence, article_id=entry.id, source_name=entry.source_name, url=entry.url)


def _report(entry: Entry) -> Report:
    from monitor.core.summary import accounts

    return accounts.Report(article=entry.article, outlet=entry.source_name, told=entry.told_at)
