"""Indexes for what sources told when, and for their names, which a search looks through."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """The indexes are there."""
    op.create_index(op.f("ix_articles_source_id_told_at"), "articles", ["source_id", "told_at"])
    op.create_index(op.f("ix_articles_source_name"), "articles", ["source_name"])
