"""Bodies as they come: packed or not, bytes or text, in whatever encoding."""

from __future__ import annotations

import codecs
import re
import zlib

from monitor.core.errors import NotAListing

LARGEST = 10 * 1024 * 1024
"""Bytes or characters of an unpacked body; the protocol of sitemaps allows 50 MiB, but no news sitemap needs it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""(?i)charset\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})""")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,200}\?>")
# Codecs of Python that are character sets of pages; UTF-7 and the escapes are not among them on purpose.
_FAMILIES = ("ascii", "iso8859", "cp", "gb", "big5", "euc", "shift_jis", "iso2022", "koi8", "utf-8", "mac", "tis")


def unpacked(body: bytes | str, url: str) -> bytes | str:
    """The body without its packing by gzip; raises NotAListing if it is broken or larger than LARGEST."""
    for _ in range(2):  # some servers pack an already packed sitemap
        if isinstance(body, str) or not body.startswith(b"\x1f\x8b"):
            break
        unpacker = zlib.decompressobj(31)
        try:
            body = unpacker.decompress(body, LARGEST + 1)
        except zlib.error:
            raise NotAListing("its gzip packing is broken", url) from None
    if len(body) > LARGEST:
        raise NotAListing(f"it is larger than {LARGEST:,} bytes", url)
    return body


def text(body: bytes | str, content_type: str | None = None) -> str:
    """The body as text: by its byte order mark, as UTF-8, else as its header or its first kilobytes say."""
    if isinstance(body, str):
        return body
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    if wide := _wide(body):
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(_named_encoding(body, content_type), "replace")


def octets(body: bytes | str) -> bytes:
    """The body as bytes for an XML parser; text and UTF-16 become UTF-8, without a declaration that says otherwise."""
    if isinstance(body, bytes) and not body.startswith(tuple(mark for mark, _ in _MARKS)) and not _wide(body):
        return body
    return _XML_DECLARATION.sub("", text(body).lstrip("\ufeff")).encode("utf-8", "replace")


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark, as every other byte of markup in it is zero; None for everything else."""
    head = body[:200]
    if head.count(0) * 3 < len(head):
        return None
    return "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le"


def _named_encoding(body: bytes, content_type: str | None) -> str:
    """The encoding that the header or the page names, if it is one of pages, else windows-1252."""
    for place in ((content_type or "").encode("ascii", "ignore"), body[:4096]):
        found = _CHARSET.search(place)
        name = _codec(found[1].decode("ascii")) if found else None
        if name:
            return name
    return "cp1252"


def _codec(label: str) -> str | None:
    """A codec of Python for a label of pages, in the larger set that browsers use for it; None if unknown."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    name = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252", "euc_kr": "cp949"}.get(
        name, name
    )
    return name if name.startswith(_FAMILIES) else None
