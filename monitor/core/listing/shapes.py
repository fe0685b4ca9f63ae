"""What an address and an anchor's text say about whether there is an article behind them."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from monitor.core.text import UNSPACED

# Parts of a path that lead to lists, people, films or the house itself, in the languages of the large papers.
_NOT_ARTICLES = re.compile(
    r"""(?ix) (?:tags? | tagged | topics? | themen? | themes? | temas? | etiquetas? | sujets? | keywords? | authors? |
    autor(?:en|es|i)? | auteurs? | profiles? | profil | writers? | byline | contributors? | columnists? | videos? |
    podcasts? | log-?in | logout | sign-?in | sign-?up | register | registration | subscri(?:be|ptions?) | abo |
    abonn(?:ement|ieren|er|es) | accounts? | konto | users? | mypage | newsletters? | rss | feeds? | search | suche |
    buscar | recherche | privacy | datenschutz | impressum | imprint | legal | terms | agb | cookies? | contacts? |
    contact-us | kontakt | contacto | about | about-us | ueber-uns | jobs | careers | advertis(?:e|ing) | werbung |
    mediadaten | help | hilfe | faq | crosswords? | puzzles? | horoscopes? | weather |
    wetter | sitemap | staff | categor(?:y|ies|ia) | kategorie | sections? | rubriques? | share | comments? |
    privacy-(?:policy|notice|center|settings) | terms-(?:of-(?:use|service)|and-conditions) | cookie-(?:policy|notice)
    | code-of-conduct | (?:.*-)?preferences | page/\d{1,3} | javascript | cdn-cgi | wp-(?:login|admin) (?:\.php)?)"""
)
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[/-]?(?:[01]?\d|(?<=/)[a-z]{3}(?=/))(?:[/-]?[0-3]?\d)?(?!\d)", re.IGNORECASE)
_EXTENSION = re.compile(r"(?i)\.(?:s?html?|php|aspx?|jsp|do|cms|ece|stm|xml)\Z")
_FILE = re.compile(r"(?i)\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|ics|css|js|xml|rss|atom|json)\Z")
_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_MIXED = re.compile(
    r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{6,40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?=.*\d)[\w-]{3,40}")
_HANGUL = re.compile(r"[\uac00-\ud7af]+")
_SEPARATOR = re.compile(r"[-_+. ,]+")
_PAGES = frozenset(["page", "p", "pg", "offset", "start", "sort", "order", "lang", "view", "tab"])


def address_score(url: str, listing: str) -> float | None:
    """How much an address looks like an article's, about -3 to 7; None if it surely is none.

    Dates, long numbers and many hyphenated words speak for it, a single word or a list's name against it.
    """
    parts, home = urlsplit(url), urlsplit(listing)
    path = unquote(parts.path).strip("/")
    if not path or _FILE.search(path):
        return _query_score(parts.query) if parts.query and not _FILE.search(path) else None
    segments = path.split("/")
    if any(_NOT_ARTICLES.fullmatch(segment) for segment in (*segments, "/".join(segments[-2:]))):
        return None
    if path == unquote(home.path).strip("/"):
        return _query_score(parts.query) if parts.query else None
    if unquote(home.path).strip("/").startswith(path + "/"):
        return None
    score = _slug_score(_EXTENSION.sub("", segments[-1]))
    told = (2.5 if _DATE.search(path) else 0) + max(_query_score(parts.query) or 0, 0)
    score = max(score, 0) + told if told else score  # one word is enough beside a date or a number
    return score + (0.5 if len(segments) > len(home.path.strip("/").split("/")) else 0)


def _slug_score(slug: str) -> float:
    """How much the last part of a path looks like an article's name or number."""
    words = [word for word in _SEPARATOR.split(slug) if word]
    letters = sum(len(word) for word in words if not word.isdigit())
    numbered = 2.0 if _NUMBER.search(slug) else 1.5 if any(_MIXED.fullmatch(word) for word in words) else 0.0
    if UNSPACED.search(slug) and letters >= 6:
        return numbered + 2
    if len(words) >= 4 or letters >= 28:
        return numbered + 3
    if len(words) == 3:
        return numbered + 1.5
    return numbered or (0.0 if len(words) == 2 else -2.5)


def _query_score(query: str) -> float | None:
    """How much parameters name an article; None if they only turn a list's pages."""
    told = [
        value
        for name, value in parse_qsl(query[:2000])
        if name.lower() not in _PAGES or (name.lower() == "p" and len(value) > 3)  # an article's number in WordPress
    ]
    if not told:
        return None
    return 2.0 if any(_NUMBERED.fullmatch(value) for value in told) else -1.0


def text_score(text: str) -> float:
    """How much an anchor's text looks like a headline: -1.5 to 3, by its length in characters.

    A syllable or character of Chinese, Japanese, Korean, Thai and their like counts as two and a half.
    """
    length = len(text) + 1.5 * sum(len(run) for run in (*UNSPACED.findall(text), *_HANGUL.findall(text)))
    if length < 12:
        return -1.5
    return 0.0 if length < 20 else min(length, 60) / 20
