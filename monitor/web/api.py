"""The same as JSON, under /api/v1; a refusal is `{"detail": "why"}`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from monitor.core.model import Entry, Mention
from monitor.service import archive, editions, sources, upkeep
from monitor.web import bodies
from monitor.web.asking import ArticleId, Day, DeskHere

router = APIRouter(
    prefix="/api/v1",
    tags=["digest"],
    responses={
        401: {"model": bodies.Refusal, "description": "A password is set, and was not given."},
        422: {"model": bodies.Refusal, "description": "A value that cannot be meant."},
        503: {"model": bodies.Refusal, "description": "The history cannot be read just now."},
    },
)


@router.get("/edition")
def edition(
    desk: DeskHere, day: Annotated[Day | None, Query(description="Such as 2026-03-17.")] = None
) -> bodies.Edition:
    """The latest edition, or the draft of the first one; with `day`, that day's."""
    return bodies.Edition.model_validate(editions.on(desk, day) if day else editions.current(desk))


@router.get("/editions")
def days(desk: DeskHere) -> bodies.Days:
    """The days that have a published edition, newest first."""
    return bodies.Days(days=editions.days(desk))


@router.get(
    "/articles/{article_id}", responses={404: {"model": bodies.Refusal, "description": "No article of that id."}}
)
def article(desk: DeskHere, article_id: ArticleId) -> bodies.Article:
    """An article with every text that it had, and the other articles of its story."""
    entry = archive.article(desk, str(article_id))
    others = archive.others(desk, entry)
    return bodies.Article(
        article=bodies.Entry.of(entry),
        versions=tuple(bodies.Version.of(version) for version in archive.versions(desk, entry.id)),
        copies=tuple(_mention(other) for other in others if other.original == entry.original),
        reports=tuple(_mention(other) for other in others if other.original != entry.original),
    )


@router.get("/search")
def search(
    desk: DeskHere,
    q: Annotated[str, Query(max_length=500, description='Words, "phrases", source:, after:, before:.')],
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> bodies.Search:
    """What the history has on a query, best first; an empty query finds nothing."""
    found = archive.search(desk, q, limit=limit + 1, offset=offset) if q.strip() else ()
    return bodies.Search(
        query=q,
        results=tuple(bodies.Entry.of(entry) for entry in found[:limit]),
        next_offset=offset + limit if len(found) > limit else None,
    )


@router.get("/sources")
def health(desk: DeskHere) -> bodies.Sources:
    """Every source, how it does, and the remedy where it does not."""
    return bodies.Sources(
        sources=tuple(bodies.Source.model_validate(sources.row(one)) for one in sources.overview(desk))
    )


@router.get("/status")
def status(desk: DeskHere) -> bodies.Status:
    """Counts, the last round and the next digest."""
    return bodies.Status.model_validate(upkeep.status(desk))


def _mention(other: Entry) -> bodies.Mention:
    return bodies.Mention.model_validate(
        Mention(article_id=other.id, source_name=other.source_name, title=other.article.title, url=other.url)
    )
