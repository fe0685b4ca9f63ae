"""A cheap look at markup before the parse, for what would make the parse cost seconds or gigabytes.

The parser takes quadratic time in the depth of nesting and in the attributes of one tag, and copies every open
formatting element (`<font size=1><p><font size=2><p>`) into each new paragraph. None of it is ever needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import numpy as np
import numpy.typing as npt

from monitor.core.errors import HostilePage
from monitor.core.reading.comparing import word_set

MOST_BYTES = 24_000_000
DEEPEST = 1_500
MOST_ATTRIBUTES = 3_000
MOST_FORMATTING = 250
# Up to this many tags the worst, half of them open formatting, is a tenth of a second and 100 MB; a tag below this
# length has too few attributes to cost more than some milliseconds.
_HARMLESS_TAGS = 1_500
_HARMLESS_TAG = 4 * MOST_ATTRIBUTES

_TAG = re.compile(rb"<(/?[a-zA-Z][a-zA-Z0-9]*)")
_START = re.compile(rb"<[a-zA-Z]")
_END, _EQUALS, _SPACE, _QUOTES = ord(">"), ord("="), ord(" "), (ord('"'), ord("'"))
_VALUE = r"=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s\"'>][^\s>]*)?"
_INSIDE = rf"(?:[^=>]|(?>{_VALUE}))*+"
_ATTRIBUTE = re.compile(rf"[^\s=/]+(?:\s*{_VALUE})?")
_RAW = re.compile(
    rf"<(script|style|title|textarea|xmp|iframe|noembed|noframes|noscript)\b{_INSIDE}>(.*?)(?:</\1|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE_TAG = re.compile(rf"<!--(?:-?>|.*?(?:--!?>|\Z))|{_RAW.pattern}|<[a-z]{_INSIDE}", re.IGNORECASE | re.DOTALL)
# Of `a` and `nobr` one alone can be open in a paragraph: a second one closes the first.
_FORMATTING = word_set("b big code em font i s small strike strong tt u")
_NOT_NESTING = word_set(
    "area base br col embed hr img input link meta param source track wbr keygen frame"
    " p li dd dt option tr td th tbody thead tfoot colgroup html head body image basefont bgsound"
)
_DRAWING = word_set("path circle ellipse g line polygon polyline rect stop use")


def check(html: bytes, url: str | None) -> None:
    """Returns if the markup, in UTF-8, is harmless to parse, else raises HostilePage."""
    if len(html) > MOST_BYTES:
        raise HostilePage(f"it has {len(html):,} bytes, more than {MOST_BYTES:,}", url)
    if html.count(b"<") > _HARMLESS_TAGS:
        _check_nesting(_TAG.findall(html), url)
    if len(html) > _HARMLESS_TAG and _has_monstrous_tag(html):
        raise HostilePage(f"one of its tags has more than {MOST_ATTRIBUTES:,} attributes", url)


def _check_nesting(names: list[bytes], url: str | None) -> None:
    """Counts what is open at once, an upper bound of the depth: an end tag closes only its own name."""
    opened: Counter[str] = Counter()
    for name, count in Counter(names).items():
        opened[name.decode().lower()] += count
    starts = {name for name in opened if name[0] != "/"}
    nesting = sum(opened[name] for name in starts - _NOT_NESTING)
    formatting = sum(opened[name] for name in _FORMATTING)
    if nesting > DEEPEST and _most_open(names, starts - _NOT_NESTING - _DRAWING) > DEEPEST:
        raise HostilePage(f"more than {DEEPEST:,} of its elements are open at once", url)
    if nesting > DEEPEST and _longest_run(names) > DEEPEST:
        raise HostilePage(f"more than {DEEPEST:,} of its elements are open at once", url)
    if formatting > MOST_FORMATTING and _most_open(names, _FORMATTING) > MOST_FORMATTING:
        raise HostilePage(f"more than {MOST_FORMATTING:,} of its formatting elements are open at once", url)


def _most_open(names: list[bytes], counted: AbstractSet[str]) -> int:
    most = depth = 0
    current = {name.encode(): 0 for name in counted}
    closing = {b"/" + name: name for name in current}
    for name in map(bytes.lower, names):
        if name in current:
            current[name] += 1
            depth += 1
            most = max(most, depth)
        elif name in closing and current[closing[name]]:
            current[closing[name]] -= 1
            depth -= 1
    return most


def _longest_run(names: list[bytes]) -> int:
    """The most drawing elements in a row, which close themselves in a drawing but nest outside of one."""
    drawing = {name.encode() for name in _DRAWING}
    most = run = 0
    for name in names:
        run = run + 1 if name.lower() in drawing else 0
        most = max(most, run)
    return most


def _has_monstrous_tag(html: bytes) -> bool:
    """Looks first at stretches without a tag's end, which overstates; only if there is one, at every tag."""
    if not any(_attributes(_text(stretch)) > MOST_ATTRIBUTES for stretch in _long_stretches(html)):
        return False
    # What stands in a script is looked at as if it were markup too, since inside of a drawing it is.
    markup = _text(html)
    regions = [markup, *(match.group(2) for match in _RAW.finditer(markup))]
    return any(_monstrous(tag) for region in regions for tag in _WHOLE_TAG.finditer(region))


def _text(html: bytes) -> str:
    return html.decode("utf-8", "replace")


def _long_stretches(html: bytes) -> Iterator[bytes]:
    """What stands between two ends of tags and is longer than a harmless tag, from where a tag may start in it."""
    ends = [-1, *_ends(np.frombuffer(html, np.uint8)).tolist(), len(html)]
    lengths = np.diff(ends)
    for place in np.flatnonzero(lengths > _HARMLESS_TAG).tolist():
        start = _START.search(html, ends[place] + 1, ends[place + 1])
        if start:
            yield html[start.start() : ends[place + 1]]


def _ends(page: npt.NDArray[np.uint8]) -> npt.NDArray[np.intp]:
    """Where a ">" may end a tag: those inside of a quoted value do not.

    A value is what follows a quotation mark after "=" or white space, up to the next mark of its kind. In a text
    that takes too much for a value, so that a stretch seems longer, never shorter.
    """
    ends = np.flatnonzero(page == _END)
    opened = np.zeros(len(ends) + 1, np.int64)
    for quote in _QUOTES:
        marks = np.flatnonzero(page == quote)
        before = page[marks - 1]
        opening = (before == _EQUALS) | (before <= _SPACE)
        first = np.searchsorted(ends, marks[opening])
        past = np.searchsorted(ends, np.append(marks[1:], len(page))[opening] if len(marks) else marks)
        hiding = first < past
        np.add.at(opened, first[hiding], 1)
        np.add.at(opened, past[hiding], -1)
    bare: npt.NDArray[np.intp] = ends[np.cumsum(opened[:-1]) == 0]
    return bare


def _monstrous(tag: re.Match[str]) -> bool:
    """Whether a match of `_WHOLE_TAG` starts with a tag of too many attributes; a raw element's content is no part."""
    end = tag.start(2) if tag.group(2) is not None else tag.end()
    return end - tag.start() > _HARMLESS_TAG and _attributes(tag.string[tag.start() : end]) > MOST_ATTRIBUTES


def _attributes(tag: str) -> int:
    return 0 if tag.startswith("<!") else sum(1 for _ in _ATTRIBUTE.finditer(tag))
