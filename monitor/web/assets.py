"""What pages load besides themselves: the style sheet, the script, the letters and the icon, all from here.

The style sheet is kept by rooms and served as one. A page names each file with a few characters that change with
it, and under that name a browser may keep it for good.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

_HOME = files("monitor.web")
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND_MARKS = re.compile(r" ?([{};,]) ?")
_FOR_GOOD = "max-age=31536000, immutable"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file as it is served; `print` changes with its content."""

    name: str
    content: bytes
    media_type: str
    print: str

    @property
    def address(self) -> str:
        """Where a page finds this very content."""
        return f"/static/{self.name}?{self.print}"


@cache
def assets() -> dict[str, Asset]:
    """All that can be loaded, by name."""
    files = {each.name: each.read_bytes() for each in _by_name(_HOME / "static")}
    kinds = {name: _TYPES.get(f".{name.rpartition('.')[2]}") for name in files}
    served = {name: _asset(name, files[name], kind) for name, kind in kinds.items() if kind}
    style = _tight("".join(part.read_text(encoding="utf-8") for part in _by_name(_HOME / "style")))
    for each in served.values():
        style = style.replace(f'"/static/{each.name}"', f'"{each.address}"')
    return served | {"style.css": _asset("style.css", style.encode(), _TYPES[".css"])}


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """The file, or that it is still the same."""
    asset = assets().get(name)
    if asset is None:
        raise HTTPException(404)
    headers = {"ETag": f'"{asset.print}"'}
    if request.url.query == asset.print:
        headers["Cache-Control"] = _FOR_GOOD
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


def _tight(style: str) -> str:
    """The style sheet without what only its writers need; none of its strings has such marks inside."""
    return _AROUND_MARKS.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", style))).replace(";}", "}")


def _by_name(folder: Traversable) -> list[Traversable]:
    return sorted((each for each in folder.iterdir() if each.is_file()), key=lambda each: each.name)


def _asset(name: str, content: bytes, media_type: str) -> Asset:
    return Asset(name=name, content=content, media_type=media_type, print=hashlib.sha256(content).hexdigest()[:12])
