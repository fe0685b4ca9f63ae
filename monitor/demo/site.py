"""The nouns of the made-up press: a site, its articles, and what else stands on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Shelf(StrEnum):
    """How a site lists its articles."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing (see `templates/picture.svg` for the scenes) and the caption under it."""

    scene: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article as its newspaper means it: the words that a perfect reader would find, and no others.

    `age` is how long before `now` it came out; `later` is its corrected text, where it has one.
    """

    slug: str
    topic: str
    title: str
    paragraphs: tuple[str, ...]
    age: timedelta
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    later: Piece | None = None

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions of its pictures, in order."""
        return tuple(picture.caption for picture in self.pictures)

    def published(self, now: datetime) -> datetime:
        """The whole minute, in the zone of `now`, at which it came out."""
        return (now - self.age).replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A page that is linked from the section and is no article: `kind` is video, wall or private."""

    kind: str
    path: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What a made-up reader wrote under an article."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A newspaper's site with its culture section; `articles` are the newest first, `older` those of the
    days before, which its section lists no more.

    `charset` is what its pages say of themselves, `codec` what they are in; `charset_in_header` is whether the
    Content-Type says it too. `listing_path` is the address that a source names. `article_path` and `printed` are
    formats, the latter of a local time in the site's own words (see `press.Press`).
    """

    id: str
    name: str
    motto: str
    language: str
    timezone: str
    listing: Shelf
    listing_path: str
    template: str
    charset: str
    codec: str
    charset_in_header: bool
    section: str
    section_path: str
    article_path: str
    printed: str
    months: tuple[str, ...]
    robots: str
    lost: str
    ads: tuple[str, ...]
    comments: tuple[Comment, ...]
    articles: tuple[Piece, ...]
    older: tuple[Piece, ...] = ()
    extras: tuple[Extra, ...] = ()
