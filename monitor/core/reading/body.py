# ruff: noqa: RUF001 - marks and words in their own scripts
"""The article among the blocks of a page: its region chosen by the weight of sentences, then pruned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import accumulate

from monitor.core.reading.blocks import HEADINGS, Block, Box, Walk
from monitor.core.reading.comparing import letters
from monitor.core.reading.names import FURNITURE, Role
from monitor.core.text import UNSPACED

_SENTENCE_END = re.compile(r"[.!?…。！？؟।۔:;”\"»’']\s*[)\]”\"»’']*$")
_END = 8  # characters in which a sentence's end and the quotation marks after it stand
_LEAVES = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "pre",
        "blockquote",
        "figcaption",
        "caption",
        "center",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_TELLING = 15  # letters, from which on a heading is no title's start by chance
_MAIN_HEADINGS = frozenset(("h1", "h2"))
_NO_DIGITS = str.maketrans("", "", "0123456789")  # boxes that are counted have one name
_FURNITURE = 0.4  # a box named like furniture that holds more of the page's sentences than this is none
_MOST = 0.75
_AN_ARTICLE = 0.2
_A_TEASER = 300
_LEAST = 200  # if fewer characters are left, and more than this many would be without the names, these mislead
_MISLED = 1000
_HEAVIEST = 2000  # a page's whole text in one piece, as scripts keep it, is no more than a long paragraph
_UNSPACED_BYTES = 0.3  # above its characters' number; each of Chinese takes two, each of Russian one
_UNSPACED_WORTH = 2.5  # a character of Chinese says about as much as two and a half of English
_FEWEST = 12  # characters that may say as much as a sentence, in any script
_ITEMS = frozenset(("li", "dt", "dd", "td", "th"))
_A_SENTENCE = 30  # characters; shorter lines are no sentences
_A_PARAGRAPH = 100  # characters, from which on a line is one without a sentence's end, and a list's item with it
_MOSTLY_LINKS = 0.5
_ITEMS_LINKS = 0.2


def said_by(text: str) -> int:
    """How long a text would about be in English."""
    size = len(text)
    if text.isascii() or len(text.encode("utf-8", "replace")) - size < size * _UNSPACED_BYTES:
        return size
    return int(size * _UNSPACED_WORTH) if UNSPACED.search(text) else size


def sentence_weight(block: Block) -> int:
    """The characters of a block that reads like sentences, else 0."""
    text, box = block.text, block.box
    size, tag = len(text), box.tag
    if size < _FEWEST or block.linked > _MOSTLY_LINKS * size or tag in HEADINGS or box.role == Role.CAPTION:
        return 0
    said = min(_HEAVIEST, size if text.isascii() else said_by(text))
    if said < _A_SENTENCE:
        return 0
    if tag in _ITEMS:
        return said if said >= _A_PARAGRAPH and block.linked < _ITEMS_LINKS * size else 0
    return said if said >= _A_PARAGRAPH or _SENTENCE_END.search(text[-_END:]) else 0


def weigh(walk: Walk, titles: AbstractSet[str]) -> None:
    """Sets each block's `weight`, and each box's `good`: the sentences in it but for those in the page's furniture.

    A name under which a good part of the page's sentences stands, in one box or in many, is no furniture's, nor is that
    of a box with the title and sentences below it.
    """
    weights = []
    for block in walk.blocks:
        block.weight = sentence_weight(block)
        weights.append(block.weight)
    _hide(walk, [0, *accumulate(weights)], titles)
    kept = [0 if block.box.hidden else weight for block, weight in zip(walk.blocks, weights, strict=True)]
    if sum(kept) < _LEAST and sum(weights) > _MISLED:
        for box in walk.boxes:
            box.hidden = False
        kept = weights
    if not any(kept):
        kept = [_any_weight(block) for block in walk.blocks]
    sums = [0, *accumulate(kept)]
    for box in walk.boxes:
        box.good = sums[box.end] - sums[box.start]


def _hide(walk: Walk, sums: list[int], titles: AbstractSet[str]) -> None:
    """Marks what is furniture as hidden; `sums` are the sentences up to each block."""
    named = [box for box in walk.boxes if box.hidden or box.role in FURNITURE]
    if not named:
        return
    under: Counter[str] = Counter()
    for box in named:
        if box.role != Role.FOREIGN:
            name = _bare(box.name)
            if box.parent is None or _bare(box.parent.name) != name:
                under[name] += sums[box.end] - sums[box.start]
    titled = _titled(walk, titles)
    for box in named:
        said = sums[box.end] - sums[box.start]
        holds = said >= _A_TEASER and any(box.start <= i < box.end for i in titled)
        if box.role == Role.FOREIGN:
            box.hidden = not (holds and said > _MOST * sums[-1])
        else:
            box.hidden = (box.hidden or not holds) and under[_bare(box.name)] < _FURNITURE * (sums[-1] or 1)
    if any(box.hidden for box in named):
        for box in walk.boxes:
            if box.parent is not None and box.parent.hidden:
                box.hidden = True


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    """A name without numbers, as that of boxes that are counted."""
    return name.translate(_NO_DIGITS)


def _titled(walk: Walk, titles: AbstractSet[str]) -> list[int]:
    """The indexes of the headings that say what the page's title does, the site's name aside."""
    longest = max(map(len, titles), default=0) * 2
    near = [i for i, block in enumerate(walk.blocks) if block.box.tag in _MAIN_HEADINGS and len(block.text) <= longest]
    plain = {i: letters(walk.blocks[i].text) for i in near}
    return [i for i in near if len(plain[i]) >= _TELLING and any(title.startswith(plain[i]) for title in titles)]


def _any_weight(block: Block) -> int:
    """The characters of a block that may be all the text there is: no link, no heading, no furniture."""
    apart = block.box.hidden or block.box.tag in HEADINGS or block.linked * 2 > len(block.text)
    return 0 if apart else len(block.text)


def region(walk: Walk, titles: AbstractSet[str]) -> Box:
    """The deepest box that holds the article; it has the last word on what is outside of it."""
    weigh(walk, titles)
    children: dict[int, list[Box]] = {}
    for box in walk.boxes[1:]:
        if box.good and box.tag not in _LEAVES:
            children.setdefault(id(box.parent), []).append(box)
    current = walk.boxes[0]
    while True:
        inner = children.get(id(current), [])
        best = _best(inner, current, walk)
        if best is None or _continues(best, inner):
            break
        current = best
    return _article_in(current, walk)


def _best(inner: list[Box], outer: Box, walk: Walk) -> Box | None:
    """The box inside with most of the outer one's sentences, if it has most; of several articles the first."""
    articles = [box for box in inner if box.tag == "article" and box.good >= _AN_ARTICLE * outer.good]
    if len(articles) > 1 and _is_no_teaser(articles[0], walk):
        return articles[0]
    best = max(inner, key=lambda box: box.good, default=None)
    return best if best is not None and best.good >= _MOST * outer.good else None


def _is_no_teaser(box: Box, walk: Walk) -> bool:
    """Whether a box that calls itself an article has the page's heading, or more text than a teaser."""
    return box.good >= _A_TEASER or any(block.box.tag == "h1" for block in walk.blocks[box.start : box.end])


def _continues(best: Box, siblings: list[Box]) -> bool:
    """Whether the text goes on in a sibling of the same kind, as it does around an advertisement."""
    kind = _kind(best)
    return best.tag != "article" and any(box is not best and _kind(box) == kind for box in siblings)


def _kind(box: Box) -> tuple[str, str]:
    return box.tag, box.name.split(" ", 1)[0]


def _article_in(outer: Box, walk: Walk) -> Box:
    """The box inside that alone calls itself the article and holds a good part of the text, else the outer box."""
    if _inside_article(outer):
        return outer
    inside = [box for box in walk.boxes if box.start >= outer.start and box.end <= outer.end and box is not outer]
    for calls_itself in (_is_body, _is_article):
        named = [box for box in inside if calls_itself(box) and box.good >= _AN_ARTICLE * outer.good]
        if named and (len(named) == 1 or (calls_itself is _is_article and _is_no_teaser(named[0], walk))):
            return named[0]
    return outer


def _is_body(box: Box) -> bool:
    return box.is_body


def _is_article(box: Box) -> bool:
    return box.tag == "article"


def _inside_article(box: Box | None) -> bool:
    while box is not None:
        if _is_article(box) or _is_body(box):
            return True
        box = box.parent
    return False
