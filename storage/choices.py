"""Stories chosen by hand: a wrong join undone, and a missed one made good.

No arrival moves an article that is stored, so that what was chosen holds; the choice itself is kept, with its moment.
The stories on both sides are made up anew of what is left in them, and later arrivals go by that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import reduce

from sqlalchemy import Connection, delete, func, or_, select, update

from monitor.core.errors import UnknownStory
from monitor.core.matching import terms
from monitor.core.matching.stories import Story, joined, profile
from monitor.core.model import Profile
from storage import entries, frequencies, statements
from storage import stories as telling
from storage.alone import alone
from storage.schema import articles, open_stories, stories, story_choices

READ = 30
"""Articles of which a story is made up anew, the latest ones: its profile keeps no more than their strongest terms."""

_a = articles.c


def split(c: Connection, article_id: int, at: datetime) -> int:
    """The number of the story that the article is in now, with its copies and nothing else.

    A copy is one no more. An article that has its story to itself stays in it.
    """
    alone(c)
    left, moving = _story(c, article_id), _family(c, article_id)
    if not _stays_behind(c, left, moving):
        _choose(c, moving, article_id, left, at)
        return left
    story_id = telling.begin(c, Profile(), at, at)
    _move(c, article_id, story_id, at)
    _renew(c, story_id, was_open=_is_open(c, left))
    _renew(c, left, was_open=_is_open(c, left))
    return story_id


def join(c: Connection, article_id: int, story_id: int, at: datetime) -> int:
    """The number of the story that the article is in now, with its copies: the one given.

    A copy of an article in another story is one no more. A story that is left empty is no more. Raises UnknownStory.
    """
    alone(c)
    left, moving = _story(c, article_id), _family(c, article_id)
    if c.scalar(select(stories.c.id).where(stories.c.id == story_id)) is None:
        raise UnknownStory(story_id)
    if left == story_id:
        _choose(c, moving, article_id, left, at)
        return left
    abandoned = not _stays_behind(c, left, moving)
    _move(c, article_id, story_id, at)
    _renew(c, story_id, was_open=_is_open(c, story_id))
    if abandoned:
        c.execute(delete(stories).where(stories.c.id == left))
    else:
        _renew(c, left, was_open=_is_open(c, left))
    return story_id


def _story(c: Connection, article_id: int) -> int:
    found: int = c.execute(select(_a.story_id).where(_a.id == article_id)).scalar_one()
    return found


def _family(c: Connection, article_id: int) -> Sequence[int]:
    """The article and its copies."""
    return c.execute(select(_a.id).where(or_(_a.id == article_id, _a.copy_of == article_id))).scalars().all()


def _stays_behind(c: Connection, story_id: int, moving: Sequence[int]) -> bool:
    query = select(_a.id).where(_a.story_id == story_id, _a.id.not_in(moving)).limit(1)
    return c.scalar(query) is not None


def _move(c: Connection, article_id: int, story_id: int, at: datetime) -> None:
    moving = _family(c, article_id)
    c.execute(update(articles).where(_a.id.in_(moving)).values(story_id=story_id))
    c.execute(update(articles).where(_a.id == article_id).values(copy_of=None))
    _choose(c, moving, article_id, story_id, at)


def _choose(c: Connection, moving: Sequence[int], article_id: int, story_id: int, at: datetime) -> None:
    """The choice is on record; earlier ones of copies that go with the article follow it."""
    c.execute(update(story_choices).where(story_choices.c.article_id.in_(moving)).values(story_id=story_id))
    chosen = {"story_id": story_id, "at": at}
    made = statements.insert(c, story_choices).values(article_id=article_id, **chosen)
    c.execute(made.on_conflict_do_update(index_elements=[story_choices.c.article_id], set_=chosen))


def _is_open(c: Connection, story_id: int) -> bool:
    return c.scalar(select(open_stories.c.story_id).where(open_stories.c.story_id == story_id)) is not None


def _renew(c: Connection, story_id: int, *, was_open: bool) -> None:
    """An open story is about what its articles are about now; one that was closed stays closed."""
    if not was_open:
        return
    telling.close(c, story_id)
    span = select(func.min(_a.told_at).label("first"), func.max(_a.told_at).label("last")).where(
        _a.story_id == story_id
    )
    told = c.execute(span).one()
    own = select(_a.id).where(_a.story_id == story_id, _a.copy_of.is_(None)).order_by(_a.told_at.desc(), _a.id.desc())
    latest = list(c.execute(own.limit(READ)).scalars())
    about = reduce(joined, (_profile(c, article_id) for article_id in reversed(latest)), Profile())
    if about.terms:
        telling.open_(c, Story(id=story_id, profile=about, first_told=told.first, last_told=told.last))


def _profile(c: Connection, article_id: int) -> Profile:
    article = entries.entry(c, article_id).article
    found = terms(article)
    return profile(found, frequencies.known(c, frequencies.language(article), found.numbers))
