"""Names that never change, for feeds, e-books and mail: by them a reader knows what it has seen.

They are UUIDs made from words (RFC 9562, version 5), as URNs. A "tag:" URI would be easier to read, but needs a domain
or a mail address that was the writer's on a given day (RFC 4151), and a monitor at home has neither. What tells two
monitors' editions of one name apart is the instant at which each was closed, to the microsecond: it is stored with the
edition, frozen, and goes with it into a backup or another database, while addresses and host names may change.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from monitor.core.model import Edition, Entry

_OURS = UUID("e1499da3-2de0-4a70-bf53-d1dd7fd32669")  # of this program; chance chose it, and it must stay


def edition(of: Edition) -> str:
    """The edition's name for ever; a draft's changes with each look at it."""
    return uuid5(_OURS, _closed(of)).urn


def story(of: Edition, story_id: int) -> str:
    """The name for ever of a story as this edition tells it; told again in a later one, it is news again."""
    return uuid5(_OURS, f"{_closed(of)}/{story_id}").urn


def article(of: Entry) -> str:
    """The name for ever of an article of this history, whatever becomes of its address."""
    return uuid5(_OURS, f"article/{of.id}/{of.first_seen.isoformat()}").urn


def place(address: str) -> str:
    """The name of what is found at an address, the same whenever it is asked for there."""
    return uuid5(NAMESPACE_URL, address).urn


def _closed(of: Edition) -> str:
    return f"{of.name}/{of.until.isoformat()}"
