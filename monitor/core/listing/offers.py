"""Candidates out of what a listing says: cleaned, and each article once."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

from monitor.core import dates
from monitor.core.errors import InvalidInput
from monitor.core.model import Candidate
from monitor.core.text import one_line
from monitor.core.urls import canonical_url

_LONGEST_TITLE = 1000
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def title(text: object) -> str | None:
    """A title without markup, on one line; None for an empty one and for what is no text."""
    if not isinstance(text, str):
        return None
    return one_line(html.unescape(_TAG.sub("", text[:_LONGEST_TITLE]))) or None


def instant(text: object) -> datetime | None:
    """The instant that a listing's date names, or None."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        found = datetime.fromisoformat(text.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return dates.parse(text[:200])


def unique(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates in their order, each article once."""
    seen: set[str] = set()
    for candidate in candidates:
        try:
            key = canonical_url(candidate.url)
        except InvalidInput:
            continue
        if key not in seen:
            seen.add(key)
            yield candidate


def newest_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates by date; those without one come after, in their order."""
    start = datetime.min.replace(tzinfo=UTC)
    return sorted(candidates, key=lambda candidate: candidate.published or start, reverse=True)


def first(candidates: Iterable[Candidate], newest: int) -> tuple[Candidate, ...]:
    """The first `newest` articles, by date if all have one, else in their order."""
    found = list(islice(unique(candidates), newest))
    return tuple(newest_first(found) if all(candidate.published for candidate in found) else found)
