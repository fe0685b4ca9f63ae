"""The nouns of the house, frozen; they carry values from room to room and decide nothing.

Instants are aware and in UTC, durations are `timedelta`, offsets count characters. A field that may be
unknown is None; a sequence that may be empty is an empty tuple.
"""

from monitor.core.model.article import Article, Fingerprint, Profile, Sentence, Summary, Terms
from monitor.core.model.delivery import Channel, Delivery, DeliveryState, Errand, Notice, Parcel, ParcelKind
from monitor.core.model.edition import (
    Alteration,
    Edition,
    EditionKind,
    EditionState,
    Ended,
    Issue,
    Item,
    Mention,
    Novelty,
    Picture,
    Remembered,
    ScorePart,
    Silence,
    Tier,
    edition_name,
)
from monitor.core.model.entry import Arrival, Entry, Headline, Stored, Version
from monitor.core.model.picture import KeptPicture
from monitor.core.model.source import Candidate, Listing, ListingKind, Source, SourceState
from monitor.core.model.story import Coverage, Disagreement, Quote, Telling
from monitor.core.model.visit import Outcome, Request, Response, Trouble, Visit
from monitor.core.model.watch import Match, Watch, Watched

__all__ = [
    "Alteration",
    "Arrival",
    "Article",
    "Candidate",
    "Channel",
    "Coverage",
    "Delivery",
    "DeliveryState",
    "Disagreement",
    "Edition",
    "EditionKind",
    "EditionState",
    "Ended",
    "Entry",
    "Errand",
    "Fingerprint",
    "Headline",
    "Issue",
    "Item",
    "KeptPicture",
    "Listing",
    "ListingKind",
    "Match",
    "Mention",
    "Notice",
    "Novelty",
    "Outcome",
    "Parcel",
    "ParcelKind",
    "Picture",
    "Profile",
    "Quote",
    "Remembered",
    "Request",
    "Response",
    "ScorePart",
    "Sentence",
    "Silence",
    "Source",
    "SourceState",
    "Stored",
    "Summary",
    "Telling",
    "Terms",
    "Tier",
    "Trouble",
    "Version",
    "Visit",
    "Watch",
    "Watched",
    "edition_name",
]
