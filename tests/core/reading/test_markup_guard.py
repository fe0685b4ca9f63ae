from __future__ import annotations

import contextlib
import time

import pytest

from monitor.core.errors import HostilePage, NotAnArticle
from monitor.core.reading import guard, read

N = 20_000
ATTRIBUTES = " ".join(f"a{i}" for i in range(N))
HOSTILE = {
    "nested": "<div>" * N,
    "nested in capitals": "<DIV>" * N,
    "nested and closed": "<div>" * N + "</div>" * N,
    "nested under wrong ends": "<div></b>" * N,
    "nested unknown names": "".join(f"<x{i}>" for i in range(N)),
    "nested tables": "<table><tr><td>" * N,
    "nested lists": "<ul><li>" * N,
    "nested option groups": "<option><optgroup>" * N,
    "drawing outside of a drawing": "<path/>" * N,
    "open formatting": "".join(f"<font size={i}><p>" for i in range(3000)),
    "open formatting that is closed later": "".join(f"<font size={i}><p>" for i in range(3000)) + "</font>" * 3000,
    "nested with ends in comments": "<div><!--</div>-->" * N,
    "nested with ends in values": "<div a='</div>'>" * N,
    "nested under a name of its own": "<x-a></x-b>" * N,
    "nested behind a NUL": "<div\0></div>" * N,
    "nested names with a prefix": "<o:p></o:q>" * N,
    "nested in a drawing": "<svg>" + "<g a=x/>" * N,
    "nested in a drawing's title": "<svg><title>x" + "<path/>" * N,
    "nested behind a drawing's title": "<svg><title><div></title>" + "<path/>" * N,
    "nested drawing outside of a drawing, by turns": "<path/><b></b>" * N,
    "nested in a script in a drawing": "<svg><script>" + "<g>" * N,
    "open formatting with ends in comments": "".join(f"<font size={i}><!--</font>--><p>x" for i in range(3000)),
    "open formatting with ends in values": "".join(f"<font size={i}><p title='</font>'>x" for i in range(1500)),
    "attributes": f"<div {ATTRIBUTES}>x</div>",
    "attributes that hide an end": f"<div {ATTRIBUTES[:60_000]} b='>' {ATTRIBUTES[60_000:]}>x</div>",
    "attributes that hide an end far from the sign": f"<a {ATTRIBUTES[:60_000]} b={' ' * 60}'>' {ATTRIBUTES[60_000:]}>",
    "attributes that each hide an end": "<div " + " ".join(f'a{i}=">"' for i in range(N)) + ">",
    "attributes with tags in them": "<div " + " ".join(f'a{i}="<b>"' for i in range(N)) + ">",
    "attributes without an end": f"<div {ATTRIBUTES}",
    "attributes after a quote in the text": f'<p>="</p><div {ATTRIBUTES}>',
    "attributes after values that seem to go on": f'<p>="<b> x="</p><div {ATTRIBUTES}>x</div>',
    "attributes without spaces": "<div " + "".join(f'a{i}=""' for i in range(N)) + ">",
    "attributes between slashes": "<div " + "/".join(f"a{i}" for i in range(N)) + ">",
    "attributes behind a long text": "<p>" + "word " * N + f"</p>' x='<div {ATTRIBUTES}>",
    "sheer size": "x" * (guard.MOST_BYTES + 1),
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_is_refused_before_it_is_parsed(markup):
    start = time.process_time()
    with pytest.raises(HostilePage):
        read(f"<html><body><p>{markup}")
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" * N,
        "<br>" * N,
        "<p><b>bold</b> and <i>more</i></p>" * 3000,
        "<ul>" + "<li><a href='#'>one</a>" * 3000 + "</ul>",
        "<table>" + "<tr><td>1<td>2" * 3000 + "</table>",
        "<svg>" + "<path d='M0 0'/>" * 1000 + "</svg>",
        f"<script>if (a<b) x = '{'y ' * 20_000}'</script>",
        f"<div data-state='{'{&quot;k&quot;:1} ' * 2000}'>x</div>",
        "<select onchange=\"go('='+this.value)\">"
        + '<option value="1">One of the many towns</option>' * 900
        + "</select>",
        "<div>" * 200 + "</div>" * 200,
        "<p>" + "word " * 500_000,
        "<div>x</div>" * 5000 + "<script>a = ['" + "<strong>a<\\/strong>" * 300 + "']</script>",
        "<div>x</div>" * 5000 + "<script>a = ['" + "<div>a<\\/div>" * 1600 + "']</script>",
        "<p>x</p>" * 4000 + "<svg><title>a</title><path d='M0 0'/><path d='M0 1'/></svg>" * 900,
    ],
)
def test_odd_but_harmless_markup_passes(markup):
    guard.check(markup.encode(), None)


@pytest.mark.parametrize(
    "markup", ["<a" * 500_000, "<!--" * 300_000, '="' * 500_000, "= " * 500_000, "<" * 1_000_000, "=" + " " * 1_000_000]
)
def test_the_look_itself_takes_no_long_time(markup):
    start = time.process_time()
    with contextlib.suppress(HostilePage):
        guard.check(f"<div {markup}".encode(), None)
    assert time.process_time() - start < 2


def test_a_hostile_page_is_no_article_and_says_why():
    with pytest.raises(NotAnArticle, match="open at once") as refused:
        read("<div>" * N, url="https://paper.example/a")
    assert refused.value.url == "https://paper.example/a"


@pytest.mark.parametrize("opening", ["<style>", "<script>", "<textarea>", "<!--", "<plaintext>", "<a x='"])
def test_what_the_look_takes_for_text_the_parser_takes_for_text(opening):
    page = f"<noscript>{opening}</noscript>" + "".join(f"<font size={i}><p>" for i in range(2_500))
    start = time.process_time()
    with contextlib.suppress(NotAnArticle):
        read(page)
    assert time.process_time() - start < 1
