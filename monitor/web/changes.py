"""What an article said before and says now, for its page: its latest corrections."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from monitor.core.matching import revisions
from monitor.core.matching.differences import Difference, compare
from monitor.core.model import Article, Version

_MOST_CORRECTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A version, the `kinds` of what it changed, and the changes; None when too much changed to compare."""

    version: Version
    before: Version
    changes: tuple[Difference, ...] | None
    kinds: tuple[revisions.Change, ...]


def corrections(versions: tuple[Version, ...], upto: int) -> tuple[Correction, ...]:
    """The newest five versions up to the number given, but never the first, with what each changed; newest first."""
    ordered = sorted((version for version in versions if version.number <= upto), key=lambda version: version.number)
    newest = tuple(pairwise(ordered))[-_MOST_CORRECTIONS:]
    return tuple(
        Correction(
            version=after,
            before=before,
            changes=compare(before.article, after.article),
            kinds=revisions.changes(before.article, after.article),
        )
        for before, after in reversed(newest)
    )


def changed_paragraphs(before: Article, after: Article) -> frozenset[int]:
    """Indexes of the paragraphs of `after` that `before` did not have."""
    old = set(before.paragraphs)
    return frozenset(index for index, paragraph in enumerate(after.paragraphs) if paragraph not in old)
