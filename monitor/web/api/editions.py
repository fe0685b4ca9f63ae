"""Editions: the latest, that of a day, that of a name, and which there are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from monitor.service import editions
from monitor.web import bodies
from monitor.web.api.paging import At, Limit, following, missing
from monitor.web.asking import Day, DeskHere
from monitor.web.drafts import DraftsHere

router = APIRouter(tags=["editions"])
Name = Annotated[
    str,
    Path(pattern=r"^[0-9A-Za-z-]{1,40}$", description="Such as 2026-03-17, 2026-03-17-evening or 2026-W12."),
]


@router.get("/edition", responses=missing("edition"))
def edition(
    desk: DeskHere, drafts: DraftsHere, day: Annotated[Day | None, Query(description="Such as 2026-03-17.")] = None
) -> bodies.Edition:
    """The latest edition, or the draft of the first one; with `day`, that day's."""
    return bodies.Edition.model_validate(editions.on(desk, day) if day else drafts.current())


@router.get("/draft")
def draft(drafts: DraftsHere) -> bodies.Edition:
    """The next edition as it stands, up to fifteen seconds ago."""
    return bodies.Edition.model_validate(drafts.draft())


@router.get("/editions")
def published(
    request: Request,
    desk: DeskHere,
    before: Annotated[Day | None, Query(description="Only those of earlier days.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Days, at most.")] = 1000,
) -> bodies.Days:
    """The published editions, newest first."""
    issues = [issue for issue in editions.published(desk) if before is None or issue.day < before]
    days = tuple(dict.fromkeys(sorted((issue.day for issue in issues), reverse=True)))
    shown = days[:limit]
    return bodies.Days(
        days=shown,
        editions=tuple(bodies.editions.Issue.model_validate(issue) for issue in issues if issue.day in set(shown)),
        next=following(request, before=shown[-1].isoformat()) if len(days) > limit else None,
    )


@router.get("/editions/{name}", responses=missing("edition"))
def named(desk: DeskHere, name: Name) -> bodies.Edition:
    """The edition of a name; of a day without one, what was published on it."""
    return bodies.Edition.model_validate(editions.named(desk, name))


@router.get("/editions/{name}/items", responses=missing("edition"))
def items(request: Request, desk: DeskHere, name: Name, limit: Limit = 30, offset: At = 0) -> bodies.Items:
    """An edition's stories, in the order of reading."""
    edition = editions.named(desk, name)
    shown = edition.items[offset : offset + limit]
    return bodies.Items(
        name=edition.name,
        items=tuple(map(bodies.Item.model_validate, shown)),
        next=following(request, offset=offset + limit) if len(edition.items) > offset + limit else None,
    )
