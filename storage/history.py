"""Articles, from their arrival on: one for each canonical address, with every text that it had.

A door: the rules of arrival are in `storage.arrivals`, of copies in `storage.copies`, of stories in
`storage.stories`, and what is chosen by hand in `storage.choices`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select, union_all

from storage.arrivals import store
from storage.choices import join, split
from storage.entries import (
    Counts,
    EntryFilter,
    articles_by_source,
    began,
    by_story,
    counts,
    entries,
    entry,
    find,
    latest,
    newest,
    story_state,
    walk,
)
from storage.entries import versions_of as versions
from storage.revisits import Revisit, due_revisits, gone, put_off, revisited, sources_due
from storage.schema import addresses, passed_over, troubles
from storage.statements import chunks

__all__ = [
    "Counts",
    "EntryFilter",
    "Revisit",
    "articles_by_source",
    "began",
    "by_story",
    "counts",
    "due_revisits",
    "entries",
    "entry",
    "find",
    "gone",
    "join",
    "latest",
    "newest",
    "put_off",
    "revisited",
    "sources_due",
    "split",
    "store",
    "story_state",
    "unseen",
    "versions",
    "walk",
]


def unseen(c: Connection, keys: Iterable[str]) -> set[str]:
    """Those of the canonical addresses that nothing is known of.

    Known are addresses that led to an article, that failed (their turn comes by `visits.due_troubles`, or never)
    and that were passed over.
    """
    found = set(keys)
    for chunk in chunks(sorted(found)):
        known = (select(table.c.key).where(table.c.key.in_(chunk)) for table in (addresses, troubles, passed_over))
        found.difference_update(c.execute(union_all(*known)).scalars())
    return found
