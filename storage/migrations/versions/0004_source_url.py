"""The address that a source had when its listing was found, so that a changed one is taken up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The column is there; unknown, so that each source's listing is looked for once more."""
    op.add_column("sources_state", sa.Column("source_url", sa.Text(), nullable=True))
