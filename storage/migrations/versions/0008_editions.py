"""Editions have a name and a kind, their stories tiers, novelty, quotes and an account; articles have a place."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Strings

revision = "0008"
down_revision = "0007"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEPT = "story_id, article_id, title, url, source_name, section, sentences, published, first_seen, language, also_in"


def upgrade() -> None:
    """Editions that were published before keep all they said, each named by its day; they have one tier."""
    op.add_column("articles", sa.Column("place", sa.Integer(), nullable=True))
    # Both tables are made anew: SQLite changes no constraint of one that is there, and to drop one empties the other.
    for table in ("editions", "edition_items"):
        op.execute(f"CREATE TABLE {table}_before AS SELECT * FROM {table}")  # noqa: S608 - names of ours
    op.drop_table("edition_items")
    op.drop_table("editions")
    _create_editions()
    _create_edition_items()
    _fill_editions()
    _fill_items()
    for table in ("editions", "edition_items"):
        op.drop_table(f"{table}_before")


def _create_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("notes", Strings(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=False),
        sa.Column("silences", sa.Text(), nullable=False),
        sa.CheckConstraint("since <= until", name=op.f("ck_editions_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("name", name=op.f("uq_editions_name")),
    )
    op.create_index(op.f("ix_editions_day"), "editions", ["day"])


def _create_edition_items() -> None:
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
        sa.Column("published", Instant(), nullable=True),
        sa.Column("first_seen", Instant(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("also_in", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("novelty", sa.Text(), nullable=False),
        sa.Column("quotes", sa.Text(), nullable=False),
        sa.Column("picture", sa.Text(), nullable=True),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("first_told", Instant(), nullable=False),
        sa.Column("news", sa.Text(), nullable=False),
        sa.Column("alterations", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("watches", Strings(), nullable=False),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_edition_items_position")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_edition_items_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("edition_id", "position", name=op.f("pk_edition_items")),
    )
    op.create_index(op.f("ix_edition_items_story_id"), "edition_items", ["story_id"])


def _fill_editions() -> None:
    """The rows that were there; PostgreSQL goes on counting after the last one."""
    op.execute(
        "INSERT INTO editions (id, name, kind, day, timezone, since, until, notes, ended, silences)"
        " SELECT id, CAST(day AS text), 'daily', day, timezone, since, until, notes, '[]', '[]' FROM editions_before"
    )
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('editions', 'id'), (SELECT max(id) FROM editions))"
            " WHERE EXISTS (SELECT 1 FROM editions)"
        )


def _fill_items() -> None:
    """The rows that were there, edition by edition, the sentences as quotes of the article that they stand in."""
    c = op.get_bind()
    op.execute(
        f"INSERT INTO edition_items (edition_id, position, {_KEPT}, tier, novelty, quotes, outlets, first_told, news,"  # noqa: S608 - made of constants
        " alterations, score, account, watches, left_out)"
        f" SELECT edition_id, position, {_KEPT}, 'must know', CASE WHEN corrected THEN 'corrected' ELSE 'new' END,"
        " '[]', 1, COALESCE(published, first_seen), '[]', '[]', 0, '[]', '[]', '[]' FROM edition_items_before"
    )
    for (edition_id,) in c.execute(sa.text("SELECT id FROM editions ORDER BY id")).all():
        rows = c.execute(
            sa.text(
                "SELECT position, article_id, source_name, url, sentences, also_in FROM edition_items"
                " WHERE edition_id = :edition"
            ),
            {"edition": edition_id},
        ).all()
        if rows:
            c.execute(
                sa.text(
                    "UPDATE edition_items SET quotes = :quotes, outlets = :outlets"
                    " WHERE edition_id = :edition AND position = :position"
                ),
                [{"edition": edition_id, "position": row.position, **_told(row)} for row in rows],
            )


def _told(row: Any) -> dict[str, Any]:
    own = [row.article_id, row.source_name, row.url]
    quotes = [[*sentence, *own] for sentence in json.loads(row.sentences)]
    outlets = {row.source_name, *(mention[1] for mention in json.loads(row.also_in))}
    return {"quotes": json.dumps(quotes, ensure_ascii=False, separators=(",", ":")), "outlets": len(outlets)}
