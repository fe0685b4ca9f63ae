"""Made-up articles, each of its own words, and the pages and listings that they stand in."""

from __future__ import annotations

import random
from dataclasses import dataclass
from xml.sax.saxutils import escape

_WHO = """the choir|the harbour museum|a young printer|the town library|the old cinema|her publisher|the string quartet|
the puppet theatre|a retired ferryman|the poetry school|the glass workshop|the summer festival|the village band|
a translator from the valley|the film club|the costume maker""".replace("\n", "").split("|")
_DID = """opened|restored|sold|rehearsed|collected|repainted|filmed|lent|recorded|catalogued|rebuilt|toured with|
dedicated|borrowed|premiered|photographed""".replace("\n", "").split("|")
_WHAT = """a hall of mirrors|the lost manuscript|forty lanterns|its oldest organ|the winter programme|a mural of herons|
three early comedies|the rooftop stage|a book of tide tables|the marionettes|a garden of bells|the night archive|
seven unknown letters|a wooden piano|the river opera|a map of songs""".replace("\n", "").split("|")
_WHERE = """near the northern lighthouse|in the former grain store|behind the tram depot|on the island of Vell|
below the castle wall|at the foot of the pass|in Marrow Street|beside the salt works|above the bakery|
across the frozen lake|in a disused school|under the railway arches""".replace("\n", "").split("|")
_WHY = """after nine years of waiting|because the roof had held|to mark the first thaw|with money from a lottery|
although few had believed in it|before the visitors returned|so that children may touch it|in spite of the storm|
as the council had promised|while the musicians looked on""".replace("\n", "").split("|")


@dataclass(frozen=True)
class Story:
    """A made-up article: its headline, its paragraphs and the last part of its address."""

    title: str
    paragraphs: tuple[str, ...]
    slug: str


def story(number: int) -> Story:
    """The story of that number, of about 230 words, which no other story shares more than phrases with."""
    chance = random.Random(number)

    def sentence() -> str:
        count, year = chance.randint(12, 9800), chance.randint(1871, 2025)
        told = [chance.choice(part) for part in (_WHO, _DID, _WHAT, _WHERE, _WHY)]
        more = chance.choice((f", and {count} people came", f", as in {year}", f" for {count} crowns", ""))
        return f"{' '.join(told).capitalize()}{more}."

    title = f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)} {chance.choice(_WHERE)}".capitalize()
    paragraphs = tuple(" ".join(sentence() for _ in range(3)) for _ in range(5))
    return Story(title=title, paragraphs=paragraphs, slug="-".join([*title.lower().split(), str(10_000 + number)]))


def page(told: Story, *, head: str = "", title: str | None = None, body: str = "") -> str:
    """A whole page of an article in its frame."""
    title = escape(told.title) if title is None else title
    text = "".join(f"<p>{paragraph}</p>" for paragraph in told.paragraphs)
    menu = "".join(f'<li><a href="/section-{place}/">Section {place}</a></li>' for place in range(6))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body><nav><ul>{menu}</ul></nav>'
        f"<main><article><h1>{title}</h1><p class='byline'>By Ann Example</p>{text}{body}</article></main>"
        "<footer><p>All rights reserved.</p></footer></body></html>"
    )


def section(stories: list[Story], *, base: str = "/culture/", head: str = "", more: str = "") -> str:
    """A section page that links to the stories below `base`."""
    links = "".join(f'<article><h2><a href="{base}{told.slug}">{told.title}</a></h2></article>' for told in stories)
    return (
        f"<!DOCTYPE html><html><head><title>Culture</title>{head}</head><body><main>{links}{more}</main></body></html>"
    )


def rss(stories: list[Story], *, base: str) -> str:
    """A feed of the stories below `base`."""
    items = "".join(
        f"<item><title>{escape(told.title)}</title><link>{base}{told.slug}</link></item>" for told in stories
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Culture</title>{items}</channel></rss>'
