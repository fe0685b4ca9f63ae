"""The way from the address asked for to the one that answers."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from monitor.core.errors import FetchFailed, TooManyRedirects
from monitor.fetch.exchange import Answer

_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_PERMANENT = frozenset([301, 308])
_MOST_COOKIES = 10
_COOKIE = re.compile(r"\s*([!#$%&'*+.^_`|~0-9A-Za-z-]{1,100})=([!#-+\x2d-:<-\[\]-~]{0,1000})\s*(?:;|\Z)", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


class Trail:
    """The addresses on the way, the one asked for first; `here` is the last.

    `moved_to` is the last one that was reached by permanent redirects alone, None where the first was no such. Cookies
    set on the way are sent back on this way alone, each to the very host and port that set it.
    """

    def __init__(self, url: str, longest: int) -> None:
        self.addresses = [url]
        self.moved_to: str | None = None
        self._longest = longest
        self._only_permanent = True
        self._cookies: dict[str, dict[str, str]] = {}

    @property
    def here(self) -> str:
        """Where the way has led so far."""
        return self.addresses[-1]

    def leads_on(self, answer: Answer) -> bool:
        """Whether the answer sends elsewhere, which then is `here`; it is for the guard to judge that address.

        Raises TooManyRedirects also for a circle that no new cookie opens, and FetchFailed for a Location that is no
        address at all.
        """
        location = answer.headers.get("location")
        if answer.status not in _REDIRECTS or location is None:
            return False
        target = self._target(location)
        if not self._takes_cookies(answer) and target in self.addresses:
            raise TooManyRedirects(self.here, f"redirected in a circle, to {target}")
        if len(self.addresses) > self._longest:
            raise TooManyRedirects(self.here, f"more than {self._longest} redirects")
        self.addresses.append(target)
        self._only_permanent = self._only_permanent and answer.status in _PERMANENT
        if self._only_permanent:
            self.moved_to = target
        return True

    def is_home(self) -> bool:
        """Whether `here` is the host that was asked first, over a connection no less safe: it may have its headers."""
        first, here = urlsplit(self.addresses[0]), urlsplit(self.here)
        return first.netloc.lower() == here.netloc.lower() and not (first.scheme == "https" and here.scheme == "http")

    def cookie(self) -> str | None:
        """What the host of `here` set on this way, as it wants it back; None for nothing."""
        kept = self._cookies.get(self._place(), {})
        return "; ".join(f"{name}={value}" for name, value in kept.items()) or None

    def _takes_cookies(self, answer: Answer) -> bool:
        """Whether the answer set a cookie that is new; nonsense and what is too much is left out."""
        kept = self._cookies.setdefault(self._place(), {})
        before = dict(kept)
        for written in answer.headers.get_list("set-cookie"):
            found = _COOKIE.match(written)
            if found and (found[1] in kept or len(kept) < _MOST_COOKIES):
                kept[found[1]] = found[2]
        return kept != before

    def _place(self) -> str:
        return "//".join(urlsplit(self.here)[:2]).lower()

    def _target(self, location: str) -> str:
        try:
            return urljoin(self.here, _CONTROLS.sub("", location).strip()).partition("#")[0].replace(" ", "%20")
        except ValueError as error:
            raise FetchFailed(self.here, f"redirected to what is no address: {error}") from error
