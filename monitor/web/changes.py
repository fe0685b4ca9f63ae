"""What an article said before and says now, for its page: its latest corrections."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from monitor.core.matching import revisions
from monitor.core.matching.differences import Difference, compare
from monitor.core.matching.weaving import Edit, Strand
from monitor.core.model import Article, Version
from monitor.core.pieces import Piece

_MOST_CORRECTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A version, the `kinds` of what it changed, and the changes; None when too much changed to compare."""

    version: Version
    before: Version
    changes: tuple[Difference, ...] | None
    kinds: tuple[revisions.Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of a text with what was changed in it; `mark` counts the marked ones from 1, None for what is between."""

    strands: tuple[Strand, ...]
    mark: int | None = None


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


def rewritten(before: Article, after: Article) -> Mapping[int, str | None]:
    """By index, the paragraphs of `after` that `before` did not have, each with what it was: empty where it is new.

    None stands for what was too much to compare.
    """
    old = set(before.paragraphs)
    rows = (row for row in compare(before, after) or () if row.part is None and row.after)
    earlier = {_text(row.after): _text(row.before) for row in rows}
    return {index: earlier.get(paragraph) for index, paragraph in enumerate(after.paragraphs) if paragraph not in old}


def stretches(pieces: Iterable[Piece], strands: Iterable[Strand]) -> tuple[Stretch, ...]:
    """The pieces of a text with what was changed in each; the strands join to the same text.

    What was taken out between two pieces stands in the earlier one.
    """
    rest = deque(strands)
    found = []
    for piece in pieces:
        room, taken = len(piece.text), []
        while rest and (room or rest[0].edit is Edit.REMOVED):
            strand = rest.popleft()
            if strand.edit is not Edit.REMOVED:
                strand, beyond = _divided(strand, room)
                rest.extendleft(beyond)
                room -= len(strand.text)
            taken.append(strand)
        found.append(Stretch(strands=tuple(taken), mark=piece.mark))
    return tuple(found)


def _divided(strand: Strand, at: int) -> tuple[Strand, tuple[Strand, ...]]:
    """The strand up to there, and what is beyond, if anything."""
    beyond = strand.text[at:]
    return replace(strand, text=strand.text[:at]), (replace(strand, text=beyond),) if beyond else ()


def _text(pieces: tuple[Piece, ...] | None) -> str:
    return "".join(piece.text for piece in pieces or ())
