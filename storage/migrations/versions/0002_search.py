"""The index of full text, in the form that each database has for it, filled from the articles there are."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from storage import index

revision = "0002"
down_revision = "0001"

_SQLITE = ("CREATE VIRTUAL TABLE article_words USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 0')",)
_POSTGRESQL = (
    """CREATE TABLE article_words (
        article_id bigint CONSTRAINT pk_article_words PRIMARY KEY
            CONSTRAINT fk_article_words_article_id REFERENCES articles (id) ON DELETE CASCADE,
        words tsvector NOT NULL
    )""",
    "CREATE INDEX ix_article_words_words ON article_words USING gin (words)",
)
_LATEST = sa.text(
    "SELECT a.id, v.title, v.subtitle, v.paragraphs FROM articles a"
    " JOIN versions v ON v.article_id = a.id AND v.number = a.version"
)


def upgrade() -> None:
    """The index is there, with the words of every article."""
    c = op.get_bind()
    for statement in _SQLITE if c.dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
    for article_id, title, subtitle, paragraphs in c.execute(_LATEST).all():
        index.write(c, [index.words_of(article_id, title, (subtitle or "", *json.loads(paragraphs)))])
