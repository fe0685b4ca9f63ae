"""What a round leaves in the history: batches of results, and what is remembered of a source after its visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.core.model import Outcome, SourceState, Stored, Visit
from monitor.service.articles import Result
from storage import history, lines, visits
from storage import sources as states
from storage.alone import alone

LINES_KEPT = timedelta(days=60)  # how long a line waits to come again before it is counted no more
LOG_KEPT = timedelta(days=60)  # what was asked for, source by source


def remember(connection: Connection, state: SourceState, listed: Visit | None, now: datetime) -> None:
    """The state is remembered and the visit of its listing logged; what is old is forgotten."""
    states.record(connection, state)
    visits.log(connection, [listed] if listed else [])
    visits.forget(connection, state.source_id, now - LOG_KEPT)
    lines.forget(connection, state.source_id, now - LINES_KEPT)


def settle(
    connection: Connection, results: Sequence[Result], moment: Callable[[Connection], datetime]
) -> list[Outcome]:
    """The outcomes of a batch, stored in this one transaction: articles, log, troubles.

    Editions count an article, and each of its texts, from when it was stored, by the clock as it is when nobody else
    writes: an edition published while the batch was on its way does not miss it.
    """
    alone(connection)
    now = moment(connection)
    places = [place for place, result in enumerate(results) if result.arrival is not None]
    read = [result.arrival for result in results if result.arrival is not None]
    arrivals = [replace(arrival, counted_at=now, stored_at=now) for arrival in read]
    stored = dict(zip(places, history.store(connection, arrivals), strict=True)) if arrivals else {}
    told = [_told(result, stored.get(place)) for place, result in enumerate(results)]
    visits.log(connection, told)
    for result in results:
        if result.trouble is not None:
            visits.trouble(connection, result.trouble)
    visits.solved(connection, [result.job.url for result in results if result.trouble is None])
    _looked_at(connection, results, now)
    return [visit.outcome for visit in told]


def _told(result: Result, stored: Stored | None) -> Visit:
    return replace(result.visit, outcome=stored.outcome) if stored else result.visit


def _looked_at(connection: Connection, results: Sequence[Result], now: datetime) -> None:
    """What looks without a new text leave behind: seen unchanged, put off, or gone."""
    for result in results:
        look = result.job.revisit
        if look is None or result.arrival is not None:
            continue
        if result.gone:
            history.gone(connection, look.article_id, now)
        if result.visit.outcome is Outcome.UNCHANGED:
            history.revisited(connection, look.article_id, now, result.next_look)
        else:
            history.put_off(connection, look.article_id, result.next_look)
