"""Why a story is in an edition, or is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from monitor.core.edition import Ranked, Ranking, quoting
from monitor.core.model import Edition, EditionState, Item, Quote, ScorePart, Telling
from monitor.service import archive, frames
from monitor.service.composing import STORY_AT_MOST, composed, ranked
from monitor.service.desk import Desk
from storage import editions as shelf
from storage import history

_CROWDED = "its shortest sentence would have made the edition longer than the words it is given"
_SILENT = "nothing in its text can be quoted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A sentence by which a story is told, and what each feature had part in its choice, in words that it is worth.

    Without parts it was chosen by another algorithm, or because nothing else said what is new.
    """

    quote: Quote
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a story is in the edition of that name, or why not: the `verdict` in words.

    By its `state` the edition was published, is the draft, or is composed of a day that has none.
    `came` is whether anything of it came in the edition's span. `rank` counts from the best of all stories that came,
    as the history has them now; None where it is not ranked. The `score` is the sum of the `account`. `articles` are
    its reports as they were told, `left_out` the copies among them. `told_in` names the editions that told it, the
    oldest first.
    """

    story_id: int
    title: str
    edition: str
    state: EditionState
    is_in: bool
    came: bool
    verdict: str
    rank: int | None
    score: float | None
    account: tuple[ScorePart, ...]
    articles: tuple[Telling, ...]
    left_out: tuple[Telling, ...]
    sentences: tuple[Chosen, ...]
    told_in: tuple[str, ...]


def explain(desk: Desk, edition: Edition, story_id: int) -> Explanation:
    """Why the story is in the edition, or not; raises UnknownStory.

    Of a printed edition it is told what its own account says; for what is not in it, it is composed again from what the
    history holds now.
    """
    told = archive.coverage(desk, story_id)
    item = next((item for item in edition.items if item.story_id == story_id), None)
    found = _told(desk, edition, item, has_sentences=bool(told.summary)) if item else _passed(desk, edition, story_id)
    return Explanation(
        story_id=story_id,
        title=item.title if item else told.lead.title,
        edition=edition.name,
        state=edition.state,
        is_in=item is not None,
        came=found.came,
        verdict=found.words,
        rank=found.rank,
        score=fsum(part.value for part in found.account) if found.account else None,
        account=found.account,
        articles=tuple(telling for telling in told.timeline if telling.copy_of is None),
        left_out=tuple(telling for telling in told.timeline if telling.copy_of is not None),
        sentences=_chosen(desk, item) if item else (),
        told_in=desk.read(shelf.telling, story_id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    words: str
    came: bool = True
    rank: int | None = None
    account: tuple[ScorePart, ...] = ()


def _told(desk: Desk, edition: Edition, item: Item, *, has_sentences: bool) -> _Verdict:
    number, count = edition.items.index(item) + 1, len(edition.items)
    words = f"{item.tier.value}, number {number} of {count}; {item.novelty.value}"
    if not (item.quotes or item.update or item.alterations):
        words += f"; told by its headline alone, as {_CROWDED if has_sentences else _SILENT}"
    rank, _ = _found(desk.read(ranked, frames.again(desk, edition)), item.story_id)
    return _Verdict(words=words, rank=rank, account=item.account)


def _passed(desk: Desk, edition: Edition, story_id: int) -> _Verdict:
    """Why an edition does not tell a story, with its rank and account where it was ranked."""
    made = desk.read(composed, frames.again(desk, edition))
    place, story = _found(made.ranking, story_id)
    if story is None and story_id not in made.passed:
        words = f"nothing of it came between {edition.since:%Y-%m-%d %H:%M} and {edition.until:%Y-%m-%d %H:%M} UTC"
        return _Verdict(words=words, came=False)
    late = "it came in, or was ranked, after the edition was printed"
    return _Verdict(words=made.passed.get(story_id, late), rank=place, account=story.account if story else ())


def _found(ranking: Ranking, story_id: int) -> tuple[int, Ranked] | tuple[None, None]:
    """The story with its place, counted from the best."""
    found = ((place, story) for place, story in enumerate(ranking.stories, 1) if story.story_id == story_id)
    return next(found, (None, None))


def _chosen(desk: Desk, item: Item) -> tuple[Chosen, ...]:
    """The sentences of an item with the reasons for them, as far as its articles still say them."""
    told = desk.read(history.by_story, [item.story_id], STORY_AT_MOST).get(item.story_id, ())
    parts = quoting.reasons(told) if told else {}
    quotes: Sequence[Quote] = (*item.quotes, *item.update)
    return tuple(Chosen(quote=quote, parts=parts.get((quote.article_id, quote.sentence.text), ())) for quote in quotes)
