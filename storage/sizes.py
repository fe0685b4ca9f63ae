"""How much room a history takes."""

from __future__ import annotations

from sqlalchemy import Connection, text

_SQLITE = text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
_POSTGRESQL = text("SELECT pg_database_size(current_database())")


def in_bytes(c: Connection) -> int:
    """Bytes of the database, its indexes and free room included."""
    return int(c.scalar(_SQLITE if c.dialect.name == "sqlite" else _POSTGRESQL) or 0)
