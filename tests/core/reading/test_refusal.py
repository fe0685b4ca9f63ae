# ruff: noqa: E501 - made-up markup and text read by the row
from __future__ import annotations

import pytest

from monitor.core.errors import NotAnArticle
from monitor.core.reading import read
from tests.core.reading.pages import PARAGRAPHS, STORY, article, page


def _card(i: int) -> str:
    return (
        f'<div class="card"><h3><a href="/a{i}">Number {i} of the stories that the town is telling itself</a></h3>'
        f"<p>A short teaser tells what the {i}. story is about, in a sentence or so.</p></div>"
    )


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><body></body></html>", "no text"),
        (
            "<html><body><noscript>Please enable JavaScript to read this page.</noscript><div id=root></div></body></html>",
            "scripts",
        ),
        (
            "<html><title>Page not found | The Bay Post</title><body><h1>Page not found</h1><p>It may have been moved to some other place.</p></body></html>",
            "not found",
        ),
        (
            "<html><title>404</title><body><p>Something is missing here, and we are sorry for that.</p></body></html>",
            "not found",
        ),
        (
            "<html><title>Seite nicht gefunden</title><body><p>Die gewünschte Seite gibt es hier leider nicht mehr.</p></body></html>",
            "not found",
        ),
        (
            "<html><title>ページが見つかりません</title><body><p>お探しのページは移動または削除された可能性があります。</p></body></html>",
            "not found",
        ),
        (
            "<html><title>Log in - The Bay Post</title><body><form><p>Enter your name and the word that we sent to you.</p></form></body></html>",
            "gate",
        ),
        (
            "<html><title>Just a moment...</title><body><p>We check your browser before you may go on to the site.</p></body></html>",
            "gate",
        ),
        (page(f"<h1>Culture</h1>{''.join(map(_card, range(12)))}", title="Culture | The Bay Post"), "lists articles"),
        (
            page("<h1>Culture</h1>" + "".join(f"<article>{_card(i)}</article>" for i in range(5)), title="Culture"),
            "lists articles",
        ),
    ],
)
def test_a_page_that_is_no_article_is_refused_with_what_it_is(markup, reason):
    with pytest.raises(NotAnArticle, match=reason) as refused:
        read(markup, url="https://baypost.example/x")
    assert refused.value.url == "https://baypost.example/x"


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<html><body><h1>Quay closed</h1><p>The quay is closed.</p></body></html>", ("The quay is closed.",)),
        (
            "<html><body><article><h1>Quay closed</h1><p>Closed from eight to ten</p></article></body></html>",
            ("Closed from eight to ten",),
        ),
        (page(article("<p>The quay is closed.</p>")), ("The quay is closed.",)),
        (
            page(
                article(
                    f"<p>{STORY[0]}</p>",
                    below="<ul>"
                    + "".join(f"<li><a href='/{i}'>A long headline of another story, {i}</a></li>" for i in range(9))
                    + "</ul>",
                )
            ),
            STORY[:1],
        ),
        (
            page(
                article().replace("Night ferry returns to the bay", "404 days without a ferry"),
                title="404 days without a ferry",
            ),
            STORY,
        ),
        (
            page(
                f"<h1>Log in to your past, says a new play</h1>{PARAGRAPHS * 3}",
                title="Log in to your past, says a new play",
            ),
            STORY,
        ),
        (page(article() + "".join(map(_card, range(12)))), STORY),
    ],
)
def test_an_article_is_not_refused_for_being_short_or_among_links(markup, paragraphs):
    assert read(markup).paragraphs == paragraphs
