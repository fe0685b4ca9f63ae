"""One edition, every surface: the same stories in the same order, each with all its sentences."""

import json
import re
from email import message_from_bytes, policy

import feedparser
import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from monitor import render
from monitor.core.model import Tier
from monitor.render import Envelope, feed
from tests.builders import edition, item
from tests.render.epub_rules import XHTML, Book
from tests.render.hostility import mention


def words(text):
    """The text without what only layout puts between words."""
    return re.sub(r"\s+", "", text)


def in_book(made):
    """The titles of a book's stories, as its pages are read."""
    book = Book(render.epub(made))
    documents = dict(book.documents())
    heads = [head for path in book.spine for head in documents[path].iter(f"{XHTML}h2")]
    return ["".join(head.itertext()) for head in heads if (head.get("id") or "").startswith("title-")]


def in_mail(made, kind):
    data = render.mail(made, Envelope(sender="a@home.example", recipient="b@home.example")).as_bytes()
    return message_from_bytes(data, policy=policy.default).get_body((kind,)).get_content()


def heads(markup, selector):
    return [head.text() for head in LexborHTMLParser(markup).css(selector)]


TITLES = {
    "html": lambda made: heads(render.html(made), "h3"),
    "markdown": lambda made: [
        re.sub(r"^\d+\. ", "", head) for head in heads(MarkdownIt().render(render.markdown(made)), "h3")
    ],
    "json": lambda made: [row["title"] for row in json.loads(render.json(made))["items"]],
    "atom": lambda made: [
        one.title for one in feedparser.parse(render.atom(feed.of_editions([made])).encode()).entries
    ],
    "jsonfeed": lambda made: [row["title"] for row in json.loads(render.jsonfeed(feed.of_editions([made])))["items"]],
    "epub": in_book,
    "mail": lambda made: heads(in_mail(made, "html"), "h3"),
}
TEXTS = {
    "text": render.text,
    "html": lambda made: LexborHTMLParser(render.html(made)).body.text(),
    "markdown": lambda made: LexborHTMLParser(MarkdownIt().render(render.markdown(made))).body.text(),
    "atom": lambda made: "".join(LexborHTMLParser(one.html).body.text() for one in feed.of_editions([made]).entries),
    "epub": lambda made: "".join("".join(root.itertext()) for _, root in Book(render.epub(made)).documents()),
    "mail": lambda made: LexborHTMLParser(in_mail(made, "html")).body.text(),
    "plain mail": lambda made: in_mail(made, "plain"),
}


def mixed():
    """Sections that come again, and two tiers."""
    return edition(
        items=(
            item(title="First", section="Stage"),
            item(story_id=2, title="Second", section="Books", also_in=(mention(),)),
            item(story_id=3, title="Third", section="Stage"),
            item(story_id=4, title="Fourth", section="Books", tier=Tier.ALSO_NOTABLE),
            item(story_id=5, title="Fifth", section="Stage", tier=Tier.ALSO_NOTABLE),
        )
    )


@pytest.mark.parametrize("titles", TITLES.values(), ids=TITLES.keys())
def test_every_surface_holds_the_same_stories_in_the_same_order(titles, demo_edition):
    for made in (mixed(), demo_edition):
        assert titles(made) == [told.title for told in made.items]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_surface_tells_each_sentence_with_its_outlet(text, demo_edition):
    for made in (mixed(), demo_edition):
        shown = words(text(made))
        for told in made.items:
            assert words(told.source_name) in shown
            assert all(words(quote.sentence.text) in shown for quote in told.quotes)
            assert all(words(other.source_name) in shown for other in told.also_in)
