# ruff: noqa: E501 - made-up markup and text read by the row
from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.core.errors import NotAnArticle
from monitor.core.reading import read
from tests.core.reading.pages import STORY, TITLE

TEXT = "\n\n".join(STORY)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Sign up for our newsletter",
            "Advertisement",
            "Share this article",
            "Read more: Bus drivers ask for shorter rides",
            "Subscribed successfully",
        ),
        *(
            "© 2026 The Bay Post. All rights reserved.",
            "Already a subscriber? Log in",
            "Leave a comment",
            "Follow us on Mastodon",
            "3 min read",
        ),
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_the_pages_lines_are_dropped_wherever_they_were_copied(line, place):
    parts = list(STORY)
    parts.insert(place, line)
    assert read("\n\n".join((TITLE, *parts))).paragraphs == STORY


def test_the_lines_above_the_text_are_told_apart_by_their_form():
    head = f"HARBOUR\n{TITLE}\nFour hundred passengers are expected\nBy Mara Lindqvist\nMarch 17, 2026, 12:00\nThe quay at night Photo: Bay Museum\n"
    article = read(f"{head}\n{TEXT}", timezone="Europe/Stockholm")
    assert (article.title, article.section, article.subtitle) == (
        TITLE,
        "HARBOUR",
        "Four hundred passengers are expected",
    )
    assert (article.authors, article.captions) == (("Mara Lindqvist",), ("The quay at night Photo: Bay Museum",))
    assert article.published == datetime(2026, 3, 17, 11, 0, tzinfo=UTC)
    assert (article.paragraphs, article.language) == (STORY, "en")


def test_captions_in_the_text_are_taken_out_once_each():
    caption = "The quay at night Photo: Bay Museum"
    article = read(f"{TITLE}\n\n{STORY[0]}\n\n{caption}\n\n{caption.replace(' Photo', '  Photo')}\n\n{STORY[1]}")
    assert (article.paragraphs, article.captions) == (STORY[:2], (caption,))


def test_text_without_any_head_keeps_all_of_its_paragraphs():
    assert read(TEXT).paragraphs == STORY


def test_text_that_is_wrapped_at_a_width_is_joined_to_paragraphs():
    wrapped = (
        "The ferry that links both halves of the town will run at night\nagain from June, the harbour board decided on Tuesday, and two\n"
        "crews have been hired for it by the end of the spring.\n\nNine years ago the last boat left at eight, and whoever missed it\n"
        "had to take the bus around the bay, which was a ride of an hour\nthat few people took twice in one week."
    )
    assert [len(read(wrapped).paragraphs), read(wrapped).paragraphs[0][-24:]] == [2, "y the end of the spring."]


def test_one_line_alone_is_an_article():
    assert read("The quay is closed.").paragraphs == ("The quay is closed.",)


def test_a_title_over_short_lines_is_a_title():
    article = read("Quay closed\n\nThe quay is closed.\n\nIt opens in May.")
    assert (article.title, article.paragraphs) == ("Quay closed", ("The quay is closed.", "It opens in May."))


def test_scripts_without_spaces_are_read():
    article = read(
        "新馆开放\n2026年3月17日\n市立博物馆的新馆于星期五向公众开放，馆长说，展览将持续到年底，门票免费。\n参观者可以看到三百件瓷器，其中许多从未展出过。"
    )
    assert (article.title, len(article.paragraphs), article.language) == ("新馆开放", 2, "zh")


@pytest.mark.parametrize("text", ["5 < 7 and 9 > 3, she said, and left.", "Use a<b to compare, he said to the class."])
def test_signs_of_comparison_are_no_markup(text):
    assert read(text).paragraphs == (text,)


@pytest.mark.parametrize("text", ["", "\n\n", "- - -", "\u202e"])
def test_text_without_a_letter_is_no_article(text):
    with pytest.raises(NotAnArticle, match="empty"):
        read(text)


def test_marks_of_emphasis_alone_do_not_make_a_text_a_page():
    assert read(f"{TITLE}\n\n{STORY[0].replace('ferry', '<b>ferry</b>')}\n\n{STORY[1]}").paragraphs == STORY[:2]


def test_notes_on_windows_and_on_the_author_are_no_text():
    note = "Mara Lindqvist is an editor of the Bay Post, and has written on boats since 1999."
    first = STORY[0].replace("ferry", "ferry (opens in a new window)")
    assert read("\n\n".join((TITLE, "By Mara Lindqvist", first, *STORY[1:], note))).paragraphs == STORY
