# ruff: noqa: E501 - made-up markup and text read by the row
from __future__ import annotations

import pytest

from monitor.core.reading import captions, read
from tests.core.reading.pages import PARAGRAPHS, STORY, article, page

CAPTION = "The ferry on its last night trip, nine years ago"
PICTURES = {
    "a figure": f'<figure><img src="/f.jpg" alt=""><figcaption>{CAPTION}</figcaption></figure>',
    "a named box": f'<div><img src="/f.jpg"><div class="image-caption">{CAPTION}</div></div>',
    "a named span": f'<div><img src="/f.jpg"><span class="caption">{CAPTION}</span></div>',
    "a table's cell": f'<table><tr><td><img src="/f.jpg"></td></tr><tr><td class="picture">{CAPTION}</td></tr></table>',
    "the words of the picture itself": f'<p><img src="/f.jpg" alt="{CAPTION}"></p><p>{CAPTION}</p>',
    "a caption said twice": f'<figure><img alt="{CAPTION}"><figcaption>{CAPTION}</figcaption></figure><p>{CAPTION.replace(" on ", "  on ")}</p>',
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES.keys())
def test_a_caption_stands_once_and_outside_of_the_text(picture):
    parts = [f"<p>{text}</p>" for text in STORY]
    parts.insert(2, picture)
    found = read(page(article("".join(parts))))
    assert (found.paragraphs, found.captions) == (STORY, (CAPTION,))


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Photo: Mara Lindqvist",
            "(Photo by Mara Lindqvist)",
            "Photograph: The Bay Post",
            "Image credit: Bay Museum",
            "Foto: dpa",
            "© Bay Museum",
        ),
        *(
            "Crédit photo : Musée de la baie",
            "Fotografía: Museo",
            "写真：港の博物館",
            "图片来源：新华",
            "사진: 연합뉴스",
            "Фото: Музей",
            "Courtesy of Bay Museum",
        ),
        *(
            "The ferry at the quay. Photo: The Bay Post",
            "Ines Halvorsen in her bakery (Photo by Mara Lindqvist)",
            "The quay at night / Getty Images",
        ),
        *("The ferry at the quay © Bay Museum", "In this March 3, 2017, file photo, the ferry leaves the quay."),
    ],
)
def test_credits_are_known_by_their_form(line):
    assert captions.is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The photo shows a ferry that nobody remembers, and it hung in the board's hall for nine years.",
        "Photo albums were carried down to the quay by half of the town.",
        "She took a picture: the last of that night.",
        "“Credit is due to the crews,” she said.",
        "The board's budget: four hundred thousand a year.",
        "Sources say that the fare may rise.",
    ],
)
def test_sentences_about_pictures_are_no_captions(line):
    assert not captions.is_caption(line)


def test_captions_that_differ_by_spaces_alone_are_one():
    assert captions.once_each(["A  boat  Photo: B", "A boat Photo: B", "A boat"]) == ("A boat Photo: B", "A boat")


def test_a_paragraph_that_a_caption_repeats_is_text_and_no_caption():
    again = f'<figure><img src="/q.jpg" alt="{STORY[1]}"><figcaption>{STORY[1]}</figcaption></figure>'
    read_page = read(page(article(PARAGRAPHS + again)))
    assert read_page.paragraphs == STORY
    assert read_page.captions == ()


def test_a_credit_stands_with_its_caption():
    figure = (
        '<figure><img src="/q.jpg"><figcaption><span class="caption">The quay at low tide</span>'
        '<span class="credit">Photo: Ines Halvorsen</span></figcaption></figure>'
    )
    assert read(page(article(figure + PARAGRAPHS))).captions == ("The quay at low tide Photo: Ines Halvorsen",)


def test_a_caption_said_again_without_its_credit_is_no_text():
    figure = '<figure><img src="/q.jpg"><figcaption>The quay at low tide, seen from the boat. Ines Halvorsen</figcaption></figure>'
    again = "<div class=below>The quay at low tide, seen from the boat.</div>"
    assert read(page(article(figure + again + PARAGRAPHS))).paragraphs == STORY


def test_a_short_paragraph_that_a_longer_description_starts_with_is_text():
    first = "The boat came at nine in the evening."
    picture = f'<figure><img src="/q.jpg" alt="{first} Everybody was there and sang."></figure>'
    assert first in read(page(article(f"{PARAGRAPHS}{picture}<p>{first}</p>"))).paragraphs
