# ruff: noqa: RUF001 - words in their own scripts
"""Lines that describe pictures, and lines that say who made them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from monitor.core.reading.comparing import letters
from monitor.core.reading.tables.rule import either
from monitor.core.text import fold, one_line

_WORD = either(
    r"""
    photo(?:graph|graphy|s)?
    (?:photo credit|picture|pic|images?|img|credits?|illustration|graphic|courtesy)
    (?:file photo|ap photo|reuters|getty images)
    (?:foto(?:s|grafie|graf)?|bild(?:er)?|bildquelle|bildrechte|quelle|grafik)
    (?:fotograf[íi]a|imagen|imagem|immagine|beeld|kuva|zdj[ęe]cie|fot\.?)
    crédits?(?: photo)?
    (?:фото|写真|図|图片?|圖片?|摄影|사진|자료사진|รูป|ảnh|gambar|الصورة)
    """
)
_LINK = r"\s*(?:credit|by|courtesy(?: of)?|via|source|来源|提供|提供者)?\s*[:：／|©/]\s*"
_CREDIT_ONLY = re.compile(
    rf"[(\[]?{_WORD}{_LINK}\S.{{0,110}}$"
    rf"|[(\[]{_WORD}\s+(?:by|courtesy of|via|von|de|di)\s+[^()]{{2,80}}[)\]]\.?$"
    r"|[(\[]?(?:©|\(c\)|courtesy of)\s*\S.{0,80}$"
    rf"|[(\[]?{_WORD}[)\]]?$",
    re.IGNORECASE,
)
# A word for pictures starts a credit in a sentence's middle only with a capital, and a name follows it.
_NAME = r"(?-i:(?=[^a-z]))"
_CREDIT_AT_END = re.compile(
    rf"\s[(\[|–—/-]?\s*(?:{_NAME}{_WORD}{_LINK}{_NAME}[^.!?]{{2,80}}|©\s*[^.!?]{{2,80}}"
    r"|\((?:ap photo|photo by|foto|photo|image|bild|reuters|getty|afp|dpa)\b[^()]{0,100}\)"
    r"|[^\s]+/(?:getty images|ap|reuters|afp|dpa)[^.]{0,40}"
    r"|via getty images|getty images|ap photo(?:/[^.]{0,60})?)[)\]]?\.?$",
    re.IGNORECASE,
)
_IN_BRACKETS = ("ap", "reuters", "afp", "dpa", "photo", "foto", "image", "bild")
# What every credit at an end has; looked for first, since it is rare in prose.
_SIGNS = (":", "：", "©", "/", "getty", "ap photo", *(f"({word}" for word in _IN_BRACKETS))
_FILE_PHOTO = re.compile(r"(?:in this .{3,60}|file ?[–—-] .{0,80})\bphoto\b", re.IGNORECASE)
_LONGEST = 400


def is_credit(line: str) -> bool:
    """Whether a line says no more than who made a picture."""
    return len(line) <= 140 and _CREDIT_ONLY.match(line) is not None


@lru_cache(maxsize=4096)
def is_caption(line: str) -> bool:
    """Whether a line ends as captions do: with the picture's maker."""
    if len(line) > _LONGEST:
        return False
    if is_credit(line) or _FILE_PHOTO.match(line) is not None:
        return True
    lower = line.lower()
    return any(sign in lower for sign in _SIGNS) and _CREDIT_AT_END.search(line) is not None


def once_each(lines: Iterable[str]) -> tuple[str, ...]:
    """The captions in order without those that say the same again, however spaced."""
    kept: dict[str, str] = {}
    for line in lines:
        text = one_line(line)
        if text:
            kept.setdefault(fold(text).replace(" ", ""), text)
    return tuple(kept.values())


def beside(lines: Iterable[str], paragraphs: Iterable[str]) -> tuple[str, ...]:
    """The captions in order, each once, without those that a text says as paragraphs of its own."""
    kept = once_each(lines)
    said = frozenset(map(letters, paragraphs)) if kept else frozenset()
    return tuple(caption for caption in kept if letters(caption) not in said)
