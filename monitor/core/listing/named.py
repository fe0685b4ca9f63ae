"""What a page names beside its articles: feeds, the page it sends its readers on to, and the sections of its menus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.core.listing import guard, offers
from monitor.core.model import Candidate
from monitor.core.text import fold, one_line
from monitor.core.urls import canonical_url, resolve, same_site

MOST_FEEDS = 20
MOST_SECTIONS = 80
MOST_ANCHORS = 4000

_FEED_TYPES = ("rss", "atom", "rdf", "feed+json", "application/json")
# An address that ends so is a feed's wherever it stands; pages about feeds end in /rss/ too, and are told by reading.
_FEED_ADDRESS = re.compile(r"(?i)(?:\.(?:rss|atom|rdf)|[/.](?:rss|atom|feed)(?:[-_.][\w-]*)?(?:\.(?:xml|json))?/?)\Z")
_FEED_TEXT = re.compile(r"(?i)(?:rss|atom|xml|rss[- ]?feeds?|feeds?|web[- ]?feed|rss 2\.0|json feed|订阅|rss配信)")
_COMMENTS = re.compile(r"(?i)comment|kommentar|comentario|commentaire")
_REFRESH = re.compile(r"""(?ix)\s* (\d{1,6}) (?:\.\d*)? \s* [;,]\s* (?:url\s*=\s*)? ["']? ([^"'\s][^"']*)""")
_SOON = 10  # seconds; what waits longer reloads itself for readers who stay
_LONGEST_NAME = 40


def feeds(page: LexborHTMLParser, base: str) -> tuple[str, ...]:
    """The feeds that a page names, the ones of its own section first, those of comments left out.

    Link elements come before anchors; an anchor counts when its text or its address says that it leads to a feed.
    """
    found = dict.fromkeys((*_linked(page, base), *_anchored(page, base)))
    section = [part for part in urlsplit(base).path.lower().split("/") if part and "." not in part]
    ordered = sorted(found, key=lambda feed: not any(part in urlsplit(feed).path.lower() for part in section))
    return tuple(ordered[:MOST_FEEDS])


def _linked(page: LexborHTMLParser, base: str) -> Iterator[str]:
    for link in page.css("link[rel~=alternate][href]"):
        told = link.attributes
        kind = (told.get("type") or "").lower()
        address = resolve(base, told.get("href") or "")
        about = f"{told.get('title') or ''} {address}"
        if address and any(name in kind for name in _FEED_TYPES) and not _COMMENTS.search(about):
            yield address


def _anchored(page: LexborHTMLParser, base: str) -> Iterator[str]:
    for anchor in page.css("a[href]")[:MOST_ANCHORS]:
        written = anchor.attributes.get("href") or ""
        path = written.partition("#")[0].partition("?")[0]
        if not _FEED_ADDRESS.search(path) and not (path.endswith(("xml", "json", "/")) and _names_feed(anchor)):
            continue
        address = resolve(base, written)
        if address and not _COMMENTS.search(address):
            yield address


def looks_like_feed(url: str) -> bool:
    """Whether an address is spelled like a feed's."""
    path = urlsplit(url).path.lower()
    return bool(_FEED_ADDRESS.search(path)) or path.endswith(".xml")


def _names_feed(anchor: LexborNode) -> bool:
    return bool(_FEED_TEXT.fullmatch(one_line(anchor.text()[:100])))


def refresh(page: LexborHTMLParser, base: str) -> str | None:
    """Where the page sends its readers at once; None where they stay, also when it only loads itself again."""
    for meta in page.css("meta[http-equiv][content]"):
        told = meta.attributes
        if (told.get("http-equiv") or "").strip().lower() != "refresh" or _is_for_others(meta):
            continue
        found = _REFRESH.match((told.get("content") or "")[:2000])
        target = resolve(base, found[2]) if found and int(found[1]) <= _SOON else None
        if target and canonical_url(target) != canonical_url(base):
            return target
    return None


def _is_for_others(meta: LexborNode) -> bool:
    """Whether the element is for readers without scripts, who are mostly sent to an excuse."""
    return meta.parent is not None and meta.parent.tag == "noscript"


def sections(markup: str, url: str) -> tuple[Candidate, ...]:
    """The sections that a page's links name: short texts that lead to short addresses of its site, in its order.

    Raises NotAListing for markup that is too large or too deep to be read safely.
    """
    guard.check(markup, guard.PAGE, url)
    page = LexborHTMLParser(markup.encode("utf-8", "replace"))
    root = page.css_first("base[href]")
    base = (resolve(url, root.attributes.get("href") or "") if root else None) or url
    offered = (_section(anchor, base, url) for anchor in page.css("a[href]")[:MOST_ANCHORS])
    found = offers.unique(each for each in offered if each)
    return tuple(each for each, _ in zip(found, range(MOST_SECTIONS), strict=False))


def _section(anchor: LexborNode, base: str, url: str) -> Candidate | None:
    name = one_line(anchor.text(separator=" ")[:200])
    address = resolve(base, anchor.attributes.get("href") or "") if 0 < len(name) <= _LONGEST_NAME else None
    if address is None or not same_site(address, url) or canonical_url(address) == canonical_url(url):
        return None
    return Candidate(url=address, title=name) if urlsplit(address).path.count("/") <= 4 else None


# What culture sections are called, folded; the first word of a language's name is also how its papers spell it in
# addresses.
_CULTURE = frozenset(
    re.findall(
        r"\S+",
        """culture culture-arts arts-culture arts-and-culture arts arts-entertainment entertainment-arts
        entertainment_and_arts kultur feuilleton cultura cultures kultura kultúra kultuur kulttuuri култура культура
        文化 文艺 文娱 wenhua カルチャー 문화 ثقافة فرهنگ תרבות kültür văn-hóa budaya kulturen kultura-i-sztuka""",
    )
)
_BREAK = re.compile(r"[\s&,/_+-]+")


def section_called(menu: tuple[Candidate, ...], name: str) -> str | None:
    """The address of the section of that name in a menu, None for none; "culture" is known in many languages.

    The whole name counts most, in a link's text or at the end of its address, then a word of it.
    """
    wanted = _CULTURE if fold(name) in _CULTURE else frozenset([fold(name), _BREAK.sub("-", fold(name))])
    scored = [(_likeness(each, wanted), -place, each.url) for place, each in enumerate(menu)]
    best = max(scored, default=(0, 0, ""))
    return best[2] if best[0] else None


def _likeness(link: Candidate, wanted: frozenset[str]) -> int:
    parts = [part for part in urlsplit(link.url).path.lower().split("/") if part and not part.startswith("index.")]
    last, name = (parts[-1].partition(".")[0] if parts else ""), fold(link.title or "")
    if {name, _BREAK.sub("-", name), last} & wanted:
        return 3 if len(parts) <= 2 else 2
    return 1 if set(_BREAK.split(name)) & wanted or set(_BREAK.split(last)) & wanted else 0
