"""Lists of subscriptions, as well-meaning and as hostile programs write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.errors import InvalidInput
from monitor.core.listing import opml
from monitor.core.listing.opml import Outline
from monitor.core.text import one_line
from tests.builders import NOON

LIST = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Culture">
 <outline type="rss" text="The &amp; Paper" title="The &amp; Paper: Arts" xmlUrl="https://paper.example/feed.xml"
  htmlUrl="https://paper.example/culture/" language="en"/>
 <outline text="Deep"><outline text="Lantern" XMLURL="https://lantern.example/rss"/></outline>
</outline>
<outline type="link" text="A page" url="https://gazette.example/culture/"/>
<outline text="Nothing"/><outline text="A script" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def read(text):
    return opml.read(text.encode(), "list.opml")


def test_subscriptions_are_read_with_their_titles_and_folders():
    assert read(LIST) == (
        Outline(
            url="https://paper.example/feed.xml",
            title="The & Paper: Arts",
            folder="Culture",
            language="en",
            page="https://paper.example/culture/",
        ),
        Outline(url="https://lantern.example/rss", title="Lantern", folder="Deep"),
        Outline(url="https://gazette.example/culture/", title="A page", is_feed=False),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no list at all",
        "<html><body><outline xmlUrl='https://paper.example/feed'/></body></html>",
        "<opml><body><outline",
        '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;"/></body></opml>',
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;"/></body></opml>',
        "<opml><body>" + "<outline text='a'>" * 100 + "</outline>" * 100 + "</body></opml>",
        "<opml><body>" + "<outline xmlUrl='https://paper.example/a'/>" * 10_100 + "</body></opml>",
        "<opml>" + "x" * opml.LARGEST + "</opml>",
    ],
)
def test_what_is_no_list_or_hostile_is_refused_with_the_files_name(text):
    with pytest.raises(InvalidInput) as refused:
        read(text)
    assert str(refused.value).startswith("list.opml: ")
    assert "root:" not in str(refused.value)


def test_an_entity_that_is_not_declared_in_the_list_leads_nowhere():
    outline = '<outline text="a&x;b" xmlUrl="https://paper.example/a"/>'
    (found,) = read(f'<!DOCTYPE opml SYSTEM "https://evil.example/a.dtd"><opml><body>{outline}</body></opml>')
    assert found.title == "ab"


words = st.text(max_size=40)


@given(title=words, folder=words)
@settings(max_examples=80, deadline=None)
def test_what_is_written_is_read_again(title, folder):
    given = Outline(url="https://paper.example/feed", title=title, folder=folder, page="https://paper.example/")
    (found,) = opml.read(opml.write([given], title, NOON).encode(), "list.opml")
    assert (found.url, found.page) == (given.url, given.page)
    assert found.title == (one_line(title) or given.url)


@given(body=st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_no_bytes_raise_anything_but_that_they_are_no_list(body):
    for hostile in (body, b"<opml><body><outline " + body + b"/></body></opml>"):
        try:
            opml.read(hostile, "list.opml")
        except InvalidInput:
            continue
