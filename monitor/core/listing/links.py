"""The anchors of a page with their places: what surrounds a link says as much as its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.core.listing import offers
from monitor.core.listing.shapes import text_score
from monitor.core.text import one_line
from monitor.core.urls import resolve

MOST_ANCHORS = 4000
MOST_HEADINGS = 1000
_HIGHEST = 40
_GROUP_LEVELS = 4
_DIGITS = re.compile(r"\d+")
_BEFORE_MARK = re.compile(r" ([,.;:!?])(?=\s|\Z)")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_HEADING = "h1, h2, h3, h4, h5, h6"
_CARDS = frozenset(["article", "li"])
_FRAMES = frozenset(["nav", "footer", "aside", "header"])
# Of elements that surround articles, not of articles: systems write an article's tags into its class.
_NEVER_FRAMES = frozenset(["article", "main", "a", *_HEADINGS])
_FRAME_NAME = re.compile(
    r"""(?ix) (?: .*[-_])? (?: nav | navbar | navigation | menu | submenu | breadcrumbs? | footer | cookies? |
    consent | social | share | sharing | login | tags | tag-?list | pagination | pager | masthead | topbar |
    toolbar ) (?: [-_].* )?"""
)
_ASIDE_NAME = re.compile(
    r"""(?ix) .*(?: most-?_?(?:read|popular|viewed|shared|commented) | popular | trending | meist-?gelesen |
    plus-?lus | mas-?leid[ao]s | mais-?lid[ao]s | piu-?letti | ranking | sidebar | related | recommend ).*"""
)
_ASIDE_HEADING = re.compile(
    r"""(?ix) (?: most\s(?:read|popular|viewed|shared) | popular(?:\snow)? | trending(?:\snow)? | meist\s?gelesen.* |
    (?:les\s)?(?:articles\s)?(?:les\s)?plus\slus | lo\smás\s(?:leído|visto) | (?:as\s)?mais\slidas |
    (?:i\s)?più\slett[ie] | (?:het\s)?(?:meest|best)\sgelezen | mest\slästa? | 人気記事.* | アクセスランキング.* |
    많이\s?본\s?(?:뉴스|기사) | 热门.* | 热点.* | 排行.* | самое\s\w+ | популярн\w+ | الأكثر\s\w+ )"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An anchor outside of the page's frame.

    `group` names its place in the structure: links of one list share it. `is_headline` says that the text is a
    heading's; `aside` that it stands in a box such as "most read".
    """

    url: str
    text: str
    group: tuple[str, ...]
    is_headline: bool
    aside: bool
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Element:
    """What matters of an element around anchors; `name` is its class's first word without digits."""

    tag: str
    name: str
    is_frame: bool
    is_aside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """What an element around a teaser tells: its only heading, and the date that it prints for machines."""

    headline: str | None
    published: datetime | None


class Anchors:
    """The links of one page; what is found out about an element is kept, as thousands of anchors share it."""

    def __init__(self, page: LexborHTMLParser, base: str) -> None:
        self._page, self._base = page, base
        headings = page.css(_HEADING)[:MOST_HEADINGS]
        self._boxes = {box.mem_id for heading in headings if (box := _aside_box(heading))}
        self._cards: dict[int, _Card] = {}
        self._elements: dict[int, _Element] = {}

    def __iter__(self) -> Iterator[Link]:
        """The links in the page's order, without those of navigation, header, footer and asides."""
        for anchor in self._page.css("a[href]")[:MOST_ANCHORS]:
            address = resolve(self._base, anchor.attributes.get("href") or "")
            link = self._link(anchor, address) if address else None
            if link:
                yield link

    def _link(self, anchor: LexborNode, address: str) -> Link | None:
        around = list(self._around(anchor))
        if _in_frame([element for _, element in around]):
            return None
        card = next((self._card(node) for node, element in around if element.tag in _CARDS), None)
        inner = anchor.css_first(_HEADING)
        is_headline = inner is not None or any(element.tag in _HEADINGS for _, element in around)
        text = _text(inner or anchor) or offers.title(anchor.attributes.get("title")) or ""
        if card and card.headline and not is_headline and text_score(text) < 0:
            text, is_headline = card.headline, True
        return Link(
            url=address,
            text=text,
            group=tuple(f"{element.tag}.{element.name}" for _, element in around[:_GROUP_LEVELS]),
            is_headline=is_headline and bool(text),
            aside=any(element.is_aside for _, element in around),
            published=card.published if card else None,
        )

    def _card(self, node: LexborNode) -> _Card:
        if node.mem_id not in self._cards:
            headings, printed = node.css(_HEADING), node.css_first("time[datetime]")
            self._cards[node.mem_id] = _Card(
                headline=_text(headings[0]) if len(headings) == 1 else None,
                published=offers.instant(printed.attributes.get("datetime")) if printed else None,
            )
        return self._cards[node.mem_id]

    def _around(self, anchor: LexborNode) -> Iterator[tuple[LexborNode, _Element]]:
        """The anchor and the elements around it, from the inside."""
        node: LexborNode | None = anchor
        for _ in range(_HIGHEST):
            if node is None or node.tag in {"body", "html", "-document"}:
                return
            if node.mem_id not in self._elements:
                self._elements[node.mem_id] = self._element(node)
            yield node, self._elements[node.mem_id]
            node = node.parent

    def _element(self, node: LexborNode) -> _Element:
        tag, told = node.tag or "", node.attributes
        names = [*(told.get("class") or "")[:300].split(), told.get("id") or "", told.get("role") or ""]
        framing = tag not in _NEVER_FRAMES and any(_FRAME_NAME.fullmatch(name[:60]) for name in names)
        return _Element(
            tag=tag,
            name=_DIGITS.sub("", names[0]),
            is_frame=tag in _FRAMES or (framing and node.css_first("main, article, h1") is None),
            is_aside=node.mem_id in self._boxes or any(_ASIDE_NAME.fullmatch(name[:60]) for name in names),
        )


def _in_frame(around: list[_Element]) -> bool:
    """Whether any of the elements frames the page; a header inside an article or the main part is its own."""
    tags = [element.tag for element in around]
    inner = max((at for at, tag in enumerate(tags) if tag in {"article", "main"}), default=-1)
    return any(element.is_frame and not (element.tag == "header" and at < inner) for at, element in enumerate(around))


def _aside_box(heading: LexborNode) -> LexborNode | None:
    """The element with the links under a heading such as "Most read", or None for other headings."""
    if not _ASIDE_HEADING.fullmatch(_text(heading)[:60]):
        return None
    node: LexborNode | None = heading
    for _ in range(3):
        sibling = node
        for _ in range(4):  # white space and a line of text may stand between
            sibling = sibling.next if sibling else None
            if sibling and sibling.is_element_node and sibling.css_first("a[href]"):
                return sibling
        node = node.parent if node else None
    return None


def _text(node: LexborNode) -> str:
    return _BEFORE_MARK.sub(r"\1", one_line(node.text(separator=" ")[:2000]))
