"""The index of full text: an article's words as they are searched.

Both databases are handed words that were separated here, with marks over letters left out, so that both find the
same: neither's own tokenizer finds a Chinese word inside a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, column, select, table, text

from monitor.core.text import tokens

_ROOM = 500_000
"""Bytes of words that PostgreSQL is given of one article: it refuses more than a mebibyte of words and places."""

_SQLITE_DELETE = text("DELETE FROM article_words WHERE rowid = :id")
_SQLITE = text("INSERT INTO article_words (rowid, title, body) VALUES (:id, :title, :body)")
_POSTGRESQL = text(
    "INSERT INTO article_words (article_id, words) VALUES (:id, CAST(:words AS tsvector))"
    " ON CONFLICT (article_id) DO UPDATE SET words = excluded.words"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of an article: those of its title, and the others, in their order."""

    article_id: int
    heading: list[str]
    body: list[str]


def words_of(article_id: int, title: str, texts: Iterable[str]) -> Words:
    """An article's words as they are searched."""
    return Words(article_id=article_id, heading=tokens(title), body=tokens("\n".join(texts)))


def write(c: Connection, found: Sequence[Words]) -> None:
    """The articles' words are in the index, in place of those that it had of them."""
    if not found:
        return
    if c.dialect.name == "sqlite":
        c.execute(_SQLITE_DELETE, [{"id": one.article_id} for one in found])
        rows = [{"id": one.article_id, "title": " ".join(one.heading), "body": " ".join(one.body)} for one in found]
        c.execute(_SQLITE, rows)
    else:
        c.execute(_POSTGRESQL, [{"id": one.article_id, "words": _vector(one.heading, one.body)} for one in found])


def numbers(c: Connection) -> Select[int]:
    """The numbers of the articles that are in the index."""
    return select(column("rowid" if c.dialect.name == "sqlite" else "article_id")).select_from(table("article_words"))


def _vector(heading: list[str], body: list[str]) -> str:
    """The words with their places as PostgreSQL writes them, those of the heading weighing most.

    A gap between the two keeps phrases from reaching across. A token holds letters and digits alone, so that
    nothing in it needs to be escaped.
    """
    placed = [f"'{word}':{place}A" for place, word in enumerate(heading, 1)]
    placed += [f"'{word}':{place}" for place, word in enumerate(body, len(heading) + 2)]
    room = _ROOM
    for count, lexeme in enumerate(placed):
        room -= len(lexeme.encode())
        if room < 0:
            return " ".join(placed[:count])
    return " ".join(placed)
