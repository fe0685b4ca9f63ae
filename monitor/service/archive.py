"""The history for its readers: articles, versions, search, and everything as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from monitor.core.edition import quoting
from monitor.core.errors import InvalidInput, UnknownStory
from monitor.core.matching import coverage as covering
from monitor.core.model import Coverage, Entry, Version
from monitor.core.query import parse, unfinished
from monitor.service.desk import Desk
from storage import history
from storage import search as searching
from storage.history import EntryFilter

STORY_AT_MOST = 200  # articles of one story that are shown


def article(desk: Desk, reference: str) -> Entry:
    """The article of an id or of any address that led to it; raises UnknownArticle."""
    return desk.read(history.find, reference)


def versions(desk: Desk, article_id: int) -> tuple[Version, ...]:
    """Every text that the article had, oldest first."""
    return desk.read(history.versions, article_id)


def others(desk: Desk, entry: Entry) -> tuple[Entry, ...]:
    """The other articles of the entry's story, oldest first: those of the same `original` are its copies."""
    told = desk.read(history.entries, EntryFilter(story_id=entry.story_id, limit=STORY_AT_MOST))
    return tuple(other for other in told if other.id != entry.id)


def coverage(desk: Desk, story_id: int) -> Coverage:
    """A story with its lead, who was first, its outlets, its timeline and its summary; raises UnknownStory."""
    state = desk.read(history.story_state, story_id)
    return desk.kept.get((desk.database.place, "coverage", story_id), state, lambda: _coverage(desk, story_id))


def split(desk: Desk, entry: Entry) -> int:
    """The number of the story that the article has to itself now, with its copies; no arrival undoes it.

    Raises InvalidInput for one that had its story to itself.
    """
    return desk.write(_split, entry, desk.now())


def join(desk: Desk, entry: Entry, story_id: int) -> int:
    """The number of the story that the article is in now, with its copies: the one given.

    Raises UnknownStory, and InvalidInput for the one that it was in.
    """
    return desk.write(_join, entry, story_id, desk.now())


def search(desk: Desk, text: str, *, limit: int = 30, offset: int = 0) -> tuple[Entry, ...]:
    """Articles that match, best first; raises InvalidInput for a query that asks for nothing."""
    query = parse(text, desk.settings.zone().key)
    return desk.read(searching.search, query, limit, offset, sections=desk.sections)


def begun(desk: Desk, text: str, *, limit: int = 30, offset: int = 0) -> tuple[Entry, ...]:
    """Articles that match when the query's last word is only begun, best first; raises InvalidInput as `search`."""
    query = unfinished(parse(text, desk.settings.zone().key))
    return desk.read(searching.search, query, limit, offset, sections=desk.sections) if query else ()


def newest(desk: Desk, source_id: str, limit: int) -> tuple[Entry, ...]:
    """The source's articles that were told last, the newest first."""
    return desk.read(history.newest, source_id, limit)


def latest(desk: Desk, limit: int, *, before: int | None = None, source_id: str | None = None) -> tuple[Entry, ...]:
    """The articles that came last, of one source or of all, the newest first; `before` leaves out higher numbers."""
    return desk.read(history.latest, limit, before=before, source_id=source_id)


def walk(desk: Desk) -> Iterator[Entry]:
    """Every article in its latest version, by id, one by one as they are needed."""
    with desk.database.read() as connection:
        yield from history.walk(connection)


def _split(connection: Connection, entry: Entry, now: datetime) -> int:
    found = history.split(connection, entry.id, now)
    if found == entry.story_id:
        raise InvalidInput(f"article {entry.id}", f"has story {found} to itself already, or with its copies")
    return found


def _join(connection: Connection, entry: Entry, story_id: int, now: datetime) -> int:
    if story_id == entry.story_id:
        raise InvalidInput(f"article {entry.id}", f"is in story {story_id} already")
    return history.join(connection, entry.id, story_id, now)


def _coverage(desk: Desk, story_id: int) -> Coverage:
    told = desk.read(history.entries, EntryFilter(story_id=story_id, limit=STORY_AT_MOST))
    if not told:
        raise UnknownStory(story_id)
    summary, varies = quoting.account(told)
    return replace(covering.coverage(told, summary), varies=varies)
