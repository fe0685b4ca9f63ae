"""The article's own title, without the name of the site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from monitor.core.reading.document import Document
from monitor.core.text import fold, one_line

_SEPARATOR = re.compile(
    r"\s+[|\u2013\u2014\u00b7\u2022»«:-]{1,2}\s+|\s*[\uff5c|ㅣ]\s*|\s*::\s*|\s+//\s+|[_:]\s+(?=\S+$)|-(?=[^-]*[ㅣ|｜])"
)
_LETTERS = re.compile(r"[^\w]+")
_TAGS = re.compile(r"<[^<>]{1,100}>")
_LONGEST = 400


def offered(document: Document) -> tuple[str, ...]:
    """What the page's data call its title, best first, as it stands there and without the site's name."""
    site = _site_names(document)
    plain = [_plain(text) for text in _told(document)]
    others = [text for text in plain if text]
    return tuple(dict.fromkeys([*others, *(_without_site(text, site, others) for text in others)]))


def _told(document: Document) -> tuple[str, ...]:
    return (
        document.meta("og:title"),
        document.claims.headline,
        document.meta("twitter:title", "dc.title", "headline", "title"),
        document.title,
    )


def title(document: Document, heading: str) -> str:
    """The title, or "" if the page has none; `heading` is the first heading of the article's region."""
    site = _site_names(document)
    *told, last = _told(document)
    plain = [_plain(text) for text in (*told, heading, last)]
    for text in plain:
        if text and _letters(text) not in site:
            return _without_site(text, site, [other for other in plain if other])[:_LONGEST]
    return next((text for text in plain if text), "")


def _plain(text: str) -> str:
    return one_line(_TAGS.sub("", text)) if "<" in text else one_line(text)


def _letters(text: str) -> str:
    return _LETTERS.sub("", fold(text))


def _site_names(document: Document) -> set[str]:
    """The names by which the site may end its titles, letters only: as it says, and as its address says."""
    said = (
        document.meta("og:site_name"),
        document.claims.site,
        document.meta("application-name"),
        document.meta("twitter:site").lstrip("@"),
        document.meta("al:ios:app_name"),
    )
    names = {_letters(name) for name in said if name}
    try:
        labels = (urlsplit(document.url or document.canonical or document.meta("og:url")).hostname or "").split(".")
    except ValueError:
        labels = []
    labels = [label for label in labels[:-1] if label not in {"www", "m", "amp", "co", "com", "org"}]
    names.update(label.replace("-", "") for label in labels[-2:])
    names.update("".join(labels[i:]) for i in range(len(labels)))
    return {name for name in names if len(name) > 1}


def _without_site(text: str, site: set[str], others: list[str]) -> str:
    """The text without what a separator sets apart at its end or start, if that is the site or no other title has it."""
    for _ in range(3):
        cuts = list(_SEPARATOR.finditer(text))
        if not cuts:
            break
        for cut in cuts:
            head, tail = text[: cut.start()].strip(), text[cut.end() :].strip()
            if _is_site(tail, site) or (len(head) > 15 and any(head == other for other in others)):
                text = head
                break
            if cut is cuts[0] and _is_site(head, site) and len(tail) > 10:
                text = tail
                break
        else:
            break
    return text


def _is_site(part: str, site: set[str]) -> bool:
    letters = _letters(part)
    if not letters:
        return True
    if letters in site:
        return True
    return len(letters) < 40 and any(
        len(name) > 3
        and (letters.startswith(name) or letters.endswith(name) or name.startswith(letters) and len(letters) > 3)
        for name in site
    )
