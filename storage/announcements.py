"""What whoever watches has yet to be told, so that a process killed at any moment neither forgets nor repeats it.

An announcement is claimed first: the matches up to a number are its own, and stay it until it was handed on. Whoever
comes after a killed process finds the same one, with the same number, by which whoever delivers knows it again.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from monitor.core.model import Match, Watch
from storage import watches as watching
from storage.alone import alone
from storage.schema import watch_matches, watches

_w, _m = watches.c, watch_matches.c
_newest = select(func.max(_m.id)).where(_m.watch_id == _w.id).scalar_subquery()
_CLAIM = update(watches).where(_w.notify, _w.told == _w.claimed, _newest > _w.claimed).values(claimed=_newest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """New matches of a watch: `articles` of them up to the match numbered `until`, the newest first in `matches`."""

    watch: Watch
    until: int
    articles: int
    matches: tuple[Match, ...]


def due(c: Connection, shown: int) -> tuple[Announcement, ...]:
    """What is to be told now, claimed; of each `shown` matches. What was imported or found in the history isn't.

    One of which nothing is to be told is done with at once.
    """
    alone(c)
    c.execute(_CLAIM)
    found = []
    for row in c.execute(select(watches).where(_w.notify, _w.told < _w.claimed).order_by(_w.id)).all():
        new = select(watch_matches).where(
            _m.watch_id == row.id, _m.id > row.told, _m.id <= row.claimed, _m.at > row.created_at
        )
        articles = c.scalar(select(func.count()).select_from(new.subquery())) or 0
        newest = watching.of(c, new.order_by(_m.id.desc()).limit(shown))
        if articles:
            found.append(Announcement(watch=watching.of_row(row), until=row.claimed, articles=articles, matches=newest))
        else:
            told(c, row.id, row.claimed)
    return tuple(found)


def told(c: Connection, watch_id: int, until: int) -> None:
    """The announcement up to that match was handed on, and is due no more."""
    c.execute(update(watches).where(_w.id == watch_id, _w.told < until).values(told=until))
