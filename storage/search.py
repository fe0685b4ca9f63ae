"""Full text search: the articles that match a query, see `monitor.core.query`."""

from __future__ import annotations

from sqlalchemy import Connection, Select, cast, column, func, not_, or_, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from monitor.core.model import Entry
from monitor.core.query import LONGEST_PHRASE, Query
from monitor.core.text import UNSPACED, tokens
from storage.entries import ENTRIES, entry_of
from storage.schema import articles

_index = table("article_words", column("rowid"), column("article_id"), column("words"))


def search(c: Connection, query: Query, limit: int, offset: int = 0) -> tuple[Entry, ...]:
    """The entries that match, best first, equal ones and those of a query without words newest first."""
    matching = _of_sqlite(query) if c.dialect.name == "sqlite" else _of_postgresql(query)
    a = articles.c
    if query.source is not None:
        named = func.lower(a.source_name).contains(query.source.lower(), autoescape=True)
        matching = matching.where(or_(func.lower(a.source_id) == query.source.lower(), named))
    if query.after is not None:
        matching = matching.where(a.told_at >= query.after)
    if query.before is not None:
        matching = matching.where(a.told_at < query.before)
    best = matching.order_by(a.told_at.desc(), a.id.desc()).limit(limit).offset(offset)
    places = {article_id: place for place, article_id in enumerate(c.execute(best).scalars())}
    found = map(entry_of, c.execute(ENTRIES.where(a.id.in_(places))))
    return tuple(sorted(found, key=lambda entry: places[entry.id]))


def _of_sqlite(query: Query) -> Select[int]:
    """Numbers of the articles with these words, best first; a word in a title weighs ten times one in the text."""
    matching = select(articles.c.id)
    if wanted := _phrases(*query.terms, *query.phrases):
        matching = matching.join(_index, _index.c.rowid == articles.c.id)
        matching = matching.where(text("article_words MATCH :wanted").bindparams(wanted=_fts5(" AND ", wanted)))
        matching = matching.order_by(text("bm25(article_words, 10.0, 1.0)"))
    if unwanted := _phrases(*query.without):
        has = select(_index.c.rowid).where(text("article_words MATCH :unwanted"))
        matching = matching.where(articles.c.id.not_in(has.params(unwanted=_fts5(" OR ", unwanted))))
    return matching


def _of_postgresql(query: Query) -> Select[int]:
    """The same; a word in a title has the weight A, which is ten times that of one in the text."""
    matching = select(articles.c.id).join(_index, _index.c.article_id == articles.c.id)
    if wanted := _phrases(*query.terms, *query.phrases):
        asked = cast(_tsquery(" & ", wanted), TSQUERY)
        matching = matching.where(_index.c.words.bool_op("@@")(asked))
        matching = matching.order_by(func.ts_rank(_index.c.words, asked).desc())
    if unwanted := _phrases(*query.without):
        matching = matching.where(not_(_index.c.words.bool_op("@@")(cast(_tsquery(" | ", unwanted), TSQUERY))))
    return matching


def _phrases(*parts: str) -> list[list[str]]:
    """The words of each part; a part of several, as `foo-bar`, is found as a phrase."""
    return [tokens(part)[:LONGEST_PHRASE] for part in parts]


def _fts5(operator: str, phrases: list[list[str]]) -> str:
    """The phrases in FTS5's language, quoted; tokens have no quotation marks in them."""
    return operator.join(f'"{" ".join(words)}"{"*" if _is_half(words) else ""}' for words in phrases)


def _tsquery(operator: str, phrases: list[list[str]]) -> str:
    """The phrases in PostgreSQL's language, quoted."""
    return operator.join(
        "(" + " <-> ".join(f"'{word}'" for word in words) + (":*" if _is_half(words) else "") + ")" for words in phrases
    )


def _is_half(words: list[str]) -> bool:
    """Whether a phrase is one character of a script that is indexed in pairs: it stands for the pairs it begins."""
    return len(words) == 1 and len(words[0]) == 1 and UNSPACED.match(words[0]) is not None
