"""The pages of the watches: saved searches, what each found, adding and removing them."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from monitor.core.errors import InvalidInput
from monitor.service import hints, watches
from monitor.service.desk import Desk
from monitor.web import layout
from monitor.web.asking import LARGEST_ID, DeskHere, identity, local_time
from monitor.web.forms import Sent

HERE = "/watches"
_PER_PAGE = 30

router = APIRouter(include_in_schema=False)


@router.get("/watches")
def overview(desk: DeskHere, q: str = "", removed: str = "") -> Response:
    """The watches and what they found; `q` is a search that may become one."""
    query = " ".join(q[: watches.LONGEST_QUERY].split())
    return _overview(desk, {"query": query, "name": ""}, removed=removed[: watches.LONGEST_NAME])


@router.post("/watches")
def add(desk: DeskHere, sent: Sent) -> Response:
    """The watch that the form words, or what of it cannot be meant."""
    wish = {"name": sent.get("name", "") or sent.get("query", ""), "query": sent.get("query", "")}
    try:
        added = watches.add(desk, wish["name"], wish["query"], notify="notify" in sent)
    except InvalidInput as error:
        return _overview(desk, wish, problem=str(error))
    return RedirectResponse(f"/watches/{added.watch.id}", status_code=303)


@router.get("/watches/{watch_id:int}")
def one(desk: DeskHere, watch_id: int, before: str = "") -> Response:
    """A watch and what it found, the latest first; `before` is the last match of the page before."""
    watch = watches.numbered(desk, identity(watch_id))
    last = int(before) if before.isdecimal() and len(before) < len(str(LARGEST_ID)) else None
    found = watches.matches(desk, watch, _PER_PAGE + 1, last)
    return layout.page(
        "watch.html",
        here=HERE,
        when=local_time(desk),
        watch=watch,
        matches=found[:_PER_PAGE],
        hints=(*hints.misread(watch.query), *(() if found or last else hints.unknown(desk, watch.query))),
        more=found[_PER_PAGE - 1].id if len(found) > _PER_PAGE else None,
    )


@router.post("/watches/{watch_id:int}/remove")
def remove(desk: DeskHere, watch_id: int) -> Response:
    """The watch is gone, with what it found; the articles stay."""
    gone = watches.remove(desk, watches.numbered(desk, identity(watch_id)).name)
    return RedirectResponse(f"/watches?{urlencode({'removed': gone.name})}", status_code=303)


def _overview(desk: Desk, wish: dict[str, str], *, problem: str | None = None, removed: str = "") -> Response:
    every = watches.every(desk)
    known = {one.watch.name for one in every}
    return layout.page(
        "watches.html",
        here=HERE,
        status=422 if problem else 200,
        when=local_time(desk),
        watches=every,
        wish=wish,
        problem=problem,
        removed=removed if removed not in known else "",
    )
