"""What a page's JSON-LD (schema.org) says of its article; every claim is checked by whoever uses it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from monitor.core.reading.comparing import letters, word_set

_KINDS = word_set(
    "Article NewsArticle BlogPosting ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle"
    " ReviewNewsArticle AskPublicNewsArticle AdvertiserContentArticle SatiricalArticle ScholarlyArticle TechArticle"
    " Report LiveBlogPosting Review CriticReview Recipe SocialMediaPosting MedicalWebPage Claim ClaimReview"
)
_PAGES = frozenset(("WebPage", "ItemPage", "VideoObject", "MediaGallery", "ImageGallery"))
_LISTS = frozenset(("ItemList", "CollectionPage", "SearchResultsPage"))
_MOST_OBJECTS = 2000
_LONGEST_SCRIPT = 2_000_000
_DECODER = json.JSONDecoder(strict=False)
_BROKEN = re.compile(r"[\x00-\x1f]+")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*+\]\]>|/\*\s*+\]\]>\s*+\*/)\s*+;?\s*+$|;\s*+$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What the page claims of its article; empty strings and tuples where it says nothing."""

    headline: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    body: str = ""
    section: str = ""
    language: str = ""
    image: str = ""
    url: str = ""
    site: str = ""
    kind: str = ""
    free: bool | None = None


def claims(scripts: Iterable[str], titles: Iterable[str] = (), addresses: Iterable[str] = ()) -> Claims:
    """What JSON-LD scripts claim: the first object that is an article, else a dated page; empty claims if none is.

    Of several articles the one with the page's address or title counts, of those alike the first with a headline.
    """
    articles: list[dict[str, object]] = []
    pages: list[dict[str, object]] = []
    named: dict[str, dict[str, object]] = {}
    for thing in _objects(scripts):
        kinds = _kinds(thing)
        if isinstance(thing.get("@id"), str) and "name" in thing:
            named[str(thing["@id"])] = thing
        if kinds & _KINDS:
            articles.append(thing)
        elif kinds & _PAGES:
            pages.append(thing)
    if len(articles) > 1:
        places = frozenset(filter(None, map(_place, addresses)))
        names = frozenset(filter(None, map(letters, titles)))
        articles.sort(key=lambda thing: (not _is_of(thing, places, names), not thing.get("headline")))
    if articles:
        return _claims_of(articles[0], named)
    return _claims_of(pages[0], named) if pages and pages[0].get("datePublished") else Claims()


def _is_of(thing: dict[str, object], places: AbstractSet[str], names: AbstractSet[str]) -> bool:
    """Whether an article is at one of the places, or its headline one of the names or a name's start."""
    told = (_string(thing.get(key), "@id") for key in ("url", "@id", "mainEntityOfPage"))
    if not places.isdisjoint(map(_place, told)):
        return True
    headline = letters(_string(thing.get("headline")))
    return bool(headline) and any(name.startswith(headline) for name in names)


def _place(address: str) -> str:
    """An address without what may differ between two of one page."""
    return address.split("#", 1)[0].split("://", 1)[-1].rstrip("/")


def _objects(scripts: Iterable[str]) -> Iterator[dict[str, object]]:
    """Every object of every script in document order, outer before inner, without lists' elements."""
    seen = 0
    for script in scripts:
        waiting: list[object] = [_loaded(script)]
        while waiting and seen < _MOST_OBJECTS:
            thing = waiting.pop(0)
            seen += 1
            if isinstance(thing, list):
                waiting[:0] = thing[:200]
            elif isinstance(thing, dict):
                yield thing
                if not _kinds(thing) & _LISTS:
                    waiting.extend(
                        thing[key]
                        for key in ("@graph", "mainEntity", "mainEntityOfPage", "author", "review")
                        if key in thing
                    )


def _loaded(text: str) -> object:
    """The JSON of a script, with line breaks inside of strings and comment marks forgiven; None for what is none."""
    if len(text) > _LONGEST_SCRIPT:
        return None
    for mended in (_as_it_is, _unwrapped, _unbroken):
        try:
            return _DECODER.decode(mended(text))
        except (ValueError, RecursionError):
            continue
    return None


def _as_it_is(text: str) -> str:
    return text


def _unwrapped(text: str) -> str:
    return _WRAPPING.sub("", text)


def _unbroken(text: str) -> str:
    return _BROKEN.sub(" ", _unwrapped(text)).rstrip("; ")


def _kinds(thing: dict[str, object]) -> set[str]:
    kind = thing.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in kinds if isinstance(name, str)}


def _claims_of(thing: dict[str, object], named: dict[str, dict[str, object]]) -> Claims:
    kinds = _kinds(thing)
    return Claims(
        headline=_string(thing.get("headline") or (thing.get("name") if kinds & _KINDS else "")),
        description=_string(thing.get("description") or thing.get("abstract")),
        authors=tuple(_names(thing.get("author") or thing.get("creator"), named)),
        published=_string(thing.get("datePublished") or thing.get("dateCreated")),
        modified=_string(thing.get("dateModified")),
        body=_string(thing.get("articleBody")) if kinds & _KINDS else "",
        section=_string(thing.get("articleSection")),
        language=_string(thing.get("inLanguage"), "alternateName"),
        image=_string(thing.get("image"), "url") or _string(thing.get("thumbnailUrl")),
        url=_string(thing.get("url")),
        site=_string(thing.get("publisher"), "name"),
        kind=next(iter(sorted(kinds & _KINDS)), ""),
        free=_is_free(thing),
    )


def _string(value: object, key: str = "name") -> str:
    """A string, the first string of a list, or the string under `key` of an object."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get(key) or value.get("@value") or value.get("url") or ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return html.unescape(value).strip() if isinstance(value, str) else ""


def _names(value: object, named: dict[str, dict[str, object]], depth: int = 0) -> Iterator[str]:
    """The names of persons or organisations, also of those that are only referred to by their @id."""
    if depth > 3:
        return
    if isinstance(value, list):
        for each in value[:40]:
            yield from _names(each, named, depth + 1)
    elif isinstance(value, dict):
        name = value.get("name")
        if name:
            yield from _names(name, named, depth + 1)
        elif str(value.get("@id")) in named:
            yield from _names(named[str(value["@id"])].get("name"), named, depth + 1)
    elif isinstance(value, str) and value.strip():
        yield html.unescape(value).strip()


def _is_free(thing: dict[str, object]) -> bool | None:
    """Whether the text may be read for free: as the article says, or one of its parts that is not."""
    parts = [
        each for each in _flat(thing.get("hasPart")) if isinstance(each, dict) and "VideoObject" not in _kinds(each)
    ]
    told = {_flag(each.get("isAccessibleForFree")) for each in (thing, *parts)}
    if False in told:
        return False
    return True if True in told else None


def _flat(value: object) -> list[object]:
    """The elements of a list and of the lists in it, or the value alone."""
    outer = value[:20] if isinstance(value, list) else [value]
    return [inner for each in outer for inner in (each[:20] if isinstance(each, list) else [each])]


def _flag(value: object) -> bool | None:
    """What a value says that may be a truth, a number, a word, an address of schema.org, or either in a list."""
    value = next(iter(_flat(value)), None)
    told = value.get("@value") if isinstance(value, dict) else value
    word = str(told).strip().rsplit("/", 1)[-1].lower()
    if word in {"false", "0", "no"}:
        return False
    return True if word in {"true", "1", "yes"} else None
