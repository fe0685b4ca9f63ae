"""Open stories with their terms, the counts of terms, and stories chosen by hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Hashes, Instant, Weights

revision = "0006"
down_revision = "0005"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The tables are there; stories that were stored before are closed."""
    _create_open_stories()
    _create_term_counts()
    _create_story_choices()


def _create_open_stories() -> None:
    op.create_table(
        "open_stories",
        sa.Column("story_id", _ID, autoincrement=False, nullable=False),
        sa.Column("first_told", Instant(), nullable=False),
        sa.Column("last_told", Instant(), nullable=False),
        sa.Column("terms", Hashes(), nullable=False),
        sa.Column("weights", Weights(), nullable=False),
        sa.CheckConstraint("first_told <= last_told", name=op.f("ck_open_stories_told")),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_open_stories_story_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", name=op.f("pk_open_stories")),
    )
    op.create_index(op.f("ix_open_stories_last_told"), "open_stories", ["last_told"])
    op.create_table(
        "story_terms",
        sa.Column("term", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("story_id", _ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["open_stories.story_id"], name=op.f("fk_story_terms_story_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("term", "story_id", name=op.f("pk_story_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_story_terms_story_id"), "story_terms", ["story_id"])


def _create_term_counts() -> None:
    op.create_table(
        "term_counts",
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.CheckConstraint("articles >= 1", name=op.f("ck_term_counts_articles")),
        sa.PrimaryKeyConstraint("language", "bucket", name=op.f("pk_term_counts")),
        sqlite_with_rowid=False,
    )


def _create_story_choices() -> None:
    op.create_table(
        "story_choices",
        sa.Column("article_id", _ID, autoincrement=False, nullable=False),
        sa.Column("story_id", _ID, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_story_choices_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_choices_story_id")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_story_choices")),
    )
    op.create_index(op.f("ix_story_choices_story_id"), "story_choices", ["story_id"])
