"""The web application, put together."""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.responses import JSONResponse

from monitor.core.errors import HistoryError
from monitor.service import editions
from monitor.service.desk import Desk
from monitor.web import api, assets, feeds, guards, metrics, pages, pictures, problems, sourcing, watching
from monitor.web.asking import DeskHere
from monitor.web.drafts import Drafts
from monitor.web.looks import Looks
from monitor.web.validators import EntityTags

_log = logging.getLogger(__name__)


def application(desk: Desk, *, hosts: frozenset[str] | None = None) -> FastAPI:
    """The pages and the JSON interface on one desk, ready for an ASGI server.

    It answers to the host names in `hosts` (lower case, without a port, an IPv6 address in brackets); left out,
    to those that fit the setting web.host: the names of loopback when bound there, else to every name, or where it is
    read without a password to numbers and names of inner networks alone.
    """
    app = FastAPI(title="monitor", version=_version(), docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.desk = desk
    app.state.looks = Looks(desk)
    app.state.drafts = Drafts(desk)
    app.include_router(feeds.router)  # before the pages: an edition's files are named like its page, with an ending
    app.include_router(pages.router)
    app.include_router(sourcing.router)
    app.include_router(pictures.router)
    app.include_router(watching.router)
    app.include_router(api.router)
    app.include_router(assets.router)
    app.include_router(metrics.router)
    app.add_api_route("/healthz", healthy, include_in_schema=False)
    problems.catch(app, guards.HEADERS)
    # The one added last stands outermost.
    known = guards.hosts_for(desk.settings.web.host) if hosts is None else hosts
    keys = _keys(desk)
    app.add_middleware(guards.SameOrigin)
    app.add_middleware(guards.Admission, keys=keys)
    if not (known or keys.lock_reading):
        app.add_middleware(guards.InnerHosts)
    app.add_middleware(guards.KnownHosts, hosts=known)
    app.add_middleware(EntityTags)
    app.add_middleware(guards.ForbiddingHeaders)
    return app


def _keys(desk: Desk) -> guards.Keys:
    web = desk.settings.web
    for_all = web.password_for == "all"  # noqa: S105 - a choice of the settings, no password
    return guards.Keys(password=web.password, header=web.trust_header, proxies=web.proxies, for_all=for_all)


def healthy(desk: DeskHere) -> JSONResponse:
    """200 when the history can be read, else 503; open to everybody, so it says no more than that."""
    try:
        editions.days(desk)
    except HistoryError as error:
        _log.warning("the history cannot be read: %s", error)
        return JSONResponse({"status": "the history cannot be read"}, status_code=503)
    return JSONResponse({"status": "ok"})


def _version() -> str:
    try:
        return version("newsmonitor")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"
