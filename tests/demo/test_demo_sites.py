"""The made-up papers as they are written."""

from __future__ import annotations

import pytest

from monitor.demo.site import Shelf
from monitor.demo.sites import SITES

EVERY_SITE = pytest.mark.parametrize("site", SITES, ids=lambda site: site.id)


@EVERY_SITE
def test_every_word_of_a_site_can_be_written_in_its_charset(site):
    for piece in site.articles:
        "\n".join((piece.title, piece.subtitle or "", *piece.paragraphs, *piece.captions)).encode(site.codec)


@EVERY_SITE
def test_every_site_has_enough_to_read(site):
    assert 5 <= len(site.articles) <= 7
    for piece in (*site.articles, *site.older):
        assert 4 <= len(piece.paragraphs) <= 9
        assert piece.pictures
        assert all(text == text.strip() for text in (piece.title, *piece.paragraphs, *piece.captions))


def test_there_are_nine_papers_in_seven_languages_and_as_many_ways_of_listing():
    assert len({site.id for site in SITES}) == len(SITES) == 9
    assert {site.language for site in SITES} == {"en", "de", "fr", "ja", "es", "zh", "ar"}
    assert {site.listing for site in SITES} == set(Shelf)
    assert {site.charset.lower() for site in SITES} >= {"utf-8", "iso-8859-1", "shift_jis", "gb18030", "windows-1256"}
