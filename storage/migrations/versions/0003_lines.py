"""Short paragraphs by source, counted over its articles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """The table is there; articles that were stored before count for nothing."""
    op.create_table(
        "lines",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("last_seen", Instant(), nullable=False),
        sa.CheckConstraint("articles >= 1", name=op.f("ck_lines_articles")),
        sa.PrimaryKeyConstraint("source_id", "key", name=op.f("pk_lines")),
    )
