"""Authors as they are printed around the text."""

from __future__ import annotations

import pytest

from monitor.core.reading import read
from tests.core.reading.pages import article, page

BYLINES = {
    "By Mara Lindqvist Published: 17 March 2026": ("Mara Lindqvist",),
    "Von Mara Lindqvist und Ines Halvorsen | 17.03.2026": ("Mara Lindqvist", "Ines Halvorsen"),
    "Par Mara Lindqvist, publié le 17 mars 2026": ("Mara Lindqvist",),
    "Por Mara Lindqvist": ("Mara Lindqvist",),
    "Posted on March 17, 2026 by Mara Lindqvist · 2 comments": ("Mara Lindqvist",),
    "2026年3月17日 10時30分 【白浜みお】": ("白浜みお",),
    "（文・白浜みお）": ("白浜みお",),
    "2026-03-17 10:30 来源：海湾晚报 记者：柳小满、江一帆": ("柳小满", "江一帆"),
    "بقلم مارا ليندكفيست": ("مارا ليندكفيست",),
    "By the time it left": (),
    "Par hasard, un bateau": (),
}


@pytest.mark.parametrize(("line", "names"), BYLINES.items(), ids=BYLINES.keys())
def test_a_printed_line_names_the_authors_by_its_form(line, names):
    assert read(page(article(above=f"<div>{line}</div>"))).authors == names


def test_microdata_name_the_authors():
    line = '<div><span itemprop="author" itemscope>Por <span itemprop="name">Mara Lindqvist</span></span></div>'
    assert read(page(article(above=line))).authors == ("Mara Lindqvist",)


def test_the_author_of_a_comment_is_not_the_articles():
    said = '<div itemprop="comment"><span itemprop="author">Gull the Seventh</span><p>An hour and a half.</p></div>'
    assert read(page(article(below=said))).authors == ()


def test_a_month_in_a_byline_is_no_name():
    above = '<div class="byline">By Mara Lindqvist Tuesday, March 17, 2026</div>'
    assert read(page(article(above=above))).authors == ("Mara Lindqvist",)
