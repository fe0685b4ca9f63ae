"""Watches the culture sections of newspapers and writes a daily digest made of the articles' own sentences.

The library is three functions, `extract`, `summarize` and `canonical_url`; each imports its room when it is
first called, so that `import monitor` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.core.model import Article, Summary
    from monitor.core.summary import Length

__all__ = ["canonical_url", "extract", "summarize"]


def extract(html_or_text: str | bytes, url: str | None = None, timezone: str | None = None) -> Article:
    """The article of a page, or of a page's text as it was copied; raises NotAnArticle.

    `url` is the page's address; a time that the page prints without a zone takes `timezone`, else UTC.
    """
    from monitor.core.reading import read

    return read(html_or_text, url=url, timezone=timezone)


def summarize(
    article_or_text: Article | str,
    sentences: int | Length = 3,
    title: str | None = None,
    language: str | None = None,
    algorithm: str = "default",
) -> Summary:
    """A summary made of the text's own sentences, verbatim and in their order.

    `sentences` is how many there may be, or a `monitor.core.summary.Length` in words or as a share of the text.
    """
    from monitor.core.summary import summarize as summarized

    return summarized(article_or_text, sentences, title, language, algorithm)


def canonical_url(url: str) -> str:
    """The form of an address by which two of them are compared; raises InvalidInput for what is no http(s) address."""
    from monitor.core.urls import canonical_url as canonical

    return canonical(url)
