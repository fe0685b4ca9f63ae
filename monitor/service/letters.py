"""What is sent, made ready for its channel: a mail with its headers, or a short message."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from monitor import render
from monitor.core.model import Channel, Edition, Notice
from monitor.core.text import clean, one_line
from monitor.delivery import apprise
from monitor.delivery.apprise import Note
from monitor.delivery.smtp import Letter
from monitor.render import Envelope, brief
from monitor.service.mailboxes import Box
from monitor.settings import DeliverySettings

Content = Edition | Notice


def letter(content: Content, box: Box, settings: DeliverySettings) -> Letter:
    """The content as a mail to one address.

    It is the same at each attempt, its Message-ID too, so that a server or a reader that got it twice can tell.
    """
    if isinstance(content, Edition):
        message = render.mail(content, Envelope(sender=settings.from_, recipient=box.target))
    else:
        message = _notice(content, box, settings)
    return Letter(message=message, sender=parseaddr(settings.from_)[1], recipient=box.target)


def note(content: Content, box: Box) -> Note:
    """The content as a short message, as long as its messenger has room; raises DeliveryRefused where there is none."""
    if isinstance(content, Notice):
        lines = [brief.harmless(line) for line in clean(content.text).splitlines()]
        title, text = brief.harmless(content.title), "\n".join(lines)
        return Note(title=title, text=text[: apprise.room(box.target, title)])
    title = brief.title(content)
    return Note(title=title, text=brief.brief(content, apprise.room(box.target, title)))


def trial(box: Box, settings: DeliverySettings, now: datetime) -> Letter | Note:
    """A short message that says what it is for."""
    title, text = "A test of monitor", "This is what `monitor deliver --test` sends. Editions will come the same way."
    notice = Notice(key=f"test {now.isoformat()}", title=title, text=text, at=now)
    return letter(notice, box, settings) if box.channel is Channel.MAIL else note(notice, box)


def _notice(notice: Notice, box: Box, settings: DeliverySettings) -> EmailMessage:
    name, address = parseaddr(settings.from_)
    mark = hashlib.blake2b(f"{notice.key} {box.key}".encode(), digest_size=16).hexdigest()
    message = EmailMessage()
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = box.target
    message["Subject"] = one_line(notice.title)
    message["Date"] = format_datetime(notice.at)
    message["Message-ID"] = f"<{mark}@{address.rpartition('@')[2]}>"
    message["List-Unsubscribe"] = f"<mailto:{address}?subject=unsubscribe>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(clean(notice.text), cte="quoted-printable")
    return message
