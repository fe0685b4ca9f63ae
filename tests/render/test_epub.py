import io
import re
import zipfile
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from monitor import render
from monitor.core.model import EditionState, Tier
from tests.builders import NOON, edition, item
from tests.render.epub_rules import XHTML, Book, faults
from tests.render.hostility import HOSTILE, hostile, mention


def changed(book, replace, *, mimetype_last=False):
    """The book with some of its files replaced, or left out where that is None."""
    old, made = zipfile.ZipFile(io.BytesIO(book)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for info in sorted(old.infolist(), key=lambda info: mimetype_last and info.filename == "mimetype"):
            body = replace.get(info.filename, old.read(info.filename))
            if body is not None:
                archive.writestr(info, body)
    return made.getvalue()


def tiers():
    return edition(
        items=(
            item(section="Stage"),
            item(story_id=2, section="Books", title="Second", also_in=(mention(),)),
            item(story_id=3, tier=Tier.ALSO_NOTABLE, title="Third", language="zh-Hans", url="nowhere"),
        ),
        notes=("Say `monitor fetch` now.",),
    )


def test_a_book_keeps_every_rule_of_its_structure(demo_edition):
    for made in (edition(), tiers(), edition(items=()), edition(state=EditionState.DRAFT), demo_edition):
        assert faults(render.epub(made)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_outside_breaks_a_book_or_adds_to_it(text):
    book = render.epub(hostile(text))
    assert faults(book) == []
    for path, root in Book(book).documents():
        links = [link.get("href") for link in root.iter(f"{XHTML}a")]
        assert not [link for link in links if "evil" in link.partition("#")[0]], path


@pytest.mark.parametrize("tag", ["en-a", "x-private", "en_US", "e", "en--us", "zh-Hans-CN", "EN"])
def test_a_language_is_named_only_as_readers_of_books_take_it(tag):
    assert faults(render.epub(edition(items=(item(language=tag),)))) == []


def test_the_rules_find_what_is_broken():
    book = render.epub(tiers())
    part, package = "EPUB/part-1.xhtml", "EPUB/package.opf"

    def but(name, old, new):
        body = zipfile.ZipFile(io.BytesIO(book)).read(name).decode()
        assert old in body
        return faults(changed(book, {name: body.replace(old, new)}))

    assert any("first file" in fault for fault in faults(changed(book, {}, mimetype_last=True)))
    assert any("dcterms:modified" in fault for fault in but(package, "dcterms:modified", "dcterms:created"))
    assert any("unique identifier" in fault for fault in but(package, 'id="identifier"', 'id="other"'))
    assert any("is not listed" in fault for fault in but(package, 'href="style.css"', 'href="cover.xhtml"'))
    assert any("reading on" in fault for fault in but(package, '<itemref idref="part-1"/>', ""))
    assert any("leads to no place" in fault for fault in but(part, 'id="story-1"', 'id="story-9"'))
    assert any("name nothing" in fault for fault in but(part, 'id="title-1"', 'id="title-9"'))
    assert any("runs or fetches" in fault for fault in but(part, "<h1", '<h1 onclick="x"'))
    assert any("does not belong" in fault for fault in but(part, "</article>", "<script/></article>"))
    assert any("one table of contents" in fault for fault in but("EPUB/nav.xhtml", '"toc"', '"lot"'))
    assert any("fetches" in fault for fault in but("EPUB/style.css", "a {", "@import 'x'; a {"))


def test_a_book_is_the_same_bytes_each_time_and_names_its_edition():
    assert render.epub(tiers()) == render.epub(tiers())
    package = Book(render.epub(tiers())).package
    told = {node.get("property", node.tag.partition("}")[2]): node.text for node in package.iter() if node.text}
    assert told["dcterms:modified"] == "2026-03-17T12:00:00Z"
    assert told["identifier"] == render.feed.of_editions([tiers()]).id
    assert told["title"] == "Daily digest: Tuesday, 17 March 2026"
    later = render.epub(edition(until=NOON + timedelta(microseconds=1)))
    assert told["identifier"] != Book(later).package.findtext(".//{http://purl.org/dc/elements/1.1/}identifier")


def test_a_book_opened_again_tells_every_story_in_order(demo_edition):
    book = Book(render.epub(demo_edition))
    documents = dict(book.documents())
    titles = ["".join(h.itertext()) for path in book.spine for h in documents[path].iter(f"{XHTML}h2")]
    assert [title for title in titles if title != "Places"][: len(demo_edition.items)] == [
        one.title for one in demo_edition.items
    ]
    seen = " ".join("".join(root.itertext()) for root in documents.values())
    for told in demo_edition.items:
        for quote in told.quotes or ():
            assert re.sub(r"\s+", " ", quote.sentence.text) in seen


def test_each_sentence_leads_to_its_place_and_says_its_language():
    root = dict(Book(render.epub(tiers())).documents())["EPUB/part-1.xhtml"]
    (told, _) = root.iter(f"{XHTML}article")
    quotes = next(p for p in told.iter(f"{XHTML}p") if p.get("class") == "quotes")
    assert quotes.get("lang") == quotes.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert "#:~:text=" in quotes[0].get("href")
    assert ET.tostring(root).count(b"#:~:text=") == 2
