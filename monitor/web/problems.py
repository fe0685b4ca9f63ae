"""What a reader sees instead of a page: what is the matter, and what to do; never how the program came there."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from monitor.core.errors import (
    HistoryError,
    InvalidInput,
    NotBegun,
    NotInHistory,
    SettingError,
    UnknownSource,
    UnknownWatch,
)
from monitor.web import layout

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A refusal in words: `title` says what, `words` why and what next."""

    status: int
    title: str
    words: str
    headers: tuple[tuple[str, str], ...] = field(default=())


NO_PASSWORD = Problem(
    status=401,
    title="A password is needed",
    words="Give the password from the setting web.password; any user name will do.",
    headers=(("WWW-Authenticate", 'Basic realm="monitor", charset="UTF-8"'),),
)
NO_PAGE = Problem(
    status=404,
    title="There is no such page",
    words="The address may be mistyped, or what stood here is no longer kept.",
)
NO_METHOD = Problem(
    status=405,
    title="These pages can only be read",
    words="Ask for them with GET.",
    headers=(("Allow", "GET, HEAD"),),
)
NO_WRITING = Problem(
    status=403,
    title="Nothing can be changed from here",
    words="Without a password only this very machine may change something. Set [web] password, or open the page on the "
    "machine that it runs on, without a proxy in between.",
)
NOT_BY_PROXY = Problem(
    status=403,
    title="The way in is through the proxy",
    words="The setting web.trust_header is on: this page opens to those whom one of web.proxies names in that header.",
)
FROM_ELSEWHERE = Problem(
    status=403,
    title="That did not come from this page",
    words="Only a form of this page may change something, and the browser did not say that one did. Go back, load the "
    "page anew and try again.",
)
TOO_LONG = Problem(
    status=413,
    title="That is too long",
    words="No form of this page sends so much.",
)
BROKEN = Problem(
    status=500,
    title="Something went wrong on our side",
    words="It was written to the log. The digest itself is safe; try again, or go back to today's page.",
)
PUBLIC_HOST = Problem(
    status=400,
    title="This server does not go by that name",
    words="Where it can be read without a password it answers to numbers and to names of an inner network. Set [web] "
    "password, for everything, to let it be asked under any name.",
)


BUSY = Problem(
    status=429,
    title="Others are being looked at",
    words="Two addresses at a time are looked at. Go back and try again in a minute.",
    headers=(("Retry-After", "30"),),
)
_REMOVED = "It may have been removed; its articles can still be searched for."
_PRUNED = "It may have been pruned, or it never came in."
_BY_STATUS = {problem.status: problem for problem in (NO_METHOD, TOO_LONG, BUSY)}


def unknown_host(hosts: frozenset[str]) -> Problem:
    """The refusal of a host name, with those that would do."""
    return Problem(
        status=400,
        title="This server does not go by that name",
        words=f"It answers to {' or '.join(sorted(hosts))}. A proxy in front of it has to send one of these as Host.",
    )


def response(path: str, problem: Problem) -> Response:
    """The problem as a page, or as JSON (`{"detail": ...}`) where a program asked."""
    answer: Response
    if path.startswith(("/api/v1/", "/openapi.json")):
        answer = JSONResponse({"detail": f"{problem.title}. {problem.words}"}, status_code=problem.status)
    else:
        answer = layout.page("problem.html", status=problem.status, problem=problem)
    answer.headers.update(dict(problem.headers))
    return answer


def catch(app: FastAPI, headers: dict[str, str]) -> None:
    """Lets the application answer its errors in words; `headers` go on what no middleware sees, the last resort."""

    def last_resort(request: Request, error: Exception) -> Response:
        # The server that runs the application writes the trace: Starlette raises the error again after this.
        _log.error("%s %r failed: %s", request.method, request.url.path, type(error).__name__)
        answer = response(request.url.path, BROKEN)
        answer.headers.update(headers)
        return answer

    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misused)
    app.add_exception_handler(InvalidInput, _misused)
    app.add_exception_handler(NotBegun, _to_come)
    app.add_exception_handler(SettingError, _misused)
    app.add_exception_handler(NotInHistory, _missing)
    app.add_exception_handler(UnknownSource, _missing)
    app.add_exception_handler(UnknownWatch, _missing)
    app.add_exception_handler(HistoryError, _no_history)
    app.add_exception_handler(Exception, last_resort)


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return response(request.url.path, _BY_STATUS.get(status, NO_PAGE))


def _missing(request: Request, error: Exception) -> Response:
    """What there is not, by the noun of its error: UnknownArticle."""
    noun = type(error).__name__.removeprefix("Unknown").lower()
    words = _REMOVED if isinstance(error, UnknownSource | UnknownWatch) else _PRUNED
    return response(request.url.path, Problem(status=404, title=f"There is no such {noun}", words=words))


def _to_come(request: Request, error: Exception) -> Response:
    return response(request.url.path, Problem(status=404, title="That day is still to come", words=f"{error}."))


def _misused(request: Request, error: Exception) -> Response:
    if isinstance(error, RequestValidationError):
        told = ((part["loc"][-1], part.get("ctx", {}).get("error", part["msg"])) for part in error.errors())
        words = "; ".join(f"{name}: {expected}" for name, expected in told)
    else:
        words = str(error)
    return response(request.url.path, Problem(status=422, title="That cannot be meant", words=f"{words}."))


def _no_history(request: Request, error: Exception) -> Response:
    _log.warning("%s %r: %s", request.method, request.url.path, error)
    words = f"{error}. Nothing that was stored is lost; try again in a moment."
    problem = Problem(status=503, title="The history cannot be read", words=words, headers=(("Retry-After", "10"),))
    return response(request.url.path, problem)
