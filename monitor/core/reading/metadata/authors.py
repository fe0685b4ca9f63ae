# ruff: noqa: RUF001 - marks and words in their own scripts
"""The authors as names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from selectolax.lexbor import LexborNode

from monitor.core.reading.comparing import letters
from monitor.core.reading.document import Document
from monitor.core.reading.metadata import printed
from monitor.core.text import fold, one_line

_BY = re.compile(
    r"^(?:(?:written|words|story|text|texte|texto|testo|reported|posted|published|review(?:ed)?|von|par|por|da|di|af|av|door|de|od|oleh|yazan)?\s*"
    r"(?:by|von|par|por|door|af|av|di|od|autor(?:in|es|a)?|auteurs?|authors?|автор|redaktion|text|作者|文|記者|기자)\s*[:：]?\s+|by:\s*|автор:\s*|作者[:：]|文[/／：:]|[-–—]\s+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;|/•·、]|\s&\s|\s(?:and|und|et|y|e|og|och|en|ve|with|i|и|a)\s)\s*", re.IGNORECASE)
_JOB = re.compile(
    r"^(?:\w+\s){0,4}(?:editor|correspondent|reporter|writer|staff|journalist\w*|redakteur\w*|korrespondent\w*|redacci[oó]n|producer|columnist|contributor|critic|photographer|chief|bureau|deputy|senior|team)\b.*$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\([^)]*\)|<[^>]*>|\S+@\S+|https?://\S+|@\w+|\b(?:updated|published|posted|last modified)\b.*$|\d.*$"
    r"|\s(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^(?:https?:|www\.)|^(?:by|von|por|par|\w*admin|administrator|гость|author|unknown|null|none|undefined|guest|n/?a|staff|editor|redaktion|webmaster|[\W\d_]*)$"
    r"|^(?:january|february|march|april|may|june|july|august|september|october|november|december)$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?<=\S)\s?(?:기자|특파원|記者)$")  # what stands after a name: reporter, correspondent
_MOST = 12
_LONGEST = 600
_ONE_NAME = 40
_LONGEST_NAME = 60


def authors(
    document: Document, bylines: Iterable[str], lines: Iterable[str] = (), site: AbstractSet[str] = frozenset()
) -> tuple[str, ...]:
    """The authors' names, each once; an organisation where the page names no person.

    `bylines` are the texts of elements that are named like bylines, in document order; `lines` are others near the
    title, which have to have a byline's form. `site` is the letters of the site's names, which are no author's.
    """
    organisation: tuple[str, ...] = ()
    for offered, may_split in _offers(document, bylines, lines):
        unique: dict[str, str] = {}
        for name in (name for text in offered for name in names(text, split=may_split)):
            unique.setdefault(fold(name), name)
        persons = tuple(name for name in unique.values() if letters(name) not in site)
        if persons:
            return persons[:_MOST]
        organisation = organisation or tuple(unique.values())
    return organisation[:_MOST]


def _offers(document: Document, bylines: Iterable[str], lines: Iterable[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """What may name the authors, best first, each with whether it may name several in one text."""
    told = document.claims.authors
    yield told, any(len(name) > _ONE_NAME or "," in name for name in told)
    yield _metas(document), True
    yield tuple(bylines), True
    yield _microdata(document), True
    yield printed.names(lines), False


def _microdata(document: Document) -> tuple[str, ...]:
    """The names in the elements that the page marks as its author (schema.org), those inside of them first."""
    marked = document.marks.authors or [
        each for each in document.marks.paragraphs if each.attributes.get("itemprop") == "author"
    ]
    nodes = [name for node in marked for name in node.css('[itemprop="name"]')] or marked
    told = (node.attributes.get("content") or node.text() for node in nodes[:_MOST] if not _is_of_comment(node))
    return tuple(text for text in map(one_line, told) if len(text) < _LONGEST_NAME)


def _is_of_comment(node: LexborNode) -> bool:
    around: LexborNode | None = node
    while around is not None and around.tag != "body":
        attributes = around.attributes
        if "comment" in f"{attributes.get('itemprop')} {attributes.get('itemtype')} {attributes.get('class')}".lower():
            return True
        around = around.parent
    return False


def _metas(document: Document) -> tuple[str, ...]:
    for name in (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "sailthru.author",
        "parsely-author",
        "byl",
        "og:article:author",
        "cxenseparse:author",
        "twitter:creator",
    ):
        values = tuple(map(one_line, document.metas.get(name, ())))
        kept = tuple(value for value in values if value and not _NO_NAME.match(value) and not value.startswith("@"))
        if kept:
            return kept
    return ()


def names(text: str, *, split: bool = True) -> list[str]:
    """The names in a byline, without "by", jobs, addresses and dates; the whole of it as one name unless `split`."""
    text = _BY.sub("", one_line(text[:_LONGEST]).strip(" ,;|·•"))
    text = _NOISE.sub("", text)
    parts = _BETWEEN.split(text) if split else [text]
    found: list[str] = []
    for part in parts:
        name = _AFTER.sub("", _BY.sub("", part.strip(" .,;:|·•-–—\u00a0")))
        if (
            name
            and len(name) < _LONGEST_NAME
            and len(name.split()) < 7
            and not _NO_NAME.match(name)
            and not (found and _JOB.match(name))
        ):
            found.append(name)
    return found
