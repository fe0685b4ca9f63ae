"""What a user can do about a failure, in words; what passes by itself is said to."""

from __future__ import annotations

from collections.abc import Mapping

_PASSING = "it may pass by itself"

_MOVED = frozenset({"answered 404", "answered 410", "no listing"})

_REMEDIES: Mapping[str, str] = {
    "answered 401": "it wants a login: ask the publisher, or look for a feed that is open to all",
    "answered 403": "it answers 403 to this user agent: ask the publisher, or add another address of its articles",
    "answered 404": "the page is gone",
    "answered 410": "the page is gone for good",
    "answered 429": "it was asked too often: raise `[fetch] delay`, or `every` of its sources",
    "answered 451": "it may not be shown where you are, for legal reasons",
    "robots.txt": "its robots.txt does not allow this user agent there: ask the publisher, or remove the source",
    "no such name": "its name is not known: is this machine online, and has the paper moved?",
    "unreachable": f"no connection, or it broke: {_PASSING}",
    "timeout": f"no answer in time: {_PASSING}, or give it a longer `[fetch] total_time`",
    "too large": "its pages are larger than `[fetch] max_bytes` allows",
    "undecodable": f"its pages are broken on the way: {_PASSING}",
    "redirects": "it sends its visitors in circles, as it does to those without its cookies: give the source `headers`",
    "refused address": "it leads to an address that is never visited: add it to `[fetch] allow_private` if it is yours",
    "no listing": "the page lists no articles",
    "broken listing": f"{_PASSING}, else tell the publisher",
    "no article": "these pages are no articles: `exclude` of the source keeps them away",
    "too costly": "its pages cost more time or memory to read than a page may",
}


def remedy(kind: str) -> str:
    """What is the matter and helps against failures of a kind, as `MonitorError.kind` names them; no command."""
    if kind.startswith("answered 5"):
        return f"the server has trouble: {_PASSING}"
    return _REMEDIES.get(kind, _PASSING)


def sought(kind: str, source_id: str) -> str:
    """The command that a source with such failures wants next, where it has a chance to help."""
    does = "looks for its new address" if kind in _MOVED else "tries it now"
    return f"`monitor sources check {source_id}` {does}"


def nowhere(kind: str, *, is_new: bool = False) -> str:
    """What helps where a source was just asked, failed so, and nothing was found in its place."""
    if kind not in _MOVED:
        return remedy(kind)
    if is_new:
        return f"{remedy(kind)}: is the address right?"
    return f"{remedy(kind)}, and nothing was found in its place: look for its section on the site, or remove the source"
