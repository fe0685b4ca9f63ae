"""Editions and notices delivered: to each address once, tried again where that is safe, and never twice by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.errors import MessageError
from email.message import EmailMessage
from typing import TypeVar

from jinja2 import TemplateError
from sqlalchemy import Connection

from monitor.core import outbox
from monitor.core.errors import (
    DeliveryFailed,
    DeliveryPutOff,
    DeliveryRefused,
    DeliveryUnsure,
    HistoryError,
    InvalidInput,
)
from monitor.core.model import (
    Channel,
    Delivery,
    DeliveryState,
    Edition,
    Errand,
    Notice,
    Parcel,
    ParcelKind,
)
from monitor.core.text import one_line
from monitor.delivery import apprise, smtp
from monitor.delivery.smtp import Letter, Server
from monitor.service import editions, letters
from monitor.service.desk import Desk
from monitor.service.mailboxes import Box, boxes
from storage import deliveries as register
from storage import editions as shelf
from storage.deliveries import Verdict
from storage.leases import Owner

T = TypeVar("T")
log = logging.getLogger(__name__)

AT_ONCE = 4
"""Deliveries at a time: one slow server does not hold up the others."""
TOLD = timedelta(days=14)
"""How long what went wrong is told."""
KEPT = timedelta(days=90)
"""How long notices are kept, so that none of their keys is announced twice."""
MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, MessageError, TemplateError)
"""What is raised in reading and rendering something damaged, or an address that cannot stand in a header."""
FORSAKEN = "stopped in the middle of sending: it may have arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a delivery stands, in words for people; `to` names no token."""

    parcel: str
    channel: Channel
    to: str
    state: DeliveryState
    attempts: int = 0
    next_attempt: datetime | None = None
    error: str | None = None
    at: datetime


def notify(desk: Desk, title: str, text: str, key: str) -> bool:
    """Whether the notice is the first of its key; then it goes to every address of the settings with what is due."""
    return desk.write(register.announce, Notice(key=key, title=one_line(title), text=text, at=desk.now()))


def due(desk: Desk, now: datetime) -> tuple[Errand, ...]:
    """What is to be sent now: what came out lately and was never entered, then what waits for another attempt."""
    places = boxes(desk.settings.delivery)
    return desk.read(_due, desk, places, now) if places else ()


def are_due(desk: Desk) -> bool:
    """Whether there is something to send, or something of which nobody knows whether it was sent."""
    return desk.read(register.is_sending) or bool(due(desk, desk.now()))


def send_due(desk: Desk) -> tuple[Standing, ...]:
    """What became of what was due, after it was sent or not; what another process has in hand is left to it.

    Nothing that goes wrong with a message is raised.
    """
    now = desk.now()
    if desk.read(register.is_sending):
        desk.write(register.forsaken, FORSAKEN, now)
    errands = due(desk, now)
    return _sent(desk, errands) if errands else ()


def send_again(desk: Desk, name: str) -> tuple[Standing, ...]:
    """What became of an edition, sent once more to every address; raises UnknownEdition, and InvalidInput for none."""
    if desk.read(shelf.named, name) is None:
        raise editions.unknown(desk, name)
    parcel = Parcel(kind=ParcelKind.EDITION, name=name)
    errands = tuple(_errand(parcel, box) for box in _needed(desk))
    desk.write(_renewed, errands, desk.now())
    return _sent(desk, errands)


def trial(desk: Desk) -> tuple[Standing, ...]:
    """What became of a short test message to every address, sent now; raises InvalidInput where there is none."""
    with ThreadPoolExecutor(AT_ONCE, "trial") as pool:
        return tuple(pool.map(lambda box: _tried(desk, box), _needed(desk)))


def preview(desk: Desk, edition: Edition) -> EmailMessage:
    """The mail of an edition as it would go to the first address; made-up addresses stand for those not set."""
    settings = desk.settings.delivery
    settings = replace(settings, from_=settings.from_ or "from@example.org", to=settings.to or ("to@example.org",))
    box = boxes(replace(settings, smtp="smtp://preview"))[0]
    return letters.letter(edition, box, settings).message


def troubles(desk: Desk) -> tuple[Standing, ...]:
    """What of the last days is unsure, failed or was put off, of the addresses that are set; the newest first."""
    labels = {(box.channel, box.key): box for box in boxes(desk.settings.delivery)}
    found = desk.read(register.troubled, desk.now() - TOLD)
    return tuple(_standing(one, box) for one in found if (box := labels.get(_address(one.errand))))


def _due(connection: Connection, desk: Desk, places: tuple[Box, ...], now: datetime) -> tuple[Errand, ...]:
    since = now - outbox.FRESH
    kinds = desk.settings.delivery.editions
    parcels = [Parcel(kind=ParcelKind.EDITION, name=name) for name in register.issued(connection, kinds, since)]
    parcels += [Parcel(kind=ParcelKind.NOTICE, name=key) for key in register.announced(connection, since)]
    wanted = [_errand(parcel, box) for parcel in parcels for box in places]
    known = register.known(connection, [parcel.name for parcel in parcels])
    addresses = {(box.channel, box.key) for box in places}
    waiting = [one.errand for one in register.pending(connection, now) if _address(one.errand) in addresses]
    return (*(errand for errand in wanted if errand not in known), *waiting)


def _sent(desk: Desk, errands: tuple[Errand, ...]) -> tuple[Standing, ...]:
    places = {(box.channel, box.key): box for box in boxes(desk.settings.delivery)}
    owner = Owner.here()
    try:
        with ThreadPoolExecutor(AT_ONCE, "delivery") as pool:
            told = list(pool.map(lambda errand: _one(desk, errand, places[_address(errand)], owner), errands))
    finally:
        owner.end()
    desk.write(register.forget, desk.now() - KEPT)
    return tuple(standing for standing in told if standing)


def _one(desk: Desk, errand: Errand, box: Box, owner: Owner) -> Standing | None:
    """What became of one delivery; None where it is not ours to send now."""
    attempt = desk.write(_taken, errand, owner, desk.now())
    if attempt is None:
        return None
    verdict = _attempted(desk, errand, box, owner)
    if verdict.state is DeliveryState.PENDING:
        again = outbox.next_attempt(attempt, desk.now())
        verdict = replace(verdict, next_attempt=again, state=verdict.state if again else DeliveryState.FAILED)
    desk.write(register.settle, errand, owner, verdict, desk.now())
    delivery = desk.read(register.one, errand)
    if delivery is None:
        return None
    standing = _standing(delivery, box)
    _tell(standing)
    return standing


def _attempted(desk: Desk, errand: Errand, box: Box, owner: Owner) -> Verdict:
    """The verdict of one attempt, as what the channel raises means it."""

    def brink() -> None:
        if not desk.write(register.commit, errand, owner, desk.now()):
            raise DeliveryPutOff(box.label, "took so long that another process took it over")

    try:
        message = _made(box, lambda: _ready(desk, errand.parcel, box))
        if message is None:
            return Verdict(state=DeliveryState.FAILED, error="it is not in the history any more")
        _hand_over(desk, message, box, brink)
    except (DeliveryPutOff, HistoryError) as error:
        return Verdict(state=DeliveryState.PENDING, error=str(error))
    except DeliveryRefused as error:
        return Verdict(state=DeliveryState.FAILED, error=str(error))
    except DeliveryUnsure as error:
        return Verdict(state=DeliveryState.UNSURE, error=str(error))
    return Verdict(state=DeliveryState.SENT)


def _made(box: Box, make: Callable[[], T]) -> T:
    """The message; raises DeliveryRefused for one that cannot be made of what is stored or set, so that it does not
    keep the others from going.

    What the history raises goes through, which is no fault of the message, and so does what no message can be the
    fault of.
    """
    try:
        return make()
    except MALFORMED as error:
        log.exception("the message to %s cannot be made", box.label)
        reason = f"its message cannot be made: {type(error).__name__}: {one_line(str(error))}"
        raise DeliveryRefused(box.label, reason) from error


def _ready(desk: Desk, parcel: Parcel, box: Box) -> Letter | apprise.Note | None:
    content = desk.read(_content, parcel)
    if content is None:
        return None
    mail = box.channel is Channel.MAIL
    return letters.letter(content, box, desk.settings.delivery) if mail else letters.note(content, box)


def _hand_over(desk: Desk, message: Letter | apprise.Note, box: Box, brink: Callable[[], None]) -> None:
    settings = desk.settings.delivery
    if isinstance(message, Letter):
        smtp.send(Server.of(settings.smtp, settings.password), message, brink)
    else:
        apprise.send(box.target, message, brink)


def _tried(desk: Desk, box: Box) -> Standing:
    told = Standing(parcel="test", channel=box.channel, to=box.label, state=DeliveryState.SENT, at=desk.now())
    try:
        message = _made(box, lambda: letters.trial(box, desk.settings.delivery, desk.now()))
        _hand_over(desk, message, box, lambda: None)
    except DeliveryFailed as error:
        unsure = isinstance(error, DeliveryUnsure)
        return replace(told, state=DeliveryState.UNSURE if unsure else DeliveryState.FAILED, error=str(error))
    return told


def _taken(connection: Connection, errand: Errand, owner: Owner, now: datetime) -> int | None:
    register.enter(connection, [errand], now)
    return register.take(connection, errand, owner, now)


def _renewed(connection: Connection, errands: tuple[Errand, ...], now: datetime) -> None:
    for errand in errands:
        register.again(connection, errand, now)


def _content(connection: Connection, parcel: Parcel) -> letters.Content | None:
    if parcel.kind is ParcelKind.EDITION:
        return shelf.named(connection, parcel.name)
    return register.notice(connection, parcel.name)


def _needed(desk: Desk) -> tuple[Box, ...]:
    found = boxes(desk.settings.delivery)
    if not found:
        raise InvalidInput("[delivery]", "neither mail (smtp, from, to) nor a messenger (apprise) is set")
    return found


def _errand(parcel: Parcel, box: Box) -> Errand:
    return Errand(parcel=parcel, channel=box.channel, address_key=box.key)


def _address(errand: Errand) -> tuple[Channel, str]:
    return errand.channel, errand.address_key


def _standing(delivery: Delivery, box: Box) -> Standing:
    parcel = delivery.errand.parcel
    return Standing(
        parcel=parcel.name,
        channel=box.channel,
        to=box.label,
        state=delivery.state,
        attempts=delivery.attempts,
        next_attempt=delivery.next_attempt,
        error=delivery.error,
        at=delivery.at,
    )


def _tell(standing: Standing) -> None:
    if standing.state is DeliveryState.SENT:
        log.info("%s sent to %s", standing.parcel, standing.to)
    else:
        log.warning("%s to %s: %s: %s", standing.parcel, standing.to, standing.state.value, standing.error)
