"""Where things are sent, as the settings have it: mailboxes and messengers, each with what it is known by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from monitor.core.messengers import scheme
from monitor.core.model import Channel
from monitor.settings import DeliverySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One address. `key` is the hash by which the history knows it, `label` what people are told: never a token."""

    channel: Channel
    target: str = field(repr=False)
    key: str
    label: str


def boxes(settings: DeliverySettings) -> tuple[Box, ...]:
    """The addresses of the settings, each once; none where neither mail nor a messenger is set."""
    mail = settings.to if settings.smtp else ()
    found = [_box(Channel.MAIL, target) for target in mail]
    found += [_box(Channel.MESSENGER, target) for target in settings.apprise]
    return tuple({(box.channel, box.key): box for box in found}.values())


def _box(channel: Channel, target: str) -> Box:
    key = hashlib.blake2b(f"{channel.value} {target}".encode(), digest_size=16).hexdigest()
    shown = target if channel is Channel.MAIL else f"{scheme(target)}:// ({key[:6]})"
    return Box(channel=channel, target=target, key=key, label=shown)
