"""The tables of what is handed to whom: deliveries, and the notices among them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint

from monitor.core.model import Channel, DeliveryState, ParcelKind
from storage.columns import Id, Instant
from storage.metadata import metadata
from storage.visit_tables import one_of

# One row for a parcel and an address, which stands here as a hash: no address with its token is stored. A row that is
# leased is in somebody's hands; "sending" is durable before the other side can have the message.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("address_key", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt", Instant),
    Column("error", Text),
    Column("at", Instant, nullable=False),
    Column("lease_host", Text),
    Column("lease_pid", Integer),
    Column("lease_token", Text),
    Column("lease_until", Instant),
    CheckConstraint(one_of("kind", ParcelKind), name="kind"),
    CheckConstraint(one_of("channel", Channel), name="channel"),
    CheckConstraint(one_of("state", DeliveryState), name="state"),
    CheckConstraint("attempts >= 0", name="attempts"),
    UniqueConstraint("kind", "name", "channel", "address_key"),
    Index(None, "state", "next_attempt"),
)

notices = Table(
    "notices",
    metadata,
    Column("key", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)
