"""Section pages: their article links found without selectors, the feeds that they name, and where they send on to.

Each address is weighed by its shape and by the best text that links to it, then by its company: lists repeat their
structure, so a weak one among strong ones is an article, and a strong one in a list of sections is not. The
weights were set by hand on section pages of many layouts; one point is what a hyphenated word too few costs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from monitor.core.errors import InvalidInput, NotAListing
from monitor.core.listing import guard, named, offers
from monitor.core.listing.links import Anchors, Link
from monitor.core.listing.shapes import address_score, text_score
from monitor.core.model import Candidate, Listing, ListingKind
from monitor.core.urls import canonical_url, resolve, same_site

_STRONG = 3.0
_WEAK = 1.0
_HEADLINE = 1.5
_NEVER = -3.0
_UNREAD = ["script", "style", "template", "svg"]


@dataclass(slots=True, kw_only=True)
class _Teaser:
    """All links of a page to one article."""

    url: str
    shape: float | None
    text: str = ""
    is_headline: bool = False
    aside: bool = True
    published: datetime | None = None
    groups: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def score(self) -> float:
        if self.shape is None:
            return _NEVER
        return self.shape + text_score(self.text) + (_HEADLINE if self.is_headline else 0)

    def take(self, link: Link) -> None:
        """Adds what a link tells; a heading's text is better than another, else the longer one."""
        if (link.is_headline, len(link.text)) > (self.is_headline, len(self.text)):
            self.text, self.is_headline = link.text, link.is_headline
        self.aside = self.aside and link.aside
        self.published = self.published or link.published
        self.groups.add(link.group)


def read(markup: str, url: str, newest: int, *, anywhere: bool = False) -> Listing:
    """The article links of a page in its order, boxes such as "most read" last, and the feeds that it names.

    Links to other sites are among them only if they may lead `anywhere`.
    """
    guard.check(markup, guard.PAGE, url)
    page = LexborHTMLParser(markup.encode("utf-8", "replace"))
    page.strip_tags(_UNREAD)
    root = page.css_first("base[href]")
    base = (resolve(url, root.attributes.get("href") or "") if root else None) or url
    teasers = list(_teasers(Anchors(page, base), url, anywhere=anywhere))
    chosen = _chosen(teasers)
    feeds, onward = named.feeds(page, base), named.refresh(page, base)
    if not chosen and not feeds and not onward:
        raise NotAListing("it is a page without links to articles", url)
    candidates = tuple(_candidate(teaser) for teaser in sorted(chosen, key=lambda teaser: teaser.aside)[:newest])
    title = page.css_first("title")
    return Listing(
        kind=ListingKind.PAGE,
        candidates=candidates,
        title=offers.title(title.text()) if title else None,
        feeds=feeds,
        onward=onward,
    )


def _key(url: str) -> str | None:
    """The address's canonical form, None where it has none."""
    try:
        return canonical_url(url)
    except InvalidInput:
        return None


def _teasers(links: Iterable[Link], url: str, *, anywhere: bool) -> Iterable[_Teaser]:
    """The site's addresses, or all, that the links lead to, each once, in the page's order."""
    found: dict[str, _Teaser] = {}
    home = _key(url) or url
    for link in links:
        key = _key(link.url)
        if key is None or key == home or not (anywhere or same_site(link.url, url)):
            continue
        if key not in found:
            found[key] = _Teaser(url=link.url, shape=address_score(key, home))
        found[key].take(link)
    return found.values()


def _chosen(teasers: list[_Teaser]) -> list[_Teaser]:
    """The teasers that lead to articles, judged with the others in their lists."""
    groups: defaultdict[tuple[str, ...], list[float]] = defaultdict(list)
    for teaser in teasers:
        for group in teaser.groups:
            groups[group].append(teaser.score)
    shares = {group: sum(score >= _STRONG for score in scores) / len(scores) for group, scores in groups.items()}
    chosen = []
    for teaser in teasers:
        company = max((group for group in teaser.groups), key=lambda group: (shares[group], len(groups[group])))
        strong, size = shares[company], len(groups[company])
        needed = _STRONG
        if size >= 3 and strong >= 0.6:
            needed = _WEAK
        elif size >= 5 and strong < 0.25:
            needed = 1.5 * _STRONG
        if teaser.score >= needed:
            chosen.append(teaser)
    return chosen


def _candidate(teaser: _Teaser) -> Candidate:
    """The teaser as a candidate; a text as short as "more" is no title unless it stands as a heading."""
    titled = teaser.is_headline or text_score(teaser.text) >= 0
    return Candidate(url=teaser.url, title=offers.title(teaser.text) if titled else None, published=teaser.published)
