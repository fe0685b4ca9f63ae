"""What holds for every input: only NotAnArticle is raised, and the reader's own text reads back as it was."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core import dates
from monitor.core.errors import NotAnArticle
from monitor.core.model import Article
from monitor.core.reading import read
from monitor.core.reading.comparing import letters

_PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<br>",
            "<br><br>",
            "<article>",
            "</article>",
            "<h1>",
            "</h1>",
            "<table><tr><td>",
        ),
        *(
            "<ul><li>",
            "<a href='//x'>",
            "</a>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<svg>",
            "<template>",
            "</body>",
            "<frameset>",
        ),
        *(
            "<script type='application/ld+json'>",
            "</script>",
            '{"@type": "NewsArticle", "headline": ',
            '{"@graph": [[',
            "null}",
            '"]',
        ),
        *(
            '"datePublished": "2025-13-45T99:99"',
            '"author": [{"name": [[',
            '"articleBody": 7',
            "&#0;",
            "&#xD800;",
            "&nbsp",
            "\x00",
            "\ud83d",
        ),
        *(
            "<meta property='og:title' content='",
            "<meta name=author content=",
            "<html lang=''>",
            "<title>",
            "</title>",
            "'>",
            '">',
            "<",
        ),
        *(
            "Photo: ",
            "By ",
            "Published: 31 February 2025 25:61",
            "© 2025",
            "GET OUR NEWSLETTER",
            "http://[::1",
            "٣",
            "\u202e",
            "\ufeff",
            "\n",
        ),
        *(
            "The mill stood by the river for nine years, and nobody came to see it. ",
            "水车在河边立了九年，没有人来看它。",
            "= = =",
            "<font size=1><p>",
        ),
    ]
)
_MARKUP = st.lists(_PIECES | st.text(max_size=12), max_size=40).map("".join)
_PROSE = st.lists(
    st.sampled_from(
        [
            "The",
            "mill",
            "stood",
            "by",
            "a",
            "river",
            "for",
            "nine",
            "years",
            "while",
            "Mara",
            "painted",
            "every",
            "door",
        ]
    ),
    min_size=16,
    max_size=40,
).map(lambda words: "Then " + " ".join(words) + ".")


def _read(page: bytes | str, **context: str) -> Article | None:
    try:
        return read(page, **context)
    except NotAnArticle:
        return None


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "text/html; charset=utf-7", "x; charset=base64", "x; charset=\x00", "utf-16"]),
)
def test_no_bytes_make_the_reader_raise_anything_but_its_own_error(body, content_type):
    _read(body, content_type=content_type)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    _MARKUP,
    st.sampled_from(["", "https://paper.example/a", "http://[", "::", "mailto:x"]),
    st.sampled_from(["", "Nowhere/Town", "../x", "Asia/Tokyo"]),
)
def test_no_markup_makes_the_reader_raise_anything_but_its_own_error(markup, url, timezone):
    _read(markup, url=url or None, timezone=timezone or None)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_MARKUP)
def test_what_is_read_is_clean_one_line_each_and_never_empty(markup):
    article = _read(markup)
    if article is not None:
        lines = (*article.paragraphs, *article.captions, article.title)
        assert article.paragraphs
        assert all(line == " ".join(line.split()) and line for line in lines)
        assert not any(mark in line for line in lines for mark in "\x00\u202e\ud83d")
        assert len(set(article.captions)) == len(article.captions)
        assert not set(map(letters, article.captions)) & set(map(letters, article.paragraphs))


@settings(max_examples=50, deadline=None)
@given(st.lists(_PROSE, min_size=1, max_size=8, unique=True))
def test_the_readers_own_text_keeps_its_paragraphs(paragraphs):
    first = read("\n\n".join(paragraphs))
    assert first.paragraphs == tuple(paragraphs)
    assert read(first.text).paragraphs == first.paragraphs


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=60)
    | st.from_regex(r"[0-9]{1,4}[-./ ][0-9]{1,4}[-./ T][0-9]{1,5}[: ][0-9]{2}.{0,6}", fullmatch=True)
)
def test_a_date_is_aware_or_none(text):
    moment = dates.parse(text, timezone="Asia/Shanghai")
    assert moment is None or moment.utcoffset() is not None


@pytest.mark.parametrize("page", ["", b"", " \n ", "<html></html>", "<p></p>", "\x00", "<!-- -->", b"\xff\xfe"])
def test_a_page_without_text_is_no_article(page):
    with pytest.raises(NotAnArticle):
        read(page)


@pytest.mark.parametrize(
    "page",
    [
        "<title>" + " - x" * 100_000 + "</title><p>The quay is closed.</p>",
        "<h1>x</h1><div class=byline>" + "and " * 100_000 + "</div><p>The quay is closed.</p>",
        '<meta name="author" content="x">' * 30_000 + "<p>The quay is closed.</p>",
        "".join(
            f"<p>The ferry runs at night again, for the {i}. time since the last winter came.</p>"
            for i in range(20_000)
        ),
        "<script type='application/ld+json'>" + "[" * 300_000 + "</script><p>The quay is closed.</p>",
        "<script type='application/ld+json'>{ -->" + " " * 30_000 + "x</script><p>The quay is closed.</p>",
        "<p>Log in</p>" * 20_000 + "<p>The quay is closed.</p>",
        "<p>The quay is closed.</p>" * 9 + "<h2>Related</h2>" * 10_000,
        "".join(f"<img alt='A picture of number {i} of all'><p>A line of number {i} here.</p>" for i in range(8000)),
        "<div>" * 1400 + "".join(f"<div><p>{'The quay is closed. ' * 5}{i}</p></div>" for i in range(18_000)),
        "<p>The quay is closed.</p>" * 30 + "<p><marquee>" * 740 + "word " * 360_000,
        "ab" + " / cc" * 28 + " v.2 x\n\nThe quay is closed.",
    ],
)
def test_a_page_with_much_of_one_thing_takes_no_long_time(page):
    start = time.process_time()
    assert read(page).paragraphs
    assert time.process_time() - start < 5
