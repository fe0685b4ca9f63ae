"""Every error that this package raises on purpose.

    MonitorError
    ├── UsageError                    wrong use or configuration: exit code 2
    │   ├── SettingError              a settings or sources file, or a MONITOR_* variable
    │   ├── UnknownSource
    │   ├── NotInHistory
    │   │   ├── UnknownArticle
    │   │   ├── UnknownStory
    │   │   ├── UnknownEdition
    │   │   └── UnknownWatch
    │   ├── UnknownAlgorithm
    │   └── InvalidInput              a day, a query, an option or a file that cannot be meant
    │       └── NotBegun              a day to come
    ├── NotAnArticle                  a page was read, and there is no article in it
    ├── NotAListing                   a page was read, and it lists nothing
    │   └── BrokenListing             a feed or sitemap that cannot be read
    ├── HostilePage                   markup that would cost more to parse than a page may
    ├── FetchFailed                   nothing usable came back
    │   ├── AddressRefused            private, odd or forbidden: never visited
    │   │   └── PrivateRefused        private: the settings may allow it
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
    ├── DeliveryFailed                a message and its channel
    │   ├── DeliveryPutOff            not taken; it may be tried again
    │   ├── DeliveryRefused           not taken, and would not be next time
    │   └── DeliveryUnsure            perhaps taken: nobody said so
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

from monitor.core.errors.delivering import DeliveryFailed, DeliveryPutOff, DeliveryRefused, DeliveryUnsure
from monitor.core.errors.fetching import (
    AddressRefused,
    BadStatus,
    FetchFailed,
    NotAsked,
    PrivateRefused,
    RobotsMissing,
    RobotsRefused,
    TimedOut,
    TooLarge,
    TooManyRedirects,
    Undecodable,
    Unreachable,
    Unresolved,
)
from monitor.core.errors.reading import BrokenListing, HostilePage, NotAListing, NotAnArticle
from monitor.core.errors.root import MonitorError

__all__ = [
    "AddressRefused",
    "AlreadyRunning",
    "BadStatus",
    "BrokenListing",
    "DeliveryFailed",
    "DeliveryPutOff",
    "DeliveryRefused",
    "DeliveryUnsure",
    "FetchFailed",
    "HistoryBusy",
    "HistoryError",
    "HistoryFull",
    "HistoryNewer",
    "HistoryRefused",
    "HistoryUnreachable",
    "HostilePage",
    "InvalidInput",
    "MonitorError",
    "NotAListing",
    "NotAnArticle",
    "NotAsked",
    "NotBegun",
    "NotInHistory",
    "PrivateRefused",
    "RobotsMissing",
    "RobotsRefused",
    "SettingError",
    "TimedOut",
    "TooLarge",
    "TooManyRedirects",
    "Undecodable",
    "UnknownAlgorithm",
    "UnknownArticle",
    "UnknownEdition",
    "UnknownSource",
    "UnknownStory",
    "UnknownWatch",
    "Unreachable",
    "Unresolved",
    "UsageError",
    "WorkerFailed",
]

NAMED = 5
"""Of what there is instead, so many are named in a line."""


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


class NotInHistory(UsageError):
    """The history has nothing of that number, name or address; `said` is the sentence that says so."""

    said = "nothing is known of {!r}"

    def __init__(self, reference: int | str) -> None:
        super().__init__(reference)
        self.reference = reference

    def __str__(self) -> str:
        return self.said.format(self.reference)


class UnknownArticle(NotInHistory):
    """No article of that id or address."""

    said = "no article {!r} in the history: give an id or an address that `monitor search` shows"


class UnknownStory(NotInHistory):
    """No story of that id."""

    said = "no story {}: `monitor digest --json` and `monitor show --json` tell the ids"


class UnknownEdition(NotInHistory):
    """No edition of that name; `known` are the names there are, newest first."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.args = (name, known)  # what a copy from another process is made of
        self.known = known

    def __str__(self) -> str:
        first, others = ", ".join(self.known[:NAMED]), len(self.known) - NAMED
        there = f"there are {first}" if first else "none was published yet"
        return f"no edition {self.reference!r}; {there}{f' and {others} before' if others > 0 else ''}"


class UnknownAlgorithm(UsageError):
    """No summarizer of that name; `known` are the names there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name, self.known = name, known

    def __str__(self) -> str:
        return f"no algorithm is called {self.name!r}; there are {', '.join(self.known)}"


class UnknownWatch(NotInHistory):
    """No watch of that name or number."""

    said = "no watch is called {!r}: `monitor watch list` names them"


class InvalidInput(UsageError):
    """An input that cannot be meant: `subject` is what was given, `expected` what would do."""

    def __init__(self, subject: str, expected: str) -> None:
        super().__init__(subject, expected)
        self.subject, self.expected = subject, expected

    def __str__(self) -> str:
        return f"{self.subject}: {self.expected}"


class NotBegun(InvalidInput):
    """A day to come; `day` as it was given."""

    def __init__(self, day: str) -> None:
        super().__init__(day, "expected a day that has begun")
        self.args = (day,)  # what a copy from another process is made of


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
