"""A site's press: its articles at their addresses and times, and the printing of its templates."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from monitor.core.model import Article
from monitor.demo.site import Piece, Site

_TEMPLATES = Environment(
    loader=PackageLoader("monitor.demo"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_MOST_READ = 4
LISTED = timedelta(days=1)
"""How long a section lists an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a path gives, as it goes over the wire; `modified` is when its words last changed."""

    body: bytes
    content_type: str
    modified: datetime
    status: int = 200

    @property
    def etag(self) -> str:
        """A strong validator: the hash of the body."""
        return f'"{blake2b(self.body, digest_size=10).hexdigest()}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A piece on its page: its address and its times, both in the site's zone, and as the page words them."""

    piece: Piece
    path: str
    url: str
    at: datetime
    shown: str
    modified: datetime | None
    shown_modified: str | None


@dataclass(frozen=True, kw_only=True)
class Press:
    """What prints one site's pages, as they are at `now` at the address `base`, before or after the correction.

    Its articles' ages count back from `now`; with `until` it is an earlier hour, and what came out later is not there.

    No slots: the articles are set once for each press.
    """

    site: Site
    base: str
    now: datetime
    corrected: bool = False
    until: datetime | None = None

    @cached_property
    def prints(self) -> tuple[Print, ...]:
        """What the site lists now, newest first: the articles of a day."""
        return tuple(self._print(piece) for piece in self._out if self._age(piece) < LISTED)

    @cached_property
    def kept(self) -> tuple[Print, ...]:
        """What it listed before, newest first: its pages are still there."""
        return tuple(self._print(piece) for piece in self._out if self._age(piece) >= LISTED)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The same as a perfect reader would return them."""
        return tuple(self._expected(each) for each in self.prints)

    @property
    def modified(self) -> datetime:
        """When the list of articles last changed."""
        return max(each.modified or each.at for each in self.prints)

    def text(self, *templates: str, **values: object) -> str:
        """The first of the templates that there is, filled."""
        found = _TEMPLATES.select_template(templates)
        return found.render(
            press=self, site=self.site, base=self.base, picture_path=picture_path, photo_path=photo_path, **values
        )

    def page(self, text: str, media_type: str, *, modified: datetime | None = None, status: int = 200) -> Page:
        """The text as it goes out in the site's encoding; a type that has its own way to say it gets no charset."""
        named = media_type == "text/html" and self.site.charset_in_header
        return Page(
            # What the charset lacks is written as a character reference, as publishing systems do.
            body=text.encode(self.site.codec, "xmlcharrefreplace"),
            content_type=f"{media_type}; charset={self.site.charset}" if named else media_type,
            modified=modified or self.modified,
            status=status,
        )

    @property
    def most_read(self) -> tuple[Print, ...]:
        """What the box of that name shows; the choice is as arbitrary as such boxes are."""
        return tuple(sorted(self.prints, key=lambda each: zlib.crc32(each.piece.slug.encode())))[:_MOST_READ]

    @property
    def _out(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in (*self.site.articles, *self.site.older) if self._age(piece) >= timedelta())

    def _age(self, piece: Piece) -> timedelta:
        """How long it has been out at the hour that is shown; less than nothing if it is not out yet."""
        return (self.until or self.now) - piece.published(self.now)

    def _print(self, piece: Piece) -> Print:
        zone = ZoneInfo(self.site.timezone)
        at = piece.published(self.now).astimezone(zone)
        path = self.site.article_path.format(slug=piece.slug, number=_number(piece), at=at)
        later = piece.later if self.corrected else None
        modified = self.now.astimezone(zone).replace(second=0, microsecond=0) if later else None
        return Print(
            piece=later or piece,
            path=path,
            url=self.base + path,
            at=at,
            shown=self._words(at),
            modified=modified,
            shown_modified=self._words(modified) if modified else None,
        )

    def _words(self, at: datetime) -> str:
        """The local time as this newspaper prints it."""
        half = "AM" if at.hour < 12 else "PM"
        return self.site.printed.format(at=at, month=self.site.months[at.month - 1], half=half, hour=at.hour % 12 or 12)

    def _expected(self, shown: Print) -> Article:
        piece = shown.piece
        return Article(
            url=shown.url,
            title=piece.title,
            subtitle=piece.subtitle,
            authors=piece.authors,
            published=piece.published(self.now),
            modified=self.now.replace(second=0, microsecond=0) if shown.modified else None,
            language=self.site.language,
            section=self.site.section,
            paragraphs=piece.paragraphs,
            captions=piece.captions,
            image=self.base + photo_path(piece) if piece.pictures else None,
        )


def picture_path(piece: Piece, index: int = 0) -> str:
    """Where a piece's picture is shown."""
    return f"/pictures/{piece.slug}-{index + 1}.svg"


def photo_path(piece: Piece) -> str:
    """Where the photograph is that a piece names for others to show, as papers do beside their own drawings."""
    return f"/pictures/{piece.slug}.png"


def _number(piece: Piece) -> int:
    """A number of six digits, always the same, for addresses that have no words in them."""
    return 100_000 + zlib.crc32(piece.slug.encode()) % 900_000
