# ruff: noqa: RUF001 - marks and words in their own scripts
"""Authors as a page prints them by its text, where neither its data nor an element's name tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from monitor.core.reading.tables.rule import either

_LONGEST = 160
# What stands before the names at a line's start, under its languages.
_BEFORE_NAMES = either(
    r"""
    (?:(?:written|words|story|text|posted|reported) )?by:?\s
    (?:von|text|autor(?:in)?):?\s
    (?:par|propos recueillis par):?\s
    (?:por|texto):?\s
    (?:door|tekst):?\s
    (?:af|av|od|yazan|pisze):?\s
    (?:автор|текст):?\s
    (?:posted|published|updated)(?: (?:on|in))? .{0,30}?\d{4}.{0,20}? by\s
    """
)
_LINE = re.compile(rf"^{_BEFORE_NAMES}\s*(.+)$", re.IGNORECASE)
_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?:\s(?:de|da|del|della|la|le|van|von|der|den|di|du|dos|al|el|bin|[^\W\d_a-z][\w.'’-]*)){1,4}"
)
# What ends the names: a date, a place, a note.
_AFTER_NAMES = re.compile(
    r"\s*(?:[|·•/(]|\s[–—-]\s|,? ?\d|,? ?"
    r"(?:published|posted|updated|publiée?|publicado|veröffentlicht|aktualisiert|mis à jour)\b).*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*,\s*|\s(?:and|und|et|y|e|og|och|en|ve|i|и|&)\s")
# Scripts without capitals: a mark before the name, or brackets around it after the date.
_MARKED = re.compile(
    r"(?:^|[\s|｜（(【])(?:本报|本報)?(?:记者|記者|作者|撰文|取材|執筆|文|글)\s*[・：:／/=＝]\s*"
    r"([^\s，。、|｜）)】：:・]{2,12}(?:、[^\s，。、|｜）)】]{2,12})*)"
)
_BRACKETED = re.compile(
    r"^[\d\s年月日時时分:：./-]*[【（(](?:文[・：:／/=])?"
    r"([^\W\d_a-z]{2,8}(?:、[^\W\d_a-z]{2,8})*)(?:記者|记者)?[】）)]$"
)
_REPORTER = re.compile(r"([가-힣]{2,4})\s*기자")
_ARABIC = re.compile(r"^(?:بقلم|كتبت?|تحرير|إعداد)\s*:?\s*((?:[\u0621-\u064a]+\s?){2,4})")


def names(lines: Iterable[str]) -> tuple[str, ...]:
    """The names in those of the lines that are bylines by their form, in order and each once."""
    return tuple(dict.fromkeys(name for line in lines if len(line) <= _LONGEST for name in _names(line)))


def _names(line: str) -> Iterator[str]:
    latin = _LINE.match(line)
    if latin:
        for part in _BETWEEN.split(_AFTER_NAMES.sub("", latin.group(1))):
            if _NAME.fullmatch(part.strip()):
                yield part.strip()
    elif not line.isascii():
        for form in (_MARKED, _BRACKETED, _REPORTER, _ARABIC):
            found = form.search(line)
            if found:
                yield from (part.strip() for part in found.group(1).split("、"))
                return
