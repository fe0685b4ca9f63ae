"""The pages: each asks the service for nouns and hands them to its template."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from monitor.core.errors import NotBegun
from monitor.core.model import Edition, EditionState, Sentence
from monitor.service import archive, editions
from monitor.service.desk import Desk
from monitor.web import asking, calendar, charts, fronts, layout, reference, views, whys
from monitor.web.asking import DeskHere, local_time
from monitor.web.drafts import DraftsHere

router = APIRouter(include_in_schema=False)


@router.get("/")
def today(desk: DeskHere, drafts: DraftsHere) -> Response:
    """The latest edition, or the draft of the first one."""
    return _front(desk, drafts.current(), here="/")


@router.get("/draft")
def draft(desk: DeskHere, drafts: DraftsHere) -> Response:
    """What has come in since the latest edition."""
    return _front(desk, drafts.draft(), here="/")


@router.get("/editions")
def earlier(desk: DeskHere, day: str = "") -> Response:
    """The published days by month; with `day`, the way there."""
    if day:
        return RedirectResponse(f"/editions/{_day(desk, day)}", status_code=303)
    months = calendar.months(editions.published(desk))
    far = editions.too_far(desk)
    return layout.page("editions.html", here="/editions", months=months, today=_today(desk), farthest=far)


@router.get("/catch-up")
def catch_up(desk: DeskHere, drafts: DraftsHere, since: str = "") -> Response:
    """All that came since a day, for one who was away; without a day, the archive, where it can be asked for."""
    if not since:
        return RedirectResponse("/editions", status_code=303)
    return _front(desk, drafts.catch_up(_day(desk, since)), here="/editions")


@router.get("/editions/{name}")
def edition(desk: DeskHere, name: str) -> Response:
    """A published edition by its name; a day without one as it is composed afterwards."""
    if any(issue.name == name for issue in editions.published(desk)):
        return _front(desk, editions.named(desk, name), here="/editions")
    return _front(desk, editions.on(desk, _day(desk, name)), here="/editions")


@router.get("/articles/{article_id:int}")
def article(desk: DeskHere, article_id: int, version: str = "", edition: str = "", at: str = "") -> Response:
    """An article with its summary marked in it.

    `version` shows an earlier text; `edition` marks what the edition of that name quoted of it, `at` what stands there.
    """
    entry = archive.article(desk, str(asking.identity(article_id)))
    number = int(version) if version.isdecimal() and len(version) < len(str(asking.LARGEST_ID)) else None
    wanted = views.Wanted(number=number, quoted=_quoted(desk, entry.id, edition), at=asking.span(at))
    reading = views.reading(desk, entry, wanted)
    if reading is None:
        raise HTTPException(404)
    return layout.page("article.html", when=local_time(desk), reading=reading)


@router.get("/stories/{story_id:int}")
def story(desk: DeskHere, story_id: int) -> Response:
    """A story: who told it and when, its summary, and where its reporting varies."""
    told = archive.coverage(desk, asking.identity(story_id))
    when = local_time(desk)
    names = {telling.url: telling.source_name for telling in told.timeline}
    return layout.page("story.html", when=when, story=told, chart=charts.pickup(told, when), names=names)


@router.get("/stories/{story_id:int}/why")
def why(desk: DeskHere, story_id: int, edition: str = "") -> Response:
    """Why a story is in the edition of that name, or in the latest one; or why it is not."""
    found = editions.explain(desk, asking.identity(story_id), edition or None)
    return layout.page(
        "why.html",
        when=local_time(desk),
        found=found,
        account=whys.account(found),
        choices=whys.choices(found),
        least=whys.LEAST,
        address="/draft" if found.state is EditionState.DRAFT else f"/editions/{found.edition}",
        before=[name for name in found.told_in if name != found.edition],
    )


@router.get("/search")
def search(desk: DeskHere, q: str = "", page: str = "") -> Response:
    """What the history has on a query; without one, how to ask."""
    number = int(page) if page.isdecimal() and len(page) < 5 else 1
    results = views.results(desk, q, number)
    status = 422 if results.problem else 200
    return layout.page("search.html", status=status, here="/search", when=local_time(desk), results=results)


@router.get("/api")
def interface(request: Request) -> Response:
    """The JSON interface, described from its own OpenAPI document."""
    told = reference.operations(request.app.openapi())
    return layout.page("api.html", here="/api", operations=told, refusals=reference.refusals(told))


@router.get("/api/objects")
def objects(request: Request) -> Response:
    """The kinds of objects that the answers of the JSON interface have inside."""
    shapes = reference.shapes(reference.operations(request.app.openapi()))
    return layout.page("objects.html", here="/api", shapes=shapes)


def _front(desk: Desk, edition: Edition, *, here: str) -> Response:
    when = local_time(desk, edition.timezone)
    return layout.page("edition.html", here=here, when=when, front=fronts.front(desk, edition), edition=edition)


def _today(desk: Desk) -> date:
    clock = local_time(desk)
    return clock.here(clock.now).date()


def _day(desk: Desk, text: str) -> date:
    """The day that an address names; raises NotBegun for one after tomorrow, which a draft may bear."""
    try:
        day = asking.day(text)
    except ValueError as error:
        raise HTTPException(404) from error
    if day > _today(desk) + timedelta(days=1):
        raise NotBegun(text)
    return day


def _quoted(desk: Desk, article_id: int, name: str) -> tuple[Sentence, ...]:
    """What the published edition of that name quoted of this article; nothing where there is none."""
    if all(issue.name != name for issue in editions.published(desk)):
        return ()
    return fronts.quoted(editions.named(desk, name)).get(article_id, ())
