"""A page, parsed once, with what its head says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from monitor.core.reading.jsonld import Claims, claims
from monitor.core.text import one_line

# All that is asked of the whole tree, at once, in the plainest words: each further condition is tried on every element.
_TELLING = 'meta, title, link[rel=canonical], script[type*="ld+json" i], h1, p, br, time, [itemprop]'
_TITLED = frozenset(("head", "body"))  # in a drawing a title names a shape
_MOST_VALUES = 40
_LONGEST_VALUE = 5000


@dataclass(frozen=True, slots=True)
class Marks:
    """Elements of a page in document order: what its text stands in, and what is marked as its time and authors."""

    headings: list[LexborNode] = field(default_factory=list)
    paragraphs: list[LexborNode] = field(default_factory=list)
    breaks: list[LexborNode] = field(default_factory=list)
    times: list[LexborNode] = field(default_factory=list)
    authors: list[LexborNode] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed page. `metas` has the values under each meta name, lower case; `url` is where the page came from."""

    tree: LexborHTMLParser
    marks: Marks
    metas: dict[str, tuple[str, ...]]
    claims: Claims
    url: str | None
    language: str
    title: str
    canonical: str

    def meta(self, *names: str) -> str:
        """The first value that is not empty, in the order of the names."""
        metas = self.metas
        for name in names:
            if name in metas:
                for value in map(one_line, metas[name]):
                    if value:
                        return value
        return ""

    def told(self, names: Iterable[str]) -> Iterator[str]:
        """The first value that is not empty under each of the names, in their order."""
        metas = self.metas
        for name in names:
            if name in metas:
                value = next(filter(None, map(one_line, metas[name])), "")
                if value:
                    yield value


def parse(html: bytes, url: str | None) -> Document:
    """The page of markup, in UTF-8, that the guard has let through."""
    tree = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS)
    marks = Marks()
    metas: dict[str, tuple[str, ...]] = {}
    title = canonical = ""
    scripts: list[str] = []
    places = {"h1": marks.headings.append, "p": marks.paragraphs.append, "br": marks.breaks.append}
    for node in tree.css(_TELLING):
        tag = node.tag or ""
        place = places.get(tag)
        if place is not None:
            place(node)
        elif tag == "meta":
            _note(metas, node.attributes)
        elif tag == "title":
            if not title and node.parent is not None and node.parent.tag in _TITLED:
                title = one_line(node.text()[:_LONGEST_VALUE])
        elif tag == "script":
            if "ld+json" in (node.attributes.get("type") or "").lower():
                scripts.append(node.text())
        elif tag == "link":
            if (node.attributes.get("rel") or "").lower() == "canonical":
                canonical = canonical or (node.attributes.get("href") or "").strip()
        else:
            _place(node, tag, marks)
    attributes = tree.root.attributes if tree.root is not None else {}
    language = attributes.get("lang") or attributes.get("xml:lang") or ""
    addresses = url or "", canonical, *metas.get("og:url", ())
    told = claims(scripts, (title, *metas.get("og:title", ())), addresses)
    return Document(
        tree=tree, marks=marks, metas=metas, claims=told, url=url, language=language, title=title, canonical=canonical
    )


def _place(node: LexborNode, tag: str, marks: Marks) -> None:
    """Keeps an element that is marked as a time or an author."""
    attributes = node.attributes
    marked = attributes.get("itemprop")
    if marked == "author":
        marks.authors.append(node)
    elif (tag == "time" and ("datetime" in attributes or "pubdate" in attributes)) or marked == "datePublished":
        marks.times.append(node)


def _note(metas: dict[str, tuple[str, ...]], attributes: Mapping[str, str | None]) -> None:
    """Keeps what a meta element says under its name."""
    get = attributes.get
    content = get("content")
    name = (get("property") or get("name") or get("itemprop") or get("http-equiv") or "").strip().lower()
    earlier = metas.get(name, ())
    if content and name and len(earlier) < _MOST_VALUES:
        metas[name] = (*earlier, content[:_LONGEST_VALUE])
