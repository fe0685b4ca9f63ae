"""What an address lists: the entries of a feed, of a sitemap, or the article links of a section page.

No step trusts what a server says of its answer: the kind is read from the first bytes. Then each kind is cut to
what is wanted before it is parsed, as the parsers of feeds and markup take minutes for hostile ones. None expands
an entity, and only addresses of http and https come out.
"""

from __future__ import annotations

import re

from monitor.core.errors import NotAListing
from monitor.core.listing import bodies, feeds, sections, sitemaps
from monitor.core.model import Listing

# The first of these tags is the document's; namespace prefixes vary, and some feeds begin with warnings.
_ROOT = re.compile(r"(?i)<(?:!doctype\s+|[\w-]+:)?(rss|feed|rdf|urlset|sitemapindex|html|head|body)\b")
_HEAD = 4096


def read(
    body: bytes | str, *, url: str, content_type: str | None = None, newest: int = 200, anywhere: bool = False
) -> Listing:
    """What the body fetched from `url` lists, at most `newest` candidates, newest or topmost first.

    Of a page's links those to its own site count, or with `anywhere` all.

    A feed or sitemap without entries is a Listing without candidates; so is a page that names a feed but has no
    article links. Candidates have absolute addresses, each article once. Raises NotAListing for everything else,
    and for a body too large or too deep to be read safely.
    """
    body = bodies.unpacked(body, url)
    head = bodies.text(body[:_HEAD], content_type).lstrip("\ufeff \t\r\n")
    root = _ROOT.search(head)
    kind = root[1].lower() if root else ""
    if kind in {"rss", "feed", "rdf"}:
        return feeds.read(bodies.octets(body), url, newest)
    if kind in {"urlset", "sitemapindex"}:
        return sitemaps.read(bodies.octets(body), url, newest)
    if head.startswith("{"):
        return feeds.read_json(bodies.text(body, content_type), url, newest)
    if "<" not in head:
        raise NotAListing("neither a feed, a sitemap nor a page", url)
    return sections.read(bodies.text(body, content_type), url, newest, anywhere=anywhere)
