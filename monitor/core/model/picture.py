"""A picture as it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPicture:
    """A picture's bytes with their media type, under the name that is made of them."""

    name: str
    media_type: str
    body: bytes = field(repr=False)
