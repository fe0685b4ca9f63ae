"""A body decoded as it arrives, within bounds.

Counting what a decoder gives does not bound memory: one chunk of a bomb decodes to a gigabyte before it can be
counted. So every decoder here gives pieces of a bounded size, and the next piece is asked for only after the last
was counted, at every one of several encodings.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli

from monitor.core.errors import TooLarge, Undecodable

OFFERED = "gzip, deflate, br"
"""What requests offer in Accept-Encoding."""
PIECE = 64 * 1024
"""Bytes that a decoder gives at once; brotli gives up to twice as many."""

_MOST_ENCODINGS = 3
_GZIP_MAGIC = b"\x1f\x8b"


class _Decoder(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...

    def is_whole(self) -> bool: ...


class _Inflate:
    """gzip with any number of members, and deflate with or without the header of zlib."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._held = b""
        self._inner: zlib._Decompress | None = None
        self._is_over = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        data, self._held = self._held + data, b""
        while data and not self._is_over:
            if self._inner is None and len(data) < len(_GZIP_MAGIC):
                self._held = data
                return
            inner = self._inner = self._inner or zlib.decompressobj(self._window(data))
            piece = inner.decompress(data, PIECE)
            yield piece
            while not inner.eof and (inner.unconsumed_tail or len(piece) == PIECE):
                yield (piece := inner.decompress(inner.unconsumed_tail, PIECE))
            data = self._after(inner) if inner.eof else b""

    def is_whole(self) -> bool:
        return self._inner.eof if self._inner else not self._held

    def _window(self, data: bytes) -> int:
        """The kind of stream as zlib counts them: gzip, zlib's own, or raw."""
        if self._gzip:
            return zlib.MAX_WBITS + 16
        has_header = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
        return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS

    def _after(self, inner: zlib._Decompress) -> bytes:
        """What follows a finished stream if it is another member of gzip; anything else is padding."""
        rest = inner.unused_data
        if self._gzip and rest.startswith(_GZIP_MAGIC):
            self._inner = None
            return rest
        self._is_over = not (self._gzip and _GZIP_MAGIC.startswith(rest))
        return b""


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()
        self._started = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._started = self._started or bool(data)
        if self._inner.is_finished():
            return
        yield (piece := self._inner.process(data, output_buffer_limit=PIECE))
        # A full piece may have left more behind, though the decoder says that it would take more.
        while not self._inner.is_finished() and (len(piece) >= PIECE or not self._inner.can_accept_more_data()):
            yield (piece := self._inner.process(b"", output_buffer_limit=PIECE))

    def is_whole(self) -> bool:
        return not self._started or bool(self._inner.is_finished())


_DECODERS: dict[str, Callable[[], _Decoder]] = {
    "gzip": lambda: _Inflate(gzip=True),
    "x-gzip": lambda: _Inflate(gzip=True),
    "deflate": lambda: _Inflate(gzip=False),
    "br": _Brotli,
}


class Body:
    """A body under construction: raw bytes go in, decoded ones collect up to `limit`.

    With `cut`, what is beyond the limit is left out and `is_full` says so; else it raises TooLarge. Raises
    Undecodable for an encoding that was not offered, for bytes that are not in it, and at the end for a stream
    that breaks off. A body without a byte is whole in every encoding.
    """

    def __init__(self, url: str, encoding: str | None, limit: int, *, cut: bool = False) -> None:
        self._url, self._limit, self._cut = url, limit, cut
        self._decoders = _chain(url, encoding)
        self._sizes = [0] * (len(self._decoders) + 1)
        self._decoded = bytearray()
        self.is_full = False

    def feed(self, chunk: bytes) -> None:
        """Take the next raw bytes."""
        for _ in self.growing(chunk):
            pass

    def growing(self, chunk: bytes) -> Iterator[int]:
        """Take the next raw bytes; gives the decoded size so far after each piece."""
        try:
            for piece in self._through(chunk, 0):
                self._decoded += piece
                yield len(self._decoded)
        except (zlib.error, brotli.error) as error:
            raise Undecodable(self._url, f"the body is not in its encoding: {error}") from error
        except _FullError:
            self.is_full = True
            if not self._cut:
                raise TooLarge(self._url, f"more than {self._limit} bytes") from None

    def whole(self) -> bytes:
        """The decoded body, after the last raw byte."""
        if not self.is_full and not all(decoder.is_whole() for decoder in self._decoders):
            raise Undecodable(self._url, "the body breaks off")
        del self._decoded[self._limit :]
        return bytes(self._decoded)

    def _through(self, data: bytes, stage: int) -> Iterator[bytes]:
        """The pieces that the decoders from `stage` on make of the data, each counted before the next."""
        self._sizes[stage] += len(data)
        if stage == len(self._decoders):
            yield data
        else:
            for piece in self._decoders[stage].feed(data):
                yield from self._through(piece, stage + 1)
        if self._sizes[stage] > self._bound(stage):
            raise _FullError

    def _bound(self, stage: int) -> int:
        """The limit; encoded bytes may be a little more than decoded ones, where nothing could be saved."""
        return self._limit if stage == len(self._decoders) else self._limit + self._limit // 64 + 1024


class _FullError(Exception):
    """More bytes than the limit, at some stage."""


def _chain(url: str, encoding: str | None) -> list[_Decoder]:
    """The decoders for a Content-Encoding, in the order in which they are applied: the last encoding first."""
    names = [name for name in re.split(r"[,\s]+", (encoding or "").lower()) if name not in {"", "identity"}]
    if len(names) > _MOST_ENCODINGS or any(name not in _DECODERS for name in names):
        raise Undecodable(url, f"the encoding {', '.join(names)!r} was not offered")
    return [_DECODERS[name]() for name in reversed(names)]
