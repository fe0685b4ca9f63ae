"""Asking for a page, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A page to be asked for; with `etag` or `last_modified` only if it changed since.

    What passes by itself is tried again, unless it is asked for `once`, as a guess is.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server answered, its body decoded from every content encoding and bounded.

    `url` is the address asked for, `final_url` the one that answered after redirects, `addresses` all on the
    way. `moved_to` is where the page has moved for good: as far as permanent redirects alone lead. `body` is empty
    when `not_modified`.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    fetched_at: datetime
    addresses: tuple[str, ...] = ()
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None

    @property
    def not_modified(self) -> bool:
        """Whether the server said that nothing changed (304)."""
        return self.status == 304


class Outcome(StrEnum):
    """What became of an address; LISTED is a listing that was read."""

    LISTED = "listed"
    NEW = "new"
    COPY = "copy"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One address asked for once, and what came of it; the fetch log is made of these.

    `kind` is that of the failure, as errors name theirs.
    """

    url: str
    source_id: str
    at: datetime
    outcome: Outcome
    status: int | None = None
    reason: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An address that failed and waits for its next attempt; None when it was given up."""

    url: str
    source_id: str
    reason: str
    at: datetime
    attempts: int
    next_attempt: datetime | None
