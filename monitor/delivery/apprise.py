"""A short message handed to a messenger by the Apprise library, and an answer to what became of it.

The library itself answers yes or no, and a "no" may be a service that took the message and was slow to say so. Nearly
all its plugins speak HTTP through `requests`, so what went over the wire is watched there: which requests never
left, which were answered, and how.

The library's log names addresses with their tokens, and so do those of the libraries under it: they are silenced.
"""

from __future__ import annotations

import logging
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, wraps
from ssl import SSLCertVerificationError
from typing import TYPE_CHECKING, Any

from monitor.core.errors import DeliveryFailed, DeliveryPutOff, DeliveryRefused, DeliveryUnsure
from monitor.core.messengers import REFUSED, masked
from monitor.delivery.brink import Brink, nothing

if TYPE_CHECKING:
    from apprise import NotifyBase
    from requests import RequestException

TOTAL_TIME = timedelta(seconds=60)
"""How long one message may take; the library stops waiting then."""
LATER = frozenset({408, 425, 429, 503})
"""Answers that say "not now": after others of the 500s the service may have the message."""
LONGEST = 4000
"""Characters of a text, however much room there is: longer ones are not read in a chat."""
TITLE_MARKS = 20
"""Characters that a plugin may put around a title where it stands in the text."""
_TALKATIVE = ("apprise", "urllib3", "requests", "requests_oauthlib", "oauthlib", "charset_normalizer", "markdown")


@dataclass(slots=True)
class Exchange:
    """One request of a plugin: whether it can have left, and the status of its answer, None without one."""

    left: bool = True
    status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A short message in plain text."""

    title: str
    text: str


_JOURNAL: ContextVar[list[Exchange] | None] = ContextVar("exchanges", default=None)


def room(address: str, title: str) -> int:
    """How many characters a message's text may have beside its title, as the messenger's limits are.

    Raises DeliveryRefused for an address that Apprise does not understand, or that is not let through.
    """
    plugin = _plugin(address)
    beside = (plugin.body_maxlen - len(title) - TITLE_MARKS) * 9 // 10  # escapes make some texts longer
    return max(0, min(beside, LONGEST))


def send(address: str, note: Note, brink: Brink = nothing, *, total_time: timedelta = TOTAL_TIME) -> None:
    """Returns when the messenger took the message.

    `brink` is called before the first request: after it the service may have the message. What it raises goes through.

    Raises DeliveryRefused for an address that cannot be used and where the service refused; DeliveryPutOff where
    nothing left this machine, or the service said that it was not the time; DeliveryUnsure for all the rest.
    """
    library, plugin = _library(), _plugin(address, total_time)
    call = library.Apprise(asset=plugin.asset)
    call.add(plugin)
    brink()
    journal: list[Exchange] = []
    token = _JOURNAL.set(journal)
    try:
        taken = bool(call.notify(body=note.text, title=note.title, body_format=library.NotifyFormat.TEXT))
    except Exception:  # noqa: BLE001 - a plugin may raise anything, and its words may hold the address
        taken = False
    finally:
        _JOURNAL.reset(token)
    if not taken:
        raise _failure(masked(address), journal)


def _failure(place: str, journal: list[Exchange]) -> DeliveryFailed:
    """What a "no" means by the requests that were made."""
    statuses = [exchange.status for exchange in journal if exchange.left]
    if journal and not statuses:
        return DeliveryPutOff(place, "could not be reached")
    if not statuses:
        return DeliveryUnsure(place, "failed without saying whether it had taken the message")
    told = [status for status in statuses if status is not None]
    if len(told) < len(statuses):
        return DeliveryUnsure(place, "was sent the message, and did not answer")
    if any(not (300 <= status < 500 or status in LATER) for status in told):
        return DeliveryUnsure(place, f"answered {told[-1]}, and may have taken some of it")
    later = [status for status in told if status in LATER]
    return DeliveryPutOff(place, f"answered {later[-1]}") if later else DeliveryRefused(place, f"answered {told[-1]}")


def _plugin(address: str, total_time: timedelta = TOTAL_TIME) -> NotifyBase:
    """What Apprise makes of an address; raises DeliveryRefused where that is nothing, or not let through."""
    library, place = _library(), masked(address)
    asset = library.AppriseAsset(
        app_id="monitor",
        app_desc="monitor",
        app_url="",
        storage_mode=library.PersistentStoreMode.MEMORY,  # nothing is written to disk
        service_timeout=total_time.total_seconds(),
        http_redirects=False,  # a token goes to its own host alone
        pgp_autogen=False,
        pem_autogen=False,
    )
    plugin: Any  # its methods have no types
    try:
        plugin = library.Apprise.instantiate(address, asset=asset)
    except Exception:  # noqa: BLE001 - a plugin may raise anything, and its words may hold the address
        plugin = None
    if plugin is None:
        raise DeliveryRefused(place, "Apprise does not understand this address, or lacks a package for it") from None
    for scheme in plugin.schemas() & REFUSED.keys():
        raise DeliveryRefused(place, f"is not let through: {REFUSED[scheme]}")
    plugin.retry = 0  # whether to try again is decided by what is known of the first time
    made: NotifyBase = plugin
    return made


@cache
def _library() -> Any:
    """The library, imported at the first use, silenced and watched."""
    import apprise
    import requests

    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.propagate = False
        logger.addHandler(logging.NullHandler())
    _watch(requests.Session)
    return apprise


def _watch(session: Any) -> None:
    """Requests made from here on are noted in the journal of who sends; without one nothing changes."""
    from requests import RequestException

    original = session.send

    @wraps(original)
    def send(self: Any, request: Any, **options: Any) -> Any:
        journal = _JOURNAL.get()
        if journal is None:
            return original(self, request, **options)
        exchange = Exchange()
        journal.append(exchange)
        try:
            response = original(self, request, **options)
        except RequestException as error:
            exchange.left = not _stayed(error)
            raise
        exchange.status = response.status_code
        return response

    session.send = send


def _stayed(error: RequestException) -> bool:
    """Whether a request that failed so surely never left: no name, no connection, no trust in the other side."""
    from requests import ConnectTimeout
    from requests.exceptions import InvalidURL, MissingSchema
    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

    if isinstance(error, ConnectTimeout | InvalidURL | MissingSchema):
        return True
    cause = getattr(error.args[0] if error.args else None, "reason", None)
    untrusted = any(isinstance(part, SSLCertVerificationError) for part in getattr(cause, "args", ()))
    return untrusted or isinstance(cause, NewConnectionError | ConnectTimeoutError)
