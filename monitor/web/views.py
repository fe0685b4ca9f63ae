"""What templates are filled with: nouns of the service, arranged for the eye."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.core.errors import InvalidInput
from monitor.core.matching.weaving import Edit, Strand, apart, effort, woven
from monitor.core.model import Article, Entry, Sentence, Version
from monitor.core.pieces import Piece
from monitor.core.query import closed
from monitor.service import archive, hints
from monitor.service.desk import Desk
from monitor.web import changes, passages

PER_PAGE = 20
_LAST_PAGE = 500
_LONGEST_QUERY = 500
_MOST_EFFORT = 2_000_000
"""Pairs of words that are compared for one who opens an article: some 500 paragraphs of 60 words, nine of 480."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph in stretches, marked where the summary quotes it.

    `flag` says what became of it since the version before: "Changed" where it stood otherwise, "Added" where it is
    new; None where it is the same.
    """

    stretches: tuple[changes.Stretch, ...]
    flag: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article in the `version` to be read, with what else is known of it.

    `pointed` is the number of the marked sentence that its reader was sent to.
    """

    entry: Entry
    version: Version
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]
    corrections: tuple[changes.Correction, ...]
    others: tuple[Entry, ...]
    versions: tuple[Version, ...]
    pointed: int | None = None

    @property
    def edits(self) -> frozenset[str]:
        """What of a change is marked in the text: "added", "removed"; nothing in a first version."""
        stretches = (stretch for paragraph in self.paragraphs for stretch in paragraph.stretches)
        return frozenset(strand.edit.value for each in stretches for strand in each.strands) - {Edit.KEPT.value}

    @property
    def is_latest(self) -> bool:
        """Whether this is what the article says now."""
        return self.version.number == max(version.number for version in self.versions)

    def copies(self, other: Entry) -> bool:
        """Whether another article of the story has the same text: one copies the other, or both a third."""
        return other.original == self.entry.original


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An article that a query found, and where in it."""

    entry: Entry
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One page of what a query found; `problem` says what of the query cannot be meant.

    It was `begun` where nothing has its last word, and these have one that begins so. `hints` name what is near to a
    source, section or language that nothing is of, `odd` what is taken otherwise than it may be meant.
    """

    query: str
    page: int
    found: tuple[Result, ...] = ()
    more: bool = False
    begun: bool = False
    problem: str | None = None
    hints: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()

    @property
    def lasting(self) -> str:
        """The query as a watch takes it: its quotation marks closed."""
        return closed(self.query)

    @property
    def is_one_word(self) -> bool:
        """Whether there is nothing in the query that could be left out."""
        return len(self.query.split()) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of an article is asked for: its version `number`, else the latest one that says what an edition `quoted`,
    else as it is; and the sentence at the offsets `at`.
    """

    number: int | None = None
    quoted: tuple[Sentence, ...] = ()
    at: tuple[int, int] | None = None


def reading(desk: Desk, entry: Entry, wanted: Wanted) -> Reading | None:
    """The article as it is wanted; None when it never had such a version."""
    versions = archive.versions(desk, entry.id)
    version = _version(versions, wanted)
    if version is None:
        return None
    sentences = wanted.quoted or entry.summary.sentences
    marked, pointed = _pointed(version.article, sentences, wanted.at)
    before = next((one.article for one in versions if one.number == version.number - 1), None)
    return Reading(
        entry=entry,
        version=version,
        sentences=sentences,
        paragraphs=_paragraphs(before, version.article, marked),
        corrections=changes.corrections(versions, version.number),
        others=archive.others(desk, entry),
        versions=versions,
        pointed=pointed,
    )


def _paragraphs(before: Article | None, told: Article, marked: tuple[Sentence, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs with what is marked in them, and what was changed since the version `before`.

    Where much was changed the first are compared word by word, the others stand there as they were and as they are.
    """
    rewritten = changes.rewritten(before, told) if before else {}
    found, spent = [], 0
    for index, pieces in enumerate(passages.paragraphs(told, marked)):
        after = told.paragraphs[index]
        earlier = rewritten.get(index)
        strands: tuple[Strand, ...] = (Strand(text=after),)
        if earlier:
            spent += effort(earlier, after)
            strands = woven(earlier, after) if spent <= _MOST_EFFORT else apart(earlier, after)
        flag = None if index not in rewritten else "Added" if earlier == "" else "Changed"
        found.append(Paragraph(stretches=changes.stretches(pieces, strands), flag=flag))
    return tuple(found)


def _pointed(
    article: Article, sentences: tuple[Sentence, ...], at: tuple[int, int] | None
) -> tuple[tuple[Sentence, ...], int | None]:
    """The sentences to be marked, and the number of the one at those offsets, which is marked also if it is in no
    summary.
    """
    if at is None:
        return sentences, None
    for number, sentence in enumerate(sentences, 1):
        if sentence.start <= at[0] < at[1] <= sentence.end:
            return sentences, number
    there = passages.sentence(article, *at)
    return ((*sentences, there), len(sentences) + 1) if there else (sentences, None)


def results(desk: Desk, query: str, page: int) -> Results:
    """What the history has on a query, twenty to a page; an empty query finds nothing."""
    query, page = " ".join(query[:_LONGEST_QUERY].split()), min(max(page, 1), _LAST_PAGE)
    if not query:
        return Results(query=query, page=page)
    try:
        entries, begun = _entries(desk, query, page)
    except InvalidInput as error:
        return Results(query=query, page=page, problem=str(error))
    sought = passages.terms(query)
    found = tuple(_result(entry, sought) for entry in entries[:PER_PAGE])
    more = len(entries) > PER_PAGE and page < _LAST_PAGE
    unknown = () if found else hints.unknown(desk, query)
    odd = hints.misread(query)
    return Results(query=query, page=page, found=found, more=more, begun=begun, hints=unknown, odd=odd)


def _entries(desk: Desk, query: str, page: int) -> tuple[tuple[Entry, ...], bool]:
    """A page of what the query finds and the first entry of the next; whether its last word is only begun."""
    limit, offset = PER_PAGE + 1, (page - 1) * PER_PAGE
    entries = archive.search(desk, query, limit=limit, offset=offset)
    if entries or (page > 1 and archive.search(desk, query, limit=1)):
        return entries, False
    begun = archive.begun(desk, query, limit=limit, offset=offset)
    return begun, bool(begun)


def _result(entry: Entry, sought: passages.Sought) -> Result:
    title = passages.found(entry.article.title, sought)
    return Result(entry=entry, title=title, snippet=passages.snippet(entry.article.text, sought))


def _version(versions: tuple[Version, ...], wanted: Wanted) -> Version | None:
    newest_first = sorted(versions, key=lambda version: version.number, reverse=True)
    if wanted.number is not None:
        return next((version for version in newest_first if version.number == wanted.number), None)
    saying = (version for version in newest_first if wanted.quoted and passages.says(version.article, wanted.quoted))
    return next(saying, next(iter(newest_first), None))
