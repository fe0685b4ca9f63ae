"""What a user can do about a failure, in words; what passes by itself is said to."""

from __future__ import annotations

from collections.abc import Mapping

_PASSING = "it may pass by itself"

_REMEDIES: Mapping[str, str] = {
    "answered 401": "it wants a login: ask the publisher, or look for a feed that is open to all",
    "answered 403": "it answers 403 to this user agent: ask the publisher, or add another address of its articles",
    "answered 404": "the page is gone: `monitor sources check` looks for its new address",
    "answered 410": "the page is gone for good: `monitor sources check` looks for a new address",
    "answered 429": "it was asked too often: raise `[fetch] delay`, or `every` of its sources",
    "answered 451": "it may not be shown where you are, for legal reasons",
    "robots.txt": "its robots.txt does not allow this user agent: ask the publisher, or remove the source",
    "no such name": "its name is not known: is this machine online, and has the paper moved?",
    "unreachable": f"no connection, or it broke: {_PASSING}",
    "timeout": f"no answer in time: {_PASSING}, or give it a longer `[fetch] total_time`",
    "too large": "its pages are larger than `[fetch] max_bytes` allows",
    "undecodable": f"its pages are broken on the way: {_PASSING}",
    "redirects": "it sends its visitors in circles, as it does to those without its cookies: give the source `headers`",
    "refused address": "it leads to an address that is never visited: add it to `[fetch] allow_private` if it is yours",
    "no listing": "the page lists no articles: `monitor sources check` looks for another address",
    "broken listing": f"its feed or sitemap is broken: {_PASSING}, else tell the publisher",
    "no article": "these pages are no articles: `exclude` of the source keeps them away",
    "too costly": "its pages cost more time or memory to read than a page may",
}


def remedy(kind: str) -> str:
    """What helps against failures of a kind, as `MonitorError.kind` names them."""
    if kind.startswith("answered 5"):
        return f"the server has trouble: {_PASSING}"
    return _REMEDIES.get(kind, _PASSING)
