"""A made-up photograph: a sun over hills and water, painted from chance, as a PNG of its own (RFC 2083)."""

from __future__ import annotations

import math
import struct
import zlib
from itertools import pairwise

WIDTH, HEIGHT = 640, 400
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
Colour = tuple[int, int, int]
# Sky above, sky below, sun, far hills, near hills: the palettes of the drawings.
_PALETTES: tuple[tuple[Colour, Colour, Colour, Colour, Colour], ...] = (
    ((246, 231, 200), (240, 180, 140), (226, 113, 74), (107, 162, 146), (35, 57, 91)),
    ((220, 236, 245), (190, 214, 226), (242, 177, 60), (143, 184, 201), (29, 78, 107)),
    ((251, 228, 224), (240, 163, 94), (200, 85, 61), (140, 100, 120), (61, 44, 79)),
    ((231, 239, 217), (253, 251, 240), (217, 140, 63), (147, 176, 122), (47, 74, 60)),
)


def png(chance: bytes) -> bytes:
    """The picture that 32 bytes of chance make, 640 by 400; the same bytes make the same picture."""
    hills = (_hills(250, 46, chance[4:8]), _hills(320, 60, chance[8:12]))
    rows = b"".join(b"\x00" + _row(y, chance, hills) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _row(y: int, chance: bytes, hills: tuple[list[int], list[int]]) -> bytes:
    """One line of pixels: the sky, the sun in it, then the hills before it."""
    above, below, sun, far, near = _PALETTES[chance[0] % len(_PALETTES)]
    line = bytearray(bytes(_mixed(above, below, y / HEIGHT)) * WIDTH)
    _paint(line, *_chord(y, chance), sun)
    for colour, edge in zip((far, near), hills, strict=True):
        for start, end in _under(y, edge):
            _paint(line, start, end, colour)
    return bytes(line)


def _chord(y: int, chance: bytes) -> tuple[int, int]:
    """Where the sun begins and ends on a line."""
    centre, height, radius = 120 + chance[1] * 400 // 255, 120 + chance[2] // 4, 46 + chance[3] // 10
    half = math.isqrt(max(0, radius**2 - (y - height) ** 2))
    return centre - half, centre + half


def _hills(base: int, depth: int, chance: bytes) -> list[int]:
    """The edge of the hills, its height at each place: waves laid over each other around `base`."""
    waves = [(1 + byte % 3, byte / 40) for byte in chance]
    heights = (sum(math.sin(x / WIDTH * math.tau * number + shift) for number, shift in waves) for x in range(WIDTH))
    return [round(base + depth * height / len(waves)) for height in heights]


def _under(y: int, edge: list[int]) -> list[tuple[int, int]]:
    """The stretches of a line that lie below the edge."""
    if y <= min(edge):
        return []
    turns = [x for x in range(1, WIDTH) if (edge[x] < y) != (edge[x - 1] < y)]
    bounds = [0, *turns, WIDTH]
    return [(start, end) for start, end in pairwise(bounds) if edge[start] < y]


def _paint(line: bytearray, start: int, end: int, colour: Colour) -> None:
    line[3 * start : 3 * end] = bytes(colour) * (end - start)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
