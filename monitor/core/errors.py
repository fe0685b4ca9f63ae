"""Every error that this package raises on purpose.

    MonitorError
    ├── UsageError                    wrong use or configuration: exit code 2
    │   ├── SettingError              a settings or sources file, or a MONITOR_* variable
    │   ├── UnknownSource
    │   ├── UnknownArticle
    │   ├── UnknownStory
    │   ├── UnknownAlgorithm
    │   └── InvalidInput              a day, a query, an option or a file that cannot be meant
    ├── NotAnArticle                  a page was read, and there is no article in it
    ├── NotAListing                   a page was read, and it lists nothing
    ├── HostilePage                   markup that would cost more to parse than a page may
    ├── FetchFailed                   nothing usable came back
    │   ├── AddressRefused            private, odd or forbidden: never visited
    │   ├── RobotsRefused             the publisher asks not to
    │   │   └── RobotsMissing         what it asks could not be had
    │   ├── Unreachable               no connection, or it broke
    │   │   └── Unresolved            nobody knows its name
    │   ├── TimedOut                  the total time was over
    │   ├── NotAsked                  the host's turn did not come: nothing was asked
    │   ├── TooLarge                  more bytes than allowed
    │   ├── Undecodable               the body is not what its headers say
    │   ├── TooManyRedirects
    │   └── BadStatus                 an HTTP status other than 2xx or 304
    ├── WorkerFailed                  a page cost more time or memory than it may
    └── HistoryError                  the database
        ├── HistoryUnreachable        not there, not ours, or not to be opened
        ├── HistoryBusy               locked for longer than one waits
        ├── HistoryFull               no room, or read-only
        ├── HistoryRefused            it does not take a value
        ├── HistoryNewer              written by a later version
        └── AlreadyRunning            a second daemon on one database

`str(error)` is one line in the user's words: where, what, what was expected. Each carries its subject as
attributes; nobody needs to read the message. All can be pickled, as they cross process borders.
"""

from __future__ import annotations

from datetime import datetime


class MonitorError(Exception):
    """Everything below; nothing else is raised on purpose."""

    kind: str = "error"
    """What happened in a word or two, the same for all errors of one kind: logs count by it."""


class UsageError(MonitorError):
    """The user asked for something that cannot be: exit code 2."""


class SettingError(UsageError):
    """A value in the settings that is not what its key expects.

    `place` is the file or variable, `key` the table and key as written there, `found` the value as written.
    """

    def __init__(self, place: str, key: str, found: str, expected: str) -> None:
        super().__init__(place, key, found, expected)
        self.place, self.key, self.found, self.expected = place, key, found, expected

    def __str__(self) -> str:
        subject = ": ".join(part for part in (self.place, self.key) if part)
        return f"{subject} = {self.found}: expected {self.expected}" if self.found else f"{subject}: {self.expected}"


class UnknownSource(UsageError):
    """No source of that id; `known` are the ids there are."""

    def __init__(self, source_id: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(source_id, known)
        self.source_id, self.known = source_id, known

    def __str__(self) -> str:
        there = f"; there are {', '.join(self.known)}" if self.known else ""
        return f"no source is called {self.source_id!r}{there}"


class UnknownArticle(UsageError):
    """No article of that id or address."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference

    def __str__(self) -> str:
        return f"no article {self.reference!r} in the history: give an id or an address that `monitor search` shows"


class UnknownStory(UsageError):
    """No story of that id."""

    def __init__(self, story_id: int) -> None:
        super().__init__(story_id)
        self.story_id = story_id

    def __str__(self) -> str:
        return f"no story {self.story_id}: `monitor digest --json` and `monitor show --json` tell the ids"


class UnknownAlgorithm(UsageError):
    """No summarizer of that name; `known` are the names there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name, self.known = name, known

    def __str__(self) -> str:
        return f"no algorithm is called {self.name!r}; there are {', '.join(self.known)}"


class InvalidInput(UsageError):
    """An input that cannot be meant: `subject` is what was given, `expected` what would do."""

    def __init__(self, subject: str, expected: str) -> None:
        super().__init__(subject, expected)
        self.subject, self.expected = subject, expected

    def __str__(self) -> str:
        return f"{self.subject}: {self.expected}"


class NotAnArticle(MonitorError):
    """A page without an article; `reason` says what it is instead."""

    kind = "no article"

    def __init__(self, reason: str, url: str | None = None) -> None:
        super().__init__(reason, url)
        self.reason, self.url = reason, url

    def __str__(self) -> str:
        return f"{self.url}: not an article: {self.reason}" if self.url else f"not an article: {self.reason}"


class NotAListing(MonitorError):
    """An address that lists no articles: neither feed nor sitemap nor section page."""

    kind = "no listing"

    def __init__(self, reason: str, url: str | None = None) -> None:
        super().__init__(reason, url)
        self.reason, self.url = reason, url

    def __str__(self) -> str:
        return f"{self.url}: lists no articles: {self.reason}" if self.url else f"lists no articles: {self.reason}"


class HostilePage(NotAnArticle):
    """Markup that a parser would choke on; refused before it is parsed."""


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


class WorkerFailed(MonitorError):
    """A task was ended because it took more time or memory than it may; `reason` says which."""

    kind = "too costly"

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(subject, reason)
        self.subject, self.reason = subject, reason

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}"


class HistoryError(MonitorError):
    """The database at `place` (an address without its password) did not do what was asked."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place, self.reason = place, reason

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class HistoryUnreachable(HistoryError):
    """The database cannot be opened, or is no history of this program."""


class HistoryBusy(HistoryError):
    """Another process held the database for longer than one waits."""


class HistoryFull(HistoryError):
    """The disk is full or the database read-only; what was stored before is safe."""


class HistoryRefused(HistoryError):
    """The database does not take a value: too long for an index, or not of its column's kind."""


class HistoryNewer(HistoryError):
    """The database was written by a later version of this program."""


class AlreadyRunning(HistoryError):
    """Another daemon works on this database."""
