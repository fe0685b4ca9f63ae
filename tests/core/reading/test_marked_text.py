# ruff: noqa: E501 - made-up markup and text read by the row
"""What a page's markup says of words, numbers, headings and notes among an article's text."""

from __future__ import annotations

import pytest

from monitor.core.reading import read
from tests.core.reading.pages import PARAGRAPHS, STORY, TITLE, article, page

BOAT = "The boat that is called Gull by all of the bay will be the first to run."
MORE = "The board had asked both halves of the town, and eight in ten wanted the boat before any bridge."
AUTHOR = '<meta name="author" content="Mara Lindqvist">'


def _with(piece: str, at: int = 2) -> str:
    parts = [f"<p>{text}</p>" for text in STORY]
    parts.insert(at, piece)
    return page(article("".join(parts)))


@pytest.mark.parametrize("name", ["d-none d-print-block", "hidden print:block"])
def test_what_is_shown_on_paper_alone_is_left_out(name):
    piece = f'<div class="{name}"><p>Printed on Tuesday by the harbour, and not to be sold to gulls.</p></div>'
    assert read(page(article(f"{PARAGRAPHS}{piece}<p>{MORE}</p>"))).paragraphs == (*STORY, MORE)


@pytest.mark.parametrize("name", ["sr-only", "visually-hidden", "screen-reader-text"])
def test_words_for_those_who_hear_the_page_are_left_out_of_its_sentences(name):
    line = BOAT.replace("Gull", f"Gull<span class='{name}'> (leads to the boats)</span>")
    assert BOAT in read(_with(f"<p>{line}</p>")).paragraphs


@pytest.mark.parametrize("name", ["min-vh-100", "full-vh", "vh", "sr"])
def test_a_class_for_the_height_of_a_box_hides_no_words(name):
    line = BOAT.replace("Gull", f"<span class='{name}'>Gull</span>")
    assert BOAT in read(_with(f"<p>{line}</p>")).paragraphs


@pytest.mark.parametrize("note", ["(opens in a new window)", "(öffnet im neuen Fenster)", "(se abre en otra ventana)"])
def test_what_a_link_says_of_its_window_is_left_out(note):
    assert BOAT in read(_with(f"<p>{BOAT.replace('Gull', f'Gull {note}')}</p>")).paragraphs


@pytest.mark.parametrize(
    "said",
    [
        "who opens her shop by its window",
        "opens Friday at the Window Theatre",
        "abre el martes en Ventana Sur",
        "öffnet sich erst nach der Pause, wie ein Fenster",
    ],
)
def test_what_a_sentence_says_of_a_window_is_kept(said):
    line = f"The baker ({said}) waits for the first boat of the year."
    assert line in read(_with(f"<p>{line}</p>")).paragraphs


def test_a_heading_that_can_be_jumped_to_is_kept_and_one_that_is_a_link_is_not():
    jump = "<h3><a id=two class=jumpLabel>A second boat in summer</a></h3>"
    assert read(_with(jump)).paragraphs == (*STORY[:2], "A second boat in summer", *STORY[2:])
    assert read(_with("<h3><a href=/two>A second boat in summer</a></h3>")).paragraphs == STORY


@pytest.mark.parametrize("piece", ["<h3>2</h3>", "<div>12</div>"])
def test_a_number_that_counts_a_part_of_the_text_is_left_out(piece):
    assert read(_with(piece)).paragraphs == STORY


@pytest.mark.parametrize(
    "piece",
    [
        "<table><tr><td>Boats that came</td><td>12</td></tr><tr><td>Boats that left</td><td>7</td></tr></table>",
        "<p>The numbers that won were:</p><ul><li>12</li><li>7</li></ul>",
        "<p>The numbers that won were:</p><p>12</p><p>7</p>",
    ],
)
def test_numbers_in_tables_lists_and_paragraphs_are_kept(piece):
    assert {"12", "7"} <= set(read(_with(piece)).paragraphs)


def test_what_a_bundler_appends_to_a_name_hides_nothing_of_it():
    assert read(_with("<div class=Story_byline__x7Kq2>Deputy editor of boats</div>")).paragraphs == STORY


def test_the_description_of_a_picture_is_a_caption():
    caption = "The quay at low tide, with a boat."
    figure = f"<figure><img src=/q.jpg alt=''><figcaption class=image-caption><div class=image-caption__description>{caption}</div></figcaption></figure>"
    found = read(_with(figure))
    assert (found.paragraphs, found.captions) == (STORY, (caption,))


@pytest.mark.parametrize("below", ["", "<p>First printed in the Evening Gull.</p>"])
def test_what_the_author_says_of_herself_below_the_text_is_left_out(below):
    note = "<p><em>Mara Lindqvist is an editor of the Bay Post, and has written on boats since 1999.</em></p>"
    assert read(page(article(PARAGRAPHS + note + below), head=AUTHOR)).paragraphs == STORY


@pytest.mark.parametrize("said", ["has asked the museum for a comment and got none.", "called on the board to go on."])
def test_what_an_author_did_is_text(said):
    last = (f"Mara Lindqvist {said}", "Nobody on the quay wanted to say more than that.")
    markup = page(article(PARAGRAPHS + "".join(f"<p>{line}</p>" for line in last)), head=AUTHOR)
    assert read(markup).paragraphs == (*STORY, *last)


def test_of_a_text_that_goes_on_below_the_note_on_its_author_the_note_alone_is_left_out():
    note = "Mara Lindqvist is an editor of the Bay Post."
    inner = f"<p>{STORY[0]}</p><p>{STORY[1]}</p><p>{STORY[2]}</p><p>{note}</p><p>{MORE * 4}</p><p>{MORE * 3}</p>"
    assert read(page(article(inner), head=AUTHOR)).paragraphs == (*STORY[:3], MORE * 4, MORE * 3)


def test_a_person_of_the_story_may_stand_at_its_end():
    last = "Ines Halvorsen is going to sail on the first night, and has baked for all of it."
    assert read(page(article(f"{PARAGRAPHS}<p>{last}</p>"), head=AUTHOR)).paragraphs == (*STORY, last)


@pytest.mark.parametrize("heading", ["About the author", "Die Autorin", "À propos de l'auteur"])
def test_a_note_on_the_author_goes_with_its_heading(heading):
    box = f"<div class=x><h2>{heading}</h2><p>She was born in a boat of 1931, and has forty gulls.</p></div>"
    assert read(page(article(PARAGRAPHS + box))).paragraphs == STORY


def test_a_section_that_is_headed_by_the_author_is_text():
    section = "<h2>Der Autor</h2><p>He was born in a boat of 1931.</p><p>He has written forty books on gulls.</p>"
    found = read(page(article(f"{PARAGRAPHS}{section}<p>{MORE}</p>"))).paragraphs
    assert found[len(STORY) :] == (
        "Der Autor",
        "He was born in a boat of 1931.",
        "He has written forty books on gulls.",
        MORE,
    )


def test_an_instruction_to_a_processor_breaks_no_sentence():
    assert BOAT in read(_with(f"<p>{BOAT.replace('Gull', 'Gull<?php echo 1 ?>')}</p>")).paragraphs


@pytest.mark.parametrize("name", ["article__Share", "Story__Promo"])
def test_the_last_part_of_a_name_is_no_hash_for_its_capital(name):
    assert (
        read(_with(f"<div class='{name}'>A bridge that nobody crossed, in forty pictures.</div>")).paragraphs == STORY
    )


def test_a_headline_by_name_stands_for_the_title_where_there_is_no_other():
    above = "<header><h2><div class=header-label>Boats</div><div class=header-title>At night to the far shore</div></h2></header>"
    deck = "<div class=teaser>After nine years the boat comes back, and the town has waited for it.</div>"
    head = f'<meta property="og:title" content="{TITLE}">'
    parts = "".join(f"<div class=part><p>{text}</p></div>" for text in STORY)
    found = read(page(f"<article>{above}{deck}{parts}</article>", head=head))
    assert found.paragraphs[-len(STORY) :] == STORY
    assert not {"Boats", "At night to the far shore"} & set(found.paragraphs)
    assert found.title == TITLE
