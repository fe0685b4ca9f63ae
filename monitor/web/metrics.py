"""`/metrics` for Prometheus: what this process counted, and what the history says at this moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.responses import Response

from monitor.service.gauges import Gauges, gauges
from monitor.telemetry.counters import REGISTRY
from monitor.web.asking import DeskHere

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
def metrics(desk: DeskHere) -> Response:
    """Everything that is measured, in the text format of Prometheus."""
    now = CollectorRegistry()
    now.register(_History(gauges(desk)))
    return Response(generate_latest(REGISTRY) + generate_latest(now), headers={"Content-Type": CONTENT_TYPE_LATEST})


class _History(Collector):
    """The history's numbers as metrics."""

    def __init__(self, told: Gauges) -> None:
        self._told = told

    def collect(self) -> Iterator[Metric]:
        """Each number with its name and what it means."""
        told, counts = self._told, self._told.counts
        yield _one("articles", "Articles in the history.", counts.articles)
        yield _one("copies", "Articles that copy another.", counts.copies)
        yield _one("versions", "Texts of articles.", counts.versions)
        yield _one("stories", "Stories.", counts.stories)
        yield _one("database_bytes", "Room that the history takes.", told.in_bytes)
        yield _one(
            "overdue_seconds", "How long the source waits whose visit is due longest.", told.overdue.total_seconds()
        )
        yield _one("failed_waiting", "Failed addresses that are tried again.", told.waiting)
        yield _one("failed_given_up", "Failed addresses that are not tried again.", told.given_up)
        yield _one("last_visit_timestamp_seconds", "When a source was visited last; 0 before.", _unix(told.last_round))
        yield _one("next_edition_timestamp_seconds", "When the next edition is due.", _unix(told.next_edition))
        health = GaugeMetricFamily("monitor_sources", "Sources by how they do.", labels=["verdict"])
        for verdict, number in told.sources:
            health.add_metric([verdict], number)
        yield health


def _one(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"monitor_{name}", words, value=value)


def _unix(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0
