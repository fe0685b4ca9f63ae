"""Nothing that an edition quotes acts in any format."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from monitor import render
from monitor.core.model import EditionState
from monitor.render.markup import escaped
from tests.builders import edition, item
from tests.render.told import FORMATS, mention, plain, sentence

EVERY = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS.keys())


HOSTILE = [
    "\x1b[31mred\x1b[0m\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "](javascript:alert(1))",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "first\n# second\r\n- third\u2028fourth",
    "safe \u202egnp.exe\u202c \u2066x\u2069",
    "`code` **bold** ~~gone~~ $$x$$ | cell",
    "# heading",
    "12. numbered",
    "- listed",
    "https://evil.example www.evil.example <https://evil.example>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &#60;script&#62;",
    "\\](https://evil.example)",
    "\x00\ud800",
]


def hostile(text):
    """An edition in which everything that may come from outside is this text."""
    told = item(
        title=text,
        source_name=text,
        section=text,
        language=text,
        sentences=(sentence(text), sentence(text)),
        also_in=(mention(source_name=text, title=text),),
    )
    return edition(items=(told,), notes=(text,))


@EVERY
@pytest.mark.parametrize("title", HOSTILE)
def test_nothing_from_outside_carries_control_or_direction_marks(form, title):
    shown = form(hostile(title))
    if form is FORMATS["colour"]:
        shown = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    shown.encode()


def test_text_without_colour_holds_no_escape_sequence():
    assert "\x1b" in render.text(edition(), colour=True)
    assert "\x1b" not in render.text(edition(items=(item(corrected=True),), state=EditionState.DRAFT))


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_makes_no_markup_in_html(title):
    page = LexborHTMLParser(render.html(hostile(title)))
    assert not page.css("script, img, iframe, [onmouseover], [onerror]")
    assert {link.attributes["href"].split("#")[0] for link in page.css("main a")} <= {
        "https://paper.example/culture/harbour-theatre",
        "https://gazette.example/a",
    }
    assert page.css_first("h3").attributes.get("lang") is None


@pytest.mark.parametrize("preset", ["commonmark", "gfm-like"])
@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_makes_no_markup_in_markdown(title, preset):
    # The dialect's guess at addresses without a scheme is not markup that could be escaped.
    reader = MarkdownIt(preset, {"linkify": False})
    page = LexborHTMLParser(reader.render(render.markdown(hostile(title))))
    assert not page.css("script, img, code, strong, s, ul, ol, hr, table, blockquote, pre")
    assert [len(page.css(level)) for level in ("h1", "h2", "h3")] == [1, 1, 1]
    assert [link.attributes["href"] for link in page.css("a")] == [
        "https://paper.example/culture/harbour-theatre",
        "https://gazette.example/a",
    ]


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_escaped_markdown_shows_the_very_text(text):
    from monitor.core.text import one_line

    line = one_line(text)
    shown = plain(MarkdownIt("commonmark").render(escaped(line)))
    assert one_line(shown) == line


@EVERY
@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "", "//x", "https://a b\n\x1b[0m"],
)
def test_only_web_addresses_become_links(form, url):
    shown = form(edition(items=(item(url=url, also_in=(mention(url=url),)),)))
    assert "javascript:" not in shown
    assert "file:" not in shown
    assert "data:" not in shown
    assert "\n\x1b[0m" not in shown
