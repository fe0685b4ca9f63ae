"""Pictures that editions show are kept here, so that a reader asks nobody else for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """No picture was kept before."""
    op.create_table(
        "pictures",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.CheckConstraint(
            "(name IS NULL) = (body IS NULL) AND (name IS NULL) = (media_type IS NULL)",
            name=op.f("ck_pictures_whole"),
        ),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_pictures")),
    )
    op.create_index(op.f("ix_pictures_name"), "pictures", ["name"])
    op.create_index(op.f("ix_pictures_at"), "pictures", ["at"])
