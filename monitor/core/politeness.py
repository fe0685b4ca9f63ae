"""What a publisher asks of visitors, and when one may come again: verdicts only, nobody waits here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from itertools import islice

from protego import Protego

from monitor.core.errors import BadStatus, FetchFailed, Undecodable

ROBOTS_KEPT = timedelta(days=1)
"""How long an answer for robots.txt is believed (RFC 9309, 2.4)."""
ROBOTS_AGAIN = timedelta(minutes=10)
"""When robots.txt is asked for again after it could not be had: until then nothing is allowed."""
ROBOTS_LENGTH = 500 * 1024
"""Bytes of robots.txt that are read: RFC 9309 asks for 500 KiB at least, and its parser is slow on more."""
LONGEST_CRAWL_DELAY = timedelta(seconds=60)
"""A longer Crawl-delay counts as this: with an hour, a section of thirty articles would take more than a day."""
LONGEST_RETRY_AFTER = timedelta(days=1)
TRIES = 3
"""How often one address is asked for within one round."""
WAITS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""Between the rounds in which a failed address is tried again; after the last it is given up."""

_MOST_SITEMAPS = 50
_SHORT_ROBOTS = 20_000
_SECONDS = re.compile(r"\d{1,10}", re.ASCII)
_AGENT_VERSION = re.compile(r"(?im)^([ \t]*user-?agent[ \t]*:[ \t]*[^\s/#]+)/[^\n#]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRobots:
    """A host's robots.txt as it was had: `status` is None when there was no answer to make sense of.

    `body` is None when the status brought none; else it is cut at `ROBOTS_LENGTH`.
    """

    body: str | None
    status: int | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """What is remembered of a host: its next allowed moment, and its robots.txt."""

    host: str
    next_allowed: datetime | None = None
    robots: StoredRobots | None = None


def is_missing(robots: StoredRobots) -> bool:
    """Whether robots.txt may exist but could not be had, so that nothing is allowed for the moment.

    That is so for no answer and 5xx (RFC 9309, 2.3.1.4), and for 429, which speaks of the moment and not of the file.
    """
    return robots.status is None or robots.status >= 500 or robots.status == 429


def allowed(robots: StoredRobots, user_agent: str, url: str) -> bool:
    """Whether robots.txt lets `user_agent` visit `url`; all is allowed where there is no such file (4xx)."""
    if is_missing(robots):
        return False
    return robots.body is None or _rules(robots.body).can_fetch(url, _product(user_agent))


def crawl_delay(robots: StoredRobots, user_agent: str) -> timedelta:
    """The time that robots.txt asks for between two visits, at most `LONGEST_CRAWL_DELAY`; zero if it does not."""
    seconds = _rules(robots.body).crawl_delay(_product(user_agent)) if robots.body is not None else None
    return timedelta(seconds=min(seconds or 0.0, LONGEST_CRAWL_DELAY.total_seconds()))


def sitemaps(robots: StoredRobots) -> tuple[str, ...]:
    """The addresses of the sitemaps that robots.txt names, each once, at most fifty."""
    named = _rules(robots.body).sitemaps if robots.body is not None else ()
    return tuple(islice(dict.fromkeys(named), _MOST_SITEMAPS))


def stale_at(robots: StoredRobots) -> datetime:
    """When robots.txt is asked for again: soon if it could not be had, else after a day."""
    return robots.fetched_at + (ROBOTS_AGAIN if is_missing(robots) else ROBOTS_KEPT)


def retry_after(value: str, now: datetime) -> datetime | None:
    """The moment that a Retry-After header names, as seconds or as a date; None for neither.

    It is never before `now` nor more than a day later.
    """
    plain = value.strip()
    if _SECONDS.fullmatch(plain):
        return now + min(timedelta(seconds=int(plain)), LONGEST_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment, now), now + LONGEST_RETRY_AFTER)


def backoff(attempt: int, jitter: float) -> timedelta:
    """The wait after the given attempt (from 1): 2, 4, 8, ... seconds up to 60, of which half to all remains.

    How much is for `jitter` (0..1): chance keeps visitors that failed together from coming back together.
    """
    return timedelta(seconds=min(60.0, 2.0**attempt) * (0.5 + jitter / 2))


def again_at(error: FetchFailed, attempt: int, now: datetime, jitter: float) -> datetime | None:
    """When to ask again within this round after the given failed attempt (from 1); None for not at all."""
    if not error.retryable or attempt >= TRIES:
        return None
    soon = now + backoff(attempt, jitter)
    return max(soon, error.retry_at) if error.retry_at else soon


def worth_another_visit(error: FetchFailed) -> bool:
    """Whether a later round may fare better: the cause passes, there is a moment to it, or the body was broken."""
    if isinstance(error, BadStatus):
        return error.retryable  # a page that is gone stays gone, whatever Retry-After says
    return error.retryable or error.retry_at is not None or isinstance(error, Undecodable)


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When an address that failed in `attempts` rounds (from 1) is tried again; None when it is given up."""
    return now + WAITS[attempts - 1] if 1 <= attempts <= len(WAITS) else None


def _rules(body: str) -> Protego:
    """The rules of a robots.txt, kept for a while: those of many hosts, but of few with monstrous files."""
    return _short_rules(body) if len(body) <= _SHORT_ROBOTS else _long_rules(body)


def _parsed(body: str) -> Protego:
    """The rules; a version after a product's name is left out, as RFC 9309 compares names alone."""
    return Protego.parse(_AGENT_VERSION.sub(r"\1", body))


_short_rules = lru_cache(maxsize=256)(_parsed)
_long_rules = lru_cache(maxsize=4)(_parsed)


def _product(user_agent: str) -> str:
    """The name by which rules know a user agent: `newsmonitor` of `newsmonitor/1.0 (+https://...)`."""
    return re.split(r"[/\s]", user_agent.strip(), maxsplit=1)[0]
