"""The last moment at which the other side surely has nothing."""

from __future__ import annotations

from collections.abc import Callable

Brink = Callable[[], None]


def nothing() -> None:
    """Does nothing at the brink."""
