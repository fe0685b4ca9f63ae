"""What a round did, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from monitor.core.model import Edition, Outcome, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a round did for one source; `held` means that another process was visiting it.

    `failure` is the kind of what kept its listing away, as errors name theirs.
    """

    source: Source
    outcomes: tuple[tuple[Outcome, int], ...] = ()
    error: str | None = None
    failure: str | None = None
    held: bool = False
    complete: bool = True

    def count(self, outcome: Outcome) -> int:
        """How many addresses came out so."""
        return dict(self.outcomes).get(outcome, 0)

    @property
    def failed(self) -> bool:
        """Whether something of this source could not be had."""
        return self.error is not None or self.count(Outcome.FAILED) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many articles a watch found."""

    watch: str
    articles: int

    def __str__(self) -> str:
        many = "1 new article" if self.articles == 1 else f"{self.articles:,} new articles"
        return f"{many} for your watch '{self.watch}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a round did, source by source in the order given; `offline` when nothing at all could be reached.

    `watched` is what watches found meanwhile; those that found nothing are not among it.
    """

    started: datetime
    ended: datetime
    tallies: tuple[Tally, ...]
    offline: bool = False
    watched: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Who is told what was done in the background."""

    fetched: Callable[[Report], None]
    published: Callable[[Edition], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Progress of a round: `done` of `total` known pages of a source, which may grow until it is `over`."""

    source_id: str
    done: int
    total: int
    over: bool = False


Progress = Callable[[Step], None]


def silent(_: Step) -> None:
    """Progress that nobody watches."""
