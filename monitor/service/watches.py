"""Watches: saved searches, what they found, and who is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from monitor.core.errors import InvalidInput
from monitor.core.model import Match, Watch, Watched
from monitor.core.query import parse, proofread
from monitor.core.text import one_line
from monitor.service.desk import Desk
from monitor.service.report import Found
from storage import announcements, search
from storage import watches as watching
from storage.announcements import Announcement

LONGEST_NAME, LONGEST_QUERY = 100, 500
SHOWN = 10  # articles that a notice names; of more it says how many

Notify = Callable[[Desk, str, str, str], object]
"""Hands on a title and a text, once for a key: `monitor.service.deliveries.notify`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A watch that was just added, and how many articles of the history it found; `has_copies` of them beside these."""

    watch: Watch
    articles: int
    has_copies: bool


def add(desk: Desk, name: str, query: str, *, notify: bool = False) -> Added:
    """The watch as it is stored, its days in the reader's time zone.

    Raises InvalidInput for a name that is none or taken, and for a query that asks for nothing or too much, or does not
    ask for what it seems to.
    """
    watch = Watch(
        name=_bounded("the name", one_line(name), LONGEST_NAME),
        query=_bounded("the query", one_line(query), LONGEST_QUERY),
        timezone=desk.settings.zone().key,
        notify=notify,
        created_at=desk.now(),
    )
    proofread(watch.query)
    asked = parse(watch.query, watch.timezone)
    sections = desk.sections
    added = desk.write(watching.add, watch, sections)
    articles = next(one.matches for one in every(desk) if one.watch.id == added.id)
    return Added(watch=added, articles=articles, has_copies=desk.read(search.count, asked, sections) > articles)


def remove(desk: Desk, name: str) -> Watch:
    """The watch of that name, which is gone with its matches; raises UnknownWatch."""
    watch = named(desk, name)
    desk.write(watching.remove, watch.id)
    return watch


def every(desk: Desk) -> tuple[Watched, ...]:
    """All watches, each with the number of its matches and the moment of the latest, oldest watch first."""
    return desk.read(watching.overview)


def named(desk: Desk, name: str) -> Watch:
    """The watch of that name, in any case and with or without accents; raises UnknownWatch."""
    return desk.read(watching.named, name)


def numbered(desk: Desk, watch_id: int) -> Watch:
    """The watch of that number; raises UnknownWatch."""
    return desk.read(watching.numbered, watch_id)


def matches(desk: Desk, watch: Watch, limit: int = 30, before: int | None = None) -> tuple[Match, ...]:
    """What the watch found, the latest first; the next page is `before` the last match's number."""
    return desk.read(watching.matches, watch.id, limit, before)


def found(c: Connection, after: int) -> tuple[Found, ...]:
    """What each watch found after the match of that number; those that found nothing are not among it."""
    return tuple(Found(watch=name, articles=articles) for name, articles in watching.found(c, after))


def names(desk: Desk, article_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Names of the watches that found each of the articles; nothing of those that none found."""
    return desk.read(watching.names, article_ids)


def notices(desk: Desk, notify: Notify) -> int:
    """How many notices were handed on: one of all new matches of each watch that is to be told of.

    A process killed meanwhile leaves each handed on or due; the same one has the same key when it comes again.
    """
    due = desk.write(announcements.due, SHOWN)
    for one in due:
        notify(
            desk,
            str(Found(watch=one.watch.name, articles=one.articles)),
            _text(one),
            f"watch-{one.watch.id}-{one.until}",
        )
        desk.write(announcements.told, one.watch.id, one.until)
    return len(due)


def _text(one: Announcement) -> str:
    lines = [
        f"{one_line(match.entry.article.title)} ({one_line(match.entry.source_name)})\n{one_line(match.entry.url)}"
        for match in one.matches
    ]
    rest = one.articles - len(one.matches)
    return "\n\n".join([*lines, f"and {rest:,} more"] if rest else lines)


def _bounded(what: str, given: str, most: int) -> str:
    if not given:
        raise InvalidInput(what, "expected some words")
    if len(given) > most:
        raise InvalidInput(what, f"expected at most {most} characters, it has {len(given):,}")
    return given
