"""When the article was published and changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from selectolax.lexbor import LexborNode

from monitor.core import dates
from monitor.core.reading.document import Document
from monitor.core.reading.selection import Selection

_PUBLISHED = tuple(
    """
    article:published_time og:article:published_time article:published og:published_time datepublished date pubdate
    publishdate publish-date publish_date publication_date dc.date dc.date.issued dcterms.created dcterms.date
    dc.date.created sailthru.date parsely-pub-date cxenseparse:recs:publishtime article.published published_time
    date.release dc.terms.issued article_date_original originalpublicationdate
    """.split()  # noqa: SIM905 - a table that is read by the line
)
_MODIFIED = tuple(
    """
    article:modified_time og:updated_time datemodified last-modified dcterms.modified dc.date.modified article:modified
    modified lastmod
    """.split()  # noqa: SIM905 - a table that is read by the line
)
_IN_TITLE = re.compile(
    r"[|\u2013\u2014-][^|\u2013\u2014-]{2,40}[|\u2013\u2014-]\s*(\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)\s*$"
)
_TIMES = 20
_IN_ADDRESS = re.compile(r"/(20\d\d|19\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")


def is_told(document: Document) -> bool:
    """Whether the page's data may give the time of publication."""
    return bool(document.claims.published) or any(document.told(_PUBLISHED))


def published(document: Document, selection: Selection, timezone: str | None, language: str | None) -> datetime | None:
    """The time that the page's data give, else the first date printed near the title, else that in its address."""
    data = chain((document.claims.published,), document.told(_PUBLISHED), _times(document))
    printed = chain(selection.dated, _IN_TITLE.findall(document.title), selection.dates)
    for text in chain(data, printed):
        moment = dates.parse(text, timezone=timezone, language=language) if text else None
        if moment is not None:
            return moment
    address = _IN_ADDRESS.search(document.url or document.canonical or "")
    return dates.parse("-".join(address.groups()), timezone=timezone) if address else None


def modified(document: Document, timezone: str | None, language: str | None) -> datetime | None:
    """The time of the last change that the page's data give."""
    for text in (document.claims.modified, *document.told(_MODIFIED)):
        moment = dates.parse(text, timezone=timezone, language=language) if text else None
        if moment is not None:
            return moment
    return None


def _times(document: Document) -> Iterator[str]:
    """What `time` elements say; those inside of an article's text first."""
    for node in [node for node in document.marks.times[:_TIMES] if _is_of_the_article(node)][:3]:
        attributes = node.attributes
        yield attributes.get("datetime") or attributes.get("content") or node.text()


def _is_of_the_article(node: LexborNode) -> bool:
    """Whether a time element is marked as the publication's, or stands in an article or the main part."""
    attributes = node.attributes
    if "pubdate" in attributes or attributes.get("itemprop") == "datePublished":
        return True
    outer = node.parent
    while outer is not None and outer.tag not in {"article", "main"}:
        outer = outer.parent
    return outer is not None
