"""What is handed to whom, and how that stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """The way something goes: as a mail by SMTP, or as a short message by Apprise."""

    MAIL = "mail"
    MESSENGER = "messenger"


class ParcelKind(StrEnum):
    """An edition by its name, or a notice by its key."""

    EDITION = "edition"
    NOTICE = "notice"


class DeliveryState(StrEnum):
    """How a delivery stands.

    Pending: to be sent at its next attempt. Sending: somebody is at it. Sent: the other side took it. Unsure: it may
    have, nobody said so, and it is not sent again by itself. Failed: it did not, and will not.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is delivered."""

    kind: ParcelKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A parcel on its way to one address, which is known here by a hash alone."""

    parcel: Parcel
    channel: Channel
    address_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An errand and what came of it; `next_attempt` is None but for a pending one, `at` its last change."""

    errand: Errand
    state: DeliveryState
    attempts: int
    next_attempt: datetime | None
    error: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A short message for the same channels, delivered once for its key."""

    key: str
    title: str
    text: str
    at: datetime
