"""What a query may have meant: how odd marks in it are taken, the nearest sources, sections and languages there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from monitor.core import query as asking
from monitor.core.query import Query, is_language, is_section, is_source, parse
from monitor.core.text import one_line, plain, tokens
from monitor.service.desk import Desk
from storage import search as searching
from storage.search import Known

LIKE = 0.6
"""How much of two spellings must be the same; `difflib` found it to separate slips from other words."""
NAMED = 3
LONGEST = 50  # characters of what was asked for, and of a name, that are compared and shown


def unknown(desk: Desk, text: str) -> tuple[str, ...]:
    """A line for each source, section and language of the query that nothing is of, with the nearest there are.

    Raises InvalidInput for a query that asks for nothing.
    """
    query = parse(text, desk.settings.zone().key)
    if query.source is query.section is query.language is None:
        return ()
    return tuple(_lines(query, desk.read(searching.known), desk))


def misread(text: str) -> tuple[str, ...]:
    """A line for each thing in a query that a search takes otherwise than it may be meant."""
    return tuple(one_line(line)[: 3 * LONGEST] for line in asking.misread(text))


def _lines(query: Query, known: Known, desk: Desk) -> Iterator[str]:
    if query.source is not None:
        names = dict(known.sources) | {source.id: source.name for source in desk.sources}
        if not any(is_source(query.source, source_id, name) for source_id, name in names.items()):
            yield _line("source", query.source, {source_id: (source_id, name) for source_id, name in names.items()})
    if query.section is not None:
        sections = {*known.sections, *desk.sections.values()}
        if not any(is_section(query.section, section) for section in sections):
            yield _line("section", query.section, {section: (section,) for section in sections})
    if query.language is not None and not any(is_language(query.language, code) for code in known.languages):
        yield _line("language", query.language, {code: (code,) for code in known.languages})


def _line(kind: str, asked: str, there: Mapping[str, Iterable[str]]) -> str:
    near = _nearest(asked, there)
    shown = near or tuple(sorted(there, key=plain)[:NAMED])
    others = len(there) - len(shown)
    more = f" and {others} more" if others and not near else ""
    what = "the nearest: " if near else "there are " if shown else f"no {kind} is known yet"
    return f"there is nothing of {_written(kind, asked)}; {what}{', '.join(_written(kind, one) for one in shown)}{more}"


def _nearest(asked: str, there: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The names that are spelt most like it, in the whole or in a word of theirs; none where none is much like it."""
    spelt: dict[str, str] = {}
    for name, spellings in there.items():
        for spelling in spellings:
            for form in (plain(spelling)[:LONGEST], *tokens(spelling)):
                spelt.setdefault(form, name)
    found = get_close_matches(plain(asked)[:LONGEST], spelt, n=2 * NAMED, cutoff=LIKE)
    return tuple(dict.fromkeys(spelt[form] for form in found))[:NAMED]


def _written(kind: str, name: str) -> str:
    """As one types it in a query."""
    name = one_line(name)[:LONGEST]
    return f'{kind}:"{name}"' if " " in name else f"{kind}:{name}"
