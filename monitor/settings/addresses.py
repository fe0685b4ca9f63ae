"""Where things are sent: a mail server, mailboxes, messengers; and which editions are."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from monitor.core.messengers import REFUSED, scheme
from monitor.core.model import EditionKind
from monitor.settings.values import Unreadable

# Of RFC 5321 what is in use: no quoted names, no numbers as hosts, nothing beyond ASCII, which not every server takes.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAILBOX = re.compile(rf"(?=[^@]{{1,64}}@.{{1,252}}\Z){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_NAMED = re.compile(r"(?P<name>[^<>()\[\]\"\\,;:@]{1,100})<(?P<box>[^<>]+)>")


def smtp(value: object) -> str:
    """A mail server's address without a password, or the empty text."""
    text = value.strip() if isinstance(value, str) else "-"
    try:
        parts = urlsplit(text)
        fits = parts.scheme in {"smtp", "smtps"} and parts.hostname and parts.port != 0 and text.isprintable()
    except ValueError:
        fits = False
    if text and (not fits or parts.path.strip("/") or parts.query or parts.fragment):
        raise Unreadable('an address such as "smtps://user@mail.example:465" or "smtp://mail.example:587"')
    if text and parts.password is not None:
        raise Unreadable("an address without a password: that is for [delivery] password, or its _FILE variable")
    return text


def mailbox(value: object) -> str:
    """A bare mail address."""
    text = value.strip() if isinstance(value, str) else ""
    if not _MAILBOX.fullmatch(text):
        raise Unreadable('a mail address such as "reader@example.org"')
    return text


def sender(value: object) -> str:
    """A mail address, with a name before it or not, or the empty text."""
    text = value.strip() if isinstance(value, str) else "-"
    match = _NAMED.fullmatch(text)
    if text and not (text.isprintable() and _MAILBOX.fullmatch(match["box"].strip() if match else text)):
        raise Unreadable('a mail address such as "reader@example.org" or "Daily digest <reader@example.org>"')
    return text


def messenger(value: object) -> str:
    """An address of Apprise's, of a scheme that is let through."""
    text = value.strip() if isinstance(value, str) else ""
    found = scheme(text) if text.isprintable() else None
    if found is None:
        raise Unreadable('an address of Apprise\'s such as "ntfy://topic" or "tgram://token/chat"')
    if found in REFUSED:
        raise Unreadable(f"another messenger than {found}://: {REFUSED[found]}")
    return text


def edition(value: object) -> EditionKind:
    """A kind of edition."""
    if not isinstance(value, str) or value not in list(EditionKind):
        raise Unreadable(f"one of {', '.join(EditionKind)}")
    return EditionKind(value)
