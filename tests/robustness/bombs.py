"""What goes over the wire to do harm: bombs in every packing, and answers that have no end."""

from __future__ import annotations

import asyncio
import gzip
import io
import zipfile
import zlib

import brotli

from tests.robustness.stage import Call, Play

MEGABYTE = 2**20


ZEROS = b"\0" * MEGABYTE


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def raw(*pieces: bytes, pause: float = 0.0, times: int = 1) -> Play:
    """The pieces one after the other, so many times over, with a pause after each."""

    async def play(writer: asyncio.StreamWriter) -> None:
        for _ in range(times):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                if pause:
                    await asyncio.sleep(pause)

    return play


def silence(_: Call) -> Play:
    return raw(b"", pause=50)


def packed(times: int) -> bytes:
    """So many megabytes of zeros as gzip."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(ZEROS) for _ in range(times)) + packer.flush()


GZIP_BOMB = packed(200)


TWICE = gzip.compress(GZIP_BOMB)


def deflate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(ZEROS) for _ in range(200)) + packer.flush()


def brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join(packer.process(ZEROS) for _ in range(200)) + packer.finish()


def zip_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("page.html", ZEROS * 50)
    return file.getvalue()


BROTLI, DEFLATE = brotli_bomb(), deflate_bomb()
