# ruff: noqa: E501 - made-up markup and text read by the row
from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from monitor.core.reading import read
from monitor.core.reading.metadata.authors import names
from tests.core.reading.pages import TITLE, article, page

URL = "https://www.baypost.example/news/2026/03/17/night-ferry"
NOON = datetime(2026, 3, 17, 12, 0, tzinfo=UTC)


def _meta(**values: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items())


def _data(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **values})}</script>'


@pytest.mark.parametrize(
    "title",
    [
        *(
            f"{TITLE} | The Bay Post",
            f"{TITLE} - The Bay Post",
            f"{TITLE} – The Bay Post",
            f"The Bay Post: {TITLE}",
            f"{TITLE} - News - The Bay Post",
        ),
        *(f"{TITLE} | baypost.example", f"{TITLE} - BayPost", f"{TITLE}｜The Bay Post", TITLE),
    ],
)
def test_the_title_has_not_the_sites_name(title):
    head = _meta(og__title=title, og__site_name="The Bay Post")
    assert read(page(article(), head=head, title=title), url=URL).title == TITLE


@pytest.mark.parametrize(
    "title", ["Ferry - a word with a history", "Night ferry: what we know", "Bread, boats – and a bay"]
)
def test_a_title_keeps_its_own_dashes_and_colons(title):
    body = article().replace(TITLE, title)
    assert (
        read(page(body, title=f"{title} | The Bay Post", head=_meta(og__site_name="The Bay Post")), url=URL).title
        == title
    )


def test_a_title_that_was_cut_gives_way_to_the_whole_one():
    assert read(page(article(), head=_data(headline="Night ferry returns…") + _meta(og__title=TITLE))).title == TITLE


def test_the_heading_is_the_title_of_a_page_without_data():
    assert read(f"<body>{article()}</body>").title == TITLE


def test_a_page_without_any_title_is_called_by_its_first_words():
    text = "The ferry that links both halves of the town will run at night again from June, as the board has decided."
    assert (
        read(f"<p>{text}</p>").title
        == "The ferry that links both halves of the town will run at night again from June, as the board has…"
    )


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"@type": "Person", "name": "Mara Lindqvist"}, ("Mara Lindqvist",)),
        ([{"name": "Mara Lindqvist"}, {"name": "Ines Halvorsen"}], ("Mara Lindqvist", "Ines Halvorsen")),
        ("By Mara Lindqvist and Ines Halvorsen, Staff Writers", ("Mara Lindqvist", "Ines Halvorsen")),
        (["Mara Lindqvist", "mara lindqvist"], ("Mara Lindqvist",)),
        ({"name": ["Mara Lindqvist", "Ines Halvorsen"]}, ("Mara Lindqvist", "Ines Halvorsen")),
        ({"@id": "#mara"}, ("Mara Lindqvist",)),
        ({"name": "Sean O&#039;Hara"}, ("Sean O'Hara",)),
        ({"name": "https://baypost.example/authors/1"}, ()),
        (None, ()),
    ],
)
def test_authors_are_read_from_the_data_as_names(author, expected):
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": TITLE, "author": author},
            {"@type": "Person", "@id": "#mara", "name": "Mara Lindqvist"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert read(page(article(), head=head)).authors == expected


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Mara Lindqvist", ["Mara Lindqvist"]),
        ("Von Mara Lindqvist und Ines Halvorsen", ["Mara Lindqvist", "Ines Halvorsen"]),
        ("Por Mara Lindqvist y Ines Halvorsen", ["Mara Lindqvist", "Ines Halvorsen"]),
        ("Par Mara Lindqvist", ["Mara Lindqvist"]),
        ("Mara Lindqvist, Culture Editor", ["Mara Lindqvist"]),
        ("Mara Lindqvist (in Malmö) | 17 March 2026", ["Mara Lindqvist"]),
        ("mara@baypost.example", []),
        ("Admin", []),
    ],
)
def test_a_byline_is_taken_apart_into_names(byline, expected):
    assert names(byline) == expected


def test_a_printed_byline_names_the_person_where_the_data_name_the_publisher():
    head = _data(headline=TITLE, author={"name": "The Bay Post"}, publisher={"name": "The Bay Post"})
    body = article(above='<div class="byline">By Mara Lindqvist</div>')
    assert read(page(body, head=head), url=URL).authors == ("Mara Lindqvist",)


@pytest.mark.parametrize(
    ("head", "paywalled"),
    [
        ("", None),
        (_data(headline=TITLE, isAccessibleForFree=False), True),
        (_data(headline=TITLE, isAccessibleForFree="True"), False),
        (
            _data(
                headline=TITLE, hasPart={"@type": "WebPageElement", "isAccessibleForFree": "http://schema.org/False"}
            ),
            True,
        ),
        (_data(headline=TITLE, isAccessibleForFree=True, hasPart=[{"isAccessibleForFree": "False"}]), True),
        (_data(headline=TITLE, isAccessibleForFree="perhaps"), None),
        (_data(headline=TITLE, hasPart={"@type": "VideoObject", "isAccessibleForFree": False}), None),
        *(
            (_data(headline=TITLE, isAccessibleForFree=said), True)
            for said in ("False ", 0, "no", ["False"], {"@value": False})
        ),
        *((_data(headline=TITLE, isAccessibleForFree=said), False) for said in (1, "yes", ["True"])),
        *((_data(headline=TITLE, isAccessibleForFree=said), None) for said in ([], [[]], {}, None, [None])),
        (_data(headline=TITLE, hasPart=[[{"isAccessibleForFree": ["False"]}]]), True),
        (_data(headline=TITLE, hasPart="False"), None),
        (_meta(article__content_tier="locked"), True),
        (_meta(article__content_tier="Metered"), True),
        (_meta(article__content_tier="free"), False),
        (_meta(article__content_tier="gold"), None),
    ],
)
def test_whether_the_text_is_for_payers_is_what_the_page_says(head, paywalled):
    assert read(page(article(), head=head)).paywalled is paywalled


@pytest.mark.parametrize(
    "own",
    [
        {"headline": "Ferry!", "url": URL},
        {"headline": "Ferry!", "mainEntityOfPage": {"@id": f"{URL}/#main"}},
        {"headline": TITLE},
        {"headline": TITLE[:20]},
    ],
)
def test_of_several_articles_in_the_data_the_pages_own_counts(own):
    other = {"@type": "NewsArticle", "headline": "Market hall opens", "url": "https://www.baypost.example/market"}
    graph = [
        {**other, "author": {"name": "Otto Other"}},
        {"@type": "NewsArticle", "author": {"name": "Mara Lind"}, **own},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    assert read(page(article(), head=head), url=URL).authors == ("Mara Lind",)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<html lang="de-AT">', "de"),
        ('<html lang="">', "en"),
        ("<html>", "en"),
        ('<html><meta property="og:locale" content="pt_BR">', "pt"),
    ],
)
def test_the_language_is_what_the_page_says_else_what_its_text_is(markup, expected):
    assert read(f"{markup}<body>{article()}</body>").language == expected


@pytest.mark.parametrize(
    "body",
    [
        article().replace("<h1>", '<div class="kicker">Harbour</div><h1>'),
        article().replace("<h1>", '<span class="section-name"><a href="/harbour">Harbour</a></span><h1>'),
    ],
)
def test_a_printed_section_is_read(body):
    assert read(page(body, head=_meta(article__section="told"))).section == "Harbour"


def test_a_told_section_is_read_where_none_is_printed():
    assert read(page(article(), head=_meta(article__section="Harbour"))).section == "Harbour"


@pytest.mark.parametrize(
    ("above", "head"),
    [
        ('<div class="article_subtitle">Four hundred passengers are expected</div>', ""),
        ('<p class="standfirst">Four hundred passengers are expected</p>', ""),
        (
            "<h2>Four hundred passengers are expected</h2>",
            _meta(og__description="Four hundred passengers are expected"),
        ),
        (
            "<p>Four hundred passengers are expected</p>",
            '<meta name="description" content="Four hundred passengers are expected">',
        ),
    ],
)
def test_the_standfirst_is_the_subtitle_and_no_paragraph(above, head):
    found = read(page(article(above=above), head=head))
    assert found.subtitle == "Four hundred passengers are expected"
    assert found.subtitle not in found.paragraphs


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://baypost.example/ferry", "https://baypost.example/ferry"),
        ("/ferry", "https://www.baypost.example/ferry"),
        ("https://elsewhere.example/ferry", URL),
        ("https://www.baypost.example/", URL),
        ("javascript:void(0)", URL),
        ("http://[", URL),
    ],
)
def test_the_canonical_address_is_believed_within_the_site(link, expected):
    assert read(page(article(), head=f'<link rel="canonical" href="{link}">'), url=URL).url == expected


def test_a_link_that_is_a_property_of_something_is_not_the_articles_address():
    head = '<link itemprop="thumbnailUrl" href="/pictures/boat.jpg"><link itemprop="url" href="/people/lindqvist">'
    assert read(page(article(), head=head), url=URL).url == URL


@pytest.mark.parametrize(
    ("image", "expected"),
    [("/f.jpg", "https://www.baypost.example/f.jpg"), ("data:image/png;base64,x", None), ("", None)],
)
def test_the_image_is_an_absolute_address(image, expected):
    assert read(page(article(), head=_meta(og__image=image)), url=URL).image == expected


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[]",
        "null",
        "7",
        '{"@type": 7}',
        '{"@graph": {"@graph": {}}}',
        "[" * 5000,
        '{"@type": "NewsArticle", "author": {"name": {"name": {}}}}',
    ],
)
def test_broken_data_are_no_reason_to_fail(script):
    assert read(page(article(), head=f'<script type="application/ld+json">{script}</script>')).title == TITLE


def test_data_with_line_breaks_and_comment_marks_are_read():
    script = '<!-- {"@type": "NewsArticle", "headline": "Night\nferry", "datePublished": "2026-03-17T12:00:00Z"} -->;'
    assert read(page(article(), head=f'<script type="application/ld+json">{script}</script>')).published == NOON
