"""What the parts of the interface have in common: bounded lists, numbers, and what is not there."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query, Request

from monitor.web import bodies
from monitor.web.asking import LARGEST_ID

Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Limit = Annotated[int, Query(ge=1, le=100, description="So many at most.")]
At = Annotated[int, Query(ge=0, le=10_000, description="How many are passed over.")]


def following(request: Request, **changes: object) -> str:
    """The address of the next page: this one's with other parameters, without scheme and host."""
    url = request.url.include_query_params(**changes)
    return f"{url.path}?{url.query}"


def missing(noun: str) -> dict[int | str, dict[str, Any]]:
    """The refusal of what is not there, for the description of the interface."""
    return {404: {"model": bodies.Refusal, "description": f"There is no such {noun}."}}
