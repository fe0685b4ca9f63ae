"""What a saved search means: the same as the search, decided for one article at a time, without a database.

    matches(query, entry)           whether `monitor search` would find the entry
    Lookout(queries).hits(text)     which of many queries a text matches

A text is its words as the index of full text has them, between blanks, so that a phrase is a part of it and a word
inside another word is none; between the heading and the body stands what no phrase reaches across. With many watches a
text is compared with those alone of which it has one word that they require.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.core.model import Entry
from monitor.core.query import Query, is_language, is_section, is_source, phrases
from monitor.core.text import tokens

_GAP = " \n "


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as watches see it: the words of its heading and of its body, and where it comes from.

    `sections` are the one that its source is of and the one that it names itself.
    """

    heading: Sequence[str]
    body: Sequence[str]
    source_id: str
    source_name: str
    sections: tuple[str | None, ...]
    language: str | None
    told_at: datetime


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query with its words and phrases as parts of a line of words, and the word by which it is looked up."""

    query: Query
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    word: str | None


@dataclass(slots=True)
class Lookout:
    """Many queries by their numbers, each looked up by its longest word; those without one are always compared."""

    _by_word: dict[str, list[tuple[int, _Asked]]] = field(default_factory=dict)
    _others: list[tuple[int, _Asked]] = field(default_factory=list)

    def add(self, number: int, query: Query) -> None:
        """The query is among those that are looked out for."""
        asked = _asked(query)
        place = self._others if asked.word is None else self._by_word.setdefault(asked.word, [])
        place.append((number, asked))

    def hits(self, text: Text) -> tuple[int, ...]:
        """The numbers of the queries that the text matches, the lowest first."""
        line = _line(text)
        near = [one for word in {*text.heading, *text.body}.intersection(self._by_word) for one in self._by_word[word]]
        return tuple(sorted(number for number, asked in (*near, *self._others) if _holds(asked, line, text)))


def matches(query: Query, entry: Entry, section: str | None = None) -> bool:
    """Whether an entry is found by the query; `section` is the one that its source is of."""
    text = text_of(entry, section)
    return _holds(_asked(query), _line(text), text)


def text_of(entry: Entry, section: str | None = None) -> Text:
    """An entry as watches see it; `section` is the one that its source is of."""
    told = entry.article
    return Text(
        heading=tokens(told.title),
        body=tokens("\n".join((told.subtitle or "", *told.paragraphs))),
        source_id=entry.source_id,
        source_name=entry.source_name,
        sections=(section, told.section),
        language=told.language,
        told_at=entry.told_at,
    )


def lookout(queries: Iterable[tuple[int, Query]]) -> Lookout:
    """A lookout for the queries by their numbers."""
    made = Lookout()
    for number, query in queries:
        made.add(number, query)
    return made


def _asked(query: Query) -> _Asked:
    wanted, unwanted = phrases(*query.terms, *query.phrases), phrases(*query.without)
    required = [word for phrase in wanted if not phrase.half for word in phrase.words]
    return _Asked(
        query,
        tuple(f" {' '.join(phrase.words)}{'' if phrase.half else ' '}" for phrase in wanted),
        tuple(f" {' '.join(phrase.words)}{'' if phrase.half else ' '}" for phrase in unwanted),
        max(required, key=len, default=None),
    )


def _line(text: Text) -> str:
    return f" {' '.join(text.heading)}{_GAP}{' '.join(text.body)} "


def _holds(asked: _Asked, line: str, text: Text) -> bool:
    return (
        all(part in line for part in asked.wanted)
        and not any(part in line for part in asked.unwanted)
        and _is_from(asked.query, text)
    )


def _is_from(query: Query, text: Text) -> bool:
    return (
        (query.after is None or text.told_at >= query.after)
        and (query.before is None or text.told_at < query.before)
        and (query.language is None or is_language(query.language, text.language))
        and (query.source is None or is_source(query.source, text.source_id, text.source_name))
        and (query.section is None or any(is_section(query.section, section) for section in text.sections))
    )
