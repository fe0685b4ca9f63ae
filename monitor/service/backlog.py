"""Pages in memory, between their fetch and their reading: when there are too many bytes of them, nothing is fetched."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST = 24 * 1024 * 1024
"""Bytes of pages that may wait before fetching waits too; what is then on its way still comes."""


@dataclass(slots=True)
class Backlog:
    """The bytes of pages that wait to be read, or are being read."""

    _bytes: int = 0
    _low: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._low.set()

    async def low(self) -> None:
        """Returns when another page may be fetched."""
        await self._low.wait()

    @contextmanager
    def holding(self, page: bytes | str) -> Iterator[None]:
        """Entered, the page counts."""
        self._count(len(page))
        try:
            yield
        finally:
            self._count(-len(page))

    def _count(self, more: int) -> None:
        self._bytes += more
        if self._bytes < MOST:
            self._low.set()
        else:
            self._low.clear()
