"""An edition as a mail: words for every reader, and the same as HTML whose styles stand at each element.

There is no picture in it and nothing is fetched, so that opening it tells nobody. One edition to one recipient is the
same bytes each time, its Message-ID too: who sends it again after a crash sends what the other side knows already.
"""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import blake2b

from monitor.core.model import Edition
from monitor.core.text import one_line
from monitor.render import identity, links, view
from monitor.render.filling import filled
from monitor.render.terminal import text
from monitor.render.view import Page

WIDTH = 72  # RFC 3676 wants lines under 78, and answers quote them
LONGEST_SUBJECT = 90  # characters; lists of mails show 40 to 70 of them
_PREVIEW = 140  # characters that a list of mails shows after the subject
_POLICY = policy.SMTP.clone(cte_type="7bit")  # no server on the way has to know more than ASCII in a body


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who writes to whom; `page` is where the edition is read on the web, and `unsubscribe` the address that ends it.

    Without an `unsubscribe` it is a mail to the sender.
    """

    sender: str
    recipient: str
    page: str | None = None
    unsubscribe: str | None = None


def mail(edition: Edition, envelope: Envelope) -> EmailMessage:
    """The edition as a mail to one recipient: multipart/alternative, plain text and HTML.

    Its date is the edition's. Headers are one line each, whatever stands in a title.
    """
    page = view.page(edition)
    message = EmailMessage(policy=_POLICY)
    for name, value in _headers(edition, page, envelope):
        message[name] = value
    message.set_content(text(edition, width=WIDTH), cte="quoted-printable")
    message.add_alternative(markup(edition, envelope), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{_print(edition, envelope.recipient)}")
    return message


def markup(edition: Edition, envelope: Envelope) -> str:
    """The mail's HTML, as a browser shows it too."""
    page = view.page(edition)
    address = links.safe(envelope.page) if envelope.page else None
    return filled("mail.html", page=page, preview=_preview(page), address=address)


def subject(edition: Edition) -> str:
    """The kind of edition, its day and its first story, in one line of at most 90 characters, cut between words."""
    page = view.page(edition)
    titles = [story.title for story in page.stories]
    line = ": ".join([f"{page.name}, {edition.day.day} {edition.day:%B}", *titles[:1]])
    return _cut(line.replace("=?", "= ?"), LONGEST_SUBJECT)  # where an encoded word begins, which would be decoded


def _headers(edition: Edition, page: Page, envelope: Envelope) -> tuple[tuple[str, str], ...]:
    sender, recipient = one_line(envelope.sender), one_line(envelope.recipient)
    domain = _domain(sender)
    leave = one_line(envelope.unsubscribe or f"mailto:{_bare(sender)}?subject=unsubscribe")
    return (
        ("From", sender),
        ("To", recipient),
        ("Subject", subject(edition)),
        ("Date", format_datetime(edition.until)),
        ("Message-ID", f"<{_print(edition, recipient)}@{domain}>"),
        ("List-Id", f"{page.name} <digest.monitor.{domain}>"),
        ("List-Unsubscribe", f"<{leave}>"),
        ("Auto-Submitted", "auto-generated"),
    )


def _preview(page: Page) -> str:
    """What a list of mails shows after the subject: the titles after the first, else how many stories there are."""
    titles = [story.title for story in page.stories]
    return _cut(" · ".join(titles[1:]) or page.quiet or page.summary, _PREVIEW)


def _cut(line: str, length: int) -> str:
    """The line, where it is longer cut after a word and marked so; a single long word is cut in itself."""
    if len(line) <= length:
        return line
    start = line[: length - 1]
    words = start.rpartition(" ")[0]
    return f"{(words if len(words) > length // 2 else start).rstrip(' ,;:·')}…"


def _print(edition: Edition, recipient: str) -> str:
    """Letters that are the same for one edition and recipient, and tell neither."""
    told = f"{identity.edition(edition)} {one_line(recipient)}"
    return blake2b(told.encode(), digest_size=16).hexdigest()


def _bare(sender: str) -> str:
    """The address alone out of "Name <address>"."""
    return sender.rpartition("<")[2].rstrip("> ")


def _domain(sender: str) -> str:
    """The domain of an address as ASCII; "localhost" where it has none that could stand in a header."""
    name = _bare(sender).rpartition("@")[2].lower()
    plain = name.replace(".", "").replace("-", "")
    return name if plain.isascii() and plain.isalnum() else "localhost"
