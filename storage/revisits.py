"""Articles that are looked at again: which are due, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from storage.schema import articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """An article whose next look has come, with the validators that its page had last."""

    article_id: int
    url: str
    source_id: str
    first_seen: datetime
    next_visit: datetime
    etag: str | None = None
    last_modified: str | None = None


def due_revisits(c: Connection, now: datetime, limit: int, *, source_id: str | None = None) -> tuple[Revisit, ...]:
    """At most `limit` articles, of one source or of all, whose next look has come, the longest due first."""
    a = articles.c
    query = select(a.id, a.url, a.source_id, a.first_seen, a.next_visit, a.etag, a.last_modified)
    if source_id is not None:
        query = query.where(a.source_id == source_id)
    due = query.where(a.next_visit <= now).order_by(a.next_visit, a.id).limit(limit)
    return tuple(
        Revisit(
            article_id=row.id,
            url=row.url,
            source_id=row.source_id,
            first_seen=row.first_seen,
            next_visit=row.next_visit,
            etag=row.etag,
            last_modified=row.last_modified,
        )
        for row in c.execute(due)
    )


def sources_due(c: Connection, before: datetime) -> frozenset[str]:
    """The sources of articles whose next look came before a moment."""
    query = select(articles.c.source_id).where(articles.c.next_visit <= before).distinct()
    return frozenset(c.execute(query).scalars())


def revisited(c: Connection, article_id: int, now: datetime, next_visit: datetime | None) -> None:
    """The article was there at `now`, unchanged; its validators stay as they were.

    Only when the same look found it gone (`gone` at this very moment) nothing but the next look is set.
    """
    put_off(c, article_id, next_visit)
    there = update(articles).where(articles.c.id == article_id)
    there = there.where(or_(articles.c.gone_at.is_(None), articles.c.gone_at < now))
    c.execute(there.values(last_seen=now, gone_at=None))


def put_off(c: Connection, article_id: int, next_visit: datetime | None) -> None:
    """The article is looked at again at `next_visit`, or no more; what is known of it stays."""
    c.execute(update(articles).where(articles.c.id == article_id).values(next_visit=next_visit))


def gone(c: Connection, article_id: int, at: datetime) -> None:
    """The article's page was gone at `at`: it stays in the history, and is looked at no more unless told so."""
    c.execute(update(articles).where(articles.c.id == article_id).values(gone_at=at, next_visit=None))
