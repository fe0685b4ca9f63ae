"""A query as it was typed, and what it asks for.

    opera "first night" -rehearsal source:paper section:stage language:en after:2026-03-01 before:2026-04

Words and phrases must all be there, those with a minus must not. `source:` is a source's id, or a part of its name;
`section:` a part of the section that the source is of, or that the article itself names; `language:` a code such as
"pt", which stands for "pt-BR" too, or "pt-BR" alone. Case and accents tell nothing apart. `after:` begins with that
day, month or year, `before:` ends before it, where the reader lives; both speak of when an article was published.
For `parse` nothing that is typed is a mistake of syntax: an odd mark is a mark, a lone quotation mark too. What is to
be searched for again and again is held to more by `proofread`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.core.errors import InvalidInput
from monitor.core.text import UNSPACED, plain, tokens

FIELDS = ("source", "section", "language", "after", "before")
_PART = re.compile(
    rf"""(?P<minus>-?)
    (?: "(?P<phrase>[^"]*)"?
      | (?P<name>{"|".join(FIELDS)}):(?: "(?P<quoted>[^"]*)"? | (?P<value>\S*) )
      | (?P<word>[^\s"]+)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY = re.compile(r"(?P<year>[1-9]\d{3})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", re.ASCII)
_WORDS_AT_MOST = 50
"""Words, phrases and refusals of one query: more are a pasted text, and would take the database a while."""
LEAST_BEGUN = 3
"""Letters of a word that may go on; fewer begin too many words."""
LONGEST_PHRASE = 50
"""Words of one phrase that are searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for: all `terms` and `phrases`, none of `without`, within `after` (included) and `before`.

    Of `begun` it is enough that a word begins so.
    """

    terms: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    source: str | None = None
    section: str | None = None
    language: str | None = None
    after: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow one another; `half` is one of which the last may go on, as a character does that stands
    for all pairs that it begins.
    """

    words: tuple[str, ...]
    half: bool


def parse(given: str, timezone: str) -> Query:
    """The query that was typed; days are those of the time zone.

    Raises InvalidInput for a query that asks for nothing, and for a day that is none.
    """
    terms: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    named: dict[str, str] = {}
    for part in _PART.finditer(given.replace("\0", " ")):  # PostgreSQL takes no null byte in a text
        if part["name"]:
            named[part["name"].lower()] = part["quoted"] or part["value"] or ""
            continue
        wanted = part["phrase"] if part["word"] is None else part["word"]
        if tokens(wanted):
            (without if part["minus"] else phrases if part["word"] is None else terms).append(wanted)
    query = Query(
        terms=tuple(terms[:_WORDS_AT_MOST]),
        phrases=tuple(phrases[:_WORDS_AT_MOST]),
        without=tuple(without[:_WORDS_AT_MOST]),
        source=named.get("source") if plain(named.get("source", "")) else None,
        section=named.get("section") if plain(named.get("section", "")) else None,
        language=_code(named.get("language")),
        after=_begin("after", named.get("after"), timezone),
        before=_begin("before", named.get("before"), timezone),
    )
    if query == Query():
        raise InvalidInput(given.strip() or "the query", "nothing to search for: give a word, a phrase or source:NAME")
    return query


def proofread(given: str) -> None:
    """Raises InvalidInput for a query that does not ask for what it seems to, though a search makes something of it."""
    seen: set[str] = set()
    parts = tuple(_PART.finditer(given))
    for part in parts:
        name = (part["name"] or "").lower()
        if _is_open(part):
            raise InvalidInput(part[0].strip(), "its quotation mark is not closed")
        if name and part["minus"]:
            raise InvalidInput(part[0], f"{name}: cannot be asked for with a minus")
        if name and not plain(part["quoted"] or part["value"] or ""):
            raise InvalidInput(part[0], f"nothing stands after {name}:")
        if name in seen:
            raise InvalidInput(part[0], f"{name}: is asked for twice, and there is room for one")
        seen.update({name} if name else ())
    said = [part for part in parts if part["name"] or tokens(part["word"] or part["phrase"] or "")]
    if said and all(part["minus"] for part in said):
        raise InvalidInput(given, "says what is not wanted alone: give a word, a phrase or source:NAME too")


def misread(given: str) -> Iterator[str]:
    """A line for each thing in a query that a search takes otherwise than it may be meant; most queries give none."""
    for part in _PART.finditer(given):
        if _is_open(part):
            yield f"the quotation mark in {part[0].strip()} is not closed; it is taken as closed at the end"
        field, _, value = (part["word"] or "").partition(":")
        near = get_close_matches(field.lower(), FIELDS, n=1)
        if value and near:
            yield f"nothing is asked for by {field}:, and its words are searched for; the nearest: {near[0]}:"


def closed(given: str) -> str:
    """The query with its last quotation mark closed, as a search takes it."""
    return f'{given}"' if any(map(_is_open, _PART.finditer(given))) else given


def _is_open(part: re.Match[str]) -> bool:
    return part[0].count('"') == 1


def unfinished(query: Query) -> Query | None:
    """The query with its last word as one that may go on; None where that is too short to mean anything."""
    if not query.terms or len(query.terms[-1]) < LEAST_BEGUN:
        return None
    return replace(query, terms=query.terms[:-1], begun=query.terms[-1:])


def wanted(query: Query) -> list[Phrase]:
    """All that an article must have."""
    begun = (replace(phrase, half=True) for phrase in phrases(*query.begun))
    return [*phrases(*query.terms, *query.phrases), *begun]


def phrases(*parts: str) -> list[Phrase]:
    """The words of each part; a part of several, as `foo-bar`, is found as a phrase."""
    cut = (tuple(tokens(part)[:LONGEST_PHRASE]) for part in parts)
    return [Phrase(words, _is_half(words)) for words in cut]


_folded = lru_cache(maxsize=4_096)(plain)  # names of sources, sections and languages come again and again


def is_source(asked: str, source_id: str, name: str) -> bool:
    """Whether a source is meant by what stands after `source:`."""
    wanted = _folded(asked)
    return wanted == _folded(source_id) or wanted in _folded(name)


def is_section(asked: str, section: str | None) -> bool:
    """Whether a section is meant by what stands after `section:`."""
    return section is not None and _folded(asked) in _folded(section)


def is_language(asked: str, language: str | None) -> bool:
    """Whether a language is meant by a code: that one, or one of its kinds."""
    code = _folded(language or "").replace("_", "-")
    return code == asked or code.startswith(f"{asked}-")


def _is_half(words: tuple[str, ...]) -> bool:
    """Whether it is one character of a script that is indexed in pairs."""
    return len(words) == 1 and len(words[0]) == 1 and UNSPACED.match(words[0]) is not None


def _code(language: str | None) -> str | None:
    """The language's code in small letters; raises InvalidInput for what is none."""
    if not language:
        return None
    code = language.lower().replace("_", "-")
    if not _LANGUAGE.fullmatch(code):
        raise InvalidInput(f"language:{language}", 'expected a code such as "en" or "pt-BR"')
    return code


def _begin(name: str, day: str | None, timezone: str) -> datetime | None:
    """The first moment of a day, month or year, in UTC."""
    if not day:
        return None
    parts = _DAY.fullmatch(day)
    try:
        year, month, mday = (int(parts[name] or 1) for name in ("year", "month", "day")) if parts else (0, 0, 0)
        return datetime(year, month, mday, tzinfo=ZoneInfo(timezone)).astimezone(UTC)
    except ValueError:
        raise InvalidInput(f"{name}:{day}", "expected a day, month or year such as 2026-03-17 or 2026-03") from None
