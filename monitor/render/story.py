"""One story of an edition as its readers see it: cleaned, its times in words, what may be followed linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest

from monitor.core import model
from monitor.core.matching import weaving
from monitor.core.matching.weaving import Strand
from monitor.core.model import Alteration, Edition, Item, Mention, Novelty
from monitor.core.text import UNSPACED, direction, one_line
from monitor.render import links, words

# Language, script, region and variants of RFC 5646: a reader of e-books refuses what is no tag.
_LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant as words in the edition's zone, "08:30", and for machines, in UTC."""

    words: str
    iso: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of an article and, where that has an address, a link to its very place there.

    `gap` stands before it: a space, or nothing at the start and in scripts that have none. `credit` names the outlet
    behind the last of its sentences, where it is not the story's own.
    """

    gap: str
    text: str
    link: str | None
    article_id: int
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another outlet that tells the story."""

    source: str
    title: str
    link: str | None
    article_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The story's picture at its publisher's address; `credit` and `caption` may be empty."""

    url: str
    credit: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a correction changed: "Headline", and what stood there before and stands there now; either may be empty.

    `strands` are both in one, the words that differ marked.
    """

    label: str
    before: str
    after: str
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story; numbers count through the whole edition, from 1, and `key` names it for ever.

    `section` is empty where its heading says it already. `mark` is in words what it is to one who read the last
    edition, None for a new story; `update` tells what is new in one that goes on, `changes` what was corrected.
    `coverage` says how many outlets tell it, empty for one alone.
    """

    number: int
    id: int
    key: str
    article_id: int
    title: str
    link: str | None
    source: str
    section: str
    moment: Moment
    novelty: str
    mark: str | None
    language: str | None
    quotes: tuple[Quote, ...]
    update: tuple[Quote, ...]
    changes: tuple[Change, ...]
    coverage: str
    also_in: tuple[Other, ...]
    picture: Picture | None
    watches: tuple[str, ...]

    @property
    def corrected(self) -> bool:
        """Whether it is told again because it was corrected."""
        return self.novelty == Novelty.CORRECTED.value

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`: what is said about the story stands where its headline does."""
        return direction(self.title)

    @property
    def paragraph(self) -> str:
        """The summary's sentences as one paragraph."""
        return paragraph(self.quotes)


def paragraph(quotes: Sequence[Quote]) -> str:
    """Sentences as one paragraph, with the outlets that are credited for them."""
    return "".join(quote.gap + quote.text + (f" ({quote.credit})" if quote.credit else "") for quote in quotes)


def story(item: Item, number: int, edition: Edition, section: str = "") -> Story:
    """The item as its readers see it."""
    return Story(
        number=number,
        id=item.story_id,
        key=f"{edition.name}/{item.story_id}",
        article_id=item.article_id,
        title=one_line(item.title) or "Untitled",
        link=links.safe(item.url),
        source=one_line(item.source_name),
        section=one_line(section),
        moment=_moment(item.published or item.first_seen, edition, seen=item.published is None),
        novelty=item.novelty.value,
        mark=words.mark(item, edition),
        language=language(item.language),
        quotes=tuple(spoken(item.quotes, item.source_name)),
        update=tuple(spoken(item.update, item.source_name)),
        changes=tuple(map(_change, item.alterations)),
        coverage=f"{item.outlets} outlets" if item.outlets > 1 else "",
        also_in=tuple(map(_other, item.also_in)),
        picture=_picture(item.picture),
        watches=tuple(map(one_line, item.watches)),
    )


def language(tag: str | None) -> str | None:
    """The language's tag where it has the shape of one."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def _moment(instant: datetime, edition: Edition, *, seen: bool) -> Moment:
    """When the story was published, else when it was first seen."""
    clock = words.clock(instant, edition)
    return Moment(
        words=f"seen {clock}" if seen else clock, iso=instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
    )


def spoken(quotes: Sequence[model.Quote], source_name: str) -> Iterator[Quote]:
    """The sentences as one paragraph has them; `source_name` is the outlet that need not be credited."""
    before = ""
    for quote, after in zip_longest(quotes, quotes[1:]):
        text = one_line(quote.sentence.text)
        is_last = after is None or after.source_name != quote.source_name
        yield Quote(
            gap=_gap(before, text),
            text=text,
            link=links.to_sentence(links.safe(quote.url), text),
            article_id=quote.article_id,
            credit=one_line(quote.source_name) if is_last and quote.source_name != source_name else None,
        )
        before = text


def _gap(before: str, text: str) -> str:
    is_unspaced = UNSPACED.search(before[-4:]) and UNSPACED.search(text[:4])
    return " " if before and not is_unspaced else ""


def _other(mention: Mention) -> Other:
    return Other(
        source=one_line(mention.source_name),
        title=one_line(mention.title),
        link=links.safe(mention.url),
        article_id=mention.article_id,
    )


def _picture(picture: model.Picture | None) -> Picture | None:
    url = links.safe(picture.url) if picture else None
    if picture is None or url is None:
        return None
    return Picture(url=url, credit=one_line(picture.credit or ""), caption=one_line(picture.caption or ""))


def _change(alteration: Alteration) -> Change:
    before, after = one_line(alteration.before), one_line(alteration.after)
    return Change(
        label=one_line(words.change(alteration.kind)), before=before, after=after, strands=weaving.told(before, after)
    )
