"""Which agency a paper credits with an article: "BERLIN (AP) - ..." or a byline."""

from __future__ import annotations

import re

from monitor.core.model import Article
from monitor.core.text import fold

_NAMES = {
    "Reuters": ("Reuters",),
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "AFP": ("AFP", "Agence France-Presse"),
    "dpa": ("dpa", "Deutsche Presse-Agentur"),
    "APA": ("APA", "Austria Presse Agentur"),
    "Keystone-SDA": ("Keystone-SDA", "SDA", "sda"),
    "EFE": ("EFE", "Agencia EFE"),
    "Europa Press": ("Europa Press",),
    "ANSA": ("ANSA",),
    "Lusa": ("Lusa",),
    "Belga": ("Belga",),
    "ANP": ("ANP",),
    "PA Media": ("PA", "PA Media", "Press Association"),
    "Xinhua": ("Xinhua", "新华社", "新華社"),
    "Kyodo": ("Kyodo", "共同", "共同通信"),
    "Yonhap": ("Yonhap", "연합뉴스"),
    "TASS": ("TASS", "ТАСС"),  # noqa: RUF001 - Cyrillic
    "PTI": ("PTI", "Press Trust of India"),
    "IANS": ("IANS",),
    "Anadolu": ("AA", "Anadolu", "Anadolu Agency"),
}
_AGENCY = {name: agency for agency, names in _NAMES.items() for name in names}
_FOLDED = {fold(name): agency for name, agency in _AGENCY.items()}
_ANY = "|".join(sorted(map(re.escape, _AGENCY), key=len, reverse=True))
# A dateline names the agency between brackets, or before its dash; an end note after a dash or between brackets.
_DASH = "[\u2014\u2013-]"
_OPENING = re.compile(
    rf"[(\[/\uff08\u3010](?:{_ANY})[)\]/\uff09\u3011]|^(?:[^.!?]{{0,60}}(?:,|{_DASH}) ?)?(?:{_ANY})\s*{_DASH}"
)
_CLOSING = re.compile(rf"(?:[(\[]|{_DASH}\s?)(?:{_ANY})[)\]]?\.?$")
_NAME = re.compile(rf"(?<!\w)(?:{_ANY})(?!\w)")
_DATELINE = 120
"""Characters in which a dateline ends."""


def credit(article: Article) -> str | None:
    """The agency that the article's byline, its dateline or its last words name first; None where none does."""
    for author in article.authors:
        if agency := _FOLDED.get(fold(author)):
            return agency
    if not article.paragraphs:
        return None
    opening = _OPENING.search(article.paragraphs[0][:_DATELINE])
    found = opening or _CLOSING.search(article.paragraphs[-1])
    named = _NAME.findall(found.group()) if found else []
    return _AGENCY[named[0]] if named else None


def is_of(agency: str, source_name: str) -> bool:
    """Whether a source is the agency itself, by its name."""
    spoken = f" {fold(source_name)} "
    return any(f" {fold(name)} " in spoken for name in _NAMES[agency] if name.isupper() or len(name) > 2)
