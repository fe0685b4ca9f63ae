"""Why nothing usable came back from an address."""

from __future__ import annotations

from datetime import datetime

from monitor.core.errors.root import MonitorError


class FetchFailed(MonitorError):
    """Nothing usable came back from `url`; `reason` is the cause in words.

    `retry_at` is when the server said that one may come again, where it said so.
    """

    kind = "fetch"

    retryable = False
    """Whether the same request may well succeed later in this round."""

    def __init__(self, url: str, reason: str, retry_at: datetime | None = None) -> None:
        super().__init__(url, reason, retry_at)
        self.url, self.reason, self.retry_at = url, reason, retry_at

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


class AddressRefused(FetchFailed):
    """An address that is never visited: another scheme, a private network, credentials inside."""

    kind = "refused address"


class PrivateRefused(AddressRefused):
    """An address of a private network, which the settings may allow."""


class RobotsRefused(FetchFailed):
    """robots.txt does not allow this address; `retry_at` is when it will be asked for again."""

    kind = "robots.txt"


class RobotsMissing(RobotsRefused):
    """robots.txt may be there and could not be had: nothing is allowed for the moment."""


class Unreachable(FetchFailed):
    """No name, no connection, no TLS, or the connection broke."""

    kind = "unreachable"
    retryable = True


class Unresolved(Unreachable):
    """No address is known for the host's name."""

    kind = "no such name"


class TimedOut(FetchFailed):
    """The request's total time was over before its last byte."""

    kind = "timeout"
    retryable = True


class NotAsked(FetchFailed):
    """The host's turn did not come within the time one would wait: no request was made, and nothing is known."""

    kind = "not asked"


class TooLarge(FetchFailed):
    """The body, decoded, or the headers are larger than allowed."""

    kind = "too large"


class Undecodable(FetchFailed):
    """The body is truncated, or not in the encoding that its headers name."""

    kind = "undecodable"


class TooManyRedirects(FetchFailed):
    """More redirects than allowed, or a circle of them."""

    kind = "redirects"


class BadStatus(FetchFailed):
    """An HTTP `status` that brings no page."""

    def __init__(self, url: str, status: int, retry_at: datetime | None = None) -> None:
        super().__init__(url, f"answered {status}", retry_at)
        self.args = (url, status, retry_at)
        self.status = status

    @property
    def kind(self) -> str:  # type: ignore[override]  # here it depends on the status
        """The status in words."""
        return f"answered {self.status}"

    @property
    def retryable(self) -> bool:  # type: ignore[override]  # here it depends on the status
        """Whether the status is a passing one."""
        return self.status in {408, 425, 429, 500, 502, 503, 504}
