"""What kind of picture bytes are, told by themselves: what a server calls them counts for nothing."""

from __future__ import annotations

from hashlib import blake2b

from monitor.core.model import KeptPicture

_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def media_type(body: bytes) -> str | None:
    """The type of a JPEG, PNG, GIF or WebP; None for all else, an SVG above all, which can run and fetch."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for beginning, kind in _BEGINNINGS if body.startswith(beginning)), None)


def kept(body: bytes) -> KeptPicture | None:
    """The picture of these bytes, named by them; None where they are none."""
    kind = media_type(body)
    return KeptPicture(name=blake2b(body, digest_size=16).hexdigest(), media_type=kind, body=body) if kind else None
