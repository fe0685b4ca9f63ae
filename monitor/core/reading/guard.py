"""A cheap look at markup before the parse, for what would make the parse cost seconds or gigabytes.

The parser takes quadratic time in the depth of nesting and in the attributes of one tag, and copies every open
formatting element (`<font size=1><p><font size=2><p>`) into each new paragraph. None of it is ever needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from monitor.core.errors import HostilePage

MOST_BYTES = 24_000_000
DEEPEST = 1_500
MOST_ATTRIBUTES = 6_000
MOST_FORMATTING = 250
# Up to so many tags nesting costs a tenth of a second and 100 MB at most: half of them formatting that stays open, and
# all of them nested. A tag below this length has too few attributes to cost more than thirty milliseconds.
_HARMLESS_FORMATTING = 1_500
_HARMLESS_NESTING = 8_000
_HARMLESS_TAG = 3 * MOST_ATTRIBUTES
_TRIES = 8  # ends of tags that are tried in a stretch of the page, before it is looked at more closely
_PATIENCE = 4  # times a stretch's length in tags in it: honest ones overlap at most in scripts
_FAR = 1_000_000  # bytes without a sure end of a tag, after which the rest is one stretch

_START = re.compile(rb"<[a-zA-Z]")
_QUOTES = b'"', b"'"
_OPENING = b"=", b""  # what stands before a mark that opens a value: nothing is more white space than is looked at
_WIDEST = 40
_VALUE = rb"=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s\"'>][^\s>]*)?"
_INSIDE = rb"(?:[^=>]|(?>" + _VALUE + rb"))*+"
_ATTRIBUTE = re.compile(rb"[^\s=/]+(?:\s*" + _VALUE + rb")?")
_WHOLE_TAG = re.compile(rb"<[a-zA-Z]" + _INSIDE)
_TOKEN = re.compile(rb"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?P<name>/?[a-zA-Z][^\s/>]*)" + _INSIDE + rb">?", re.DOTALL)
_VALUE_AT_END = re.compile(rb"=\s*[^\s\"'>][^\s>]*\Z")


def _bytes(listed: str) -> frozenset[bytes]:
    return frozenset(listed.encode().split())


_RAW_NAMES = _bytes("script style title textarea xmp iframe noembed noframes plaintext")
# Of `a` and `nobr` one alone can be open in a paragraph: a second one closes the first.
_FORMATTING = _bytes("b big code em font i s small strike strong tt u")
_NOT_NESTING = _bytes(
    "area base br col embed hr img input link meta param source track wbr keygen frame"
    " p li dd dt option tr td th tbody thead tfoot colgroup html head body image basefont bgsound"
)
_DRAWINGS, _DRAWING_ENDS = _bytes("svg math"), _bytes("/svg /math")
_DRAWING_TITLES, _DRAWING_TITLE_ENDS = _bytes("title desc"), _bytes("/title /desc")
_DRAWN = _bytes(
    "path circle ellipse g line polygon polyline rect stop use defs symbol clippath lineargradient radialgradient mask"
    " filter style script animate animatetransform view marker pattern text tspan a mrow mfrac msup msub"
)


def _formatting_starts() -> npt.NDArray[np.bool_]:
    """Whether two characters after a "<", folded and as one number, may start a formatting element with attributes.

    Without attributes the parser keeps three of a name open at most.
    """
    starts = np.zeros(1 << 16, np.bool_)
    for name in _FORMATTING:
        following = name[1:2] if len(name) > 1 else b" \t\n\r\f/"
        starts[[name[0] << 8 | character | _FOLD for character in following]] = True
    return starts


_FOLD = 0x20  # the bit by which a capital letter differs
_FORMATS = _formatting_starts()


def check(html: bytes, url: str | None) -> None:
    """Returns if the markup, in UTF-8, is harmless to parse, else raises HostilePage."""
    if len(html) > MOST_BYTES:
        raise HostilePage(f"it has {len(html):,} bytes, more than {MOST_BYTES:,}", url)
    if _may_nest(html):
        _check_nesting(html, url)
    if _has_monstrous_tag(html):
        raise HostilePage(f"one of its tags has more than {MOST_ATTRIBUTES:,} attributes", url)


def is_harmless(html: bytes) -> bool:
    """Whether `check` lets the markup through."""
    try:
        check(html, None)
    except HostilePage:
        return False
    return True


def _may_nest(html: bytes) -> bool:
    """Whether there are enough tags to nest too deep, or to leave too much formatting open."""
    page = np.frombuffer(html, np.uint8)
    opens = page[:-2] == ord("<")
    tags = np.count_nonzero(opens)
    if not _HARMLESS_FORMATTING < tags <= _HARMLESS_NESTING:
        return bool(tags > _HARMLESS_NESTING)
    at = np.flatnonzero(opens)
    first_two = (page[at + 1] | _FOLD).astype(np.int64) * 256 + (page[at + 2] | _FOLD)
    return bool(np.count_nonzero(_FORMATS[first_two]) > MOST_FORMATTING)


def _has_monstrous_tag(html: bytes) -> bool:
    """Whether a tag has too many attributes; looked for in stretches that are longer than a harmless tag.

    Between them stand sure ends of tags, so that a tag is in one of them; what is in a script may be one in a drawing.
    """
    start = 0
    while len(html) - start > _HARMLESS_TAG:
        end, stop = -1, start
        while end < 0 and stop < len(html):
            stop = stop + _HARMLESS_TAG if stop - start < _FAR else len(html)
            end = _sure_end(html, start, stop)
        end = len(html) if end < 0 else end
        if end - start > _HARMLESS_TAG and _is_monstrous_in(html, start, end):
            return True
        start = end + 1
    return False


def _sure_end(html: bytes, start: int, stop: int) -> int:
    """The place of a late ">" in a stretch that no quoted value hides, -1 if none is found soon."""
    for _ in range(_TRIES):
        place = html.rfind(b">", start, stop)
        if place < 0 or not _is_hidden(html, start, place):
            return place
        stop = place - _HARMLESS_TAG // _TRIES
    return -1


def _is_monstrous_in(html: bytes, start: int, end: int) -> bool:
    """Whether a stretch has a tag in it that is not harmless by its length, and more words than attributes may be."""
    first = _START.search(html, start, end)
    if first is None or end - first.start() <= _HARMLESS_TAG:
        return False
    stretch = html[first.start() : end]
    if len(stretch.split()) + sum(map(stretch.count, (b"/", *_QUOTES))) <= MOST_ATTRIBUTES:
        return False
    looked_at = 0
    for start_of_tag in _START.finditer(html, first.start(), end - _HARMLESS_TAG):
        tag = _WHOLE_TAG.match(html, start_of_tag.start(), end)
        length = tag.end() - tag.start() if tag else 0
        looked_at += length
        if tag and length > _HARMLESS_TAG and (looked_at > _PATIENCE * len(stretch) or _has_too_many(tag.group())):
            return True
    return False


def _has_too_many(tag: bytes) -> bool:
    """Whether a tag has more attributes than any honest one."""
    return any(i >= MOST_ATTRIBUTES for i, _ in enumerate(_ATTRIBUTE.finditer(tag)))


def _is_hidden(html: bytes, start: int, place: int) -> bool:
    """Whether a place may lie inside of a quoted value that starts after `start`: the last mark before it opens one."""
    for quote in _QUOTES:
        mark = html.rfind(quote, start, place)
        if mark > 0 and html[max(0, mark - _WIDEST) : mark].rstrip()[-1:] in _OPENING:
            return True
    return False


def _check_nesting(html: bytes, url: str | None) -> None:
    """Counts what is open at once, an upper bound of the depth: an end tag closes only its own name."""
    nesting, formatting = _Open(), _Open()
    for name in _names(html):
        bare = name.removeprefix(b"/")
        if bare not in _NOT_NESTING:
            nesting.take(name, bare)
        if bare in _FORMATTING:
            formatting.take(name, bare)
    if nesting.most > DEEPEST:
        raise HostilePage(f"more than {DEEPEST:,} of its elements are open at once", url)
    if formatting.most > MOST_FORMATTING:
        raise HostilePage(f"more than {MOST_FORMATTING:,} of its formatting elements are open at once", url)


class _Open:
    """How many elements are open, and were at most."""

    __slots__ = ("current", "depth", "most")

    def __init__(self) -> None:
        self.current: Counter[bytes] = Counter()
        self.depth = self.most = 0

    def take(self, name: bytes, bare: bytes) -> None:
        if name is bare:
            self.current[bare] += 1
            self.depth += 1
            self.most = max(self.most, self.depth)
        elif self.current[bare]:
            self.current[bare] -= 1
            self.depth -= 1


def _names(html: bytes) -> Iterator[bytes]:
    """The names of the tags that the parser sees, lower case, end tags with their slash; what closes itself is none.

    Nothing in comments, values and scripts is a tag, but in a drawing a script has tags, and any element may close
    itself. Too little is taken for a drawing, so that too much counts as open.
    """
    position = drawing = titled = 0
    while token := _TOKEN.search(html, position):
        position = token.end()
        if token["name"] is None:
            continue
        name = token["name"].lower()
        if name in _DRAWING_TITLE_ENDS and titled:
            drawing = titled
        titled = drawing if name in _DRAWING_TITLES else 0
        if name in _DRAWINGS:
            drawing += 1
        elif name in _DRAWING_ENDS:
            drawing = max(0, drawing - 1)
        elif name.removeprefix(b"/") not in _DRAWN:
            drawing = drawing if name in _DRAWING_TITLE_ENDS else 0
        if drawing and _closes_itself(token.group()):
            continue
        yield name
        if name in _RAW_NAMES and not drawing and not titled:
            end = re.compile(b"</" + name, re.IGNORECASE).search(html, position)
            position = end.start() if end else len(html)


def _closes_itself(tag: bytes) -> bool:
    return tag.endswith(b"/>") and not _VALUE_AT_END.search(tag[:-1])
