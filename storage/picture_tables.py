"""The table of pictures that editions show."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, LargeBinary, Table, Text

from storage.columns import Instant
from storage.metadata import metadata

# One row for an address that was asked once. What could not be had, or is kept no longer, has no name and no bytes.
pictures = Table(
    "pictures",
    metadata,
    Column("url", Text, primary_key=True),
    Column("name", Text, index=True),
    Column("media_type", Text),
    Column("body", LargeBinary),
    Column("at", Instant, nullable=False, index=True),
    CheckConstraint("(name IS NULL) = (body IS NULL) AND (name IS NULL) = (media_type IS NULL)", name="whole"),
)
