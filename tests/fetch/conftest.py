from __future__ import annotations

import pytest

from tests.fetch.misbehaving import Clock, Server


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def server(clock):
    async with Server(clock) as server:
        yield server
