"""What this process did since it started, as Prometheus counts it (https://prometheus.io/docs/concepts/metric_types/)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from prometheus_client import CollectorRegistry, Counter, Histogram, PlatformCollector, ProcessCollector

from monitor.core.model import Visit

REGISTRY = CollectorRegistry()
"""What is counted here, and of the process itself its memory, time, threads and open files."""

_ROUNDS = Counter("monitor_rounds", "Rounds that ended.", registry=REGISTRY)
_ROUND = Histogram(
    "monitor_round_seconds",
    "How long rounds took.",
    buckets=(1, 5, 15, 30, 60, 120, 300, 600, 900),
    registry=REGISTRY,
)
_PAGES = Counter("monitor_pages", "Addresses dealt with, by what became of them.", ["outcome"], registry=REGISTRY)
_FAILURES = Counter("monitor_failures", "Addresses that failed, by cause.", ["cause"], registry=REGISTRY)
_EDITIONS = Counter("monitor_editions", "Editions that were published.", registry=REGISTRY)
_SURPRISES = Counter("monitor_surprises", "Failures of the daemon's own work, tried again.", registry=REGISTRY)
_STEPS = {
    "fetch": Histogram(
        "monitor_fetch_seconds",
        "From the wish for a page to its answer, the wait for its host's turn included.",
        buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600),
        registry=REGISTRY,
    ),
    "read": Histogram("monitor_read_seconds", "Reading a page in a worker, its turn awaited.", registry=REGISTRY),
    "store": Histogram("monitor_store_seconds", "A transaction of the history, its turn awaited.", registry=REGISTRY),
}

ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)


def visited(visit: Visit) -> None:
    """An address was dealt with."""
    _PAGES.labels(visit.outcome.value).inc()
    if visit.kind:
        _FAILURES.labels(visit.kind).inc()


def round_ended(took: timedelta) -> None:
    """A round ended, whatever it brought."""
    _ROUNDS.inc()
    _ROUND.observe(took.total_seconds())


def published() -> None:
    """An edition was published."""
    _EDITIONS.inc()


def surprised() -> None:
    """Something of the daemon's own work failed."""
    _SURPRISES.inc()


@contextmanager
def timed(step: str) -> Iterator[None]:
    """Counts how long what is done inside takes, whether it fails or not; `step` is fetch, read or store."""
    with _STEPS[step].time():
        yield
