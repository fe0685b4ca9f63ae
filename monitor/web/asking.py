"""What a request brings with it: the desk, the reader's clock, and values in the form that they must have."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import Depends, Path, Query, Request
from pydantic import BeforeValidator, WithJsonSchema
from starlette.exceptions import HTTPException

from monitor.service.desk import Desk
from monitor.web.wording import LocalTime

LARGEST_ID = 2**63 - 1  # what a 64-bit column of the database can hold
_SPAN = re.compile(r"([0-9]{1,7})-([0-9]{1,7})")
_DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")


def day(text: object) -> date:
    """The day that `2026-03-17` names; ValueError for every other form, and outside 1900 to 2099."""
    if isinstance(text, date):
        return text
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise ValueError("expected a day such as 2026-03-17")
    return date.fromisoformat(text)


def span(text: str) -> tuple[int, int] | None:
    """The offsets that `120-245` names; None for every other form."""
    found = _SPAN.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def identity(number: int) -> int:
    """The number if a 64-bit column can hold it; raises HTTPException for a page that cannot be there."""
    if not 0 < number <= LARGEST_ID:
        raise HTTPException(404)
    return number


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


DeskHere = Annotated[Desk, Depends(_desk)]
Day = Annotated[
    date,
    BeforeValidator(day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{_DAY.pattern}$"}),
]
ArticleId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Words = Annotated[str, Query(max_length=500)]


def local_time(desk: Desk, timezone: str | None = None) -> LocalTime:
    """The clock to print times by: of the zone named if there is such a one, else of the digest's."""
    try:
        zone = ZoneInfo(timezone) if timezone else desk.settings.zone()
    except (ZoneInfoNotFoundError, ValueError):
        zone = desk.settings.zone()
    return LocalTime(zone=zone, now=desk.now())
