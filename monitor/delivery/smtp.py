"""A mail handed to an SMTP server (RFC 5321), with TLS, and an answer to what became of it."""

from __future__ import annotations

import ipaddress
import re
import select
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from monitor.core.errors import DeliveryPutOff, DeliveryRefused, DeliveryUnsure
from monitor.core.text import one_line
from monitor.delivery.brink import Brink, nothing

ANSWER_TIME = timedelta(seconds=20)
"""How long one answer may take."""
TOTAL_TIME = timedelta(seconds=90)
"""How long all of it may take: a server that answers a letter at a time is cut off."""
SHOWN = 200
"""Characters of a server's own words in an error."""

_DOTS = re.compile(rb"(?m)^\.")
# Lines end as SMTP wants it, and what is not ASCII is encoded, as not every server takes it as it is.
_WIRE = policy.SMTP.clone(cte_type="7bit")
_OK, _GO_ON = 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where mail is handed over, and as whom; `sealed` is TLS from the first byte, else STARTTLS is asked for."""

    host: str
    port: int
    sealed: bool
    user: str
    password: str = field(repr=False)

    @classmethod
    def of(cls, address: str, password: str) -> Server:
        """The server of an address such as "smtps://user@host:465" or "smtp://host:587"."""
        parts = urlsplit(address)
        sealed = parts.scheme == "smtps"
        port = parts.port or (465 if sealed else 587)
        user = unquote(parts.username or "")
        return cls(host=parts.hostname or "", port=port, sealed=sealed, user=user, password=password)

    @property
    def place(self) -> str:
        """The server for people."""
        return f"{self.host}:{self.port}"

    @property
    def is_here(self) -> bool:
        """Whether the server is on this machine: then nobody listens in between, and TLS is not insisted on."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message with its envelope: the bare addresses that the server is told."""

    message: EmailMessage
    sender: str
    recipient: str


def send(server: Server, letter: Letter, brink: Brink = nothing, *, total_time: timedelta = TOTAL_TIME) -> None:
    """Returns when the server took the letter.

    `brink` is called when all is said but the message's end: before it the server surely has no letter, after it it
    may have one. What it raises goes through, and the server drops what it has.

    Raises DeliveryPutOff for no connection, a connection that broke before the message's end was sent, and answers
    4xx; DeliveryRefused for answers 5xx, a refused login, and a server without the TLS that is needed;
    DeliveryUnsure when the message's end was sent and no answer came.
    """
    data = _DOTS.sub(b"..", letter.message.as_bytes(policy=_WIRE))
    with _named(server), _connected(server, total_time) as smtp:
        _open(server, smtp)
        _judge(server, smtp.mail(letter.sender), _OK)
        _judge(server, smtp.rcpt(letter.recipient), _OK)
        _judge(server, smtp.docmd("DATA"), _GO_ON)
        smtp.send(data if data.endswith(b"\r\n") else data + b"\r\n")
        brink()
        _refuse_a_broken_line(server, smtp)
        smtp.send(b".\r\n")
        _judge(server, _verdict(server, smtp), _OK)
        _take_leave(smtp)


@contextmanager
def _connected(server: Server, total_time: timedelta) -> Iterator[smtplib.SMTP]:
    """A connection that was greeted, and that is cut when the total time is over."""
    smtp = _line(server, min(ANSWER_TIME, total_time).total_seconds())
    cut = threading.Timer(total_time.total_seconds(), _cut, [smtp])
    cut.daemon = True
    cut.start()
    try:
        _judge(server, smtp.connect(server.host, server.port), _OK)
        yield smtp
    finally:
        cut.cancel()
        smtp.close()


def _line(server: Server, seconds: float) -> smtplib.SMTP:
    """What will connect: a host given here would be connected to at once, with nobody yet to cut it."""
    smtp: smtplib.SMTP
    smtp = smtplib.SMTP_SSL(timeout=seconds, context=_trust(server)) if server.sealed else smtplib.SMTP(timeout=seconds)
    smtp._host = server.host  # type: ignore[attr-defined]  # noqa: SLF001 - the name that TLS verifies
    return smtp


def _take_leave(smtp: smtplib.SMTP) -> None:
    """QUIT; how the server takes it matters no more."""
    with suppress(OSError, smtplib.SMTPException, AttributeError):  # the connection may have been cut meanwhile
        smtp.sock.settimeout(1)  # type: ignore[union-attr]  # None is the AttributeError
        smtp.quit()


def _cut(smtp: smtplib.SMTP) -> None:
    """Ends the connection from another thread: whoever waits for the server is told at once."""
    with suppress(OSError, AttributeError):  # it may have been closed in this very moment
        smtp.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]  # None is the AttributeError


def _open(server: Server, smtp: smtplib.SMTP) -> None:
    """TLS where it is needed, then the login where there is a user."""
    smtp.ehlo_or_helo_if_needed()
    if not server.sealed and smtp.has_extn("starttls"):
        _judge(server, smtp.starttls(context=_trust(server)), _OK)
        smtp.ehlo_or_helo_if_needed()
    elif not (server.sealed or server.is_here):
        raise DeliveryRefused(server.place, "offers no STARTTLS, and nothing is sent in the open: use smtps://")
    if server.user:
        _log_in(server, smtp)


def _log_in(server: Server, smtp: smtplib.SMTP) -> None:
    """Raises without the server's words: they may repeat what it was told."""
    try:
        smtp.login(server.user, server.password)
    except smtplib.SMTPAuthenticationError as error:
        kind = DeliveryPutOff if 400 <= error.smtp_code < 500 else DeliveryRefused
        raise kind(server.place, f"refused the login of {server.user} ({error.smtp_code})") from None
    except smtplib.SMTPNotSupportedError:
        raise DeliveryRefused(server.place, "takes no login: leave the user out of [delivery] smtp") from None
    except smtplib.SMTPHeloError as error:
        raise DeliveryPutOff(server.place, _told(error.smtp_code, error.smtp_error)) from None
    except UnicodeEncodeError:
        raise DeliveryRefused(server.place, "user and password must be ASCII for this server") from None


def _trust(server: Server) -> ssl.SSLContext:
    """Certificates must be good, but for a server on this machine, whose own is nobody's to vouch for."""
    context = ssl.create_default_context()
    if server.is_here:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _refuse_a_broken_line(server: Server, smtp: smtplib.SMTP) -> None:
    """Before the message's end is sent, a last look: a server says nothing then, unless it is gone or going."""
    waiting = isinstance(smtp.sock, ssl.SSLSocket) and smtp.sock.pending()
    if smtp.sock is None or waiting or select.select([smtp.sock], [], [], 0)[0]:
        raise DeliveryPutOff(server.place, "broke off while the message was on its way")


def _verdict(server: Server, smtp: smtplib.SMTP) -> tuple[int, bytes]:
    """The answer to the whole message; raises DeliveryUnsure where there is none that can be read."""
    try:
        code, words = smtp.getreply()
    except (OSError, smtplib.SMTPException):
        raise DeliveryUnsure(server.place, "was sent the whole message, and did not answer") from None
    if code // 100 not in {2, 4, 5}:
        raise DeliveryUnsure(server.place, "was sent the whole message, and answered what cannot be read")
    return code, words


def _judge(server: Server, answer: tuple[int, bytes], expected: int) -> None:
    """Raises what an answer means that is not of the expected hundred."""
    code, words = answer
    if code // 100 == expected:
        return
    kind = DeliveryRefused if code // 100 == 5 else DeliveryPutOff
    raise kind(server.place, _told(code, words)) from None


def _told(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return one_line(f"answered {code} {text}")[:SHOWN]


@contextmanager
def _named(server: Server) -> Iterator[None]:
    """Errors of the connection leave as DeliveryPutOff: the message's end was not sent."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise DeliveryPutOff(server.place, f"its certificate is not trusted: {error.verify_message}") from None
    except ssl.SSLError as error:
        raise DeliveryPutOff(server.place, f"no TLS with it: {error.reason or 'the handshake broke off'}") from None
    except TimeoutError:
        raise DeliveryPutOff(server.place, "did not answer in time") from None
    except smtplib.SMTPResponseException as error:
        raise DeliveryPutOff(server.place, _told(error.smtp_code, error.smtp_error)) from None
    except smtplib.SMTPException:
        raise DeliveryPutOff(server.place, "the connection broke before the message was sent") from None
    except socket.gaierror:
        raise DeliveryPutOff(server.place, "nobody knows its name") from None
    except (OSError, UnicodeError) as error:
        reason = (getattr(error, "strerror", None) or "it broke").lower()
        raise DeliveryPutOff(server.place, f"no connection: {reason}") from None
