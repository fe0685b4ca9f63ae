import pytest

from tests.delivery.post import Post


@pytest.fixture
def post():
    """A mail server on loopback that takes everything; tests change its answers."""
    with Post() as server:
        yield server
