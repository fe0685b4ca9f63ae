import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from selectolax.lexbor import LexborHTMLParser

from monitor import render
from monitor.core.model import (
    Alteration,
    EditionKind,
    EditionState,
    Ended,
    Mention,
    Novelty,
    Quote,
    Sentence,
    Silence,
    Tier,
)
from monitor.render import links
from monitor.render.markup import escaped
from monitor.render.wrapping import wrap
from tests.builders import HOUR, NOON, edition, item

FORMATS = {
    "text": render.text,
    "colour": lambda of: render.text(of, colour=True),
    "markdown": render.markdown,
    "html": render.html,
    "json": render.json,
}
EVERY = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS.keys())
WORDS = pytest.mark.parametrize("form", [render.text, render.markdown, render.html], ids=["text", "markdown", "html"])
HOSTILE = [
    "\x1b[31mred\x1b[0m\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "](javascript:alert(1))",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "first\n# second\r\n- third\u2028fourth",
    "safe \u202egnp.exe\u202c \u2066x\u2069",
    "`code` **bold** ~~gone~~ $$x$$ | cell",
    "# heading",
    "12. numbered",
    "- listed",
    "https://evil.example www.evil.example <https://evil.example>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &#60;script&#62;",
    "\\](https://evil.example)",
    "\x00\ud800",
]


def mention(**changes):
    values = {
        "article_id": 2,
        "source_name": "The Gazette",
        "title": "Theatre reopens",
        "url": "https://gazette.example/a",
    }
    return Mention(**(values | changes))


def sentence(text, paragraph=0):
    return Sentence(text=text, paragraph=paragraph, start=0, end=len(text), score=1.0)


def hostile(text):
    """An edition in which everything that may come from outside is this text."""
    told = item(
        title=text,
        source_name=text,
        section=text,
        language=text,
        sentences=(sentence(text), sentence(text)),
        also_in=(mention(source_name=text, title=text),),
    )
    return edition(items=(told,), notes=(text,))


def plain(marked):
    """The words of an HTML fragment."""
    return LexborHTMLParser(marked).body.text()


@WORDS
def test_a_story_is_told_with_title_source_time_summary_and_address(form):
    shown = form(edition(items=(item(also_in=(mention(), mention(source_name="The Courier"))),)))
    assert "Tuesday, 17 March 2026" in shown
    assert "1 story from 3 sources" in shown
    assert "culture" in shown
    assert "Harbour theatre opens again" in shown
    assert "The Paper" in shown
    assert "11:00" in shown
    assert "The Gazette" in shown
    assert "The Courier" in shown
    assert "The old harbour theatre opens its doors again on Friday" in re.sub(r"\s+", " ", shown)
    assert "https://paper.example/culture/harbour-theatre" in shown
    assert "corrected" not in re.sub(r"(?s)<style>.*</style>", "", shown)


@WORDS
def test_drafts_and_composed_editions_say_so_and_published_ones_do_not(form):
    assert "Draft: the next edition" in form(edition(state=EditionState.DRAFT))
    assert "Composed afterwards" in form(edition(state=EditionState.COMPOSED))
    assert "raft" not in form(edition())


@WORDS
def test_an_empty_edition_has_a_friendly_sentence_and_its_notes(form):
    shown = form(edition(items=(), notes=("There are no sources yet.",)))
    assert "Nothing new since Mon 16 Mar, 12:00. A quiet day: enjoy it." in shown
    assert "There are no sources yet." in shown
    assert "from 0" not in shown


@WORDS
def test_a_corrected_story_is_marked(form):
    assert "corrected" in re.sub(r"(?s)<style>.*</style>", "", form(edition(items=(item(corrected=True),))))


@WORDS
def test_times_are_in_the_editions_zone(form):
    shown = form(edition(timezone="Asia/Shanghai"))
    assert "19:00" in shown
    assert "Mon 16 Mar, 20:00 to Tue 17 Mar, 20:00 (Asia/Shanghai)" in shown


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (NOON - 20 * HOUR, "Mon 16 Mar, 16:00"),
        (datetime(2026, 3, 17, tzinfo=UTC), "The Paper · Tue 17 Mar\n"),
        (None, "seen 12:00"),
    ],
)
def test_a_time_says_as_much_as_is_known(published, words):
    assert words in render.text(edition(items=(item(published=published),)))


def test_an_unknown_zone_is_shown_in_utc():
    assert "(UTC)" in render.text(edition(timezone="Nowhere/Land"))


@EVERY
@pytest.mark.parametrize("title", HOSTILE)
def test_nothing_from_outside_carries_control_or_direction_marks(form, title):
    shown = form(hostile(title))
    if form is FORMATS["colour"]:
        shown = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    shown.encode()


def test_text_without_colour_holds_no_escape_sequence():
    assert "\x1b" in render.text(edition(), colour=True)
    assert "\x1b" not in render.text(edition(items=(item(corrected=True),), state=EditionState.DRAFT))


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_makes_no_markup_in_html(title):
    page = LexborHTMLParser(render.html(hostile(title)))
    assert not page.css("script, img, iframe, [onmouseover], [onerror]")
    assert {link.attributes["href"].split("#")[0] for link in page.css("main a")} <= {
        "https://paper.example/culture/harbour-theatre",
        "https://gazette.example/a",
    }
    assert page.css_first("h3").attributes.get("lang") is None


@pytest.mark.parametrize("preset", ["commonmark", "gfm-like"])
@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_makes_no_markup_in_markdown(title, preset):
    # The dialect's guess at addresses without a scheme is not markup that could be escaped.
    reader = MarkdownIt(preset, {"linkify": False})
    page = LexborHTMLParser(reader.render(render.markdown(hostile(title))))
    assert not page.css("script, img, code, strong, s, ul, ol, hr, table, blockquote, pre")
    assert [len(page.css(level)) for level in ("h1", "h2", "h3")] == [1, 1, 1]
    assert [link.attributes["href"] for link in page.css("a")] == [
        "https://paper.example/culture/harbour-theatre",
        "https://gazette.example/a",
    ]


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_escaped_markdown_shows_the_very_text(text):
    from monitor.core.text import one_line

    line = one_line(text)
    shown = plain(MarkdownIt("commonmark").render(escaped(line)))
    assert one_line(shown) == line


@EVERY
@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "", "//x", "https://a b\n\x1b[0m"],
)
def test_only_web_addresses_become_links(form, url):
    shown = form(edition(items=(item(url=url, also_in=(mention(url=url),)),)))
    assert "javascript:" not in shown
    assert "file:" not in shown
    assert "data:" not in shown
    assert "\n\x1b[0m" not in shown


@pytest.mark.parametrize("width", [24, 40, 80, 120])
@pytest.mark.parametrize(
    "words",
    [
        "A long headline about a small museum that lends its foghorn to the orchestra of the next town",
        "古城戏台重开，百年皮影再度登场，观众坐下来的时候能听见旧木板的声音",
        "한국어 제목은 넓은 글자로 쓰이고 띄어쓰기가 있다 그래서 줄이 바뀐다",
        "พิพิธภัณฑ์เล็กๆแห่งหนึ่งให้ยืมแตรหมอกแก่วงดุริยางค์ของเมืองถัดไปในวันอาทิตย์",
        "Donaudampfschifffahrtsgesellschaftskapitänspreis" * 4,
        "🎭 🎻 🎨 " * 30,
    ],
)
def test_no_line_is_wider_than_the_terminal_but_an_addresss(width, words):
    told = item(
        title=words,
        source_name=words,
        section=words,
        sentences=(sentence(words),),
        also_in=(mention(source_name=words),),
    )
    shown = render.text(edition(items=(told,) * 2, notes=(words,)), width=width)
    for line in shown.splitlines():
        assert cell_len(line) <= width or line.strip().startswith("https://")


def test_wrapping_loses_no_word_and_keeps_marks_with_their_characters():
    assert wrap("one two  three", 7) == ("one two", "three")
    assert wrap("", 10) == ()
    assert wrap("他说，“好的。”然后走了", 8) == ("他说，", "“好的。”", "然后走了")


@given(st.text(max_size=200), st.integers(min_value=2, max_value=90))
@settings(max_examples=100, deadline=None)
def test_wrapped_lines_fit_and_hold_every_character(text, width):
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


def test_a_long_run_of_brackets_is_wrapped_in_no_time():
    assert len(wrap("(" * 20_000, 100)) == 200


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


def test_json_gives_every_value_back():
    told = item(also_in=(mention(),), corrected=True, published=None, title='Say "hi" — 戏台')
    made = edition(items=(told,), notes=("One note.",), since=NOON - timedelta(days=1))
    document = json.loads(render.json(made))
    assert (document["day"], document["timezone"], document["state"]) == ("2026-03-17", "UTC", "published")
    assert datetime.fromisoformat(document["since"]) == made.since
    assert datetime.fromisoformat(document["until"]) == made.until
    assert document["notes"] == ["One note."]
    (row,) = document["items"]
    assert row["title"] == told.title
    assert row["published"] is None
    assert row["corrected"] is True
    assert datetime.fromisoformat(row["first_seen"]) == told.first_seen
    assert row["also_in"] == [
        {
            "article_id": 2,
            "source": "The Gazette",
            "title": "Theatre reopens",
            "url": "https://gazette.example/a",
        }
    ]
    kept = row["sentences"][0]
    assert (kept["text"], kept["start"], kept["end"]) == (told.sentences[0].text, 0, told.sentences[0].end)


def test_every_format_is_the_same_each_time():
    for form in FORMATS.values():
        assert form(edition()) == form(edition())


def quoted(text, **changes):
    values = {"article_id": 2, "source_name": "The Gazette", "url": "https://gazette.example/a"}
    return Quote(sentence=sentence(text), **(values | changes))


def whole():
    """An edition with a story of each kind, one that is over, and a source that is silent."""
    told = (
        item(story_id=1, outlets=3, also_in=(mention(),), quotes=(*item().quotes, quoted("It was full."))),
        item(
            story_id=2,
            title="Bridge painted",
            novelty=Novelty.DEVELOPING,
            quotes=(),
            update=(quoted("The paint is dry."),),
            first_told=NOON - 30 * HOUR,
            section="Art",
            watches=("bridges",),
        ),
        item(
            story_id=3,
            title="Museum counts",
            tier=Tier.ALSO_NOTABLE,
            quotes=(),
            novelty=Novelty.CORRECTED,
            alterations=(Alteration(kind="figures changed", before="40,000 came", after="4,000 came"),),
        ),
    )
    return edition(
        items=told,
        ended=(Ended(story_id=9, title="The choir went home", last_told=NOON - 90 * HOUR, outlets=4),),
        silences=(Silence(source_id="g", source_name="The Gazette", since=NOON - 50 * HOUR, reason="nothing new"),),
    )


@WORDS
def test_what_changed_since_yesterday_is_said(form):
    shown = re.sub(r"(?s)<style>.*</style>", "", form(whole()))
    said = re.sub(r"\s+", " ", plain(shown) if form is render.html else shown).replace("**", "")
    assert re.search(r"Must know.*Harbour theatre.*Bridge painted.*Also notable.*Museum counts", said)
    for words in (
        "3 outlets",
        "It was full. (The Gazette)",
        "developing, first told Mon 16 Mar, 06:00",
        "New: The paint is dry. (The Gazette)",
        "corrected since it was told",
        "Figures",
        "4,000 came",
        "watched: bridges",
        "The choir went home",
        "nothing new since Fri 13 Mar, 18:00; 4 outlets told it",
        "Silent: The Gazette: nothing new since Sun 15 Mar, 10:00.",
    ):
        assert words in said


@WORDS
@pytest.mark.parametrize(
    ("count", "named", "last"),
    [(6, 6, "Paper 5: never visited."), (24, 5, "and 19 others: monitor sources list shows all.")],
)
def test_of_many_silent_sources_a_few_are_named_and_the_others_counted(form, count, named, last):
    names = (f"Paper {n}" for n in range(count))
    silent = tuple(Silence(source_id=name, source_name=name, since=None, reason="never visited") for name in names)
    shown = form(edition(silences=silent))
    shown = plain(shown) if form is render.html else shown
    said = re.sub(r"\s+", " ", shown).replace("\\", "").replace("`", "")
    assert said.count("never visited") == named
    assert last in said
    assert form is not render.html or "`" not in shown


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (EditionKind.MORNING, "Morning digest"),
        (EditionKind.EVENING, "Evening digest"),
        (EditionKind.WEEKLY, "Weekly digest"),
        (EditionKind.CATCH_UP, "Catch-up"),
    ],
)
@WORDS
def test_an_edition_is_called_by_its_kind(form, kind, name):
    assert name.casefold() in form(edition(kind=kind)).casefold()


def test_a_sentence_of_another_outlet_is_linked_to_its_own_article_and_credited():
    page = LexborHTMLParser(render.html(whole()))
    links_of = [link.attributes["href"].partition("#")[0] for link in page.css("#story-1 .quotes a")]
    assert links_of == ["https://paper.example/culture/harbour-theatre", "https://gazette.example/a"]
    assert [credit.text() for credit in page.css("#story-1 .credit")] == ["(The Gazette)"]


def test_of_what_was_corrected_only_the_words_that_differ_are_struck():
    shown = render.html(whole())
    assert "<del>40,000</del> <ins>4,000</ins> came" in shown


def test_json_gives_what_changed_since_yesterday():
    document = json.loads(render.json(whole()))
    assert (document["name"], document["kind"]) == ("2026-03-17", "daily")
    first, second, third = document["items"]
    assert (first["id"], first["tier"], first["novelty"], first["outlets"]) == ("2026-03-17/1", "must know", "new", 3)
    assert first["quotes"][1]["source"] == "The Gazette"
    assert second["update"][0]["text"] == "The paint is dry."
    assert second["watches"] == ["bridges"]
    assert third["alterations"] == [{"kind": "figures changed", "before": "40,000 came", "after": "4,000 came"}]
    assert third["corrected"] is True
    assert document["ended"][0]["outlets"] == 4
    assert document["silences"][0]["reason"] == "nothing new"
