"""Text from outside, made harmless and comparable."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls other than tab and line feed, DEL, lone surrogates, noncharacters, and the marks that turn
# the direction of what follows: none of them can be printed, stored or shown safely.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n?|[\x85\u2028\u2029\x0b\x0c]")
# Scripts that are written without spaces: Han, kana, Thai, Lao, Khmer, Burmese.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
# Blocks of scripts with marks that stand on or beside a letter: vowel signs, points, accents that join no letter.
# None beyond the first plane: `re` looks a class up in one step only if it has no character from there.
_BLOCKS = ((0x300, 0x3100), (0xA66F, 0xAC00), (0xFE20, 0xFE30))
MARKS = "".join(
    chr(code) for first, end in _BLOCKS for code in range(first, end) if unicodedata.category(chr(code)) in {"Mn", "Mc"}
)
"""Marks that belong to the word in which they stand, for a class of characters: `\\w` has none of them."""
WORD = re.compile(rf"\w[\w{MARKS}]*")
# Left out where words are searched: accents, and the points and lengthenings that most Hebrew and Arabic goes without.
_LEFT_OUT = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]")
_LONGEST = 200
"""Characters of a word that are searched: PostgreSQL refuses words of more than 2,046 bytes."""


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and direction overrides; every line ends in a line feed."""
    return _UNSAFE.sub("", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """The cleaned text with every run of white space as one space, and none at its ends."""
    if text.isprintable():  # then it is clean, and its only white space are blanks
        return " ".join(text.split())
    return _SPACE.sub(" ", clean(text)).strip()


def fold(text: str) -> str:
    """The text for comparing: compatible forms joined, lower case, one line; a Turkish capital İ is an i."""
    return one_line(unicodedata.normalize("NFKC", text).casefold().replace("i\u0307", "i"))


def words(text: str) -> list[str]:
    """The folded words of a text in order; a run of a script without spaces gives its pairs of characters."""
    folded = fold(text)
    if not UNSPACED.search(folded):
        return WORD.findall(folded)
    found: list[str] = []
    for word in WORD.findall(folded):
        found.extend(_pairs(word) if UNSPACED.search(word) else [word])
    return found


def tokens(given: str) -> list[str]:
    """The words of a text in order, as they are searched; pairs of characters in scripts without spaces."""
    return [word[:_LONGEST] for word in words(_plain(given).replace("_", " "))]


def plain(given: str) -> str:
    """The text for finding a part of it: folded, and without accents."""
    return fold(_plain(given))


def _plain(given: str) -> str:
    return given if given.isascii() else _LEFT_OUT.sub("", unicodedata.normalize("NFD", given.casefold()))


def _pairs(word: str) -> list[str]:
    """A word's runs of unspaced script as overlapping pairs, its other runs whole."""
    found: list[str] = []
    position = 0
    for run in UNSPACED.finditer(word):
        if run.start() > position:
            found.append(word[position : run.start()])
        characters = run.group()
        found.extend(characters[i : i + 2] for i in range(max(1, len(characters) - 1)))
        position = run.end()
    if position < len(word):
        found.append(word[position:])
    return found


def direction(text: str) -> str:
    """`rtl` or `ltr`, by the first letter that has a direction, as browsers find it; `ltr` where none has."""
    kinds = map(unicodedata.bidirectional, text)
    return "rtl" if next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"
