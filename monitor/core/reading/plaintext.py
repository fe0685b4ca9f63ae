# ruff: noqa: RUF001 - marks and words in their own scripts
"""Text as it was copied from a page -> its article. Lines are recognised by their place and form.

What stands above the first paragraph is the head: title, section, subtitle, byline, date and captions, in any
order but with the title first or repeated. Below it a line is a paragraph unless it is a caption or the page's
furniture. Text that is wrapped at a fixed width is unwrapped first.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field

from monitor.core import dates
from monitor.core.errors import NotAnArticle
from monitor.core.model import Article
from monitor.core.reading import boilerplate, captions
from monitor.core.reading.endings import before_own_note
from monitor.core.reading.metadata import authors, place
from monitor.core.reading.metadata import title as titles
from monitor.core.text import UNSPACED, clean, fold, one_line

_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|p|article|section|h[1-6]|br|table|ul|ol|li|img|meta|script|title|main|center|td|tr|form"
    r"|header|footer|nav|link|style|aside|figure|pre|blockquote|iframe|svg|input|button|font|\w+-[\w-]+)(?:[\s/][^<>]{0,4000})?>"
    r"|</(?:html|body|div|p|article|section|title|table|script|style|h[1-6])\s*>|<!--",
    re.IGNORECASE,
)
# Marks of emphasis and links may stand in a text that is plain otherwise.
_MARK = re.compile(r"</?(?:a|b|i|u|s|em|strong|span|small|sup|sub|code|mark)(?:\s[^<>]{0,2000})?>", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？؟।۔][\"'”’»)\]]*$")
_LETTER = re.compile(r"\w")
_SECTION = re.compile(r"^[^.!?/>›»|]{2,60}(?:(?<=\s)[/>›»|]\s[^.!?/>›»|]{2,40})++$")
_PUBLISHER = re.compile(
    r"(?:newsletters? from|(?:©|\(c\)|copyright)\s*(?:\(c\)\s*)?\d{4}(?:[-–]\d{4})?)\s+(?:the\s+)?"
    r"((?:[A-Z][\w'&.-]*\s?){1,5})",
    re.IGNORECASE,
)
_WRAPPED = (50, 100)
_PARAGRAPH = 80
_UNSPACED_WORTH = 2.5
_TITLE_LONGEST = 250


@dataclass(slots=True, kw_only=True)
class _Head:
    """What the lines above the text turned out to be."""

    title: str = ""
    section: str | None = None
    subtitle: str | None = None
    dates: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def is_plain(text: str) -> bool:
    """Whether a text has no markup but for emphasis and links."""
    return _TAG.search(text) is None


def read(text: str, *, url: str | None, timezone: str | None) -> Article:
    """The article of a copied text; raises NotAnArticle if it has no line of text."""
    lines = _lines(text)
    if not lines:
        raise NotAnArticle("the text is empty", url)
    start = next((i for i, line in enumerate(lines) if _is_paragraph(line)), None)
    head = _head(lines[:start] if start is not None else lines[:1] if len(lines) > 1 else [])
    body = lines[start if start is not None else min(1, len(lines) - 1) :]
    told = _paragraphs([*head.rest, *body], head)
    by = _authors(head, lines)
    paragraphs = before_own_note(tuple(told), by) or ((head.title,) if head.title else tuple(lines[:1]))
    language = place.detected("\n".join(paragraphs))
    moments = [dates.parse(line, timezone=timezone, language=language) for line in head.dates]
    return Article(
        title=head.title or titles.opening(paragraphs[0]),
        paragraphs=paragraphs,
        url=url,
        subtitle=head.subtitle,
        authors=by,
        published=next((moment for moment in moments if moment), None),
        language=language,
        section=head.section,
        captions=captions.beside(head.captions, paragraphs),
    )


def _lines(text: str) -> list[str]:
    """The lines of a text that have a letter; wrapped ones joined to paragraphs."""
    groups = [
        [one_line(line) for line in group.split("\n") if line.strip()]
        for group in re.split(r"\n\s*\n", _unmarked(clean(text)))
    ]
    joined = [[" ".join(group)] if _is_wrapped(group) else group for group in groups]
    return [boilerplate.without_asides(line) for group in joined for line in group if _LETTER.search(line)]


def _unmarked(text: str) -> str:
    return clean(html.unescape(_MARK.sub("", text))) if _MARK.search(text) else text


def _is_wrapped(group: list[str]) -> bool:
    """Whether the lines of a group break where the width ends and not where a sentence does."""
    if len(group) < 3:
        return False
    low, high = _WRAPPED
    inner = group[:-1]
    return all(low <= len(line) <= high for line in inner) and sum(
        1 for line in inner if _SENTENCE_END.search(line)
    ) * 3 <= len(inner)


def _is_paragraph(line: str) -> bool:
    size = len(line) * (_UNSPACED_WORTH if UNSPACED.search(line) else 1)
    ends = _SENTENCE_END.search(line) is not None
    return (
        ((size >= _PARAGRAPH and ends) or size >= 3 * _PARAGRAPH)
        and not captions.is_caption(line)
        and boilerplate.kind_of(line) is None
    )


def _head(lines: list[str]) -> _Head:
    head = _Head()
    times = Counter(map(fold, lines))
    unnamed: list[str] = []
    for line in lines:
        if boilerplate.kind_of(line) == "date line":
            head.dates.append(line)
        elif captions.is_caption(line):
            head.captions.append(line)
        elif boilerplate.kind_of(line) == "byline":
            head.bylines.append(line)
        elif boilerplate.kind_of(line) is None:
            unnamed.append(line)
    _name(head, list({fold(line): line for line in unnamed}.values()), times)
    return head


def _name(head: _Head, lines: list[str], times: Counter[str]) -> None:
    """Tells title, section and subtitle among lines that have no form of their own; sentences are left to the text."""
    for line in lines:
        if head.section is None and (_SECTION.match(line) or (line.isupper() and len(line) < 40 and len(lines) > 1)):
            head.section = line
        elif (
            not head.title and (not _SENTENCE_END.search(line) or times[fold(line)] > 1) and len(line) <= _TITLE_LONGEST
        ):
            head.title = line
        elif head.title and head.subtitle is None and len(line) <= _TITLE_LONGEST and not head.rest:
            head.subtitle = line
        else:
            head.rest.append(line)
    if not head.title and head.section:
        head.title, head.section = head.section, None


def _paragraphs(lines: list[str], head: _Head) -> list[str]:
    """The paragraphs among the lines; captions are put to the head's."""
    kept = []
    following = [*map(fold, lines[1:]), ""]
    for line, after in zip(lines, following, strict=True):
        if captions.is_caption(line):
            head.captions.append(line)
        elif boilerplate.kind_of(line) is None and fold(line) not in {after, fold(head.title)}:
            kept.append(line)
    return kept


def _authors(head: _Head, lines: list[str]) -> tuple[str, ...]:
    """The names in the bylines; without one, the publisher as a newsletter prompt or a copyright line names it."""
    named = tuple(dict.fromkeys(name for line in head.bylines for name in authors.names(line)))
    if named:
        return named
    publishers = [match.group(1).strip(" .") for line in lines[-8:] if (match := _PUBLISHER.search(line))]
    return tuple(publishers[:1])
