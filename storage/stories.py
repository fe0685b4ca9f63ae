"""Open stories: which one an article belongs to, and what each is about.

The strongest terms of each open story are rows of a table, so that the history itself is the index. A story that
has been quiet for long is closed: it keeps its articles, and its terms are forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from monitor.core.matching.stories import ASKED, KEYS, QUIET, Story, joined, nearest
from monitor.core.model import Profile
from storage.columns import Instant
from storage.schema import open_stories, stories, story_terms

FORGOTTEN = timedelta(days=7)
"""How long a story's terms outlive its last article, before the moment of the earliest article of a batch: longer than
it is open, for articles that come late."""
CROWDED = 200
"""Stories that are read of one term, the latest ones: a name in the news all day stands in more of them."""
COMPARED = 10
"""Candidates that are compared at most, those that share the weightiest terms; 30 gave the same stories."""

_o, _t = open_stories.c, story_terms.c
_NO_TERMS: dict[str, int | None] = {f"{name}{place}": None for place in range(ASKED) for name in ("term", "weight")}
_EXACT = 1_000_000
"""Weights are added up as whole numbers of so many: the databases then agree to the last digit."""
# Written out, and once, as in `storage.copies`.
_SHARED = " UNION ALL ".join(
    f"SELECT story_id, CAST(:weight{place} AS bigint) AS weight FROM (SELECT story_id FROM story_terms WHERE term = :term{place} ORDER BY story_id DESC LIMIT {CROWDED}) AS term{place}"  # noqa: S608, E501 - made of constants
    for place in range(ASKED)
)
_CANDIDATES = (
    text(
        f"SELECT o.story_id, o.first_told, o.last_told, o.terms, o.weights"  # noqa: S608 - made of constants
        f" FROM (SELECT story_id, sum(weight) AS shared FROM ({_SHARED}) AS found GROUP BY story_id) AS near"
        f" JOIN open_stories AS o ON o.story_id = near.story_id"
        f" WHERE o.last_told >= :since AND o.first_told <= :until"
        f" ORDER BY near.shared DESC, o.story_id LIMIT {COMPARED}"
    )
    .bindparams(bindparam("since", type_=Instant), bindparam("until", type_=Instant))
    .columns(_o.story_id, _o.first_told, _o.last_told, _o.terms, _o.weights)
)
_BEGIN = insert(stories).returning(stories.c.id)
_OPEN = insert(open_stories)
_GROW = update(open_stories).where(_o.story_id == bindparam("story"))
_INDEX = insert(story_terms)
_UNINDEX = delete(story_terms).where(_t.story_id == bindparam("story"), _t.term == bindparam("gone"))
_TOLD = select(_o.first_told, _o.last_told).where(_o.story_id == bindparam("story"))


def place(c: Connection, article: Profile, told_at: datetime, seen_at: datetime) -> int:
    """The number of the story that the article is now in: the nearest open one, or one that it begins."""
    story = nearest(article, told_at, _candidates(c, article, told_at))
    if story is None:
        return begin(c, article, told_at, seen_at)
    grown = joined(story.profile, article)
    told = {"first_told": min(story.first_told, told_at), "last_told": max(story.last_told, told_at)}
    c.execute(_GROW, {"story": story.id, "terms": grown.terms, "weights": grown.weights, **told})
    _index(c, story.id, before=story.profile, after=grown)
    return story.id


def begin(c: Connection, article: Profile, told_at: datetime, seen_at: datetime) -> int:
    """The number of a new story; without terms it is closed from the start."""
    number: int = c.execute(_BEGIN, {"first_seen": seen_at}).scalar_one()
    if article.terms:
        open_(c, Story(id=number, profile=joined(Profile(), article), first_told=told_at, last_told=told_at))
    return number


def open_(c: Connection, story: Story) -> None:
    """The story is open from now on."""
    told = {"first_told": story.first_told, "last_told": story.last_told}
    c.execute(_OPEN, {"story_id": story.id, "terms": story.profile.terms, "weights": story.profile.weights, **told})
    _index(c, story.id, before=Profile(), after=story.profile)


def told_again(c: Connection, story_id: int, told_at: datetime) -> None:
    """The story goes on, with a copy of what it told already; a closed one stays closed."""
    told = c.execute(_TOLD, {"story": story_id}).one_or_none()
    if told and not told.first_told <= told_at <= told.last_told:
        span = {"first_told": min(told.first_told, told_at), "last_told": max(told.last_told, told_at)}
        c.execute(_GROW, {"story": story_id, **span})


def close(c: Connection, story_id: int) -> None:
    """The story takes no more articles by itself."""
    c.execute(delete(open_stories).where(_o.story_id == story_id))


def forget_quiet(c: Connection, now: datetime) -> None:
    """Stories that were told last long before are closed for good."""
    c.execute(delete(open_stories).where(_o.last_told < now - FORGOTTEN))


def _candidates(c: Connection, article: Profile, told_at: datetime) -> Iterable[Story]:
    """The open stories that share the article's weightiest terms."""
    strongest = zip(article.terms[:ASKED], article.weights, strict=False)
    asked = _NO_TERMS | {
        name: value
        for place, (term, weight) in enumerate(strongest)
        for name, value in ((f"term{place}", term), (f"weight{place}", round(weight**2 * _EXACT)))
    }
    rows = c.execute(_CANDIDATES, asked | {"since": told_at - QUIET, "until": told_at + QUIET})
    return [
        Story(
            id=row.story_id,
            profile=Profile(terms=row.terms, weights=row.weights),
            first_told=row.first_told,
            last_told=row.last_told,
        )
        for row in rows
    ]


def _index(c: Connection, story_id: int, *, before: Profile, after: Profile) -> None:
    """The strongest terms lead to the story, and no others."""
    old, new = set(before.terms[:KEYS]), set(after.terms[:KEYS])
    if old - new:
        c.execute(_UNINDEX, [{"story": story_id, "gone": term} for term in sorted(old - new)])
    if new - old:
        c.execute(_INDEX, [{"story_id": story_id, "term": term} for term in sorted(new - old)])
