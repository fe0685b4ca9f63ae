"""Watches and what they matched; and the index of full text, with the words cut as they are now."""

from __future__ import annotations

import json
import re

import sqlalchemy as sa
from alembic import op

from monitor.core.text import MARKS
from storage import index
from storage.columns import Instant

revision = "0010"
down_revision = "0009"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Every letter outside ASCII is a word's for this tokenizer, so that it cuts nothing that was cut here.
_REFILLED = (
    "ALTER TABLE article_words RENAME TO earlier_words",
    "CREATE VIRTUAL TABLE article_words USING fts5(title, body, tokenize = 'ascii')",
    "INSERT INTO article_words (rowid, title, body) SELECT rowid, title, body FROM earlier_words",
    "DROP TABLE earlier_words",
)
_LATEST = sa.text(
    "SELECT a.id, v.title, v.subtitle, v.paragraphs FROM articles a"
    " JOIN versions v ON v.article_id = a.id AND v.number = a.version"
    " WHERE a.id > :last ORDER BY a.id LIMIT 500"
)
_CUT_OTHERWISE = re.compile(f"[\u0640{MARKS}]")


def upgrade() -> None:
    """The tables are there and empty; articles in scripts with vowel signs are found by whole words."""
    _create_watches()
    _create_matches()
    op.execute("UPDATE versions SET section = substr(section, 1, 300) WHERE length(section) > 300")
    op.execute("UPDATE versions SET language = substr(language, 1, 100) WHERE length(language) > 100")
    op.create_index(op.f("ix_versions_section"), "versions", ["section"])
    op.create_index(op.f("ix_versions_language"), "versions", ["language"])
    _cut_again(op.get_bind())


def _create_watches() -> None:
    op.create_table(
        "watches",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("notify", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("claimed", _ID, nullable=False),
        sa.Column("told", _ID, nullable=False),
        sa.CheckConstraint("told <= claimed", name=op.f("ck_watches_told")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watches")),
        sa.UniqueConstraint("name", name=op.f("uq_watches_name")),
        sqlite_autoincrement=True,
    )


def _create_matches() -> None:
    op.create_table(
        "watch_matches",
        sa.Column("id", _ID, nullable=False),
        sa.Column("watch_id", _ID, nullable=False),
        sa.Column("article_id", _ID, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_watch_matches_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["watch_id"], ["watches.id"], name=op.f("fk_watch_matches_watch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_matches")),
        sa.UniqueConstraint("watch_id", "article_id", name=op.f("uq_watch_matches_watch_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_watch_matches_article_id"), "watch_matches", ["article_id"])
    op.create_index(op.f("ix_watch_matches_watch_id_id"), "watch_matches", ["watch_id", "id"])


def _cut_again(c: sa.Connection) -> None:
    if c.dialect.name == "sqlite":
        for statement in _REFILLED:
            op.execute(statement)
    last = 0
    while rows := c.execute(_LATEST, {"last": last}).all():
        last = rows[-1].id
        texts = [(row.id, row.title, (row.subtitle or "", *json.loads(row.paragraphs))) for row in rows]
        cut = [told for told in texts if _CUT_OTHERWISE.search("\n".join((told[1], *told[2])))]
        index.write(c, [index.words_of(*told) for told in cut])
