"""Where sites usually keep their feeds and sitemaps: guesses, few enough to be polite."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

MOST_FEEDS = 6
"""Feeds guessed at for one page."""

_OF_SECTION = ("feed/", "rss", "rss.xml")
_OF_SITE = ("feed/", "rss.xml", "feed.xml", "atom.xml", "rss", "index.xml")
_NEWS_SITEMAPS = ("news-sitemap.xml", "sitemap-news.xml")
_FEED_WORDS = re.compile(r"(?i)(?:rss|atom|feeds?|xml|news-?sitemap|sitemap)[\w-]*")
_FILE = re.compile(r"\.\w{2,5}\Z")
_INDEX = re.compile(r"(?i)(?:index|default|home)(?:\.\w+)?\Z")


def section_path(url: str) -> str:
    """The folder of a page's section with its slashes: "/culture/" of /culture, /culture/index.html and /culture.html.

    "/" for a site's front page.
    """
    *folders, last = urlsplit(url).path.split("/")
    name = "" if _INDEX.fullmatch(last) else _FILE.sub("", last)
    parts = [part for part in (*folders, name) if part]
    return f"/{'/'.join(parts)}/" if parts else "/"


def section_name(url: str) -> str:
    """The name of the section that an address is of, as it spells it: "culture" of /culture/rss.xml; "" for none.

    Words that only name a feed count for nothing.
    """
    parts = [part for part in section_path(url).split("/") if part and not _FEED_WORDS.fullmatch(part)]
    return parts[-1] if parts else ""


def front(url: str) -> str:
    """The front page of an address's site."""
    return urljoin(url, "/")


def feeds(url: str) -> tuple[str, ...]:
    """At most `MOST_FEEDS` addresses on the page's host where its feed may be, the section's before the site's."""
    folder = section_path(url)
    near = [urljoin(url, folder + name) for name in _OF_SECTION] if folder != "/" else []
    far = [urljoin(url, f"/{name}") for name in _OF_SITE]
    return tuple(dict.fromkeys((*near, *far)))[:MOST_FEEDS]


def sitemaps(url: str, named: tuple[str, ...]) -> tuple[str, ...]:
    """At most four sitemaps of the page's site: two that robots.txt `named`, for news first, then usual places."""
    told = sorted(named, key=lambda place: "news" not in place.lower())
    usual = [urljoin(url, f"/{name}") for name in _NEWS_SITEMAPS]
    return tuple(dict.fromkeys((*told[:2], *usual)))


def last_sitemap(url: str) -> str:
    """The sitemap of everything, at its usual place: for sites that have nothing better."""
    return urljoin(url, "/sitemap.xml")


def above(url: str) -> tuple[str, ...]:
    """The pages above an address that listed articles once, from its section's to the front page, at most three."""
    parts = [part for part in urlsplit(url).path.split("/") if part][:-1]
    folders = ["/".join(("", *parts[:count], "")) for count in range(len(parts), -1, -1)]
    nearest = [*folders[:2], folders[-1]]
    return tuple(place for place in dict.fromkeys(urljoin(url, folder) for folder in nearest) if place != url)
