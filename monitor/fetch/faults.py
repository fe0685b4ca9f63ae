"""What goes wrong below us, told as one of our own errors."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import datetime

import anyio
import h2.exceptions
import h11
import httpcore
import httpx

from monitor.core.errors import AddressRefused, FetchFailed, TimedOut, TooLarge, Unreachable, Unresolved

FAULTS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    # httpx translates these while it reads, but not while it closes.
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
    h2.exceptions.H2Error,
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
    OSError,  # ssl.SSLError is one, which httpcore lets pass while it reads
    ValueError,  # UnicodeError and idna's errors are such, and numbers of thousands of digits in headers
)
"""Everything that an exchange may raise besides FetchFailed."""

_HEADERS_TOO_LARGE = 431


def failure(url: str, error: Exception) -> FetchFailed:
    """The error of ours that one of `FAULTS` amounts to."""
    causes = tuple(_chain(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return Unresolved(url, "its name does not resolve")
    if any(_is_about_size(cause) for cause in causes):
        return TooLarge(url, "more headers than allowed")
    if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException, TimeoutError)):
        is_early = isinstance(error, httpx.ConnectTimeout | httpcore.ConnectTimeout)
        return Unreachable(url, "no connection in time") if is_early else TimedOut(url, "no answer in time")
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol)):
        return AddressRefused(url, f"not an address: {error}")
    # httpcore calls it our own fault when a server breaks the rules of HTTP/2.
    is_theirs = any(isinstance(cause, h2.exceptions.ProtocolError) for cause in causes)
    if isinstance(error, (ValueError, httpx.LocalProtocolError)) and not is_theirs:
        return FetchFailed(url, f"cannot be asked for or understood: {error}")
    return Unreachable(url, _reason(causes))


def restated(error: FetchFailed, url: str, retry_at: datetime | None) -> FetchFailed:
    """The same error about another address and moment; which address of several it was stays in its cause."""
    return type(error)(url, error.args[1], retry_at)


def _reason(causes: tuple[BaseException, ...]) -> str:
    """The first words that any of the causes has, from the outermost on."""
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate is not valid: {cause.verify_message}"
    return next(filter(None, map(str, causes)), "the connection broke")


def _is_about_size(cause: BaseException) -> bool:
    """Whether h11 or h2 gave up because of too many bytes of headers."""
    if isinstance(cause, h11.RemoteProtocolError):
        return cause.error_status_hint == _HEADERS_TOO_LARGE
    return isinstance(cause, h2.exceptions.DenialOfServiceError)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was raised from, down to the first."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
