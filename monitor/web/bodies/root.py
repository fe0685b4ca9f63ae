"""What every body is, and a refusal."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Next = Annotated[
    str | None, Field(description="Address, from the root of this server, of what follows; null at the end.")
]


class Body(BaseModel):
    """An answer or a part of one, made of a noun of the service by its attributes."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Refusal(Body):
    """Why there is no answer, in words."""

    detail: str
