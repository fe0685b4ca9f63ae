"""The tables, as the migrations leave them (a test proves the two equal).

The index of full text is not here, as its form depends on the database: see `storage.search`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
)

from storage.columns import Hashes, Id, Instant, Short, Strings, Weights
from storage.metadata import metadata
from storage.outbox_tables import deliveries, notices
from storage.picture_tables import pictures
from storage.visit_tables import fetch_log, hosts, lines, passed_over, sources_state, troubles
from storage.watch_tables import watch_matches, watches

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013")
"""The migrations there are, in order."""
REVISION = REVISIONS[-1]
"""The migration that this version of the program works with."""

SECTION, LANGUAGE = Short(300), Short(100)
"""What a page names as its section and its language, as long as it may be."""

__all__ = [
    "LANGUAGE",
    "REVISION",
    "REVISIONS",
    "SECTION",
    "addresses",
    "articles",
    "deliveries",
    "edition_items",
    "editions",
    "fetch_log",
    "fingerprint_keys",
    "fingerprints",
    "hosts",
    "lines",
    "metadata",
    "notices",
    "open_stories",
    "passed_over",
    "pictures",
    "sources_state",
    "stories",
    "story_choices",
    "story_terms",
    "summaries",
    "term_counts",
    "troubles",
    "versions",
    "watch_matches",
    "watches",
]

# Numbers of stories and articles are never used twice (AUTOINCREMENT): published editions name them for ever.
stories = Table(
    "stories",
    metadata,
    Column("id", Id, primary_key=True),
    Column("first_seen", Instant, nullable=False),
    sqlite_autoincrement=True,
)

# `version` is the number of the latest one. `told_at` is when an article happened for its reader: `published` of the
# latest version, or `first_seen` where that is unknown or in the future. By `counted_at` editions count it. `place` is
# where it stood on its section's page when it was first seen.
articles = Table(
    "articles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("story_id", Id, ForeignKey("stories.id"), nullable=False, index=True),
    Column("copy_of", Id, ForeignKey("articles.id"), index=True),
    Column("version", Integer, nullable=False),
    Column("told_at", Instant, nullable=False, index=True),
    Column("counted_at", Instant, nullable=False, index=True),
    Column("first_seen", Instant, nullable=False, index=True),
    Column("last_seen", Instant, nullable=False),
    Column("gone_at", Instant),
    Column("pruned_at", Instant),
    Column("next_visit", Instant),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("place", Integer),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("copy_of <> id", name="copy_of_another"),
    CheckConstraint("first_seen <= last_seen", name="seen"),
    Index(None, "source_id", "first_seen"),
    Index(None, "source_id", "told_at"),
    Index(None, "source_name"),
    Index(None, "next_visit"),
    sqlite_autoincrement=True,
)

addresses = Table(
    "addresses",
    metadata,
    Column("key", Text, primary_key=True),
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("url", Text, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("seen_at", Instant, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("subtitle", Text),
    Column("authors", Strings, nullable=False),
    Column("published", Instant),
    Column("modified", Instant),
    Column("language", LANGUAGE),
    Column("section", SECTION),
    Column("paragraphs", Strings, nullable=False),
    Column("captions", Strings, nullable=False),
    Column("image", Text),
    Column("paywalled", Boolean),
    CheckConstraint("number >= 1", name="number"),
    Index(None, "section"),
    Index(None, "language"),
)

# Of the latest version only; `sentences` is a JSON array, see `storage.sentences`.
summaries = Table(
    "summaries",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("algorithm", Text, nullable=False),
    Column("sentences", Text, nullable=False),
)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("text_hash", Text, nullable=False, index=True),
    Column("index_keys", Hashes, nullable=False),
    Column("sketch", Hashes, nullable=False),
    Column("shingles", Integer, nullable=False),
    CheckConstraint("shingles >= 0", name="shingles"),
)

# The rows are their own index: without a row number SQLite keeps them once, in the order of the keys.
fingerprint_keys = Table(
    "fingerprint_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "article_id",
        Id,
        ForeignKey("articles.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    sqlite_with_rowid=False,
)

# What an open story is about; closed stories have no row here, and none among the terms.
open_stories = Table(
    "open_stories",
    metadata,
    Column("story_id", Id, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("first_told", Instant, nullable=False),
    Column("last_told", Instant, nullable=False, index=True),
    Column("terms", Hashes, nullable=False),
    Column("weights", Weights, nullable=False),
    CheckConstraint("first_told <= last_told", name="told"),
)

# The strongest terms of each open story.
story_terms = Table(
    "story_terms",
    metadata,
    Column("term", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "story_id",
        Id,
        ForeignKey("open_stories.story_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    sqlite_with_rowid=False,
)

# In how many articles of a language a term stands, by the buckets of `core.matching`; see `storage.frequencies`.
term_counts = Table(
    "term_counts",
    metadata,
    Column("language", Text, primary_key=True),
    Column("bucket", Integer, primary_key=True, autoincrement=False),
    Column("articles", Integer, nullable=False),
    CheckConstraint("articles >= 1", name="articles"),
    sqlite_with_rowid=False,
)

# Articles whose story was chosen by hand.
story_choices = Table(
    "story_choices",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("story_id", Id, ForeignKey("stories.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
)

# Nouns that are read whole with their row, and never searched, are JSON texts: see `storage.items` and `storage.flat`.
editions = Table(
    "editions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("timezone", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("notes", Strings, nullable=False),
    Column("ended", Text, nullable=False),
    Column("silences", Text, nullable=False),
    CheckConstraint("since <= until", name="span"),
)

# A published edition stands for itself: its items copy what they show, and their numbers refer to nothing, so that
# no correction, pruning or later story changes what was printed.
edition_items = Table(
    "edition_items",
    metadata,
    Column("edition_id", Id, ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("story_id", Id, nullable=False, index=True),
    Column("article_id", Id, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("sentences", Text, nullable=False),
    Column("published", Instant),
    Column("first_seen", Instant, nullable=False),
    Column("language", Text),
    Column("also_in", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("novelty", Text, nullable=False),
    Column("quotes", Text, nullable=False),
    Column("picture", Text),
    Column("outlets", Integer, nullable=False),
    Column("first_told", Instant, nullable=False),
    Column("news", Text, nullable=False),
    Column("alterations", Text, nullable=False),
    Column("score", Double, nullable=False),
    Column("account", Text, nullable=False),
    Column("watches", Strings, nullable=False),
    Column("left_out", Text, nullable=False),
    CheckConstraint("position >= 0", name="position"),
)
