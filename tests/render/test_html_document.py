"""The standalone HTML document."""

import re

from selectolax.lexbor import LexborHTMLParser

from monitor import render
from monitor.render import links
from tests.builders import edition, item
from tests.render.told import sentence


def test_the_html_document_stands_alone():
    page = LexborHTMLParser(render.html(edition()))
    assert page.css_first("html").attributes["lang"] == "en"
    assert page.css_first("title").text() == "Daily digest: Tuesday, 17 March 2026"
    assert not page.css("script, link, img, iframe, [src]")
    style = page.css_first("style").text()
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style
    assert "url(" not in style
    assert "@import" not in style


def test_html_names_language_and_direction_of_what_it_quotes():
    page = LexborHTMLParser(render.html(edition(items=(item(title="عنوان", language="ar"),))))
    for part in (page.css_first("h3"), page.css_first("p.quotes")):
        assert (part.attributes["lang"], part.attributes["dir"]) == ("ar", "auto")
    assert page.css_first("time").attributes["datetime"] == "2026-03-17T11:00:00Z"


def test_html_shows_a_notes_command_as_code():
    page = LexborHTMLParser(render.html(edition(notes=("Say `monitor fetch` now.", "A `lone mark."))))
    assert [code.text() for code in page.css("aside code")] == ["monitor fetch"]


def test_html_links_each_sentence_to_its_place():
    told = item(
        sentences=(sentence("Short, plain-spoken."), sentence("one two three four five six seven " * 2 + "end."))
    )
    first, second = LexborHTMLParser(render.html(edition(items=(told,)))).css("p.quotes a")
    place = "https://paper.example/culture/harbour-theatre#:~:text="
    assert first.attributes["href"] == f"{place}Short%2C%20plain%2Dspoken%2E"
    assert second.attributes["href"] == f"{place}one%20two%20three%20four%20five,four%20five%20six%20seven%20end%2E"


def test_a_text_fragment_joins_a_fragment_that_is_there():
    assert links.to_sentence("https://paper.example/a#b", "Yes") == "https://paper.example/a#b:~:text=Yes"
    assert links.to_sentence(None, "Yes") is None


def test_sentences_of_scripts_without_spaces_are_joined_without_one():
    told = item(sentences=(sentence("戏台重开。"), sentence("皮影登场。")))
    assert "戏台重开。皮影登场。" in render.text(edition(items=(told,)))
    assert "戏台重开。皮影登场。" in LexborHTMLParser(render.html(edition(items=(told,)))).text()


def test_sections_are_headings_and_numbers_run_through():
    told = tuple(item(story_id=n, section=name) for n, name in enumerate(["Books", "Books", "Stage"], start=1))
    shown = render.markdown(edition(items=told))
    assert re.findall(r"(?m)^##+ [\w.]+", shown) == ["## Books", "### 1.", "### 2.", "## Stage", "### 3."]
    page = LexborHTMLParser(render.html(edition(items=told)))
    assert [link.attributes["href"] for link in page.css("nav a")] == ["#section-1", "#section-2"]
    assert [heading.id for heading in page.css("h2")] == ["section-1", "section-2"]
