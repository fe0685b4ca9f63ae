"""What a person does with the pages in a real browser, with JavaScript and without."""

from dataclasses import replace

import pytest

from monitor.demo.server import DemoServer
from tests.builders import HOUR, NOON, PARAGRAPHS
from tests.web.conftest import serving

pytestmark = pytest.mark.browser

PATHS = (
    "/",
    "/draft",
    "/editions",
    "/editions/2026-03-16",
    "/stories/1",
    "/stories/1/why",
    "/articles/1",
    "/articles/1?version=1",
    "/articles/2",
    "/articles/4",
    "/search",
    "/search?q=again",
    "/search?q=nothingofthekind",
    "/sources",
    "/sources/gazette",
    "/sources/paper/remove",
    "/doctor",
    "/watches",
    "/watches/1",
    "/api",
    "/api/objects",
    "/nope",
)


@pytest.fixture
def page(browser, site):
    """A page without JavaScript."""
    with browser.new_context(java_script_enabled=False, base_url=site, viewport={"width": 800, "height": 900}) as plain:
        yield plain.new_page()


@pytest.fixture
def live(browser, site):
    """A page with JavaScript; whatever it complains of, or asks of others, fails the test."""
    with browser.new_context(base_url=site, viewport={"width": 800, "height": 700}, reduced_motion="reduce") as context:
        opened, complaints = context.new_page(), []
        opened.on("console", lambda message: complaints.append(message.text))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("request", lambda asked: asked.url.startswith(site) or complaints.append(asked.url))
        yield opened
        assert complaints == []


def test_the_digest_is_read_a_story_opened_and_a_sentence_found_in_it(page):
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "Tuesday, 17 March 2026"
    page.get_by_role("link", name=PARAGRAPHS[2]).click()
    assert page.url.endswith("#s3")
    assert page.locator("mark:target").inner_text() == PARAGRAPHS[2]
    page.go_back()
    page.get_by_role("link", name="What it said before").click()
    assert "At last." in page.locator(".after ins").inner_text()


# Of each dot between two pieces of a line: whether it can be seen, and whether something stands before it there.
DOTS = """() => [...document.querySelectorAll('.pieces .dot')].filter(dot => dot.offsetParent).map(dot => {
  const line = dot.closest('.pieces'), piece = dot.parentElement, before = piece.previousElementSibling;
  const [edge, box] = [line.getBoundingClientRect(), dot.getBoundingClientRect()];
  const em = parseFloat(getComputedStyle(line).fontSize), isTurned = getComputedStyle(line).direction === 'rtl';
  const inside = isTurned ? edge.right - 0.72 * em - box.right : box.left - (edge.left + 0.72 * em);
  const after = before.getBoundingClientRect().bottom > box.top + 2;
  return [inside >= -1, after, line.innerText];
})"""


def test_a_dot_is_seen_between_two_pieces_and_none_where_a_line_begins(page):
    page.set_viewport_size({"width": 360, "height": 800})
    seen = set()
    for path in ("/", "/stories/1", "/search?q=again", "/sources"):
        page.goto(path)
        dots = page.evaluate(DOTS)
        assert [words for is_seen, is_between, words in dots if is_seen != is_between] == []
        seen |= {is_seen for is_seen, _, _ in dots}
    assert seen == {True, False}


def test_a_story_s_outlets_are_seen_and_their_sentences_found(page):
    page.goto("/")
    page.get_by_role("link", name="2 outlets").click()
    assert page.get_by_role("img").get_attribute("aria-labelledby") == "pickup-words"
    assert page.locator(".tellings li").count() == 2
    page.locator(".short a").first.click()
    assert page.locator("#quote").is_visible()


def test_a_word_is_searched_and_found(page):
    page.goto("/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("searchbox").fill("rehearsal")
    page.keyboard.press("Enter")
    assert page.locator(".results mark").first.inner_text() == "rehearsal"
    page.get_by_role("link", name="Harbour theatre opens again").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Harbour theatre opens again"


def test_a_search_answers_while_one_types(live):
    live.goto("/search")
    live.get_by_role("searchbox").press_sequentially("rehears")
    live.wait_for_url("**/search?q=rehears")
    live.locator("#found .results li").first.wait_for()
    assert live.title().startswith("rehears: search")
    assert live.evaluate("document.activeElement.id") == "q"
    live.get_by_role("searchbox").fill("")
    live.get_by_role("heading", name="How to ask").wait_for()
    assert live.url.endswith("/search")


def test_the_keys_go_from_story_to_story_and_open_one(live):
    live.goto("/")
    focused = "document.activeElement.closest('.story')?.id"
    live.keyboard.press("j")
    assert live.evaluate(focused) == "story-1"
    live.keyboard.press("j")
    assert live.evaluate(focused) == "story-2"
    live.keyboard.press("k")
    live.keyboard.press("k")
    assert live.evaluate(focused) == "story-1"
    live.keyboard.press("o")
    live.wait_for_url("**/articles/1?edition=2026-03-17")


def test_the_keys_lead_to_the_search_and_to_the_other_pages(live):
    live.goto("/")
    live.keyboard.press("/")
    live.wait_for_url("**/search")
    live.keyboard.press("/")
    live.keyboard.type("jk?")
    assert live.get_by_role("searchbox").input_value() == "jk?"
    live.locator("body").click()
    live.keyboard.press("g")
    live.keyboard.press("s")
    live.wait_for_url("**/sources")


def test_the_keys_are_told_and_can_be_put_off(live):
    live.goto("/")
    live.keyboard.press("?")
    assert live.get_by_role("dialog", name="Keys").is_visible()
    live.get_by_label("These keys are on").uncheck()
    live.keyboard.press("Escape")
    live.keyboard.press("j")
    assert live.evaluate("document.activeElement.tagName") != "A"
    live.reload()
    live.keyboard.press("j")
    assert live.evaluate("document.activeElement.closest('.story')") is None
    live.get_by_role("button", name="Keys").click()
    assert not live.get_by_label("These keys are on").is_checked()


def test_the_keyboard_reaches_the_text_first(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_the_theme_is_the_reader_s(browser, site):
    grounds = {}
    for scheme in ("light", "dark"):
        with browser.new_context(base_url=site, color_scheme=scheme) as context:
            opened = context.new_page()
            opened.goto("/")
            grounds[scheme] = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    assert grounds == {"light": "rgb(251, 249, 244)", "dark": "rgb(23, 22, 20)"}


def test_no_page_is_wider_than_a_phone_or_complains(browser, site):
    with browser.new_context(base_url=site, viewport={"width": 360, "height": 780}) as context:
        phone, complaints = context.new_page(), []
        phone.on("console", lambda message: complaints.append(message.text))
        phone.on("pageerror", lambda error: complaints.append(str(error)))
        for path in PATHS:
            phone.goto(path)
            width = phone.evaluate("document.documentElement.scrollWidth")
            assert (path, width) == (path, 360)
    assert [complaint for complaint in complaints if "404" not in complaint] == []


def test_no_page_is_wider_than_the_paper_it_is_printed_on(browser, site):
    with browser.new_context(base_url=site, viewport={"width": 700, "height": 990}) as context:
        paper = context.new_page()
        paper.emulate_media(media="print")
        for path in PATHS:
            paper.goto(path)
            assert (path, paper.evaluate("document.documentElement.scrollWidth")) == (path, 700)


def test_a_printed_page_has_its_text_and_nothing_to_press(browser, site):
    with browser.new_context(base_url=site) as context:
        paper = context.new_page()
        paper.emulate_media(media="print", color_scheme="dark")
        for path in ("/", "/articles/1", "/sources/gazette"):
            paper.goto(path)
            assert paper.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
            assert paper.locator("button:visible, input:visible, nav:visible").count() == 0
            assert paper.get_by_role("heading", level=1).is_visible()


@pytest.mark.slow
@pytest.mark.parametrize("scripted", [True, False])
def test_a_paper_is_added_on_the_page(newsroom, browser, scripted):
    with DemoServer(NOON) as papers:
        chosen = newsroom.desk.settings
        fetching = replace(chosen.fetch, allow_private=tuple(sorted(papers.addresses)), delay=0 * HOUR)
        desk = replace(newsroom.desk, settings=replace(chosen, fetch=fetching))
        with serving(desk) as site, browser.new_context(base_url=site, java_script_enabled=scripted) as context:
            page = context.new_page()
            page.goto("/sources")
            page.get_by_label("Add a paper").fill(papers.sources[0].url)
            page.get_by_role("button", name="Look at it").click(timeout=60_000)
            page.get_by_role("heading", name="It offers now").wait_for(timeout=60_000)
            page.get_by_label("Called").fill("A paper of mine")
            page.get_by_role("button", name="Add this source").click()
            assert "A paper of mine was added" in page.get_by_role("status").inner_text()
            page.get_by_role("link", name="A paper of mine").click()
            page.get_by_role("link", name="Remove it").click()
            page.get_by_role("button", name="Remove it").click()
            assert "was removed" in page.get_by_role("status").inner_text()
    assert [source.id for source in newsroom.desk.sources] == ["paper", "gazette"]
