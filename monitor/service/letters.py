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
from monitor.render import brief
from monitor.service.mailboxes import Box
from monitor.settings import DeliverySettings

Content = Edition | Notice


def letter(content: Content, box: Box, settings: DeliverySettings) -> Letter:
    """The content as a mail to one address.

    Its Message-ID is the same at each attempt, so that a server or a reader that got it twice can tell.
    """
    message = _edition(content) if isinstance(content, Edition) else _notice(content)
    sender = parseaddr(settings.from_)[1]
    out = content.until if isinstance(content, Edition) else content.at
    for name, value in _headers(content, settings, out).items():
        del message[name]
        message[name] = value
    del message["To"], message["Message-ID"]
    message["To"] = box.target
    message["Message-ID"] = f"<{_mark(content, box)}@{sender.rpartition('@')[2]}>"
    return Letter(message=message, sender=sender, recipient=box.target)


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


def _headers(content: Content, settings: DeliverySettings, out: datetime) -> dict[str, str | Address]:
    name, address = parseaddr(settings.from_)
    return {
        "From": Address(display_name=name, addr_spec=address),
        "Date": format_datetime(out),
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
        "List-Unsubscribe": f"<mailto:{address}?subject=unsubscribe>",
        "X-Monitor-Parcel": content.name if isinstance(content, Edition) else "notice",
    }


def _mark(content: Content, box: Box) -> str:
    name = content.name if isinstance(content, Edition) else content.key
    digest = hashlib.blake2b(f"{name} {box.key}".encode(), digest_size=12).hexdigest()
    return f"{content.name}.{digest}" if isinstance(content, Edition) else digest


def _edition(edition: Edition) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = one_line(brief.title(edition))
    message.set_content(render.text(edition, width=72), cte="quoted-printable")
    message.add_alternative(render.html(edition), subtype="html", cte="quoted-printable")
    return message


def _notice(notice: Notice) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = one_line(notice.title)
    message.set_content(clean(notice.text), cte="quoted-printable")
    return message
