"""The history's tables: articles and their texts, sources and hosts, visits, editions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The tables are there, empty."""
    _articles()
    _texts()
    _fingerprints()
    _sources()
    _visits()
    _editions()


def _articles() -> None:
    op.create_table(
        "stories",
        sa.Column("id", _ID, nullable=False),
        sa.Column("first_seen", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "articles",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("story_id", _ID, nullable=False),
        sa.Column("copy_of", _ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told_at", _INSTANT, nullable=False),
        sa.Column("counted_at", _INSTANT, nullable=False),
        sa.Column("first_seen", _INSTANT, nullable=False),
        sa.Column("last_seen", _INSTANT, nullable=False),
        sa.Column("gone_at", _INSTANT, nullable=True),
        sa.Column("next_visit", _INSTANT, nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.CheckConstraint("copy_of <> id", name=op.f("ck_articles_copy_of_another")),
        sa.CheckConstraint("first_seen <= last_seen", name=op.f("ck_articles_seen")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_articles_version")),
        sa.ForeignKeyConstraint(["copy_of"], ["articles.id"], name=op.f("fk_articles_copy_of")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_articles_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("key", name=op.f("uq_articles_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_articles_copy_of"), "articles", ["copy_of"])
    op.create_index(op.f("ix_articles_counted_at"), "articles", ["counted_at"])
    op.create_index(op.f("ix_articles_first_seen"), "articles", ["first_seen"])
    op.create_index(op.f("ix_articles_next_visit"), "articles", ["next_visit"])
    op.create_index(op.f("ix_articles_source_id_first_seen"), "articles", ["source_id", "first_seen"])
    op.create_index(op.f("ix_articles_story_id"), "articles", ["story_id"])
    op.create_index(op.f("ix_articles_told_at"), "articles", ["told_at"])


def _texts() -> None:
    op.create_table(
        "addresses",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article_id", _ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_addresses_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_addresses")),
    )
    op.create_index(op.f("ix_addresses_article_id"), "addresses", ["article_id"])
    op.create_table(
        "versions",
        sa.Column("article_id", _ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subtitle", sa.Text(), nullable=True),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("published", _INSTANT, nullable=True),
        sa.Column("modified", _INSTANT, nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("paragraphs", sa.Text(), nullable=False),
        sa.Column("captions", sa.Text(), nullable=False),
        sa.Column("image", sa.Text(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_versions_number")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_versions_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name=op.f("pk_versions")),
    )
    op.create_table(
        "summaries",
        sa.Column("article_id", _ID, autoincrement=False, nullable=False),
        sa.Column("algorithm", sa.Text(), nullable=False),
        sa.Column("sentences", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_summaries_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_summaries")),
    )


def _fingerprints() -> None:
    op.create_table(
        "fingerprints",
        sa.Column("article_id", _ID, autoincrement=False, nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("index_keys", sa.LargeBinary(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("shingles", sa.Integer(), nullable=False),
        sa.CheckConstraint("shingles >= 0", name=op.f("ck_fingerprints_shingles")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_fingerprints_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_fingerprints")),
    )
    op.create_index(op.f("ix_fingerprints_text_hash"), "fingerprints", ["text_hash"])
    op.create_table(
        "fingerprint_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", _ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_fingerprint_keys_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "article_id", name=op.f("pk_fingerprint_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_fingerprint_keys_article_id"), "fingerprint_keys", ["article_id"])


def _sources() -> None:
    op.create_table(
        "sources_state",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("last_visit", _INSTANT, nullable=True),
        sa.Column("next_visit", _INSTANT, nullable=True),
        sa.Column("last_new", _INSTANT, nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("listing_url", sa.Text(), nullable=True),
        sa.Column("listing_kind", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("lease_host", sa.Text(), nullable=True),
        sa.Column("lease_pid", sa.Integer(), nullable=True),
        sa.Column("lease_token", sa.Text(), nullable=True),
        sa.Column("lease_until", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "listing_kind IN ('feed', 'sitemap', 'sitemap index', 'page')", name=op.f("ck_sources_state_listing_kind")
        ),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_sources_state_failures")),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_sources_state")),
    )
    op.create_table(
        "hosts",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("next_allowed", _INSTANT, nullable=True),
        sa.Column("lease_host", sa.Text(), nullable=True),
        sa.Column("lease_pid", sa.Integer(), nullable=True),
        sa.Column("lease_token", sa.Text(), nullable=True),
        sa.Column("lease_until", _INSTANT, nullable=True),
        sa.Column("robots_body", sa.Text(), nullable=True),
        sa.Column("robots_status", sa.Integer(), nullable=True),
        sa.Column("robots_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_hosts")),
    )


def _visits() -> None:
    op.create_table(
        "fetch_log",
        sa.Column("id", _ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('new', 'copy', 'updated', 'unchanged', 'refused', 'failed')", name=op.f("ck_fetch_log_outcome")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetch_log")),
    )
    op.create_index(op.f("ix_fetch_log_at"), "fetch_log", ["at"])
    op.create_index(op.f("ix_fetch_log_source_id_at"), "fetch_log", ["source_id", "at"])
    op.create_table(
        "troubles",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt", _INSTANT, nullable=True),
        sa.CheckConstraint("attempts >= 1", name=op.f("ck_troubles_attempts")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_troubles")),
    )
    op.create_index(op.f("ix_troubles_source_id_next_attempt"), "troubles", ["source_id", "next_attempt"])
    op.create_table(
        "passed_over",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_passed_over")),
    )


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("until", _INSTANT, nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.CheckConstraint("since <= until", name=op.f("ck_editions_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("day", name=op.f("uq_editions_day")),
    )
    op.create_table(
        "edition_items",
        sa.Column("edition_id", _ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("story_id", _ID, nullable=False),
        sa.Column("article_id", _ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("sentences", sa.Text(), nullable=False),
        sa.Column("published", _INSTANT, nullable=True),
        sa.Column("first_seen", _INSTANT, nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("also_in", sa.Text(), nullable=False),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_edition_items_position")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_edition_items_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("edition_id", "position", name=op.f("pk_edition_items")),
    )
    op.create_index(op.f("ix_edition_items_story_id"), "edition_items", ["story_id"])
