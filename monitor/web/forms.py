"""What a form of a page sent."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from monitor.core.errors import InvalidInput
from monitor.core.text import one_line

MOST_BYTES = 16_384
_MOST_FIELDS = 40


async def _sent(request: Request) -> dict[str, str]:
    """The fields of the form, one line each, the last of a name; one that no page here has is refused."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413)
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise InvalidInput("form", "expected the fields of one of these pages") from error
    return {name: one_line(value) for name, value in fields}


Sent = Annotated[dict[str, str], Depends(_sent)]
