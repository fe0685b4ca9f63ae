# ruff: noqa: E501 - made-up markup and text read by the row
"""A page whose paragraphs only <br><br> separates and whose captions stand twice; and the same page as copied text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import monitor
from monitor.core.model import Article
from monitor.core.reading import read

PARAGRAPHS = (
    (
        "The paper lantern workshop on the old canal has opened its doors to visitors for the first time in forty years. Guides "
        "lead groups of ten through the drying rooms until the end of the month."
    ),
    (
        'Standing beside a rack of unpainted frames, master Ren Okoye called the opening "a small repayment to the street that '
        'kept us," and promised that the evening classes would go on.'
    ),
    '"Every lantern begins with the light that is not there yet," Okoye told visitors on Sunday.',
    (
        "The city museum has lent eleven early lanterns, among them a fish of oiled silk that was carried in the flood parade of "
        "1931. They hang above the workbenches, out of reach."
    ),
    (
        "A second exhibition, on the songs of the boatmen, is planned for the autumn. The museum asks residents who still know "
        "the verses to write to it."
    ),
)
CAPTIONS = (
    "Visitors in the drying room of the lantern workshop Photo: Tidewater Pictures",
    "Photo: Courtesy of the Canal Museum",
)


def _caption(text: str) -> str:
    return (
        f'<center><img src="/a.jpeg" alt="{text}" /></center><table style="width:100%"><tbody><tr><td class="picture">{text}</td></tr></tbody></table>'
        f'<br /><p style="text-align:center"><span style="font-size:12px">{text.replace("  ", " ")}</span></p><br /><br />'
    )


def _page() -> str:
    first = CAPTIONS[0].replace(" Photo:", "  Photo:")
    text = " <br /><br />".join(
        (_caption(first) + PARAGRAPHS[0], *PARAGRAPHS[1:3], _caption(CAPTIONS[1]) + PARAGRAPHS[3], PARAGRAPHS[4])
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Lantern workshop opens its doors - Canal Times</title>
<meta property="og:title" content="Lantern workshop opens its doors" /><meta property="og:image" content="https://canaltimes.example/a.jpeg" />
<script>function sub(){{ document.getElementById("ok").style.display="block"; }}</script></head><body>
<div class="top_nav_line"><nav><ul><li><a href="/city/">CITY</a></li><li><a href="/life/">LIFE</a></li></ul></nav></div>
<div class="article_page"><div class="article"><div class="article_top">
<div class="article_column"><span class="level_one"><a href="/life/">LIFE</a></span> / <span><a href="/life/crafts/">CRAFTS &amp; TRADES</a></span></div>
<div class="article_title">Lantern workshop opens its doors</div><div class="article_subtitle">Guests see how silk and bamboo meet</div>
<div class="author_share"><div><span class="byline">By Canal Times</span><span class="pub_time">Published: May 04, 2025 09:30 PM</span></div>
<div class="share_right"><a href="#">Facebook</a> <a href="#">Twitter</a></div></div></div>
<div class="article_content"><div class="article_left"></div><div class="article_right">{text}<br /><br /></div></div>
<div class="article_footer"><div class="related_article"><div>RELATED ARTICLES</div><ul>
<li><a href="/1">Kite makers meet on the hill</a><p>More than sixty kite makers met on the hill this week to fly their newest work.</p></li></ul></div></div></div></div>
<div class="footer_newsletter"><div>GET OUR NEWSLETTER</div><p>Sign up for our email list to receive daily newsletters from Canal Times</p>
<form><input type="email"><button>Subscribe</button></form><div id="ok">Subscribed successfully</div></div>
<footer><a href="/about">About Us</a> <p>Copyright © 2025 Canal Times All Rights Reserved.</p></footer></body></html>"""


def _copied() -> str:
    doubled = [f"{CAPTIONS[0].replace(' Photo:', '  Photo:')}\n\n{CAPTIONS[0]}\n\n", f"{CAPTIONS[1]}\n\n{CAPTIONS[1]}"]
    head = (
        "Lantern workshop opens its doors\nLIFE / CRAFTS & TRADES\nLantern workshop opens its doors\n"
        f"Guests see how silk and bamboo meet\nPublished: May 04, 2025 09:30 PM\n{doubled[0]}"
    )
    body = "\n\n".join((*PARAGRAPHS[:3], doubled[1], *PARAGRAPHS[3:]))
    tail = "\nGET OUR NEWSLETTER\nSign up for our email list to receive daily newsletters from Canal Times\nSubscribed successfully"
    return head + "\n" + body + tail


@pytest.fixture(params=["page", "copied text"])
def article(request: pytest.FixtureRequest) -> Article:
    return read(_page() if request.param == "page" else _copied(), timezone="Asia/Shanghai")


def test_the_paragraphs_are_the_articles_and_nothing_else(article):
    assert article.paragraphs == PARAGRAPHS


def test_captions_are_kept_once_each_outside_of_the_text(article):
    assert article.captions == CAPTIONS
    assert "Photo:" not in article.text


def test_title_subtitle_and_section_are_told_apart(article):
    assert (article.title, article.subtitle, article.section) == (
        "Lantern workshop opens its doors",
        "Guests see how silk and bamboo meet",
        "LIFE / CRAFTS & TRADES",
    )


def test_the_author_is_the_publisher_where_no_person_is_named(article):
    assert article.authors == ("Canal Times",)


def test_a_printed_time_is_of_the_zone_given(article):
    assert article.published == datetime(2025, 5, 4, 13, 30, tzinfo=UTC)


def test_a_printed_time_is_utc_where_no_zone_is_given():
    assert read(_page()).published == datetime(2025, 5, 4, 21, 30, tzinfo=UTC)


def test_the_library_reads_the_same_as_the_room():
    assert monitor.extract(_page(), None, "Asia/Shanghai") == read(_page(), timezone="Asia/Shanghai")
