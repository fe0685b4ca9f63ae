"""The same as JSON, under /api/v1; a refusal is `{"detail": "why"}`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from monitor.web import bodies
from monitor.web.api import articles, editions, sources, stories, watches

ROOMS = (editions.router, stories.router, articles.router, sources.router, watches.router)
REFUSALS: dict[int | str, dict[str, Any]] = {  # FastAPI's own form
    304: {"description": "The answer is still the one whose ETag was sent in If-None-Match."},
    400: {"model": bodies.Refusal, "description": "A host name that this server does not go by."},
    401: {"model": bodies.Refusal, "description": "A password is set, and was not given."},
    422: {"model": bodies.Refusal, "description": "A value that cannot be meant."},
    503: {"model": bodies.Refusal, "description": "The history cannot be read just now."},
}

router = APIRouter(prefix="/api/v1", responses=REFUSALS)
for room in ROOMS:
    router.include_router(room)
