"""Types of columns that take and give the core's values as they are."""

from __future__ import annotations

import json
import struct
from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

Id = BigInteger().with_variant(Integer, "sqlite")
"""A key that the database counts up itself; SQLite does so for INTEGER alone."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, to the microsecond; a naive one is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As the driver takes it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As the core has it."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Strings(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts, as a JSON array in a text column: read whole, never searched."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - theirs
        """As the driver takes it."""
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ARG002 - theirs
        """As the core has it."""
        return None if value is None else tuple(json.loads(value))


class Short(TypeDecorator[str]):
    """A text cut to so many characters: what is indexed must not be longer than a row of an index."""

    impl = Text
    cache_ok = True

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def cut(self, value: str | None) -> str | None:
        """The text as it is kept."""
        return value and value[: self.most]

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - theirs
        """As the driver takes it."""
        return self.cut(value)


class Hashes(TypeDecorator[tuple[int, ...]]):
    """A tuple of signed 64-bit numbers, eight bytes each, the low byte first."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - theirs
        """As the driver takes it."""
        return None if value is None else struct.pack(f"<{len(value)}q", *value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> tuple[int, ...] | None:  # noqa: ARG002 - theirs
        """As the core has it."""
        return None if value is None else struct.unpack(f"<{len(value) // 8}q", value)


class Weights(TypeDecorator[tuple[float, ...]]):
    """A tuple of numbers of single precision, four bytes each, the low byte first."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: tuple[float, ...] | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - theirs
        """As the driver takes it."""
        return None if value is None else struct.pack(f"<{len(value)}f", *value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> tuple[float, ...] | None:  # noqa: ARG002 - theirs
        """As the core has it."""
        return None if value is None else struct.unpack(f"<{len(value) // 4}f", value)
