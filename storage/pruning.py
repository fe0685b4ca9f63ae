"""Texts of long ago let go: what stays of an article is its title, summary, addresses, versions' times and story."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, update

from storage import index, sentences
from storage.database import Database
from storage.schema import articles, summaries, versions
from storage.statements import AT_ONCE

_a = articles.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Articles first seen before a moment whose texts are still kept, and how many characters those have."""

    articles: int
    characters: int


def kept(c: Connection, before: datetime) -> Texts:
    """The texts that `prune` would let go, all versions of them counted."""
    length = func.length(versions.c.paragraphs) + func.length(versions.c.captions)
    found = select(func.count(versions.c.article_id.distinct()), func.coalesce(func.sum(length), 0))
    count, characters = c.execute(found.where(versions.c.article_id.in_(_old(before)))).one()
    return Texts(articles=count, characters=int(characters))


def prune(database: Database, before: datetime, now: datetime, progress: Callable[[int], None]) -> int:
    """How many articles' texts were let go; in transactions of a few hundred, so that others may write in between.

    They are found by the words of title and summary from then on. `progress` is told how many are done.
    """
    done = 0
    while found := _prune_some(database, before, now):
        done += found
        progress(done)
    return done


def give_back(database: Database) -> None:
    """The room of what was deleted is the disk's again: a SQLite file is written anew, PostgreSQL does so by itself."""
    if database.file is not None:
        with database.named_errors(), database.engine.connect() as c:
            c.connection.cursor().execute("VACUUM")  # outside of any transaction, as it must be


def _prune_some(database: Database, before: datetime, now: datetime) -> int:
    with database.write() as c:
        numbers = tuple(c.execute(_old(before).order_by(_a.id).limit(AT_ONCE)).scalars())
        if numbers:
            c.execute(update(versions).where(versions.c.article_id.in_(numbers)).values(paragraphs=(), captions=()))
            c.execute(update(articles).where(_a.id.in_(numbers)).values(pruned_at=now))
            index_again(c, numbers)
    return len(numbers)


def _old(before: datetime) -> Select[int]:
    return select(_a.id).where(_a.first_seen < before, _a.pruned_at.is_(None))


def index_again(c: Connection, numbers: Iterable[int]) -> None:
    """The articles, whose texts were let go, are found by the words that are left of them."""
    left = (
        select(_a.id, versions.c.title, versions.c.subtitle, summaries.c.sentences)
        .join_from(articles, versions, (versions.c.article_id == _a.id) & (versions.c.number == _a.version))
        .join(summaries, summaries.c.article_id == _a.id)
        .where(_a.id.in_(tuple(numbers)))
    )
    index.write(c, [index.words_of(row.id, row.title, _words(row)) for row in c.execute(left)])


def _words(row: Row[*tuple[Any, ...]]) -> tuple[str, ...]:
    return (row.subtitle or "", *(sentence.text for sentence in sentences.load(row.sentences)))
