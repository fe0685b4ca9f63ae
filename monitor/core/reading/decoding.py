"""Bytes of a page -> its text. A byte order mark is believed; headers and metas are only believed after a try."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<(?:meta\b[^>]{0,500}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_META_WITHIN = 8192
_SAMPLE = 32768
# What a label means on the web (WHATWG Encoding, "names and labels"): the superset that pages really use.
_SUPERSETS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "johab": "cp949",
    "big5": "big5hkscs",
}  # fmt: skip
# UTF-7 hides markup in plain letters, and codecs such as base64 or unicode_escape are no encodings of text.
_ALLOWED = re.compile(r"utf-8|utf-16|utf-32|iso8859|cp\d|koi8|gb|big5|euc_|shift_jis|iso2022_|mac-|hz$")
_ESCAPED = re.compile(rb"\x1b[$(]|~\{")
_FOREIGN_PAIR = re.compile(r"[\x80-\u024f]{2}")
_HIGH = re.compile(r"[\x80-\U0010ffff]")
_CONTROL = re.compile(r"[\x80-\x9f]")


# What begins so is a picture, a document or an archive, whatever its header says.
_BINARY = (b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF")
_NO_TEXT = re.compile(r"\s*(?:image|audio|video|font)/|\s*application/(?:pdf|zip|gzip|msword|vnd\.)", re.IGNORECASE)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b"
)


def is_binary(body: bytes, content_type: str | None = None) -> bool:
    """Whether a body is no text at all: by its header, its first bytes, or zero bytes that no encoding explains."""
    if body.startswith(_BINARY) or _NO_TEXT.match(content_type or ""):
        return True
    marked = any(body.startswith(mark) for mark, _ in _MARKS)
    return b"\x00\x00" in body[:_SAMPLE] and not marked and _wide(body) is None


def is_feed(text: str) -> bool:
    """Whether a text is a feed or a sitemap: it lists articles and is none."""
    return _FEED.match(text) is not None


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a body. Never raises; what cannot be decoded stands as U+FFFD.

    The order: byte order mark, strict UTF-8 (no other encoding is valid UTF-8 by chance), UTF-16 by its zero bytes,
    the header's charset and the meta's if they decode to something plausible, detection, Windows-1252.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    declared = _declared(body, content_type)
    if body.isascii() and _ESCAPED.search(body):
        text = _first_strict(body, [name for name in declared if name.startswith(("iso2022", "hz"))])
        if text is not None:
            return text
    wide = _wide(body)
    if wide is not None:
        return body.decode(wide, "replace")
    text = _utf8(body)
    if text is None:
        text = _plausible(body, declared) or _detected(body) or _first_strict(body, declared)
    return text if text is not None else body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """The encodings that header and meta name, as Python's names; Latin-1 is often a mere default and comes last."""
    header = _CHARSET.search(content_type or "")
    meta = _META.search(body, 0, _META_WITHIN)
    labels = [header.group(1) if header else "", meta.group(1).decode("ascii", "replace") if meta else ""]
    names = [name for name in map(_encoding, labels) if name]
    return sorted(dict.fromkeys(names), key=lambda name: name == "cp1252")


def _encoding(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return _SUPERSETS.get(name, name) if _ALLOWED.match(name) or name == "ascii" else None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its markup is zero."""
    sample = body[:400]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 3 > len(sample) and even * 20 < len(sample):
        return "utf-16-le"
    if even * 3 > len(sample) and odd * 20 < len(sample):
        return "utf-16-be"
    return None


def _utf8(body: bytes) -> str | None:
    """The body as UTF-8 if it is, but for a few broken bytes among many good sequences."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    high = len(_HIGH.findall(text)) - broken
    return text if high > broken * 10 else None


def _plausible(body: bytes, declared: list[str]) -> str | None:
    """The body in the first declared encoding that decodes it strictly and does not look like another one's bytes."""
    for name in declared:
        text = _first_strict(body, [name])
        if text is not None and not _looks_wrong(text):
            return text
    return None


def _looks_wrong(text: str) -> bool:
    """Whether accented letters stand mostly side by side, or controls among them: another script's bytes."""
    high = len(_HIGH.findall(text))
    return len(_CONTROL.findall(text)) * 20 > high or len(_FOREIGN_PAIR.findall(text)) * 4 > high > 8


def _first_strict(body: bytes, names: list[str]) -> str | None:
    for name in names:
        try:
            return body.decode(name)
        except (UnicodeError, LookupError):
            continue
    return None


def _detected(body: bytes) -> str | None:
    from charset_normalizer import from_bytes

    start = next((i for i, byte in enumerate(body[: 4 * _SAMPLE]) if byte > 0x7F), 0)
    best = from_bytes(body[max(0, start - 64) : start + _SAMPLE]).best()
    name = _encoding(best.encoding) if best is not None else None
    return body.decode(name, "replace") if name else None
