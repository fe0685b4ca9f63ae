"""A cheap look at markup before the parse, for what would make the parse cost seconds or gigabytes.

The parser takes quadratic time in the depth of nesting and in the attributes of one tag, and copies every open
formatting element (`<font size=1><p><font size=2><p>`) into each new paragraph. None of it is ever needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from monitor.core.errors import HostilePage
from monitor.core.reading.comparing import word_set

MOST_CHARACTERS = 12_000_000
DEEPEST = 1_500
MOST_ATTRIBUTES = 3_000
MOST_FORMATTING = 250
# Below this many tags, and for a tag below this length, the worst costs no more than a few milliseconds.
_HARMLESS_TAGS = 500
_HARMLESS_TAG = 4 * MOST_ATTRIBUTES

_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)")
_START = re.compile(r"<[a-zA-Z]")
# A tag does not end at a ">" inside of a quoted value.
_HIDDEN_END = re.compile(r"=\s*(?:\"[^\">]*>[^\"]*|'[^'>]*>[^']*)")
_VALUE = r"=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s\"'>][^\s>]*)?"
_INSIDE = rf"(?:[^=>]|(?>{_VALUE}))*+"
_ATTRIBUTE = re.compile(rf"[^\s=/]+(?:\s*{_VALUE})?")
_RAW = re.compile(
    rf"<(script|style|title|textarea|xmp|iframe|noembed|noframes|noscript)\b{_INSIDE}>(.*?)(?:</\1|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE_TAG = re.compile(rf"<!--(?:-?>|.*?(?:--!?>|\Z))|{_RAW.pattern}|<[a-z]{_INSIDE}", re.IGNORECASE | re.DOTALL)
_FORMATTING = word_set("a b big code em font i nobr s small strike strong tt u")
_NOT_NESTING = word_set(
    "area base br col embed hr img input link meta param source track wbr keygen frame"
    " p li dd dt option tr td th tbody thead tfoot colgroup html head body image basefont bgsound"
)
_DRAWING = word_set("path circle ellipse g line polygon polyline rect stop use")


def check(html: str, url: str | None) -> None:
    """Returns if the markup is harmless to parse, else raises HostilePage."""
    if len(html) > MOST_CHARACTERS:
        raise HostilePage(f"it has {len(html):,} characters, more than {MOST_CHARACTERS:,}", url)
    names = _TAG.findall(html)
    if len(names) > _HARMLESS_TAGS:
        _check_nesting(names, url)
    if len(html) > _HARMLESS_TAG and _has_monstrous_tag(html):
        raise HostilePage(f"one of its tags has more than {MOST_ATTRIBUTES:,} attributes", url)


def _check_nesting(names: list[str], url: str | None) -> None:
    """Counts what is open at once, an upper bound of the depth: an end tag closes only its own name."""
    opened: Counter[str] = Counter()
    for name, count in Counter(names).items():
        opened[name.lower()] += count
    if sum(opened.values()) - sum(opened[name] for name in _NOT_NESTING) <= _HARMLESS_TAGS:
        return
    starts = {name for name in opened if name[0] != "/"}
    nesting = sum(opened[name] for name in starts - _NOT_NESTING)
    formatting = sum(opened[name] for name in _FORMATTING)
    if nesting > DEEPEST and _most_open(names, starts - _NOT_NESTING - _DRAWING) > DEEPEST:
        raise HostilePage(f"more than {DEEPEST:,} of its elements are open at once", url)
    if nesting > DEEPEST and _longest_run(names) > DEEPEST:
        raise HostilePage(f"more than {DEEPEST:,} of its elements are open at once", url)
    if formatting > MOST_FORMATTING and _most_open(names, _FORMATTING) > MOST_FORMATTING:
        raise HostilePage(f"more than {MOST_FORMATTING:,} of its formatting elements are open at once", url)


def _most_open(names: list[str], counted: AbstractSet[str]) -> int:
    names = [name.lower() for name in names]
    most = depth = 0
    current = dict.fromkeys(counted, 0)
    closing = {"/" + name: name for name in counted}
    for name in names:
        if name in current:
            current[name] += 1
            depth += 1
            most = max(most, depth)
        elif name in closing and current[closing[name]]:
            current[closing[name]] -= 1
            depth -= 1
    return most


def _longest_run(names: list[str]) -> int:
    """The most drawing elements in a row, which close themselves in a drawing but nest outside of one."""
    most = run = 0
    for name in names:
        run = run + 1 if name.lower() in _DRAWING else 0
        most = max(most, run)
    return most


def _has_monstrous_tag(html: str) -> bool:
    """Looks first at stretches without a tag's end, which overstates; only if there is one, at every tag."""
    if not any(_attributes(stretch[start:]) > MOST_ATTRIBUTES for stretch, start in _long_stretches(html)):
        return False
    # What stands in a script is looked at as if it were markup too, since inside of a drawing it is.
    regions = [html, *(match.group(2) for match in _RAW.finditer(html))]
    return any(_monstrous(tag) for region in regions for tag in _WHOLE_TAG.finditer(region))


def _long_stretches(html: str) -> Iterator[tuple[str, int]]:
    """What stands between two ends of tags and is longer than a harmless tag, with where a tag may start in it."""
    hidden = [match.span() for match in _HIDDEN_END.finditer(html)]
    if hidden:
        html = _joined(html, hidden)
    for stretch in html.split(">"):
        if len(stretch) > _HARMLESS_TAG:
            start = _START.search(stretch)
            if start:
                yield stretch, start.start()


def _joined(html: str, hidden: list[tuple[int, int]]) -> str:
    """The markup as if its hidden ends were none."""
    parts, last = [], 0
    for start, end in hidden:
        parts += [html[last:start], html[start:end].replace(">", " ")]
        last = end
    return "".join([*parts, html[last:]])


def _monstrous(tag: re.Match[str]) -> bool:
    """Whether a match of `_WHOLE_TAG` starts with a tag of too many attributes; a raw element's content is no part."""
    end = tag.start(2) if tag.group(2) is not None else tag.end()
    return end - tag.start() > _HARMLESS_TAG and _attributes(tag.string[tag.start() : end]) > MOST_ATTRIBUTES


def _attributes(tag: str) -> int:
    return 0 if tag.startswith("<!") else sum(1 for _ in _ATTRIBUTE.finditer(tag))
