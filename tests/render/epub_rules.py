"""What EPUB 3.3 asks of a book's structure, read from its bytes alone: `faults` says in words what is not kept.

Numbers are the specification's sections (https://www.w3.org/TR/epub-33/).
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
CORE_TYPES = {"application/xhtml+xml", "text/css", "image/png", "image/jpeg", "image/gif", "image/webp"}
SPACE = " \t\r\n"
# What may stand in a document of the book; anything that would fetch or run is missing on purpose.
ELEMENTS = {"html", "head", "meta", "title", "link", "body", "section", "article", "nav", "h1", "h2", "p", "ol", "ul"}
ELEMENTS |= {"li", "a", "span", "b", "strong", "cite", "time", "br", "del", "ins", "code"}
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*")


def parsed(document: bytes) -> ET.Element:
    """The document's root; xml.etree.ElementTree.ParseError where it is not well formed."""
    return ET.fromstring(document)  # noqa: S314 - the books are this program's own


class Book:
    """The files of a book by their paths."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.archive.namelist()

    def read(self, name: str) -> bytes:
        return self.archive.read(name)

    @property
    def package_path(self) -> str:
        root = parsed(self.read("META-INF/container.xml"))
        return root.find(f"{CONTAINER}rootfiles/{CONTAINER}rootfile").attrib["full-path"]

    @property
    def package(self) -> ET.Element:
        return parsed(self.read(self.package_path))

    def path(self, href: str, base: str | None = None) -> str:
        """The path in the container that an address in a file means."""
        folder = posixpath.dirname(base or self.package_path)
        return posixpath.normpath(posixpath.join(folder, unquote(href)))

    @property
    def manifest(self) -> dict[str, ET.Element]:
        return {item.get("id"): item for item in self.package.findall(f"{OPF}manifest/{OPF}item")}

    @property
    def spine(self) -> list[str]:
        """Paths of the documents in the order of reading."""
        items = self.manifest
        refs = self.package.findall(f"{OPF}spine/{OPF}itemref")
        return [self.path(items[ref.get("idref")].get("href")) for ref in refs if ref.get("idref") in items]

    def documents(self) -> Iterator[tuple[str, ET.Element]]:
        for item in self.manifest.values():
            if item.get("media-type") == "application/xhtml+xml":
                path = self.path(item.get("href"))
                yield path, parsed(self.read(path))


def faults(data: bytes) -> list[str]:
    """Every rule that the book breaks, in words; none for a sound one."""
    book = Book(data)
    checks = (container, package, metadata, manifest, spine, navigation, documents, styles)
    return [f"{check.__name__}: {fault}" for check in checks for fault in check(book)]


def container(book: Book) -> Iterator[str]:
    """4.2 and 4.3: the ZIP container and what must be in it."""
    signature, _, flags, method = struct.unpack("<4sHHH", book.data[:10])
    length, extra = struct.unpack("<HH", book.data[26:30])
    name = book.data[30 : 30 + length]
    body = book.data[30 + length + extra :]
    if signature != b"PK\x03\x04" or name != b"mimetype":
        yield "mimetype is not the first file"
    if method != 0 or flags & 1 or extra:
        yield "mimetype is compressed, encrypted, or has an extra field"
    if not body.startswith(b"application/epub+zipPK"):
        yield "mimetype is not application/epub+zip and nothing else"
    if len(set(book.names)) != len(book.names):
        yield "a file is there twice"
    for info in book.archive.infolist():
        if info.flag_bits & 1 or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            yield f"{info.filename} is encrypted, or compressed by another way than Deflate"
        if (
            info.filename.startswith("/")
            or ".." in info.filename.split("/")
            or re.search(r'["*:<>?\\|]', info.filename)
        ):
            yield f"{info.filename} is no name for a file"
    if book.archive.testzip() is not None:
        yield "a checksum is wrong"
    if "META-INF/container.xml" not in book.names or book.package_path not in book.names:
        yield "there is no package document"


def package(book: Book) -> Iterator[str]:
    """5.3 and 5.4: the package element and the order of its parts."""
    root = book.package
    if root.tag != f"{OPF}package" or root.get("version") != "3.0":
        yield "it is no package of version 3.0"
    if [child.tag for child in root] != [f"{OPF}metadata", f"{OPF}manifest", f"{OPF}spine"]:
        yield "metadata, manifest and spine do not stand in this order"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    if len(set(ids)) != len(ids):
        yield "an id is there twice"
    for element in root.iter():
        refined = element.get("refines")
        if refined and refined.removeprefix("#") not in ids:
            yield f"{refined} refines nothing"


def metadata(book: Book) -> Iterator[str]:
    """5.5: identifier, title, language, date of modification; and what the accessibility specification recommends."""
    root, told = book.package, book.package.find(f"{OPF}metadata")
    for name in ("identifier", "title", "language"):
        found = told.findall(f"{DC}{name}")
        if not found or any(not (one.text or "").strip(SPACE) for one in found):
            yield f"dc:{name} is missing or empty"
    if root.get("unique-identifier") not in {one.get("id") for one in told.findall(f"{DC}identifier")}:
        yield "the unique identifier is none"
    for one in told.findall(f"{DC}language"):
        if not LANGUAGE.fullmatch(one.text):
            yield f"{one.text} is no language tag"
    if len(told.findall(f"{DC}date")) > 1:
        yield "there are two dates of publication"
    plain = [one for one in told.findall(f"{OPF}meta") if not one.get("refines")]
    changed = [one.text for one in plain if one.get("property") == "dcterms:modified"]
    if len(changed) != 1 or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", changed[0]):
        yield "dcterms:modified is not there once as CCYY-MM-DDThh:mm:ssZ"
    else:
        datetime.fromisoformat(changed[0])
    if any(not (one.text or "").strip(SPACE) or not one.get("property") for one in told.findall(f"{OPF}meta")):
        yield "a meta element says nothing"
    wanted = {
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    }
    missing = wanted - {one.get("property").removeprefix("schema:") for one in plain}
    if missing:
        yield f"schema:{', '.join(sorted(missing))} are missing"


def manifest(book: Book) -> Iterator[str]:
    """5.6: every file of the book is listed once, and every one that is listed is there."""
    items = book.package.findall(f"{OPF}manifest/{OPF}item")
    paths = [book.path(item.get("href")) for item in items]
    for item, path in zip(items, paths, strict=True):
        if not all(item.get(name) for name in ("id", "href", "media-type")):
            yield f"{path} lacks an id, an href or a media type"
        if urlsplit(item.get("href")).scheme or "#" in item.get("href"):
            yield f"{path} is remote, or has a fragment"
        if item.get("media-type") not in CORE_TYPES:
            yield f"{path} is of a type that not every reader knows"
        if path not in book.names:
            yield f"{path} is not there"
    yield from (f"{path} is listed twice" for path, times in Counter(paths).items() if times > 1)
    for name in set(book.names) - set(paths) - {"mimetype", book.package_path}:
        if not name.startswith("META-INF/"):
            yield f"{name} is not listed"


def spine(book: Book) -> Iterator[str]:
    """5.7: what is read in which order; here it is every document."""
    items = book.manifest
    refs = [ref.get("idref") for ref in book.package.findall(f"{OPF}spine/{OPF}itemref")]
    if not refs or len(set(refs)) != len(refs):
        yield "it is empty, or a document is in it twice"
    for ref in refs:
        if ref not in items or items[ref].get("media-type") != "application/xhtml+xml":
            yield f"{ref} is no document"
    unread = {id_ for id_, item in items.items() if item.get("media-type") == "application/xhtml+xml"} - set(refs)
    if unread:
        yield f"{', '.join(sorted(unread))} cannot be reached by reading on"


def navigation(book: Book) -> Iterator[str]:
    """7: one table of contents and at most one list of landmarks, each of nested lists of links with labels."""
    items = [item for item in book.manifest.values() if "nav" in (item.get("properties") or "").split()]
    if len(items) != 1:
        yield "there is not one navigation document"
        return
    path = book.path(items[0].get("href"))
    navs = list(parsed(book.read(path)).iter(f"{XHTML}nav"))
    kinds = Counter(nav.get(f"{OPS}type") for nav in navs)
    if kinds["toc"] != 1 or kinds["landmarks"] > 1:
        yield "there is not one table of contents"
        return
    for nav in navs:
        yield from _lists(nav)
    targets = [link.get("href").partition("#")[0] for nav in navs for link in nav.iter(f"{XHTML}a")]
    reached = [book.path(target, path) for target in targets]
    toc = next(nav for nav in navs if nav.get(f"{OPS}type") == "toc")
    if set(reached) - set(book.spine):
        yield "it leads to what is not read"
        return
    order = [book.spine.index(book.path(a.get("href").partition("#")[0], path)) for a in toc.iter(f"{XHTML}a")]
    if order != sorted(order):
        yield "the table of contents has another order than the book"


def _lists(nav: ET.Element) -> Iterator[str]:
    """7.3: at most a heading, then one list; an item is a link, or a heading with a list of its own."""
    content = [child.tag.removeprefix(XHTML) for child in nav]
    if content not in (["ol"], ["h1", "ol"], ["h2", "ol"]):
        yield f"a nav holds {content}"
    for list_ in nav.iter(f"{XHTML}ol"):
        if not len(list_):
            yield "a list is empty"
        for item in list_:
            parts = [child.tag.removeprefix(XHTML) for child in item]
            if parts not in (["a"], ["a", "ol"], ["span", "ol"]):
                yield f"an item holds {parts}"
            elif not "".join(item[0].itertext()).strip():
                yield "an item has no label"


def documents(book: Book) -> Iterator[str]:
    """6.1: XHTML that is well formed, with a title, links that lead somewhere, nothing remote and nothing that runs."""
    roots = dict(book.documents())
    places = {path: [node.get("id") for node in root.iter() if node.get("id")] for path, root in roots.items()}
    for path, root in roots.items():
        if root.tag != f"{XHTML}html" or [child.tag for child in root] != [f"{XHTML}head", f"{XHTML}body"]:
            yield f"{path} is no XHTML document"
        if not (root.findtext(f"{XHTML}head/{XHTML}title") or "").strip():
            yield f"{path} has no title"
        if len(set(places[path])) != len(places[path]):
            yield f"{path} has an id twice"
        for node in root.iter():
            yield from (f"{path}: {fault}" for fault in _node(book, path, node, places))


def _node(book: Book, path: str, node: ET.Element, places: dict[str, list[str]]) -> Iterator[str]:
    name = node.tag.removeprefix(XHTML)
    if name not in ELEMENTS:
        yield f"<{name}> does not belong here"
    if any(key.startswith("on") or key in {"src", "srcset", "style", "data"} for key in node.attrib):
        yield f"<{name}> runs or fetches"
    for key in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        if node.get(key) is not None and not LANGUAGE.fullmatch(node.get(key)):
            yield f"{node.get(key)} is no language tag"
    labels = (node.get("aria-labelledby") or "").split()
    if set(labels) - set(places[path]):
        yield f"{labels} name nothing"
    if node.get("href") is not None:
        yield from _link(book, path, node, places)


def _link(book: Book, path: str, node: ET.Element, places: dict[str, list[str]]) -> Iterator[str]:
    href = node.get("href")
    parts = urlsplit(href)
    if parts.scheme and (node.tag != f"{XHTML}a" or parts.scheme not in {"http", "https"}):
        yield f"{href} is remote"
    elif not parts.scheme:
        target = book.path(parts.path, path) if parts.path else path
        if target not in book.names:
            yield f"{href} leads nowhere"
        elif parts.fragment and parts.fragment not in places.get(target, []):
            yield f"{href} leads to no place"


def styles(book: Book) -> Iterator[str]:
    """6.3: style sheets that fetch nothing and leave the direction of writing to the documents."""
    for item in book.manifest.values():
        if item.get("media-type") == "text/css":
            style = book.read(book.path(item.get("href"))).decode()
            if re.search(r"url\(|@import|direction:|unicode-bidi:|position:\s*fixed", style):
                yield f"{item.get('href')} fetches, or has a property that is not to be used"
