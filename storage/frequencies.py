"""In how many articles of a language each term stands: what makes a rare word weigh more than a common one.

Counted by language, as the commonest word of a language is rare among all articles where few are written in it.
Counts settle soon: once a language has `SETTLED` articles, one in `SAMPLE` of the further ones is counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select, text

from monitor.core.matching.vocabulary import Frequencies, bucket
from monitor.core.model import Arrival, Article
from storage import statements
from storage.schema import term_counts

SETTLED = 2000
"""Articles of a language from which on its counts change slowly."""
SAMPLE = 8
"""Of so many further articles one is counted."""
_ALL = -1  # the bucket in which the articles themselves are counted

_t = term_counts.c
# The thousands of terms of a batch in one parameter: as a list of parameters they took four times as long.
_THESE = {
    "sqlite": text("bucket IN (SELECT value FROM json_each(:buckets))"),
    "postgresql": text("bucket = ANY(:buckets)"),
}


def learned(c: Connection, arrivals: Sequence[Arrival], new: Iterable[Arrival]) -> Mapping[str, Frequencies]:
    """The frequencies that weigh the terms of the arrivals, by `language`, after the new ones among them are counted.

    A batch is counted before any of it is weighed: the order in it changes nothing.
    """
    wanted: dict[str, set[int]] = {}
    for arrival in arrivals:
        wanted.setdefault(language(arrival.article), {_ALL}).update(map(bucket, arrival.terms.numbers))
    held = {spoken: _read(c, spoken, buckets) for spoken, buckets in wanted.items()}
    more: dict[str, Counter[int]] = {spoken: Counter() for spoken in wanted}
    for arrival in new:
        spoken = language(arrival.article)
        if held[spoken][_ALL] < SETTLED or int(arrival.fingerprint.text_hash, 16) % SAMPLE == 0:
            more[spoken].update({_ALL, *map(bucket, arrival.terms.numbers)})
    for spoken, counted in more.items():
        _add(c, spoken, counted)
        held[spoken].update(counted)
    return {spoken: Frequencies(articles=counts[_ALL], holding=counts) for spoken, counts in held.items()}


def known(c: Connection, spoken: str, numbers: Iterable[int]) -> Frequencies:
    """The frequencies that weigh these terms in a language, as they are."""
    counts = _read(c, spoken, {_ALL, *map(bucket, numbers)})
    return Frequencies(articles=counts[_ALL], holding=counts)


def language(article: Article) -> str:
    """The language that an article's terms are counted in, without its region: "pt" of pt-BR, "" of an unknown one."""
    return (article.language or "").partition("-")[0].casefold()


def _read(c: Connection, spoken: str, buckets: Iterable[int]) -> Counter[int]:
    wanted, dialect = sorted(buckets), c.dialect.name
    asked = select(_t.bucket, _t.articles).where(_t.language == spoken, _THESE[dialect])
    rows = c.execute(asked, {"buckets": json.dumps(wanted) if dialect == "sqlite" else wanted})
    return Counter({number: articles for number, articles in rows})  # noqa: C416 - rows are no pairs to mypy


def _add(c: Connection, spoken: str, counted: Counter[int]) -> None:
    rows = [{"language": spoken, "bucket": number, "articles": counted[number]} for number in sorted(counted)]
    if rows:
        adding = statements.insert(c, term_counts)
        sums = {"articles": _t.articles + adding.excluded.articles}
        c.execute(adding.on_conflict_do_update(index_elements=[_t.language, _t.bucket], set_=sums), rows)
