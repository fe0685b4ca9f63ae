"""Full text search: a query as it was typed, and the articles that match it.

    opera "first night" -rehearsal source:paper after:2026-03-01 before:2026-04

Words and phrases must all be there, those with a minus must not. `source:` is a source's id, or a part of its name.
`after:` begins with that day, month or year, `before:` ends before it, where the reader lives; both speak of when an
article was published. Nothing that is typed is a mistake of syntax: an odd mark is a mark, a lone quotation mark too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, cast, column, func, not_, or_, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from monitor.core.errors import InvalidInput
from monitor.core.model import Entry
from monitor.core.text import UNSPACED
from storage.entries import ENTRIES, entry_of
from storage.index import tokens
from storage.schema import articles

_index = table("article_words", column("rowid"), column("article_id"), column("words"))

_PART = re.compile(
    r"""(?P<minus>-?)
    (?: "(?P<phrase>[^"]*)"?
      | (?P<name>source|after|before):(?: "(?P<quoted>[^"]*)"? | (?P<value>\S*) )
      | (?P<word>[^\s"]+)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY = re.compile(r"(?P<year>[1-9]\d{3})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?", re.ASCII)
_WORDS_AT_MOST = 50
"""Words, phrases and refusals of one query: more are a pasted text, and would take the database a while."""
_LONGEST_PHRASE = 50
"""Words of one phrase that are searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for: all `terms` and `phrases`, none of `without`, within `after` (included) and `before`."""

    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    source: str | None = None
    after: datetime | None = None
    before: datetime | None = None


def parse(given: str, timezone: str) -> Query:
    """The query that was typed; days are those of the time zone.

    Raises InvalidInput for a query that asks for nothing, and for a day that is none.
    """
    terms: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    named: dict[str, str] = {}
    for part in _PART.finditer(given.replace("\0", " ")):  # PostgreSQL takes no null byte in a text
        if part["name"]:
            named[part["name"].lower()] = part["quoted"] or part["value"] or ""
            continue
        wanted = part["phrase"] if part["word"] is None else part["word"]
        if tokens(wanted):
            (without if part["minus"] else phrases if part["word"] is None else terms).append(wanted)
    query = Query(
        terms=tuple(terms[:_WORDS_AT_MOST]),
        phrases=tuple(phrases[:_WORDS_AT_MOST]),
        without=tuple(without[:_WORDS_AT_MOST]),
        source=named.get("source") or None,
        after=_begin("after", named.get("after"), timezone),
        before=_begin("before", named.get("before"), timezone),
    )
    if query == Query():
        raise InvalidInput(given.strip() or "the query", "nothing to search for: give a word, a phrase or source:NAME")
    return query


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
    return [tokens(part)[:_LONGEST_PHRASE] for part in parts]


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


def _begin(name: str, day: str | None, timezone: str) -> datetime | None:
    """The first moment of a day, month or year, in UTC."""
    if not day:
        return None
    parts = _DAY.fullmatch(day)
    try:
        year, month, mday = (int(parts[name] or 1) for name in ("year", "month", "day")) if parts else (0, 0, 0)
        return datetime(year, month, mday, tzinfo=ZoneInfo(timezone)).astimezone(UTC)
    except ValueError:
        raise InvalidInput(f"{name}:{day}", "expected a day, month or year such as 2026-03-17 or 2026-03") from None
