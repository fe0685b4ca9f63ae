"""The digest for other programs: feeds to subscribe to, and editions as files to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from monitor import render
from monitor.core.model import Edition
from monitor.render import Feed, Place, feed
from monitor.service import editions, watches
from monitor.service.desk import Desk
from monitor.web import validators
from monitor.web.api.paging import Id
from monitor.web.asking import DeskHere

LATEST = 14
"""How many editions a feed holds: two weeks away from it, and nothing is missed."""

FOUND = 50
"""How many articles the feed of a watch holds."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A format that an edition is kept in."""

    media_type: str
    render: Callable[[Edition], bytes]


FORMS = {
    "epub": Form(media_type="application/epub+zip", render=render.epub),
    "md": Form(media_type="text/markdown; charset=utf-8", render=lambda edition: render.markdown(edition).encode()),
    "json": Form(media_type="application/json", render=lambda edition: render.json(edition).encode()),
    "txt": Form(media_type="text/plain; charset=utf-8", render=lambda edition: render.text(edition).encode()),
}


@router.get("/feeds/digest.atom")
def atom(request: Request, desk: DeskHere) -> Response:
    """The stories of the latest editions as Atom."""
    return as_atom(request, _digest(request, desk))


@router.get("/feeds/digest.json")
def jsonfeed(request: Request, desk: DeskHere) -> Response:
    """The stories of the latest editions as JSON Feed."""
    return as_jsonfeed(request, _digest(request, desk))


@router.get("/feeds/watches/{watch_id}.atom")
def watch_atom(request: Request, desk: DeskHere, watch_id: Id) -> Response:
    """What a watch found as Atom."""
    return as_atom(request, _watched(request, desk, watch_id))


@router.get("/feeds/watches/{watch_id}.json")
def watch_jsonfeed(request: Request, desk: DeskHere, watch_id: Id) -> Response:
    """What a watch found as JSON Feed."""
    return as_jsonfeed(request, _watched(request, desk, watch_id))


@router.get("/editions/{name}.{form}")
def kept(request: Request, desk: DeskHere, name: str, form: str) -> Response:
    """A published edition as a file, under its own name."""
    if form not in FORMS or name not in {issue.name for issue in editions.published(desk)}:
        raise HTTPException(404)
    edition = editions.named(desk, name)
    answer = _answer(request, FORMS[form].render(edition), FORMS[form].media_type, edition.until)
    answer.headers["Content-Disposition"] = f'attachment; filename="digest-{edition.name}.{form}"'
    return answer


def place(request: Request, home: str = "/") -> Place:
    """Where the feed that is asked for stands, and the page whose feed it is, under the name it is asked for by."""
    root = str(request.base_url).rstrip("/")
    return Place(address=root + request.url.path, home=root + home)


def as_atom(request: Request, of: Feed) -> Response:
    """The feed as Atom, or 304 where the reader has it."""
    return _answer(request, render.atom(of).encode(), "application/atom+xml; charset=utf-8", of.updated)


def as_jsonfeed(request: Request, of: Feed) -> Response:
    """The feed as JSON Feed, or 304 where the reader has it."""
    return _answer(request, render.jsonfeed(of).encode(), "application/feed+json", of.updated)


def _digest(request: Request, desk: Desk) -> Feed:
    issues = editions.published(desk)[:LATEST]
    told = tuple(editions.named(desk, issue.name) for issue in issues)
    return feed.of_editions(told, place(request)) if told else feed.empty(desk.now(), place(request))


def _watched(request: Request, desk: Desk, watch_id: int) -> Feed:
    """The feed of a watch, dated by its making while it is empty; raises UnknownWatch."""
    watch = watches.numbered(desk, watch_id)
    found = (match.entry for match in watches.matches(desk, watch, FOUND))
    return feed.of_articles(watch.name, found, watch.created_at, place(request, f"/watches/{watch.id}"))


def _answer(request: Request, body: bytes, media_type: str, modified: datetime) -> Response:
    """The body, or 304 for one who has it: the tag decides where both are asked by (RFC 9110, 13.2.2)."""
    whole = modified.astimezone(UTC).replace(microsecond=0)
    tag = validators.tag(body)
    headers = {"ETag": tag, "Last-Modified": format_datetime(whole, usegmt=True)}
    if _has(request, tag, whole):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def _has(request: Request, tag: str, modified: datetime) -> bool:
    known = request.headers.get("if-none-match")
    if known is not None:
        return validators.has(known, tag)
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (ValueError, OverflowError):  # a year of twenty digits is more than a date takes
        return False
    return modified <= (since if since.tzinfo else since.replace(tzinfo=UTC))
