from __future__ import annotations

import contextlib
import gzip
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.errors import TooLarge, Undecodable
from monitor.fetch.decoding import PIECE, Body

URL = "https://paper.example/"
TEXT = b" ".join(b"%d doors and %d windows." % (n, n * n % 977) for n in range(600))


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZip": gzip.compress,
    "deflate": zlib.compress,
    "deflate ": raw_deflate,
    "br": brotli.compress,
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
    "br, gzip": lambda data: gzip.compress(brotli.compress(data)),
    "gzip,br": lambda data: brotli.compress(gzip.compress(data)),
    "deflate, identity, br": lambda data: brotli.compress(zlib.compress(data)),
    "identity": lambda data: data,
}


def decoded(raw, encoding, limit=1_000_000, step=None, **options):
    body = Body(URL, encoding, limit, **options)
    for start in range(0, len(raw), step or max(1, len(raw))):
        body.feed(raw[start : start + (step or len(raw))])
    return body.whole()


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("step", [None, 1, 7])
def test_a_body_is_decoded_however_it_arrives(encoding, step):
    assert decoded(PACKED[encoding](TEXT), encoding, step=step) == TEXT


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_sizes_around_a_piece_are_whole(encoding, size):
    assert decoded(PACKED[encoding](b"a" * size), encoding) == b"a" * size


@pytest.mark.parametrize("encoding", PACKED)
def test_nothing_at_all_is_an_empty_body(encoding):
    assert decoded(b"", encoding) == b""


@pytest.mark.parametrize("encoding", [encoding for encoding in PACKED if encoding != "identity"])
@pytest.mark.parametrize("lost", [1, 5, 9, 100])
def test_a_body_that_breaks_off_is_told(encoding, lost):
    with pytest.raises(Undecodable):
        decoded(PACKED[encoding](TEXT)[:-lost], encoding)


def test_a_single_byte_is_no_whole_stream():
    for encoding in ("gzip", "deflate", "br"):
        with pytest.raises(Undecodable):
            decoded(b"\x1f", encoding)


@pytest.mark.parametrize("encoding", [encoding for encoding in PACKED if encoding != "identity"])
def test_plain_text_under_an_encoding_is_told(encoding):
    with pytest.raises(Undecodable):
        decoded(b"<html>not packed at all</html>", encoding)


@pytest.mark.parametrize(
    "encoding", ["zstd", "compress", "gzip, zstd", "base64", "utf-8", "gzip, gzip, gzip, gzip", "gzip;q=1"]
)
def test_an_encoding_that_was_not_offered_is_told(encoding):
    with pytest.raises(Undecodable):
        Body(URL, encoding, 1000)


def test_gzip_may_have_several_members_and_padding():
    raw = gzip.compress(b"one ") + gzip.compress(b"two") + bytes(100)
    assert decoded(raw, "gzip") == b"one two"
    assert decoded(raw, "gzip", step=1) == b"one two"
    assert decoded(gzip.compress(b"one") + b"\x1f", "gzip", step=1) == b"one"


BOMBS = {
    "gzip": gzip.compress(bytes(20_000_000)),
    "deflate": zlib.compress(bytes(20_000_000)),
    "br": brotli.compress(bytes(20_000_000)),
    "gzip, gzip": gzip.compress(gzip.compress(bytes(20_000_000))),
    "br, gzip": gzip.compress(brotli.compress(bytes(20_000_000))),
    "gzip, br": brotli.compress(gzip.compress(bytes(20_000_000))),
}


class Counted(Body):
    """A body that notes the most that it ever held."""

    @property
    def held(self):
        return len(self._decoded)


@pytest.mark.parametrize("encoding", BOMBS)
def test_a_bomb_never_holds_more_than_a_chunk_beyond_the_limit(encoding):
    body = Counted(URL, encoding, 300_000)
    with pytest.raises(TooLarge):
        body.feed(BOMBS[encoding])
    assert body.held <= 300_000 + 2 * PIECE


def test_a_bomb_inside_an_encoding_counts_though_little_comes_out():
    inner = gzip.compress(b"little") + bytes(20_000_000)
    with pytest.raises(TooLarge):
        decoded(gzip.compress(inner), "gzip, gzip", limit=1_000_000)


@pytest.mark.parametrize("encoding", [None, *BOMBS])
def test_a_body_may_be_cut_at_the_limit(encoding):
    raw = BOMBS[encoding] if encoding else bytes(20_000)
    assert decoded(raw, encoding, limit=10_000, cut=True) == bytes(10_000)


@pytest.mark.parametrize("encoding", PACKED)
def test_the_limit_itself_still_fits(encoding):
    assert decoded(PACKED[encoding](TEXT), encoding, limit=len(TEXT)) == TEXT
    with pytest.raises(TooLarge):
        decoded(PACKED[encoding](TEXT), encoding, limit=len(TEXT) - 1)


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "br, gzip", "gzip, br", None]))
@settings(max_examples=100)
def test_no_bytes_raise_anything_but_undecodable(raw, encoding):
    for data in (raw, gzip.compress(raw) + raw, zlib.compress(raw)[:-1] + raw, brotli.compress(raw) + raw):
        with contextlib.suppress(Undecodable):
            decoded(data, encoding)
