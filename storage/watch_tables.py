"""Tables of watches, and of what they found."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Table, Text, UniqueConstraint

from storage.columns import Id, Instant
from storage.metadata import metadata

# Up to the match `told` whoever watches was told of them, up to `claimed` an announcement has them (see
# `storage.announcements`). A number is never used twice: feeds name it for ever.
watches = Table(
    "watches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("query", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("notify", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("claimed", Id, nullable=False),
    Column("told", Id, nullable=False),
    CheckConstraint("told <= claimed", name="told"),
    sqlite_autoincrement=True,
)

watch_matches = Table(
    "watch_matches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("watch_id", Id, ForeignKey("watches.id", ondelete="CASCADE"), nullable=False),
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    UniqueConstraint("watch_id", "article_id"),
    Index(None, "watch_id", "id"),
    sqlite_autoincrement=True,
)
