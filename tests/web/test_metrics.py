from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from monitor.core.errors import Unreachable
from monitor.core.model import Outcome, SourceState, Visit
from monitor.service import clerk
from monitor.telemetry import counters
from tests.builders import NOON, arrival


def measured(reader):
    told = reader.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(told.text)
        for sample in family.samples
    }


def test_the_history_is_measured_at_each_asking(newsroom):
    newsroom.store(arrival(), arrival(url="https://post.example/b", published=NOON))
    newsroom.visited(
        SourceState(source_id="paper", last_visit=NOON, next_visit=newsroom.desk.now() - timedelta(hours=1))
    )
    told = measured(newsroom.reader())
    assert (told["monitor_articles",], told["monitor_copies",], told["monitor_stories",]) == (2, 1, 1)
    assert told["monitor_last_visit_timestamp_seconds",] == NOON.timestamp()
    assert told["monitor_overdue_seconds",] == pytest.approx(3600, abs=5)
    assert told["monitor_sources", "ok"] + told.get(("monitor_sources", "waiting"), 0) >= 1
    assert told["monitor_database_bytes",] > 10_000


def test_what_becomes_of_addresses_is_counted_by_outcome_and_cause(reader):
    before = measured(reader)
    clerk.tell(Visit(url="https://paper.example/a", source_id="paper", at=NOON, outcome=Outcome.NEW))
    failed = Visit(url="https://paper.example/b", source_id="paper", at=NOON, outcome=Outcome.FAILED)
    kind = Unreachable("https://paper.example/b", "no route").kind
    clerk.tell(Visit(**{name: getattr(failed, name) for name in ("url", "source_id", "at", "outcome")}, kind=kind))
    after = measured(reader)
    for name in (("monitor_pages_total", "new"), ("monitor_pages_total", "failed"), ("monitor_failures_total", kind)):
        assert after[name] == before.get(name, 0) + 1


def test_a_step_is_timed_also_when_it_fails(reader):
    before = measured(reader)["monitor_fetch_seconds_count",]
    with pytest.raises(RuntimeError), counters.timed("fetch"):
        raise RuntimeError
    assert measured(reader)["monitor_fetch_seconds_count",] == before + 1


def test_a_password_keeps_the_measures_too(newsroom):
    assert newsroom.reader(password="hush").get("/metrics").status_code == 401
