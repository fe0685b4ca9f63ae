"""A page, parsed once, with what its head says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from monitor.core.reading.jsonld import Claims, claims
from monitor.core.text import one_line

_TELLING = 'meta[content], head > title, body > title, link[rel=canonical][href], script[type*="ld+json" i]'
_MOST_VALUES = 40
_LONGEST_VALUE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed page. `metas` has the values under each meta name, lower case; `url` is where the page came from."""

    tree: LexborHTMLParser
    metas: dict[str, tuple[str, ...]]
    claims: Claims
    url: str | None
    language: str
    title: str
    canonical: str

    def meta(self, *names: str) -> str:
        """The first value that is not empty, in the order of the names."""
        return next(self.told(names), "")

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
    tree = LexborHTMLParser(html)
    metas: dict[str, tuple[str, ...]] = {}
    title = canonical = ""
    scripts: list[str] = []
    for node in tree.css(_TELLING):
        attributes = node.attributes
        content = attributes.get("content")
        if content:
            get = attributes.get
            name = (get("property") or get("name") or get("itemprop") or get("http-equiv") or "").strip().lower()
            earlier = metas.get(name, ())
            if name and len(earlier) < _MOST_VALUES:
                metas[name] = (*earlier, content[:_LONGEST_VALUE])
        elif node.tag == "title":
            title = title or one_line(node.text()[:_LONGEST_VALUE])
        elif node.tag == "script":
            scripts.append(node.text())
        elif node.tag == "link":
            canonical = canonical or (attributes.get("href") or "").strip()
    attributes = tree.root.attributes if tree.root is not None else {}
    language = attributes.get("lang") or attributes.get("xml:lang") or ""
    addresses = url or "", canonical, *metas.get("og:url", ())
    told = claims(scripts, (title, *metas.get("og:title", ())), addresses)
    return Document(tree=tree, metas=metas, claims=told, url=url, language=language, title=title, canonical=canonical)
