"""One address of a round: fetched, read, and turned into an arrival or into the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from monitor.core import politeness, schedule
from monitor.core.errors import (
    BadStatus,
    FetchFailed,
    MonitorError,
    NotAnArticle,
    NotAsked,
    RobotsMissing,
    RobotsRefused,
)
from monitor.core.model import Arrival, Candidate, Outcome, Request, Response, Source, Trouble, Visit
from monitor.core.urls import canonical_url
from monitor.service import listings, pages
from monitor.service.crew import Crew
from monitor.service.desk import Desk
from monitor.service.pages import Page, Prepared, Style
from monitor.telemetry import counters
from storage.history import Revisit

GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An address to visit: new, failed `attempts` times before, or an article to be looked at again.

    `learned` are the keys of the source's lines that are known to be boilerplate.
    """

    url: str
    candidate: Candidate | None = None
    attempts: int = 0
    revisit: Revisit | None = None
    learned: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a job: an `arrival` for the history, or a `visit` that says why not.

    `trouble` is set when the address is remembered as failed, `gone` when the server said that it is. When it was
    not `asked` its host's turn did not come: nothing is known, and nothing is remembered.
    """

    job: Job
    visit: Visit
    arrival: Arrival | None = None
    trouble: Trouble | None = None
    next_look: datetime | None = None
    gone: bool = False
    asked: bool = True


def style(desk: Desk) -> Style:
    """How the settings want summaries."""
    return Style(algorithm=desk.settings.summary.algorithm, sentences=desk.settings.summary.sentences)


async def visit(desk: Desk, source: Source, job: Job, crew: Crew, until: datetime) -> Result:
    """The result of a job; only what is no MonitorError is raised."""
    try:
        with counters.timed("fetch"):
            response = await crew.fetcher.get(_request(source, job), until=until)
        if response.not_modified:
            return _unchanged(desk, source, job)
        _check_place(source, job, response)
        page = Page(
            body=response.body,
            url=response.final_url,
            content_type=response.content_type,
            timezone=source.timezone,
            language=source.language,
            learned=job.learned,
        )
        prepared = await crew.read(pages.read, page, style(desk), subject=job.url)
        result = _arrived(desk, source, job, response, prepared)
    except MonitorError as failure:
        result = _missed(desk, source, job, failure)
    return result


def _check_place(source: Source, job: Job, response: Response) -> None:
    """Returns if the way ended at a page of its own; raises NotAnArticle for one that ends at the section or the front.

    Many sites send their readers there from pages that are gone.
    """
    here, asked = canonical_url(response.final_url), canonical_url(job.url)
    if here != asked and (here == canonical_url(source.url) or urlsplit(here)[2:4] == ("/", "")):
        raise NotAnArticle("it leads to the front page or to the section's", job.url)


def _missed(desk: Desk, source: Source, job: Job, failure: MonitorError) -> Result:
    """The result of a job without an article: refused for good, failed for now, or an article that is gone."""
    if isinstance(failure, NotAnArticle | RobotsRefused) and not isinstance(failure, RobotsMissing):
        return _refused(desk, source, job, failure)
    final = isinstance(failure, FetchFailed) and not politeness.worth_another_visit(failure)
    status = failure.status if isinstance(failure, BadStatus) else None
    result = failed(source, job, desk.now(), getattr(failure, "reason", str(failure)), status=status)
    result = replace(result, visit=replace(result.visit, kind=failure.kind))
    if isinstance(failure, NotAsked):
        return replace(result, trouble=None, asked=False)
    if job.revisit:
        return _still_there(desk, result, gone=status in GONE)
    return replace(result, trouble=_next_attempt(result.trouble, failure, final=final))


def _next_attempt(trouble: Trouble | None, failure: MonitorError, *, final: bool) -> Trouble | None:
    """The trouble with its next attempt: none for what stays so, and not before the server said."""
    if trouble is None or final:
        return trouble and replace(trouble, next_attempt=None)
    retry_at = failure.retry_at if isinstance(failure, FetchFailed) else None
    later = trouble.next_attempt and retry_at and max(trouble.next_attempt, retry_at)
    return replace(trouble, next_attempt=later or trouble.next_attempt)


def _request(source: Source, job: Job) -> Request:
    known = job.revisit
    return Request(
        url=job.url,
        headers=listings.headers(source, job.url),
        etag=known.etag if known else None,
        last_modified=known.last_modified if known else None,
    )


def _arrived(desk: Desk, source: Source, job: Job, response: Response, prepared: Prepared) -> Result:
    now = desk.now()
    first_seen = job.revisit.first_seen if job.revisit else now
    arrival = Arrival(
        url=job.url,
        key=canonical_url(job.url if job.revisit else response.final_url),
        addresses=(job.url, *response.addresses, response.final_url),
        source_id=source.id,
        source_name=source.name,
        article=prepared.article,
        summary=prepared.summary,
        fingerprint=prepared.fingerprint,
        terms=prepared.terms,
        seen_at=now,
        etag=response.etag,
        last_modified=response.last_modified,
        next_visit=schedule.next_look(first_seen, now, desk.settings.fetch.revisit),
        section=source.section,
        place=job.candidate.place if job.candidate else None,
    )
    told = Visit(url=job.url, source_id=source.id, at=now, outcome=Outcome.NEW, status=response.status)
    return Result(job=job, visit=told, arrival=arrival)


def _unchanged(desk: Desk, source: Source, job: Job) -> Result:
    told = Visit(url=job.url, source_id=source.id, at=desk.now(), outcome=Outcome.UNCHANGED, status=304)
    return Result(job=job, visit=told, next_look=_next_look(desk, job))


def _refused(desk: Desk, source: Source, job: Job, refusal: NotAnArticle | RobotsRefused) -> Result:
    """A page that is no article stays none, and is not asked for again; what robots.txt forbids may be allowed later.

    A robots.txt is believed for a day, so that asking it again about a page costs its host nothing.
    """
    now, reason = desk.now(), refusal.reason
    told = Visit(url=job.url, source_id=source.id, at=now, outcome=Outcome.REFUSED, reason=reason, kind=refusal.kind)
    if job.revisit:
        return Result(job=job, visit=told, next_look=_next_look(desk, job))
    known = Trouble(
        url=job.url, source_id=source.id, reason=reason, at=now, attempts=job.attempts + 1, next_attempt=None
    )
    if isinstance(refusal, RobotsRefused):
        again = replace(known, next_attempt=politeness.next_attempt(known.attempts, now))
        return Result(job=job, visit=told, trouble=_next_attempt(again, refusal, final=False))
    return Result(job=job, visit=told, trouble=known)


def failed(source: Source, job: Job, now: datetime, reason: str, *, status: int | None = None) -> Result:
    """The result of a job that failed at `now`, with its next attempt."""
    told = Visit(url=job.url, source_id=source.id, at=now, outcome=Outcome.FAILED, status=status, reason=reason)
    attempts = job.attempts + 1
    trouble = Trouble(
        url=job.url,
        source_id=source.id,
        reason=reason,
        at=now,
        attempts=attempts,
        next_attempt=politeness.next_attempt(attempts, now),
    )
    return Result(job=job, visit=told, trouble=trouble)


def unasked(source: Source, job: Job, now: datetime) -> Result:
    """The result of a job that its round's end overtook: nothing is known, and nothing is remembered."""
    told = Visit(url=job.url, source_id=source.id, at=now, outcome=Outcome.FAILED)
    return Result(job=job, visit=told, asked=False)


def _still_there(desk: Desk, result: Result, *, gone: bool) -> Result:
    """A look that failed: the article stays as it is stored, and its ladder goes on."""
    return Result(job=result.job, visit=result.visit, next_look=_next_look(desk, result.job), gone=gone)


def _next_look(desk: Desk, job: Job) -> datetime | None:
    if job.revisit is None:
        return None
    return schedule.next_look(job.revisit.first_seen, desk.now(), desk.settings.fetch.revisit)
