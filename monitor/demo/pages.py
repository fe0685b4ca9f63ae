"""What a site answers for a path: its section, articles, pictures, and all that stands around them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import blake2b

from monitor.demo.listings import listings
from monitor.demo.painting import png
from monitor.demo.press import Page, Press, Print, photo_path, picture_path
from monitor.demo.site import Extra, Picture, Piece

_HTML = "text/html"
_RELATED = 3


def at(press: Press, path: str) -> Page | None:
    """The page at `path`, or None when the site has none there."""
    make = _routes(press).get(path)
    return make() if make else None


def missing(press: Press) -> Page:
    """The page that says, kindly, that there is no page."""
    return press.page(press.text("missing.html"), _HTML, status=404)


def _routes(press: Press) -> dict[str, Callable[[], Page]]:
    site = press.site
    routes = {
        "/robots.txt": partial(_robots, press),
        "/favicon.svg": partial(_svg, press, "favicon.svg"),
        site.section_path: partial(_section, press),
    }
    routes |= {each.path: partial(_article, press, each) for each in (*press.prints, *press.kept)}
    routes |= {extra.path: partial(_extra, press, extra) for extra in site.extras}
    for piece in (*site.articles, *site.older):
        for index, picture in enumerate(piece.pictures):
            routes[picture_path(piece, index)] = partial(_picture, press, piece, picture)
        routes[photo_path(piece)] = partial(_photo, press, piece)
    return routes | listings(press)


def _robots(press: Press) -> Page:
    body = press.site.robots.format(base=press.base).encode()
    return Page(body=body, content_type="text/plain; charset=utf-8", modified=press.prints[-1].at)


def _section(press: Press) -> Page:
    return press.page(press.text(f"{press.site.template}-section.html", "section.html"), _HTML)


def _article(press: Press, shown: Print) -> Page:
    place = press.prints.index(shown) if shown in press.prints else -1
    others = press.prints[place + 1 :] + press.prints[: max(place, 0)]
    values = {"a": shown, "related": others[:_RELATED], "ld": _structured(press, shown)}
    text = press.text(f"{press.site.template}-article.html", **values)
    return press.page(text, _HTML, modified=shown.modified or shown.at)


def _extra(press: Press, extra: Extra) -> Page:
    return press.page(press.text("extra.html", extra=extra), _HTML)


def _picture(press: Press, piece: Piece, picture: Picture) -> Page:
    chance = tuple(blake2b(f"{piece.slug} {picture.caption}".encode(), digest_size=32).digest())
    return _svg(press, "picture.svg", scene=picture.scene, chance=chance, caption=picture.caption)


def _photo(press: Press, piece: Piece) -> Page:
    body = png(blake2b(piece.slug.encode(), digest_size=32).digest())
    return Page(body=body, content_type="image/png", modified=press.prints[-1].at)


def _svg(press: Press, template: str, **values: object) -> Page:
    body = press.text(template, **values).encode()
    return Page(body=body, content_type="image/svg+xml", modified=press.prints[-1].at)


def _structured(press: Press, shown: Print) -> dict[str, object]:
    """The article's schema.org description, for templates that carry JSON-LD."""
    piece = shown.piece
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "description": piece.subtitle or piece.paragraphs[0],
        "datePublished": shown.at.isoformat(),
        "dateModified": (shown.modified or shown.at).isoformat(),
        "author": [{"@type": "Person", "name": name} for name in piece.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": press.site.name},
        "image": [press.base + photo_path(piece)] if piece.pictures else [],
        "articleSection": press.site.section,
        "inLanguage": press.site.language,
        "mainEntityOfPage": shown.url,
    }
