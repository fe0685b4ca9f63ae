"""What a site lists its articles with, beside its section page: feeds and sitemaps."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from email.utils import format_datetime
from functools import partial

from monitor.demo.press import Page, Press
from monitor.demo.site import Shelf

NEWS_SITEMAP = "/sitemaps/actualites.xml.gz"


def listings(press: Press) -> dict[str, Callable[[], Page]]:
    """The paths of a site's feeds or sitemaps, and what prints them; none for a site that has but its section."""
    match press.site.listing:
        case Shelf.RSS:
            return {"/culture/rss.xml": partial(_xml, press, "rss.xml", "application/rss+xml")}
        case Shelf.ATOM:
            return {press.site.listing_path: partial(_xml, press, "atom.xml", "application/atom+xml")}
        case Shelf.JSON:
            return {press.site.listing_path: partial(_json_feed, press)}
        case Shelf.SITEMAP:
            return {
                press.site.listing_path: partial(_xml, press, "sitemap-index.xml", "application/xml"),
                NEWS_SITEMAP: partial(_news_sitemap, press),
            }
        case Shelf.PAGE:
            return {}


def _xml(press: Press, template: str, media_type: str) -> Page:
    text = press.text(template, rfc822=format_datetime, news_sitemap=NEWS_SITEMAP)
    return press.page(text, media_type)


def _news_sitemap(press: Press) -> Page:
    plain = _xml(press, "news-sitemap.xml", "application/xml")
    return Page(body=gzip.compress(plain.body, mtime=0), content_type="application/gzip", modified=plain.modified)


def _json_feed(press: Press) -> Page:
    items = [
        {
            "id": each.url,
            "url": each.url,
            "title": each.piece.title,
            "summary": each.piece.subtitle or each.piece.paragraphs[0],
            "date_published": each.at.isoformat(),
            "authors": [{"name": name} for name in each.piece.authors],
        }
        for each in press.prints
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{press.site.name}: {press.site.section}",
        "home_page_url": press.base + press.site.section_path,
        "feed_url": press.base + press.site.listing_path,
        "language": press.site.language,
        "items": items,
    }
    body = json.dumps(feed, ensure_ascii=False, indent=1).encode()
    return Page(body=body, content_type="application/feed+json", modified=press.modified)
