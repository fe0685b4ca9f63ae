"""What is no part of a title or a name: the desk of the site that a title ends in, the job that a name is told with."""

from __future__ import annotations

import pytest

from monitor.core.reading import read
from tests.core.reading.pages import PARAGRAPHS, TITLE, article, page


@pytest.mark.parametrize(
    ("ending", "title"), [("BAY News", TITLE), ("gulls of the bay", f"{TITLE} | gulls of the bay")]
)
def test_a_title_ends_before_a_desk_that_is_called_after_the_site(ending, title):
    head = f'<meta property="og:title" content="{TITLE} | {ending}">'
    markup = page(f"<article>{PARAGRAPHS}</article>", head=head, title="")
    assert read(markup, url="https://www.bay.example/ferry").title == title


@pytest.mark.parametrize(("byline", "name"), [("박준석 기자", "박준석"), ("山田花子記者", "山田花子")])
def test_a_name_is_told_without_the_job_that_follows_it(byline, name):
    head = f'<meta name="author" content="{byline}">'
    assert read(page(article(), head=head)).authors == (name,)
