"""The JSON interface against its own description: no server error, and no answer of another shape."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from monitor.core.model import SourceState
from monitor.web import api, application
from tests.builders import HOUR, NOON, arrival, edition, item

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]


@pytest.fixture
def described(newsroom):
    """The interface on a history that has something of everything."""
    gazette = {"source_id": "gazette", "source_name": "The Gazette", "url": "https://gazette.example/1"}
    newsroom.store(arrival(), arrival(**gazette))
    newsroom.store(arrival(title="Harbour theatre stays shut", seen_at=NOON + HOUR))
    newsroom.publish(edition(items=(item(),)))
    newsroom.visited(SourceState(source_id="paper", last_visit=NOON, failures=2, error="answered 503"))
    clock = replace(newsroom.desk, now=lambda: NOON + 2 * HOUR)
    return schemathesis.openapi.from_asgi("/openapi.json", application(clock, hosts=frozenset()))


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", [f"/api/v1{route.path}" for room in api.ROOMS for route in room.routes])
def test_no_request_breaks_the_interface_or_is_answered_in_another_shape(described, path, mode):
    operation = described[path]["GET"]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=25, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def holds(case):
        case.call_and_validate(checks=CHECKS)

    with suppress(Unsatisfiable):  # where nothing can be asked for wrongly
        holds()
