"""What is done to a page where it can be killed: plain functions of plain nouns, called in the workers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core import learned, listing, matching, reading, summary
from monitor.core.errors import NotAListing, NotAnArticle
from monitor.core.listing import bodies, named
from monitor.core.model import Article, Candidate, Fingerprint, Listing, Summary, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes or text as they came, and what is known of them from elsewhere.

    `learned` are the keys of the source's lines that are known to be boilerplate. `language` helps where the page
    does not say its own; `title`, `authors`, `published` and `section` are known better than the page says them.
    """

    body: bytes | str
    url: str
    content_type: str | None = None
    timezone: str | None = None
    language: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    section: str | None = None
    learned: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How summaries are to be written."""

    algorithm: str = "default"
    sentences: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is wanted of a listing: at most so many candidates, and whether its links may lead `anywhere`."""

    newest: int
    anywhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article with all that the history keeps of it."""

    article: Article
    summary: Summary
    fingerprint: Fingerprint
    terms: Terms


def read(page: Page, style: Style) -> Prepared:
    """The page's article, summarised and fingerprinted; NotAnArticle when there is none."""
    found = reading.read(_unpacked(page), url=page.url, content_type=page.content_type, timezone=page.timezone)
    article = replace(
        _bounded(found, page.url),
        paragraphs=learned.without(found.paragraphs, page.learned),
        title=page.title or found.title,
        authors=page.authors or found.authors,
        published=page.published or found.published,
        section=page.section or found.section,
        language=found.language or page.language,
    )
    return prepare(article, style)


LARGEST = 4 * 1024 * 1024
"""Bytes or characters of a page without the pictures inside it; reading takes some twenty times as much memory."""
_PICTURE = r"data:[a-z]{1,20}/[\w.+-]{1,40};base64,[A-Za-z0-9+/=%]{1000,}"
_PICTURE_BYTES, _PICTURE_TEXT = re.compile(_PICTURE.encode()), re.compile(_PICTURE)


def _unpacked(page: Page) -> bytes | str:
    """The page's body, out of a packing that no header told of, and without the pictures that are written into it.

    Raises NotAnArticle where the packing is broken, or the page too large.
    """
    try:
        body = bodies.unpacked(page.body, page.url)
    except NotAListing as error:
        raise NotAnArticle(error.reason, page.url) from None
    if len(body) > LARGEST:
        body = _PICTURE_TEXT.sub("", body) if isinstance(body, str) else _PICTURE_BYTES.sub(b"", body)
    if len(body) > LARGEST:
        raise NotAnArticle(f"it is larger than {LARGEST:,} bytes", page.url)
    return body


LONGEST = 500_000
"""Characters of an article's text; the longest reports have a third of it, and what follows costs by the length."""
_LONGEST_LINE = 1_000
_MOST_LINES = 200


def _bounded(article: Article, url: str) -> Article:
    """The article with what stands beside its text cut to what it may be; NotAnArticle for a text beyond `LONGEST`."""
    if sum(map(len, article.paragraphs)) > LONGEST:
        raise NotAnArticle(f"its text has more than {LONGEST:,} characters", url)
    return replace(
        article,
        title=article.title[:_LONGEST_LINE],
        subtitle=article.subtitle and article.subtitle[: 2 * _LONGEST_LINE],
        authors=tuple(author[:_LONGEST_LINE] for author in article.authors[:_MOST_LINES]),
        captions=tuple(caption[: 5 * _LONGEST_LINE] for caption in article.captions[:_MOST_LINES]),
        section=article.section and article.section[:_LONGEST_LINE],
    )


def prepare(article: Article, style: Style) -> Prepared:
    """The article, summarised, fingerprinted, and its terms counted."""
    return Prepared(
        article=article,
        summary=summary.summarize(article, sentences=style.sentences, algorithm=style.algorithm),
        fingerprint=matching.fingerprint(article.text),
        terms=matching.terms(article),
    )


def offered(page: Page, scope: Scope) -> Listing:
    """What a listing's page offers; NotAListing when it lists nothing."""
    return listing.read(
        page.body, url=page.url, content_type=page.content_type, newest=scope.newest, anywhere=scope.anywhere
    )


def menu(page: Page) -> tuple[Candidate, ...]:
    """The sections that a page's links name; NotAListing for markup that is too large or too deep to be read."""
    return named.sections(bodies.text(page.body, page.content_type), page.url)
