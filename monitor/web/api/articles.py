"""Articles: one by one, the latest, and by their words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from monitor.core.model import Entry, Mention
from monitor.service import archive
from monitor.web import bodies, changes
from monitor.web.api.paging import Id, Limit, following, missing
from monitor.web.asking import LARGEST_ID, DeskHere

SEARCHED = 'Words, "phrases", -word, source:, section:, language:, after:, before:.'

router = APIRouter(tags=["articles"])


@router.get("/articles")
def latest(
    request: Request,
    desk: DeskHere,
    source: Annotated[
        str | None, Query(pattern=r"^[^\x00]{1,200}$", description="Only those of the source of this id.")
    ] = None,
    before: Annotated[int | None, Query(ge=1, le=LARGEST_ID, description="Only those of lower numbers.")] = None,
    limit: Limit = 30,
) -> bodies.Articles:
    """Articles, those that came last first."""
    found = archive.latest(desk, limit + 1, before=before, source_id=source)
    return bodies.Articles(
        articles=tuple(map(bodies.Entry.of, found[:limit])),
        next=following(request, before=found[limit - 1].id) if len(found) > limit else None,
    )


@router.get("/articles/{article_id}", responses=missing("article"))
def article(desk: DeskHere, article_id: Id) -> bodies.Article:
    """An article with every text that it had, and the other articles of its story."""
    entry = archive.article(desk, str(article_id))
    others = archive.others(desk, entry)
    return bodies.Article(
        article=bodies.Entry.of(entry),
        versions=tuple(bodies.Version.of(version) for version in archive.versions(desk, entry.id)),
        copies=tuple(_mention(other) for other in others if other.original == entry.original),
        reports=tuple(_mention(other) for other in others if other.original != entry.original),
    )


@router.get("/articles/{article_id}/changes", responses=missing("article"))
def differences(desk: DeskHere, article_id: Id) -> bodies.Changes:
    """What an article's versions changed, paragraph by paragraph and word by word."""
    entry = archive.article(desk, str(article_id))
    told = changes.corrections(archive.versions(desk, entry.id), entry.version)
    return bodies.Changes(article_id=entry.id, corrections=tuple(map(_correction, told)))


@router.get("/search")
def search(
    request: Request,
    desk: DeskHere,
    q: Annotated[
        str,
        Query(max_length=500, description=SEARCHED),
    ],
    limit: Limit = 30,
    offset: Annotated[int, Query(ge=0, le=100_000, description="How many are passed over.")] = 0,
) -> bodies.Search:
    """What the history has on a query, best first; an empty query finds nothing."""
    found = archive.search(desk, q, limit=limit + 1, offset=offset) if q.strip() else ()
    more = len(found) > limit
    return bodies.Search(
        query=q,
        results=tuple(bodies.Entry.of(entry) for entry in found[:limit]),
        next_offset=offset + limit if more else None,
        next=following(request, offset=offset + limit) if more else None,
    )


def _mention(other: Entry) -> bodies.Mention:
    return bodies.Mention.model_validate(
        Mention(article_id=other.id, source_name=other.source_name, title=other.article.title, url=other.url)
    )


def _correction(told: changes.Correction) -> bodies.Correction:
    found = told.changes
    return bodies.Correction(
        number=told.version.number,
        seen_at=told.version.seen_at,
        kinds=told.kinds,
        changes=None if found is None else tuple(map(bodies.Difference.model_validate, found)),
    )
