"""When an article's text was let go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """The column is there; nothing was let go before."""
    op.add_column("articles", sa.Column("pruned_at", Instant(), nullable=True))
