"""How many articles a source brought, span by span."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from storage.columns import Instant
from storage.schema import articles

_a = articles.c


def told(c: Connection, source_id: str, bounds: Sequence[datetime]) -> tuple[int, ...]:
    """How many articles of the source were told from each of the moments on and before the next one.

    One number fewer than there are moments. An article counts when it happened for its reader: its `told_at`.
    """
    if len(bounds) < 2:
        return ()
    moments = {f"at{index}": moment for index, moment in enumerate(bounds)}
    return tuple(c.execute(_counts(len(bounds)), {"source": source_id, **moments}).one())


@cache
def _counts(bounds: int) -> Select[Any]:
    """One look into the index for each span: quicker than to group all articles, and built once."""
    moments = [bindparam(f"at{index}", type_=Instant) for index in range(bounds)]
    mine = select(func.count()).where(_a.source_id == bindparam("source"))
    return select(
        *(mine.where(_a.told_at >= since, _a.told_at < until).scalar_subquery() for since, until in pairwise(moments))
    )
