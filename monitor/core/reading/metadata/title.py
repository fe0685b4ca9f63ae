# ruff: noqa: RUF001 - marks and words in their own scripts
"""The article's own title, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from monitor.core.reading.comparing import letters
from monitor.core.reading.document import Document
from monitor.core.text import one_line

_SEPARATOR = re.compile(
    r"\s+[|\u2013\u2014\u00b7\u2022»«:-]{1,2}\s+|\s*[\uff5c|ㅣ]\s*|\s*::\s*|\s+//\s+|\s+\*\s+|--|：|[_:]\s+(?=\S+$)|-(?=[^-]*[ㅣ|｜])"
)
_PREFIX = re.compile(r"([^:]{2,40}):\s+(.{10,})$")
_TAGS = re.compile(r"<[^<>]{1,100}>")
_LONGEST = 400
_DESK = (2, 3)  # words
_OPENING = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What a page's data call its title: the JSON-LD's, og:title, another meta's and the title element's, or "".

    `bare` has each without the site's name, and `site` the names of the site, letters only.
    """

    told: tuple[str, str, str, str]
    bare: Mapping[str, str]
    site: frozenset[str]

    def letters(self) -> frozenset[str]:
        """The letters of every title, as it stands there and without the site's name."""
        return frozenset(filter(None, map(letters, chain(self.told, self.bare.values()))))


def offered(document: Document) -> Titles:
    """The titles that a page's data offer."""
    site = site_names(document)
    headline, shared, other, tag = map(_plain, _told(document))
    others = [text for text in (headline, shared, other, tag) if text]
    bare = {text: _without_site(text, site, others) for text in dict.fromkeys(others)}
    return Titles(told=(headline, shared, other, tag), bare=bare, site=frozenset(site))


def _told(document: Document) -> tuple[str, ...]:
    return (
        document.claims.headline,
        document.meta("og:title"),
        document.meta("twitter:title", "dc.title", "headline", "title"),
        document.title,
    )


def title(offered: Titles, heading: str) -> str:
    """The title, or "" if the page has none; `heading` is the first heading of the article's region."""
    headline, shared, told, tag = offered.told
    heading, site = _plain(heading), offered.site
    others = [text for text in (headline, shared, told, heading, tag) if text]
    bare = dict(offered.bare)
    if heading and heading not in bare:
        bare = {text: _without_site(text, site, others) for text in dict.fromkeys(others)}
    names = [text for text in others if letters(text) not in site and not _is_cut(text, others)]
    found = [bare[text] for text in names]
    if headline in names and shared in names:
        first = _chosen(*(letters(bare.get(text, text)) for text in (headline, shared, heading, tag)))
        found.sort(key=lambda text: letters(text) != first)
    return next(iter([*found, *others]), "")[:_LONGEST].rstrip()


def _chosen(headline: str, shared: str, printed: str, tag: str) -> str:
    """The letters of the better one of two titles, that of the JSON-LD and that of og:title.

    Measured on 130 pages: og:title where it is the printed one and the document's title is not, and where it alone
    differs, as then it was written by hand while the others come from one field; else the headline (.83 to .88).
    """
    if shared == printed and shared != tag:
        return shared
    return shared if headline == printed == tag else headline


def _is_cut(text: str, others: list[str]) -> bool:
    """Whether another title goes on where this one was cut off."""
    start = text.rstrip(".… ")
    return start != text and any(other.startswith(start) and len(other) > len(text) for other in others)


def _plain(text: str) -> str:
    text = text[: 2 * _LONGEST]
    return one_line(_TAGS.sub("", text)) if "<" in text else one_line(text)


def site_names(document: Document) -> set[str]:
    """The names by which the site may end its titles, letters only: as it says, and as its address says."""
    said = (
        document.meta("og:site_name"),
        document.claims.site,
        document.meta("application-name"),
        document.meta("twitter:site").lstrip("@"),
        document.meta("al:ios:app_name"),
    )
    names = {letters(name) for name in said if name}
    try:
        labels = (urlsplit(document.url or document.canonical or document.meta("og:url")).hostname or "").split(".")
    except ValueError:
        labels = []
    labels = [label for label in labels[:-1] if label not in {"www", "m", "amp", "co", "com", "org"}]
    names.update(label.replace("-", "") for label in labels[-2:])
    names.update("".join(labels[i:]) for i in range(len(labels)))
    return {name for name in names if len(name) > 1}


def _without_site(text: str, site: AbstractSet[str], others: list[str]) -> str:
    """The text without what a separator sets apart at its end or start, if that is the site or another lacks it."""
    prefix = _PREFIX.match(text)
    if prefix and _is_site(prefix.group(1), site):
        text = prefix.group(2)
    for _ in range(3):
        cuts = list(_SEPARATOR.finditer(text))
        if not cuts:
            break
        for cut in cuts:
            head, tail = text[: cut.start()].strip(), text[cut.end() :].strip()
            if (
                _is_site(tail, site)
                or _is_desk(tail, site)
                or (len(head) > 15 and any(head == other for other in others))
            ):
                text = head
                break
            if cut is cuts[0] and _is_site(head, site) and len(tail) > 10:
                text = tail
                break
        else:
            break
    return text


def _is_site(part: str, site: AbstractSet[str]) -> bool:
    plain = letters(part)
    if not plain:
        return True
    if plain in site:
        return True
    return len(plain) < 40 and any(
        len(name) > 3
        and (plain.startswith(name) or plain.endswith(name) or (name.startswith(plain) and len(plain) > 3))
        for name in site
    )


def _is_desk(part: str, site: AbstractSet[str]) -> bool:
    """Whether a few words start with the site's name, as those of a desk of it do: "BBC News"."""
    words = part.split()
    return len(words) in _DESK and letters(words[0]) in site


def opening(paragraph: str) -> str:
    """The start of a paragraph, to call an article by that has no title."""
    return paragraph if len(paragraph) <= _OPENING else paragraph[:_OPENING].rsplit(" ", 1)[0] + "…"
