"""The pages of the sources and their hosts: how each does, and adding, checking and removing them.

A source is added in two steps: what is offered at its address is shown first. Looking takes a while, so it goes on
in the background, and the page of a look answers when it is done.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from monitor.core.errors import InvalidInput, UnknownSource
from monitor.core.model import Source
from monitor.service import adding, archive, doctor, pace, sources, upkeep
from monitor.service.adding import Wish
from monitor.service.desk import Desk
from monitor.service.sources import SourceHealth
from monitor.web import charts, layout
from monitor.web.asking import DeskHere, local_time
from monitor.web.forms import Sent
from monitor.web.looks import Look, Looks

_NEWEST = 10
HERE = "/sources"

router = APIRouter(include_in_schema=False)


def _looks(request: Request) -> Looks:
    looks: Looks = request.app.state.looks
    return looks


LooksHere = Annotated[Looks, Depends(_looks)]


@router.get("/sources")
def overview(desk: DeskHere, added: str = "", removed: str = "") -> Response:
    """How each source does, and what to do where one does not; `added` and `removed` say what was just done."""
    found, standing = sources.overview(desk), upkeep.status(desk)
    ids = [one.source.id for one in found]
    paces = pace.daily(desk, ids)
    return layout.page(
        "sources.html",
        here=HERE,
        when=local_time(desk),
        overview=found,
        standing=standing,
        bars={name: charts.bars(each) for name, each in paces.items()},
        added=next((one.source for one in found if one.source.id == added), None),
        removed=removed if removed and removed not in ids else None,
        section=next((one.source.section for one in found if one.source.section), "culture"),
    )


@router.get("/sources/{source_id}")
def one(desk: DeskHere, source_id: str) -> Response:
    """One source: its health, its articles a day, its newest articles, what could not be read, and its host."""
    health = _known(desk, source_id)
    return layout.page(
        "source.html",
        here=HERE,
        when=local_time(desk),
        health=health,
        bars=charts.bars(pace.daily(desk, [source_id])[source_id]),
        newest=archive.newest(desk, source_id, _NEWEST),
        hosts=doctor.examine(desk, source_id),
    )


@router.post("/sources/looks")
async def look_at_new(desk: DeskHere, looks: LooksHere, sent: Sent) -> Response:
    """Begins to look at an address for a new source, and leads to what comes of it."""
    wish = Wish(url=sent.get("url", ""), name=sent.get("name") or None, section=sent.get("section") or None)
    if not wish.url:
        raise InvalidInput("address", "expected one, such as https://paper.example/culture/")
    return _begun(looks, adding.draft(desk, wish), is_new=True)


@router.post("/sources/{source_id}/looks")
async def look_again(desk: DeskHere, looks: LooksHere, source_id: str) -> Response:
    """Begins to check a source that there is, and leads to what comes of it."""
    return _begun(looks, sources.named(desk, [source_id])[0], is_new=False)


@router.get("/sources/looks/{key}")
async def look(desk: DeskHere, looks: LooksHere, key: str) -> Response:
    """What came of a look, as soon as it is done; after a while, that it goes on."""
    found = await looks.wait(key)
    if found is None:
        raise HTTPException(404)
    return layout.page("look.html", here=HERE, when=local_time(desk), look=found, trial=found.trial)


@router.post("/sources")
def add(desk: DeskHere, looks: LooksHere, sent: Sent) -> Response:
    """The source that was looked at, under the name and in the section that the form gives, in sources.toml."""
    found = looks.find(sent.get("look", ""))
    if found is None or found.trial is None or not found.is_new:
        raise HTTPException(404)
    source = found.wanted(name=sent.get("name", ""), section=sent.get("section", ""))
    adding.add(desk, source)
    return RedirectResponse(f"/sources?added={source.id}", status_code=303)


@router.get("/sources/{source_id}/remove")
def about_to_remove(desk: DeskHere, source_id: str) -> Response:
    """Asks whether the source is to go."""
    return layout.page("remove.html", here=HERE, health=_known(desk, source_id))


@router.post("/sources/{source_id}/remove")
def remove(desk: DeskHere, source_id: str) -> Response:
    """The source is taken out of sources.toml; its articles stay."""
    adding.remove(desk, source_id)
    return RedirectResponse(f"/sources?removed={source_id}", status_code=303)


@router.get("/doctor")
def hosts(desk: DeskHere, host: str = "") -> Response:
    """How each host does, or the one that is named: what it allows and answers, and what helps."""
    return layout.page("doctor.html", here=HERE, when=local_time(desk), hosts=doctor.examine(desk, host or None))


def _begun(looks: Looks, source: Source, *, is_new: bool) -> Response:
    if looks.is_busy:
        raise HTTPException(429)
    begun: Look = looks.begin(source, is_new=is_new)
    return RedirectResponse(f"/sources/looks/{begun.key}", status_code=303)


def _known(desk: Desk, source_id: str) -> SourceHealth:
    found = sources.overview(desk)
    for health in found:
        if health.source.id == source_id:
            return health
    raise UnknownSource(source_id, tuple(health.source.id for health in found))
