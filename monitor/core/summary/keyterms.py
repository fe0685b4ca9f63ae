"""What an article, or a day, speaks of: its names and its words, as they are written there.

For the headings of a digest, hints in a search and the names of stories. The candidates are runs of words with
capitals, words alone and pairs of words that come again; where words run together, runs of characters that come again.
Each is worth what its words are in the matrix of the sentences (`worth` and `vectors`): the chance that a summary uses
them, times how rare they are among the sentences. No model and no list of a corpus; words that hold sentences together
are left out by `loose`, by sumy's stop words, and by standing everywhere.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from monitor.core.model import Article, Sentence
from monitor.core.summary import classics, loose, worth
from monitor.core.summary.sentences import split
from monitor.core.summary.telling import telling
from monitor.core.summary.tongues import tongue
from monitor.core.summary.vectors import Vectors, tf_idf
from monitor.core.text import MARKS, UNSPACED, fold, words

NAME = 0.6
"""The share of its places at which a word has a capital if it is a name, sentences' first words left aside."""
LONGEST_NAME, LONGEST_RUN = 5, 12
"""Words of a name, and characters of a term in a script without spaces, at most."""
SHORT = 3
"""Letters up to which a word without a capital is none to look for, and an unspaced run of one character neither."""
EVERYWHERE = 0.35
"""Share of the sentences from which on a word says nothing, in texts of `ENOUGH` sentences and more."""
ENOUGH = 10
AGAIN = 2
"""Times that a pair of words, or a run of characters, has to stand there, in the title or the text."""
LONGER = 0.3
"""What each further word adds to a term: "harbour theatre" says more than "theatre"."""
NAMED = 1.3
"""What a name counts beside another term."""
MAIN = 2
"""The power of a term's share of its article's best: a day is about what articles are about, not what all mention."""
_WORD = re.compile(rf"[^\W_](?:[\w{MARKS}]|['’-](?=[a-zA-Z\u00c0-\u024f]))*")
_POSSESSIVE = re.compile(r"(?<=\w\w)['’]s$")
_SYLLABLES = re.compile(r"[\uac00-\ud7af]")
_RUN = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[\u30a0-\u30ff]+|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+"
)
"""Runs of one script without spaces; hiragana, which ends words and ties them, is left out."""
_SMALL = "of de del della di da do dos van von der den la le el al bin ibn y e ter ten du des"
"""Words without a capital inside a name."""
_PARTICLES = frozenset(_SMALL.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term as it is written, how much it counts, and whether it is a name; scores compare within one answer."""

    text: str
    score: float
    is_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A text to look for terms in: title and sentences, what their words are worth, and the words that are none.

    `tying` are those of `idle` that a script without spaces has too.
    """

    texts: tuple[str, ...]
    values: Mapping[str, float]
    idle: frozenset[str]
    tying: frozenset[str]


def key_terms(article: Article, count: int = 8) -> tuple[Term, ...]:
    """At most so many terms of an article, best first, none inside another; an empty article has none."""
    return _best(_scored(article), count)


def of_day(articles: Iterable[Article], count: int = 12) -> tuple[Term, ...]:
    """At most so many terms of a day's articles, best first, none inside another.

    A term counts in each article that has it, and the less the more of the day's articles have it.
    """
    told = [_scored(article) for article in articles]
    holders = Counter(key for found in told for key in found)
    sums: dict[str, Term] = {}
    for found in told:
        highest = max((term.score for term in found.values()), default=1.0) or 1.0
        for key, term in found.items():
            before = sums.get(key)
            rare = math.log((len(told) + 1) / holders[key])
            score = rare * (term.score / highest) ** MAIN + (before.score if before else 0.0)
            sums[key] = Term(text=before.text if before else term.text, score=score, is_name=term.is_name)
    return _best(sums, count)


def _best(found: Mapping[str, Term], count: int) -> tuple[Term, ...]:
    chosen: dict[str, Term] = {}
    for key, term in sorted(found.items(), key=lambda pair: (-pair[1].score, pair[0])):
        if len(chosen) == count:
            break
        if not any(_within(key, other) or _within(other, key) for other in chosen):
            chosen[key] = term
    return tuple(chosen.values())


def _within(inner: str, outer: str) -> bool:
    """Whether a term's words are among another's; of scripts without spaces, its characters in their order."""
    return inner in outer if UNSPACED.search(inner) else set(inner.split()) <= set(outer.split())


def _scored(article: Article) -> dict[str, Term]:
    """The candidates of an article by their folded texts."""
    pool = telling(split(article, article.language), article.title)
    read = _read(article.title, pool, tongue(article.language, pool))
    found = {**_plain(read), **_runs(read), **_names(read)}
    return {key: term for key, term in found.items() if term.score > 0}


def _read(title: str, pool: Sequence[Sentence], code: str) -> _Read:
    vectors = tf_idf([words(sentence.text) for sentence in pool])
    likely = worth.chances(vectors, words(title), code)
    rarities = vectors.idf - 1
    values = {word: float(likely[n] * (rarities[n] + 0.1)) for word, n in vectors.vocabulary.items()}
    tying = loose.table(code)
    idle = tying | classics.stop_words(code) | _everywhere(vectors)
    return _Read(texts=(title, *(sentence.text for sentence in pool)), values=values, idle=idle, tying=tying)


def _everywhere(vectors: Vectors) -> frozenset[str]:
    if vectors.count < ENOUGH:
        return frozenset()
    most = math.log((1 + vectors.count) / (1 + EVERYWHERE * vectors.count)) + 1
    return frozenset(word for word, n in vectors.vocabulary.items() if vectors.idf[n] < most)


def _term(text: str, read: _Read, *, is_name: bool) -> Term:
    """The term with the mean of its words' values, more for each word."""
    values = [read.values.get(word, 0.0) for word in words(text)]
    mean = sum(values) / len(values) if values else 0.0
    longer = 1 + LONGER * (len(text.split()) - 1) if " " in text else 1.0
    return Term(text=text, score=mean * longer * (NAMED if is_name else 1.0), is_name=is_name)


def _plain(read: _Read) -> dict[str, Term]:
    """Words without a capital, and pairs of them that come again."""
    places: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text in read.texts:
        said = [_POSSESSIVE.sub("", word) for word in _WORD.findall(text) if not UNSPACED.search(word)]
        for size in (1, 2):
            for start in range(len(said) - size + 1):
                run = said[start : start + size]
                if all(_tells(word, read) for word in run):
                    key = fold(" ".join(run))
                    places[key] += 1
                    written.setdefault(key, " ".join(run))
    return {key: _term(written[key], read, is_name=False) for key, n in places.items() if " " not in key or n >= AGAIN}


def _tells(word: str, read: _Read) -> bool:
    long = len(word) > (1 if _SYLLABLES.match(word) else SHORT)
    return long and fold(word) not in read.idle and not word[0].isdigit()


def _names(read: _Read) -> dict[str, Term]:
    """Runs of words with capitals; a sentence's first word counts if the text has it so elsewhere."""
    named = _capitalised(read.texts)
    found: dict[str, str] = {}
    for text in read.texts[1:]:
        for run in _name_runs(text, named):
            if any(fold(word) not in read.idle for word in run):
                found.setdefault(fold(" ".join(run)), " ".join(run))
    return {key: _term(text, read, is_name=True) for key, text in found.items()}


def _capitalised(texts: Sequence[str]) -> frozenset[str]:
    """The words that have a capital nearly wherever they do not begin a sentence."""
    places: dict[str, list[bool]] = defaultdict(list)
    for text in texts[1:]:
        for word in _WORD.findall(text)[1:]:
            places[fold(word)].append(word[0].isupper())
    return frozenset(word for word, capitals in places.items() if sum(capitals) >= NAME * len(capitals))


def _name_runs(text: str, named: AbstractSet[str]) -> Iterator[list[str]]:
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        is_named = word[0].isupper() and fold(word) in named
        goes_on = bool(run) and not text[end : match.start()].strip() and (is_named or word in _PARTICLES)
        if not goes_on or len(run) == LONGEST_NAME:
            yield from _ended(run)
            run = []
        if run or is_named:
            run.append(word)
        end = match.end()
    yield from _ended(run)


def _ended(run: list[str]) -> Iterator[list[str]]:
    """The run without particles at its end, if anything is left."""
    while run and run[-1] in _PARTICLES:
        run = run[:-1]
    if run:
        run = [*run[:-1], _POSSESSIVE.sub("", run[-1])]
    if run and (len(run) > 1 or len(run[0]) > 1):
        yield run


def _runs(read: _Read) -> dict[str, Term]:
    """In scripts without spaces, the runs of characters that come again and are not part of one that comes as often."""
    places: Counter[str] = Counter(
        run[start : start + size]
        for text in read.texts
        for run in _RUN.findall(text)
        for size in range(2, LONGEST_RUN + 1)
        for start in range(len(run) - size + 1)
    )
    again = {run: n for run, n in places.items() if n >= AGAIN}
    inner = {part for run, n in again.items() for part in (run[1:], run[:-1]) if again.get(part) == n}
    return {
        run: _term(run, read, is_name=False)
        for run in again
        if run not in inner and not any(pair in read.tying for pair in words(run))
    }
