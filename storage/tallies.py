"""How many articles sources brought, span by span."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection, bindparam, func, select

from storage.columns import Instant
from storage.schema import articles
from storage.statements import chunks

_a = articles.c
# One span at a time: a look into the index for each source, and never at the articles themselves.
_COUNTS = (
    select(_a.source_id, func.count())
    .where(_a.source_id.in_(bindparam("ids", expanding=True)))
    .where(_a.told_at >= bindparam("since", type_=Instant), _a.told_at < bindparam("until", type_=Instant))
    .group_by(_a.source_id)
)


def told(c: Connection, source_ids: Collection[str], bounds: Sequence[datetime]) -> dict[str, tuple[int, ...]]:
    """How many articles of each source were told from each of the moments on and before the next one.

    One number fewer than there are moments. An article counts when it happened for its reader: its `told_at`.
    """
    counts: dict[str, list[int]] = {name: [] for name in source_ids}
    for since, until in pairwise(bounds):
        found: dict[str, int] = {}
        for ids in chunks(counts):
            rows = c.execute(_COUNTS, {"ids": ids, "since": since, "until": until})
            found.update({name: number for name, number in rows})  # noqa: C416 - rows are no pairs to mypy
        for name, numbers in counts.items():
            numbers.append(found.get(name, 0))
    return {name: tuple(numbers) for name, numbers in counts.items()}
