"""What is new in a story that editions told before: the sentences that say it, and what a correction changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.core.edition import quoting
from monitor.core.edition.ranking import Ranked
from monitor.core.matching import differences, passing, revisions
from monitor.core.matching.differences import Difference
from monitor.core.matching.revisions import Change
from monitor.core.model import Alteration, Article, Entry, Quote, Remembered, Version
from monitor.core.pieces import Piece
from monitor.core.text import UNSPACED, fold, one_line

ALTERATIONS = 3
"""What is told of one correction; its article's page shows all of it."""
WHOLE, AROUND = 30, 10
"""Words of a sentence that is shown whole, and those shown on either side of what was changed in a longer one."""
_CHARACTERS = 24
_SENTENCE = re.compile(r"[^.!?\u3002\uff01\uff1f\u0964]+[.!?\u3002\uff01\uff1f\u0964]*[\"\u201d\u2019\u00bb)]*\s*")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new in a story: sentences, and alterations of what was told; without either there is nothing."""

    update: tuple[Quote, ...] = ()
    alterations: tuple[Alteration, ...] = ()


def news(story: Ranked, told: Sequence[Entry], versions: Mapping[int, Sequence[Version]]) -> News:
    """What is new in a story that was told, given its articles, and every text of those that were corrected."""
    before = story.remembered
    if before is None:
        return News()
    changed = {one.id: pair for one in story.corrected if (pair := _pair(versions.get(one.id, ()), before))}
    fresh = {one.id for one in story.fresh if one.copy_of is None}
    newer = [entry for entry in told if entry.id in fresh or entry.id in changed]
    older = [entry.article for entry in told if entry.id not in fresh and entry.id not in changed]
    older += [earlier for earlier, _ in changed.values()]
    known = (*before.sentences, before.title, *_sentences(older), *_notes(now for _, now in changed.values()))
    return News(
        update=quoting.news(newer, known) if newer else (),
        alterations=tuple(one for pair in changed.values() for one in alterations(*pair, before.sentences)),
    )


def alterations(before: Article, after: Article, told: Sequence[str]) -> tuple[Alteration, ...]:
    """What a correction changed, a kind once, in the order of `Change`; what it only added is no alteration.

    Another wording is one only where a sentence that was `told` does not stand there any more.
    """
    kinds = revisions.changes(before, after)
    found = differences.compare(before, after) or ()
    rows = [row for row in found if row.part is None]
    is_reworded = any(sentence in before.text and sentence not in after.text for sentence in told)
    made: list[Alteration | None] = []
    if Change.HEADLINE in kinds:
        made.append(_alteration(Change.HEADLINE, one_line(before.title), one_line(after.title)))
    if Change.NOTE in kinds:
        made.append(_note(before, after))
    if Change.FIGURES in kinds:
        made.append(_first(Change.FIGURES, [row for row in rows if _has_figure(row)]))
    if Change.REMOVED in kinds:
        made.append(_first(Change.REMOVED, [row for row in rows if row.after is None]))
    if Change.WORDING in kinds and is_reworded and not any(made):
        made.append(_first(Change.WORDING, [row for row in rows if row.before and row.after]))
    return tuple(one for one in made if one is not None)[:ALTERATIONS]


def _pair(versions: Sequence[Version], before: Remembered) -> tuple[Article, Article] | None:
    """The text of an article when it was told, and its latest; None where no earlier one is known."""
    ordered = sorted(versions, key=lambda version: version.number)
    earlier = [version.article for version in ordered if version.seen_at <= before.last]
    return (earlier[-1], ordered[-1].article) if earlier and ordered[-1].seen_at > before.last else None


def _sentences(articles: Iterable[Article]) -> tuple[str, ...]:
    from monitor.core.summary.sentences import split

    return tuple(sentence.text for article in articles for sentence in split(article, article.language)[:_READ])


def _notes(articles: Iterable[Article]) -> tuple[str, ...]:
    """The lines that own up to a correction, sentence by sentence: they are told as such."""
    lines = (line for article in articles for line in article.paragraphs if passing.owns_up(fold(line)))
    return tuple(part.strip() for line in lines for part in _SENTENCE.findall(line))


_READ = 60
"""First sentences of an earlier article that a new one is compared with."""


def _alteration(kind: Change, before: str, after: str) -> Alteration:
    return Alteration(kind=kind.value, before=before, after=after)


def _note(before: Article, after: Article) -> Alteration | None:
    """The first line that owns up to the correction and did not stand there before."""
    old = {fold(paragraph) for paragraph in before.paragraphs}
    lines = (paragraph for paragraph in after.paragraphs if fold(paragraph) not in old)
    note = next((line for line in lines if passing.owns_up(fold(line))), None)
    return _alteration(Change.NOTE, "", _cut(one_line(note), 0)) if note else None


def _has_figure(row: Difference) -> bool:
    """Whether a figure stands in what differs on both sides."""
    sides = (row.before or (), row.after or ())
    return all(any(piece.mark is not None and _DIGIT.search(piece.text) for piece in side) for side in sides)


def _first(kind: Change, rows: Sequence[Difference]) -> Alteration | None:
    """The first of the rows, shortened to what differs and the words around it."""
    if not rows:
        return None
    before, after = (_around(side) if side else "" for side in (rows[0].before, rows[0].after))
    return _alteration(kind, before, after)


def _around(pieces: tuple[Piece, ...]) -> str:
    """The sentence in which the first marked piece stands, cut where it is long; without a mark, the first one."""
    text = "".join(piece.text for piece in pieces)
    place = 0
    for piece in pieces:
        if piece.mark is not None:
            break
        place += len(piece.text)
    place = place if place < len(text) else 0
    sentence = next((found for found in _SENTENCE.finditer(text) if found.end() > place), None)
    if sentence is None:
        return _cut(one_line(text), 0)
    return _cut(one_line(sentence[0]), place - sentence.start())


def _cut(text: str, place: int) -> str:
    """The words around a place in a text, an ellipsis where others were."""
    if len(text.split(" ")) <= WHOLE and (len(text) <= 3 * _CHARACTERS or not UNSPACED.search(text)):
        return text
    if UNSPACED.search(text):
        start, end = max(0, place - _CHARACTERS), place + 2 * _CHARACTERS
        return ("\u2026" if start else "") + text[start:end] + ("\u2026" if end < len(text) else "")
    before, after = text[:place].split(" "), text[place:].split(" ")
    first = before[-AROUND:]
    last = after[: WHOLE - len(first) + 1]
    joined = " ".join(first) + " ".join(last)
    return ("\u2026 " if len(before) > len(first) else "") + joined + (" \u2026" if len(after) > len(last) else "")
