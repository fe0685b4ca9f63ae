"""The tables of what is visited, and of what came of it: sources, hosts, the log, failed and passed addresses."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, Table, Text

from monitor.core.model import ListingKind, Outcome
from storage.columns import Id, Instant
from storage.metadata import metadata


def one_of(column: str, values: type[StrEnum]) -> str:
    """The condition that a column holds one of an enumeration's values."""
    return f"{column} IN ({', '.join(repr(value.value) for value in values)})"


sources_state = Table(
    "sources_state",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("last_visit", Instant),
    Column("next_visit", Instant),
    Column("last_new", Instant),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("listing_url", Text),
    Column("listing_kind", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("lease_host", Text),
    Column("lease_pid", Integer),
    Column("lease_token", Text),
    Column("lease_until", Instant),
    Column("source_url", Text),
    CheckConstraint("failures >= 0", name="failures"),
    CheckConstraint(one_of("listing_kind", ListingKind), name="listing_kind"),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("next_allowed", Instant),
    Column("lease_host", Text),
    Column("lease_pid", Integer),
    Column("lease_token", Text),
    Column("lease_until", Instant),
    Column("robots_body", Text),
    Column("robots_status", Integer),
    Column("robots_at", Instant),
)

fetch_log = Table(
    "fetch_log",
    metadata,
    Column("id", Id, primary_key=True),
    Column("url", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("outcome", Text, nullable=False),
    Column("status", Integer),
    Column("reason", Text),
    Column("kind", Text),
    CheckConstraint(one_of("outcome", Outcome), name="outcome"),
    Index(None, "source_id", "at"),
)

troubles = Table(
    "troubles",
    metadata,
    Column("key", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt", Instant),
    CheckConstraint("attempts >= 1", name="attempts"),
    Index(None, "source_id", "next_attempt"),
)

# In how many articles of a source a short paragraph stood, by the key of `core.learned`.
lines = Table(
    "lines",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("articles", Integer, nullable=False),
    Column("last_seen", Instant, nullable=False),
    CheckConstraint("articles >= 1", name="articles"),
)

# Addresses that a source's first visit left unread for good: its archive.
passed_over = Table(
    "passed_over",
    metadata,
    Column("key", Text, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
