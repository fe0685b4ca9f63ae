"""When an article was published, and changed."""

# ruff: noqa: E501 - made-up markup and text read by the row
from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from monitor.core.reading import read
from tests.core.reading.pages import TITLE, article, page

URL = "https://www.baypost.example/news/2026/03/17/night-ferry"
NOON = datetime(2026, 3, 17, 12, 0, tzinfo=UTC)


def _meta(**values: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items())


def _data(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **values})}</script>'


@pytest.mark.parametrize(
    "head",
    [
        _data(headline=TITLE, datePublished="2026-03-17T12:00:00Z"),
        _meta(article__published_time="2026-03-17T13:00:00+01:00"),
        '<meta itemprop="datePublished" content="2026-03-17T12:00Z">',
        '<meta name="pubdate" content="Tue, 17 Mar 2026 12:00:00 GMT">',
        _data(headline=TITLE, datePublished="not a date") + _meta(article__published_time="2026-03-17T12:00:00Z"),
    ],
)
def test_the_time_of_publication_is_read_from_the_data(head):
    assert read(page(article(), head=head)).published == NOON


@pytest.mark.parametrize(
    "above",
    [
        '<time datetime="2026-03-17T12:00:00Z">today</time>',
        '<div class="date">Published: 17 March 2026, 12:00</div>',
        '<p><span class="author">Mara Lindqvist</span> <span class="pub_time">Mar 17, 2026 12:00 PM</span></p>',
        "<div>Mara Lindqvist | 17.03.2026 - 12:00</div>",
    ],
)
def test_the_time_of_publication_is_read_from_what_is_printed(above):
    assert read(page(article(above=above))).published == NOON


def test_a_date_that_ends_the_pages_title_is_better_than_one_in_a_caption():
    figure = '<figure><img src="/q.jpg"><figcaption>The quay on 4 March 2026.</figcaption></figure>'
    told = read(page(article(above=figure), title=f"{TITLE} | Bay Post | 17.03.2026"))
    assert told.published == datetime(2026, 3, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "title",
    [f"{TITLE} – 24.12.2026", f"On this day, {TITLE} | 1945-05-08", f"{TITLE} in pictures: 4.3.2026 - 12.09.2026"],
)
def test_a_day_that_a_title_speaks_of_is_not_that_of_publication(title):
    above = '<div class="date">17.03.2026</div>'
    assert read(page(article(above=above), title=title)).published == datetime(2026, 3, 17, tzinfo=UTC)
    assert read(page(article(), title=title)).published is None


def test_the_day_in_the_address_is_better_than_none():
    assert read(page(article()), url=URL).published == datetime(2026, 3, 17, tzinfo=UTC)


def test_the_time_of_the_last_change_is_read():
    head = _data(headline=TITLE, datePublished="2026-03-17T08:00:00Z", dateModified="2026-03-17T12:00:00Z")
    assert read(page(article(), head=head)).modified == NOON
