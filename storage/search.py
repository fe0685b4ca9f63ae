"""Full text search: the articles that match a query, see `monitor.core.query`.

What a source, a section or a language is called is compared by the core, name by name, so that both databases and the
core's own matcher agree on case and accents; the databases are handed the names that are meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    cast,
    column,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from monitor.core.model import Entry
from monitor.core.query import Phrase, Query, is_language, is_section, is_source, phrases, wanted
from storage.entries import ENTRIES, entry_of
from storage.schema import articles, versions

_index = table("article_words", column("rowid"), column("article_id"), column("words"))
_a, _v = articles.c, versions.c

_MATCHES = text("article_words MATCH :wanted")
CROWD = 5000
"""Articles among which the best are sought. Words that stand in more of them tell hardly which is best, and to weigh
them all took a quarter of a second with 100,000 articles."""

Sections = Mapping[str, str]
"""The section that a source is of, by the source's id, where it is of one."""


def search(
    c: Connection, query: Query, limit: int, offset: int = 0, *, sections: Sections | None = None
) -> tuple[Entry, ...]:
    """The entries that match, best first, equal ones and those of a query without words newest first.

    So are all of a query whose words are in more than `CROWD` articles.
    """
    matching = _matching(c, query, sections or {}, ranked=not _is_crowded(c, query))
    best = matching.order_by(_a.told_at.desc(), _a.id.desc()).limit(limit).offset(offset)
    places = {article_id: place for place, article_id in enumerate(c.execute(best).scalars())}
    found = map(entry_of, c.execute(ENTRIES.where(_a.id.in_(places))))
    return tuple(sorted(found, key=lambda entry: places[entry.id]))


def count(c: Connection, query: Query, sections: Sections | None = None) -> int:
    """How many articles match."""
    found: int = c.execute(select(func.count()).select_from(numbers(c, query, sections).subquery())).scalar_one()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What articles there are of: sources with their names, sections that articles name, languages."""

    sources: tuple[tuple[str, str], ...]
    sections: tuple[str, ...]
    languages: tuple[str, ...]


def known(c: Connection) -> Known:
    """What may be asked for by `source:`, `section:` and `language:`."""
    sources = c.execute(select(_a.source_id, _a.source_name).distinct()).all()
    return Known(
        sources=tuple((row.source_id, row.source_name) for row in sources),
        sections=tuple(_all(c, _v.section)),
        languages=tuple(_all(c, _v.language)),
    )


def numbers(c: Connection, query: Query, sections: Sections | None = None) -> Select[int]:
    """Asks for the numbers of the articles that match, in no order."""
    return _matching(c, query, sections or {}, ranked=True).order_by(None)


def _is_crowded(c: Connection, query: Query) -> bool:
    """Whether the words wanted are in more articles than are ranked."""
    if not (needed := wanted(query)):
        return False
    if c.dialect.name == "sqlite":
        having = select(_index.c.rowid).where(_MATCHES.bindparams(wanted=_fts5(" AND ", needed)))
    else:
        having = select(_index.c.article_id).where(_index.c.words.bool_op("@@")(cast(_tsquery(" & ", needed), TSQUERY)))
    found = c.scalar(select(func.count()).select_from(having.limit(CROWD + 1).subquery()))
    return (found or 0) > CROWD


def _matching(c: Connection, query: Query, sections: Sections, *, ranked: bool) -> Select[int]:
    matching = _of_sqlite(query, ranked=ranked) if c.dialect.name == "sqlite" else _of_postgresql(query, ranked=ranked)
    if query.after is not None:
        matching = matching.where(_a.told_at >= query.after)
    if query.before is not None:
        matching = matching.where(_a.told_at < query.before)
    if query.source is not None:
        matching = matching.where(_is_source(c, query.source))
    if query.section is None and query.language is None:
        return matching
    matching = matching.join(versions, (_v.article_id == _a.id) & (_v.number == _a.version))
    if query.section is not None:
        matching = matching.where(_is_section(c, query.section, sections))
    if query.language is not None:
        spelt = [code for code in _all(c, _v.language) if is_language(query.language, code)]
        matching = matching.where(_is_in(c, spelt, ranked=ranked))
    return matching


def _is_source(c: Connection, asked: str) -> ColumnElement[bool]:
    ids = [source_id for source_id in _all(c, _a.source_id) if is_source(asked, source_id, "")]
    names = [name for name in _all(c, _a.source_name) if is_source(asked, "", name)]
    return or_(_among(c, _a.source_id, ids), _among(c, _a.source_name, names))


def _is_section(c: Connection, asked: str, sections: Sections) -> ColumnElement[bool]:
    sources = [source_id for source_id, section in sections.items() if is_section(asked, section)]
    own = [section for section in _all(c, _v.section) if is_section(asked, section)]
    asked_of = ((_a.source_id, sources), (_v.section, own))
    return or_(false(), *(_among(c, named, values) for named, values in asked_of if values))


def _is_in(c: Connection, languages: Sequence[str], *, ranked: bool) -> ColumnElement[bool]:
    """Whether an article is in one of the languages; most are in one that is asked for.

    With words that stand in a crowd SQLite then goes by time until there are enough (the plus), instead of sorting all
    that are in the language; one that few are in leads to them.
    """
    if not languages:
        return false()
    spoken = select(_v.number).where(_among(c, _v.language, languages)).limit(CROWD + 1)
    if ranked or c.dialect.name != "sqlite" or len(c.execute(spoken).all()) <= CROWD:
        return _among(c, _v.language, languages)
    return _among(c, literal_column("+versions.language", Text), languages)


def _all(c: Connection, named: ColumnElement[Any]) -> list[str]:
    return [name for name in c.execute(select(named).distinct()).scalars() if name is not None]


def _among(c: Connection, named: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether the column is one of the values, however many: they are one parameter."""
    given = sorted(values)
    if c.dialect.name == "sqlite":
        return named.in_(select(column("value")).select_from(func.json_each(json.dumps(given))))
    return named == func.any(cast(given, ARRAY(Text)))


def _of_sqlite(query: Query, *, ranked: bool) -> Select[int]:
    """Numbers of the articles with these words, best first; a word in a title weighs ten times one in the text."""
    matching = select(_a.id)
    needed = wanted(query)
    matches = _MATCHES.bindparams(wanted=_fts5(" AND ", needed))
    if needed and ranked:
        matching = matching.join(_index, _index.c.rowid == _a.id).where(matches)
        matching = matching.order_by(text("bm25(article_words, 10.0, 1.0)"))
    elif needed:  # the plus has SQLite go by time until there are enough, instead of sorting all that match
        matching = matching.where(literal_column("+articles.id").in_(select(_index.c.rowid).where(matches)))
    if unwanted := phrases(*query.without):
        has = select(_index.c.rowid).where(text("article_words MATCH :unwanted"))
        matching = matching.where(_a.id.not_in(has.params(unwanted=_fts5(" OR ", unwanted))))
    return matching


def _of_postgresql(query: Query, *, ranked: bool) -> Select[int]:
    """The same; a word in a title has the weight A, which is ten times that of one in the text."""
    matching = select(_a.id).join(_index, _index.c.article_id == _a.id)
    if needed := wanted(query):
        asked = cast(_tsquery(" & ", needed), TSQUERY)
        matching = matching.where(_index.c.words.bool_op("@@")(asked))
        matching = matching.order_by(func.ts_rank(_index.c.words, asked).desc()) if ranked else matching
    if unwanted := phrases(*query.without):
        matching = matching.where(not_(_index.c.words.bool_op("@@")(cast(_tsquery(" | ", unwanted), TSQUERY))))
    return matching


def _fts5(operator: str, needed: list[Phrase]) -> str:
    """The phrases in FTS5's language, quoted; tokens have no quotation marks in them."""
    return operator.join(f'"{" ".join(phrase.words)}"{"*" if phrase.half else ""}' for phrase in needed)


def _tsquery(operator: str, needed: list[Phrase]) -> str:
    """The phrases in PostgreSQL's language, quoted."""
    return operator.join(
        "(" + " <-> ".join(f"'{word}'" for word in phrase.words) + (":*" if phrase.half else "") + ")"
        for phrase in needed
    )
