"""An edition as its readers see it: cleaned, numbered, its times in words; every format is written from this."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from monitor.core.model import Edition, Item, Mention, Sentence
from monitor.core.text import UNSPACED, one_line
from monitor.render import links, words

NAME = "Daily digest"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant as words in the edition's zone, "08:30", and for machines, in UTC."""

    words: str
    iso: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of the article and, where the article has an address, a link to its very place there.

    `gap` stands before it: a space, or nothing at the start and in scripts that have none.
    """

    gap: str
    text: str
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another outlet that tells the story."""

    source: str
    title: str
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story; numbers count through the whole edition, from 1."""

    number: int
    id: int
    title: str
    link: str | None
    source: str
    moment: Moment
    corrected: bool
    language: str | None
    quotes: tuple[Quote, ...]
    also_in: tuple[Other, ...]

    @property
    def paragraph(self) -> str:
        """The summary's sentences as one paragraph."""
        return "".join(quote.gap + quote.text for quote in self.quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section's stories under its name."""

    name: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole edition; `standing` says what kind of edition this is unless it is a published one.

    `summary` is one line: how many stories from where, over which time. `quiet` is the sentence of an edition
    without stories, else None.
    """

    day: str
    standing: str | None
    summary: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    quiet: str | None


def page(edition: Edition) -> Page:
    """The edition as its readers see it."""
    numbers = {item.story_id: number for number, item in enumerate(edition.items, start=1)}
    return Page(
        day=words.day(edition.day),
        standing=words.standing(edition),
        summary=words.summary(edition),
        sections=tuple(
            Section(
                name=one_line(name) or "Other",
                stories=tuple(_story(item, numbers[item.story_id], edition) for item in items),
            )
            for name, items in edition.sections
        ),
        notes=tuple(note for note in map(one_line, edition.notes) if note),
        quiet=words.quiet(edition),
    )


def language(tag: str | None) -> str | None:
    """The language's tag where it has the shape of one."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def _story(item: Item, number: int, edition: Edition) -> Story:
    address = links.safe(item.url)
    return Story(
        number=number,
        id=item.story_id,
        title=one_line(item.title) or "Untitled",
        link=address,
        source=one_line(item.source_name),
        moment=_moment(item, edition),
        corrected=item.corrected,
        language=language(item.language),
        quotes=tuple(_quotes(item.sentences, address)),
        also_in=tuple(map(_other, item.also_in)),
    )


def _moment(item: Item, edition: Edition) -> Moment:
    """When the story was published, else when it was first seen."""
    instant = item.published or item.first_seen
    clock = words.clock(instant, edition)
    return Moment(
        words=clock if item.published else f"seen {clock}",
        iso=instant.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    )


def _quotes(sentences: tuple[Sentence, ...], address: str | None) -> Iterator[Quote]:
    before = ""
    for sentence in sentences:
        text = one_line(sentence.text)
        spaced = before and not (UNSPACED.search(before[-4:]) and UNSPACED.search(text[:4]))
        yield Quote(gap=" " if spaced else "", text=text, link=links.to_sentence(address, text))
        before = text


def _other(mention: Mention) -> Other:
    return Other(source=one_line(mention.source_name), title=one_line(mention.title), link=links.safe(mention.url))
