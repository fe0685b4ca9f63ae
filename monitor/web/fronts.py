"""An edition arranged for the eye: between its neighbours, in its tiers or sections, each sentence with its link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from monitor.core.model import Edition, EditionState, Issue, Item, Novelty, Quote, Sentence, Silence, Tier
from monitor.render import words
from monitor.render.story import spoken
from monitor.render.view import SILENT
from monitor.service import editions, pictures
from monitor.service.desk import Desk
from monitor.web import wording

Quoted = Mapping[int, tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A sentence, and the address of its place in its article; `credit` names the outlet of this and those before.

    It stands at the last sentence of an outlet that is not the story's own.
    """

    text: str
    address: str
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word over a headline: what the story is to one who read yesterday, or the watch that it matches."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An item with its links; `section` is named where the heading above does not say it, `why` accounts for it.

    `picture` is the address here of the item's, if it is kept.
    """

    item: Item
    address: str
    quotes: tuple[Linked, ...]
    update: tuple[Linked, ...]
    marks: tuple[Mark, ...]
    why: str
    section: str = ""
    picture: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Stories under a heading; `small` are those that are also notable."""

    name: str
    stories: tuple[Story, ...]
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """An edition between its neighbours; the latest has no `later` one. `news` says how much of it is new."""

    edition: Edition
    groups: tuple[Group, ...]
    news: tuple[str, ...]
    earlier: Issue | None
    later: Issue | None

    @property
    def sources(self) -> int:
        """How many sources its stories were found at."""
        names = {item.source_name for item in self.edition.items}
        return len(names.union(*({mention.source_name for mention in item.also_in} for item in self.edition.items)))

    @property
    def silences(self) -> tuple[tuple[Silence, ...], tuple[Silence, ...]]:
        """The first few silent sources, and the others; one other is no longer than its count, and stands with them."""
        every = self.edition.silences
        shown = len(every) if len(every) <= SILENT + 1 else SILENT
        return every[:shown], every[shown:]


def front(desk: Desk, edition: Edition) -> Front:
    """The edition with the published ones next to it; next to a draft lies the latest one."""
    earlier, later = _neighbours(editions.published(desk), edition)
    kept = pictures.names(desk, edition)
    return Front(edition=edition, groups=_groups(edition, kept), news=_news(edition), earlier=earlier, later=later)


def quoted(edition: Edition) -> Quoted:
    """What an edition quotes, by article: its sentences in their order, each once, as they are marked there."""
    found: dict[int, set[Sentence]] = {}
    for item in edition.items:
        for quote in (*item.quotes, *item.update):
            found.setdefault(quote.article_id, set()).add(quote.sentence)
    return {name: tuple(sorted(each, key=lambda one: (one.start, one.end))) for name, each in found.items()}


def _neighbours(issues: tuple[Issue, ...], edition: Edition) -> tuple[Issue | None, Issue | None]:
    if edition.state is EditionState.DRAFT:
        return next(iter(issues), None), None
    if edition.state is EditionState.COMPOSED:
        earlier = next((issue for issue in issues if issue.day < edition.day), None)
        return earlier, next((issue for issue in reversed(issues) if issue.day > edition.day), None)
    names = [issue.name for issue in issues]
    place = names.index(edition.name) if edition.name in names else 0
    return next(iter(issues[place + 1 :]), None), issues[place - 1] if place else None


def _groups(edition: Edition, kept: Mapping[str, str]) -> tuple[Group, ...]:
    """By tiers, each story with its section where there are several; an edition of one tier by its sections."""
    sentences = quoted(edition)
    few = sum(item.novelty is Novelty.NEW for item in edition.items) * 2 < len(edition.items)
    told = {
        item.story_id: replace(_story(item, edition, sentences, is_new_rare=few), picture=_picture(item, kept))
        for item in edition.items
    }
    if len(edition.tiers) < 2:
        by_section = edition.sections
        return tuple(
            Group(name=name, stories=tuple(told[each.story_id] for each in items)) for name, items in by_section
        )
    several = len(edition.sections) > 1
    return tuple(
        Group(
            name=words.tier(tier),
            stories=tuple(replace(told[each.story_id], section=each.section if several else "") for each in items),
            small=tier is Tier.ALSO_NOTABLE,
        )
        for tier, items in edition.tiers
    )


def _story(item: Item, edition: Edition, sentences: Quoted, *, is_new_rare: bool) -> Story:
    """The story with its links; that it is new is said where most of the edition is not."""
    is_marked = is_new_rare or item.novelty is not Novelty.NEW
    novelty = (Mark(kind=item.novelty.value, words=item.novelty.value.capitalize()),) if is_marked else ()
    watches = tuple(Mark(kind="watch", words=f"Watch: {name}") for name in item.watches)
    suffix = f"?edition={edition.name}" if edition.state is EditionState.PUBLISHED else ""
    return Story(
        item=item,
        address=f"/articles/{item.article_id}{suffix}",
        quotes=_spoken(item.quotes, item, suffix, sentences),
        update=_spoken(item.update, item, suffix, sentences),
        marks=(*novelty, *watches),
        why=f"/stories/{item.story_id}/why{suffix}",
    )


def _picture(item: Item, kept: Mapping[str, str]) -> str | None:
    name = kept.get(item.picture.url) if item.picture else None
    return f"/pictures/{name}" if name else None


def _spoken(quotes: tuple[Quote, ...], item: Item, suffix: str, sentences: Quoted) -> tuple[Linked, ...]:
    """The sentences of a paragraph, with the outlets that are credited for them, as in every other format."""
    credited = spoken(quotes, item.source_name)
    return tuple(
        replace(_linked(quote, suffix, sentences), credit=told.credit)
        for quote, told in zip(quotes, credited, strict=True)
    )


def _linked(quote: Quote, suffix: str, sentences: Quoted) -> Linked:
    """In a published edition the text of its day is meant, else the article as it is now."""
    place = f"{quote.sentence.start}-{quote.sentence.end}"
    number = sentences[quote.article_id].index(quote.sentence) + 1
    where = f"{suffix}#s{number}" if suffix else f"?at={place}#quote"
    return Linked(text=quote.sentence.text, address=f"/articles/{quote.article_id}{where}")


def _news(edition: Edition) -> tuple[str, ...]:
    """`9 new`, `2 developing`, `1 corrected`, `3 over`; nothing where all is new."""
    counted = Counter(item.novelty for item in edition.items)
    parts = [f"{counted[novelty]} {novelty.value}" for novelty in Novelty if counted[novelty]]
    over = [f"{len(edition.ended)} over"] if edition.ended else []
    return tuple(parts + over) if len(parts) > 1 or over else ()


def issue(of: Issue) -> str:
    """`Tuesday, 17 March 2026`, with what it is called where it is not the day's: `..., evening digest`."""
    return wording.long_day(of.day) + ("" if of.kind == "daily" else f", {words.called(of.kind).lower()}")
