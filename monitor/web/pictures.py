"""Pictures of the stories, from here: a reader's browser asks no paper for them."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from monitor.service import pictures
from monitor.web.asking import DeskHere

_NAME = re.compile(r"[0-9a-f]{32}")
_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}  # a name is made of the bytes

router = APIRouter(include_in_schema=False)


@router.get("/pictures/{name}")
def picture(desk: DeskHere, name: str) -> Response:
    """The picture of that name, as what its bytes are."""
    found = pictures.named(desk, name) if _NAME.fullmatch(name) else None
    if found is None:
        raise HTTPException(404)
    return Response(found.body, media_type=found.media_type, headers=_FOR_EVER)
