"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from monitor.core.text import clean
from monitor.render.atom import instant
from monitor.render.feed import Feed, FeedEntry

_VERSION = "https://jsonfeed.org/version/1.1"


def jsonfeed(feed: Feed) -> str:
    """The feed as a JSON Feed document; what is not known is left out, never null."""
    document = {
        "version": _VERSION,
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": "en",
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_known(document), ensure_ascii=False, indent=2) + "\n"


def _item(entry: FeedEntry) -> dict[str, Any]:
    return _known(
        {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title,
            "content_html": clean(entry.html),
            "date_published": instant(entry.published),
            "date_modified": instant(entry.updated),
            "authors": [{"name": name} for name in entry.authors] or None,
            "language": entry.language,
            "tags": list(entry.tags) or None,
        }
    )


def _known(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value is not None}
