from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import sentencex

from monitor.core.model import Article, Sentence
from monitor.core.summary import quotations

_UNTAKEN = re.compile(r"[\ud800-\udfff]|[^\S\x00-\x7f](?=\.)")
"""Characters that sentencex 1.0 breaks off at: lone surrogates, which are no UTF-8, and a white space of more than
one byte before a point ("X\u00a0."), where it cuts the byte string inside that character and panics."""
_MISSED = re.compile(
    r"""(?:[^\W\d_]{3}[.!?]+|\d%?\.)["”’)»]?(?=["“‘«]?[^\W\d_a-zß-öø-ÿ][^\W\d_])"""  # "it was over.The hall"
    r"""|\bMay\.[ \t\n]+(?=["“‘«]?[^\W\d_])"""  # sentencex takes it for a short form
    r"""|(?:…|\.\.\.)["”’)»]?[ \t\n]+(?=["“‘«]?[^\W\d_])"""
)
"""Ends that sentencex passes over: those whose space was lost, and an ellipsis before a capital."""
_SHORTENED = re.compile(
    r"""(?:^|[\s("“‘«\u200f-])(?:
    [^\W\d_]                                                        # an initial or a title: "M. Dupont", "د. سالم"
    |(?:Mr|Mrs|Ms|Mx|Dr|Prof|Profa|Sr|Sra|Srta|Dra|St|Ste|Sen|Rep|Gov|Rev|Fr|Hon|Pres|Supt|Insp|Messrs|Mme|Mlle|Mgr
      |Gen|Lt|Col|Maj|Capt|Cpt|Sgt|Cmdr|Adm|Brig|Cpl|Pvt|dott|dott\.ssa|sig|sig\.ra|Hr|Fra?u|bzw|vgl|evtl|ul|ул|г|св
      |им|டாக்டர்|डॉ|श्री|प्रो|approx|ca|cf|vs|Vol|vol|Art|art|Ch|Fig|fig|Mt|Ft|Ave|Gebr|Nr|nº|núm|pp|ed|eds|feat|ft)
    |[^\W\d_]?(?:No|Nos)(?=\.\s*\d)
    )\.\s*$""",
    re.VERBOSE,
)
"""Ends of a piece that end no sentence: initials, titles and other short forms that a name or a number follows."""
_THAI_SHORT = re.compile(r"[\u0e00-\u0eff]{1,3}\.\s*$")
"""Thai and Lao end no sentence with a point: it stands in short forms ("ก.ย.")."""
_DAY = re.compile(r"(?:^|\D)\d{1,2}\.\s*$")
_MONTH = re.compile(
    r"(?:Januar|Jänner|Jan|Februar|Feb|März|April|Apr|Mai|Juni|Juli|August|Aug|September|Sept|Oktober|Okt|November|Nov"
    r"|Dezember|Dez)\b"
)
"""German writes a date with a point and a capital: "am 28. April"."""
ENDED = 0.8
"""Share of lines with a point at their end from which on they are paragraphs and not the wrapped lines of one."""
POINTS = tuple(".!?…。！？।۔؟։။።\"'”’»」』)")
"""What stands at the end of a sentence, closing marks included."""
_QUOTATIVE = ("と", "って")
"""What follows a quotation inside a Japanese sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph verbatim, and where it starts in its text."""

    text: str
    start: int


def split(text: Article | str, language: str | None) -> tuple[Sentence, ...]:
    """The sentences of a text in order, verbatim and with their offsets; scores are 0.

    A sentence never crosses paragraphs, which in a plain text end at blank lines. A quotation is never cut, however
    many sentences it runs over (see `quotations` for how far). An empty text has none. Nothing is raised for any
    script or language; an unknown language is split as one that ends its sentences as most do.
    """
    code = re.split(r"[-_]", language or "en")[0].lower()
    paragraphs = _of_article(text) if isinstance(text, Article) else _of_plain(text)
    return tuple(
        Sentence(
            text=paragraph.text[start:end],
            paragraph=index,
            start=paragraph.start + start,
            end=paragraph.start + end,
            score=0.0,
        )
        for index, paragraph in enumerate(paragraphs)
        for start, end in _spans(paragraph.text, code)
    )


def _of_article(article: Article) -> Iterator[Paragraph]:
    start = 0
    for text in article.paragraphs:
        yield Paragraph(text=text, start=start)
        start += len(text) + len("\n\n")


def _of_plain(text: str) -> Iterator[Paragraph]:
    """The paragraphs between blank lines; a text without any, whose lines end as sentences do, has one a line."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    if len(lines) > 1 and all(lines) and sum(line.endswith(POINTS) for line in lines) >= ENDED * len(lines):
        yield from (
            Paragraph(text=line.group(), start=line.start())
            for line in re.finditer(r"[^\r\n]+", text)
            if line.group().strip()
        )
        return
    yield from _between_blank_lines(text)


def _between_blank_lines(text: str) -> Iterator[Paragraph]:
    position, start = 0, None
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = position if start is None else start
        elif start is not None:
            yield Paragraph(text=text[start:position], start=start)
            start = None
        position += len(line)
    if start is not None:
        yield Paragraph(text=text[start:], start=start)


def _spans(paragraph: str, code: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the space around it."""
    for start, end in pairwise([0, *_boundaries(paragraph, code), len(paragraph)]):
        words = paragraph[start:end].strip()
        if words:
            first = paragraph.index(words, start)
            yield first, first + len(words)


def _boundaries(paragraph: str, code: str) -> list[int]:
    """Where a sentence begins inside the paragraph, in order."""
    quoted = _outermost(quotations.spans(paragraph))
    starts = [start for start, _ in quoted]
    kept: list[int] = []
    for place in sorted({_before_opening(paragraph, place) for place in _candidates(paragraph, code)}):
        within = bisect_right(starts, place - 1) - 1
        is_quoted = within >= 0 and place < quoted[within][1]
        if not is_quoted and _ends_before(paragraph, kept[-1] if kept else 0, place):
            kept.append(place)
    return kept


def _outermost(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _candidates(paragraph: str, code: str) -> Iterator[int]:
    """Where sentencex begins a sentence, and where one begins that it misses."""
    taken = _UNTAKEN.sub(" ", quotations.masked(paragraph))
    pieces: list[str] = sentencex.segment(code, taken)
    if "".join(pieces) == taken:
        yield from list(accumulate(map(len, pieces)))[:-1]
    for missed in _MISSED.finditer(paragraph):
        if paragraph[missed.end() : missed.end() + 3].lstrip('"“‘«')[:1].isupper():
            yield missed.end()


def _before_opening(paragraph: str, place: int) -> int:
    """The place moved to before the marks and brackets that open there."""
    while place and not paragraph[place - 1].isspace() and not paragraph[place - 1].isalnum():
        if paragraph[place - 1] not in "([" and not _opens_there(paragraph, place - 1):
            break
        place -= 1
    return place


def _opens_there(paragraph: str, place: int) -> bool:
    return paragraph[place] in "\"'“„‘‚「『«»《＂" and quotations.opens(paragraph, place)


def _ends_before(paragraph: str, start: int, place: int) -> bool:
    """Whether a sentence that began at `start` has ended at `place`."""
    said, follows = paragraph[max(start, place - 60) : place], paragraph[place : place + 12].lstrip("\"'“‘«»”’ \t\n")
    if not said.strip() or follows[:1].islower() or _SHORTENED.search(said) or _THAI_SHORT.search(said):
        return False
    if _DAY.search(said) and _MONTH.match(follows):
        return False
    return not (said.rstrip().endswith(("」", "』")) and follows.startswith(_QUOTATIVE))
