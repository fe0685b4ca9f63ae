"""What published editions told of a story: the memory by which nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from monitor.core.model import Ended, Remembered
from storage import flat, sentences
from storage.schema import articles, edition_items, editions

LATELY = timedelta(days=14)
"""How long a story that an edition told is looked at for corrections and for its end, though nothing comes to it."""
_e, _i = editions.c, edition_items.c


def remembered(c: Connection, since: datetime, until: datetime, *, away: bool = False) -> tuple[Remembered, ...]:
    """What was told before an edition of that span: of the stories to which something came in it, and of all lately.

    What was told within the span counts too, as a week's edition may be, but not for one who was `away`.
    """
    lately = since - LATELY
    told_before = or_(_e.until <= since, _e.until < (since if away else until))
    recent = select(_e.id).where(_e.until > lately)
    came = select(articles.c.story_id).where(articles.c.counted_at > since, articles.c.counted_at <= until)
    query = (
        select(_i.story_id, _i.article_id, _i.title, _i.quotes, _i.news, _e.until)
        .join_from(edition_items, editions, _e.id == _i.edition_id)
        .where(told_before, or_(_i.edition_id.in_(recent), _i.story_id.in_(came)))
        .order_by(_e.until, _e.id, _i.position)
    )
    told: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    for row in c.execute(query):
        told.setdefault(row.story_id, []).append(row)
    over = _over(c, lately)
    return tuple(_remembered(story_id, rows, is_ended=story_id in over) for story_id, rows in told.items())


def _over(c: Connection, lately: datetime) -> set[int]:
    """The stories that an edition lately said are over."""
    rows = c.execute(select(_e.ended).where(_e.until > lately, _e.ended != "[]")).scalars()
    return {ended.story_id for row in rows for ended in flat.load(Ended, row)}


def _remembered(story_id: int, rows: Iterable[Row[*tuple[Any, ...]]], *, is_ended: bool) -> Remembered:
    rows = list(rows)
    quotes = [quote for row in rows for stored in (row.quotes, row.news) for quote in sentences.load_quotes(stored)]
    return Remembered(
        story_id=story_id,
        title=rows[-1].title,
        first=rows[0].until,
        last=rows[-1].until,
        times=len(rows),
        articles=frozenset((*(row.article_id for row in rows), *(quote.article_id for quote in quotes))),
        sentences=tuple(dict.fromkeys(quote.sentence.text for quote in quotes)),
        is_ended=is_ended,
    )
