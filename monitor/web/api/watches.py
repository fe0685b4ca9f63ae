"""Watches, and what they found."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from monitor.service import watches
from monitor.web import bodies
from monitor.web.api.paging import At, Id, Limit, following, missing
from monitor.web.asking import LARGEST_ID, DeskHere

router = APIRouter(tags=["watches"])


@router.get("/watches")
def every(request: Request, desk: DeskHere, limit: Limit = 100, offset: At = 0) -> bodies.Watches:
    """Every watch, with how much it found."""
    found = watches.every(desk)[offset : offset + limit + 1]
    return bodies.Watches(
        watches=tuple(map(bodies.Watch.of, found[:limit])),
        next=following(request, offset=offset + limit) if len(found) > limit else None,
    )


@router.get("/watches/{watch_id}/matches", responses=missing("watch"))
def matches(
    request: Request,
    desk: DeskHere,
    watch_id: Id,
    before: Annotated[int | None, Query(ge=1, le=LARGEST_ID, description="Only matches of lower numbers.")] = None,
    limit: Limit = 30,
) -> bodies.Matches:
    """What a watch found, the latest first."""
    watch = watches.numbered(desk, watch_id)
    found = watches.matches(desk, watch, limit + 1, before)
    return bodies.Matches(
        watch_id=watch.id,
        matches=tuple(
            bodies.Match(id=one.id, found_at=one.at, article=bodies.Entry.of(one.entry)) for one in found[:limit]
        ),
        next=following(request, before=found[limit - 1].id) if len(found) > limit else None,
    )
