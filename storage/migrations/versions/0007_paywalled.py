"""Whether a page says that its text is for payers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """The column is there; of versions that were stored before nothing is known."""
    op.add_column("versions", sa.Column("paywalled", sa.Boolean(), nullable=True))
