"""Why what came back from an address cannot be read as what it should be."""

from __future__ import annotations

from monitor.core.errors.root import MonitorError


class NotAnArticle(MonitorError):
    """A page without an article; `reason` says what it is instead."""

    kind = "no article"

    def __init__(self, reason: str, url: str | None = None) -> None:
        super().__init__(reason, url)
        self.reason, self.url = reason, url

    def __str__(self) -> str:
        return f"{self.url}: not an article: {self.reason}" if self.url else f"not an article: {self.reason}"


class NotAListing(MonitorError):
    """An address that lists no articles: neither feed nor sitemap nor section page."""

    kind = "no listing"

    def __init__(self, reason: str, url: str | None = None) -> None:
        super().__init__(reason, url)
        self.reason, self.url = reason, url

    def __str__(self) -> str:
        return f"{self.url}: lists no articles: {self.reason}" if self.url else f"lists no articles: {self.reason}"


class BrokenListing(NotAListing):
    """A feed or sitemap of which nothing can be read, as its markup is broken or breaks off."""

    kind = "broken listing"


class HostilePage(NotAnArticle):
    """Markup that a parser would choke on; refused before it is parsed."""
