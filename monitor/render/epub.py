"""An edition as an e-book (EPUB 3.3, https://www.w3.org/TR/epub-33/), written with the standard library.

A cover of words, a table of contents, and a document for each tier or section. Nothing is fetched when it is read, and
nothing but words is in it. One edition gives the same bytes each time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.core.model import Edition
from monitor.render import identity, view
from monitor.render.atom import instant
from monitor.render.filling import filled
from monitor.render.view import Page, Section

MEDIA_TYPE = "application/epub+zip"
_FOLDER = "EPUB"
_XHTML = "application/xhtml+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment that an archive knows; the edition's own is in its package


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A tier's or a section's stories as a document of their own; `id` names it in the package."""

    id: str
    section: Section

    @property
    def file(self) -> str:
        """Its name beside the other documents."""
        return f"{self.id}.xhtml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of the book, and how its package lists it; what is in the `spine` is read in that order."""

    id: str
    file: str
    media_type: str
    body: str
    spine: bool = True
    properties: str | None = None


def epub(edition: Edition) -> bytes:
    """The edition as an e-book; its identifier and its date of modification are the edition's, so it never differs."""
    page = view.page(edition)
    parts = tuple(_parts(page))
    package = filled(
        "epub/package.opf",
        page=page,
        parts=parts,
        identifier=identity.edition(edition),
        date=edition.day.isoformat(),
        modified=instant(edition.until),
        languages=_languages(page),
        outlets=_outlets(page),
    )
    return _archive(package, parts)


def _parts(page: Page) -> Iterator[Part]:
    """The book's files in the order of reading, then the style sheet."""
    chapters = tuple(
        Chapter(id=f"part-{number}", section=section) for number, section in enumerate(page.sections, start=1)
    )
    yield _document("cover", page, file="cover.xhtml")
    yield _document("nav", page, file="nav.xhtml", chapters=chapters, properties="nav")
    for chapter in chapters:
        body = filled("epub/part.xhtml", page=page, chapter=chapter)
        yield Part(id=chapter.id, file=chapter.file, media_type=_XHTML, body=body)
    if page.ended or page.silences or page.notes:
        yield _document("rest", page, file="rest.xhtml")
    style = filled("epub/style.css")
    yield Part(id="style", file="style.css", media_type="text/css", body=style, spine=False)


def _document(
    id_: str, page: Page, *, file: str, chapters: tuple[Chapter, ...] = (), properties: str | None = None
) -> Part:
    body = filled(f"epub/{file}", page=page, chapters=chapters)
    return Part(id=id_, file=file, media_type=_XHTML, body=body, properties=properties)


def _languages(page: Page) -> tuple[str, ...]:
    """English, in which the book speaks itself, and the languages of its stories."""
    told = (story.language for story in page.stories)
    return tuple(dict.fromkeys(["en", *(tag.partition("-")[0].lower() for tag in told if tag)]))


def _outlets(page: Page) -> tuple[str, ...]:
    """Who told the stories, each once."""
    names = (name for story in page.stories for name in (story.source, *(other.source for other in story.also_in)))
    return tuple(dict.fromkeys(name for name in names if name))


def _archive(package: str, parts: tuple[Part, ...]) -> bytes:
    """The files in a ZIP container: the media type first and not compressed, so that it can be read from the bytes."""
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), MEDIA_TYPE)
        archive.writestr(_entry("META-INF/container.xml"), filled("epub/container.xml", folder=_FOLDER))
        archive.writestr(_entry(f"{_FOLDER}/package.opf"), package)
        for part in parts:
            archive.writestr(_entry(f"{_FOLDER}/{part.file}"), part.body)
    return book.getvalue()


def _entry(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """A file's head that says nothing of the machine or of the hour."""
    head = zipfile.ZipInfo(name, _EPOCH)
    head.compress_type = compression
    head.create_system = 3
    head.external_attr = 0o644 << 16
    return head
