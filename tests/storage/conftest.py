"""A history with something in it."""

import pytest

from storage import history
from tests.builders import arrival


@pytest.fixture
def filled(sqlite):
    with sqlite.write() as c:
        history.store(c, [arrival(), arrival(url="https://post.example/b")])
    return sqlite
