"""What a person does with the pages, in a real browser without JavaScript."""

import threading

import pytest
import uvicorn

from monitor.web import application
from tests.builders import HOUR, NOON, PARAGRAPHS, arrival, edition, item, summary

pytestmark = pytest.mark.browser
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 2


@pytest.fixture
def site(newsroom):
    """The address of a running server whose history has an edition, a corrected article and a very long word."""
    newsroom.store(
        arrival(), arrival(url="https://paper.example/long", title=LONG, paragraphs=(LONG, f"{LONG} again."))
    )
    newsroom.store(arrival(paragraphs=(PARAGRAPHS[0] + " At last.", *PARAGRAPHS[1:]), seen_at=NOON + HOUR))
    told = item(sentences=summary(arrival().article, 3).sentences, corrected=True)
    newsroom.publish(edition(items=(told, item(story_id=2, article_id=2, title=LONG, source_name=LONG)), notes=(LONG,)))
    server = uvicorn.Server(uvicorn.Config(application(newsroom.desk), port=0, log_level="warning", lifespan="off"))
    listening = server.config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site, viewport={"width": 800, "height": 900})
    yield context.new_page()
    context.close()


def test_the_digest_is_read_a_story_opened_and_a_sentence_found_in_it(page):
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "Tuesday, 17 March 2026"
    page.get_by_role("link", name=PARAGRAPHS[2]).click()
    assert page.url.endswith("#s3")
    assert page.locator("mark:target").inner_text() == PARAGRAPHS[2]
    page.go_back()
    page.get_by_role("link", name="What it said before").first.click()
    assert "At last." in page.locator("ins").inner_text()


def test_a_word_is_searched_and_found(page):
    page.goto("/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("searchbox").fill("rehearsal")
    page.keyboard.press("Enter")
    assert page.locator(".results mark").first.inner_text() == "rehearsal"
    page.get_by_role("link", name="Harbour theatre opens again").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Harbour theatre opens again"


def test_the_keyboard_reaches_the_text_first(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


PATHS = ("/", "/editions", "/articles/1", "/articles/2", "/search?q=again", "/search", "/sources", "/api", "/nope")


def test_no_page_is_wider_than_a_phone_or_complains(browser, site):
    with browser.new_context(base_url=site, viewport={"width": 360, "height": 780}) as context:
        phone, complaints = context.new_page(), []
        phone.on("console", lambda message: complaints.append(message.text))
        for path in PATHS:
            phone.goto(path)
            width = phone.evaluate("document.documentElement.scrollWidth")
            assert (path, width) == (path, 360)
    assert [complaint for complaint in complaints if "404" not in complaint] == []


# Relative luminance and contrast as WCAG 2.2 defines them, of each text against what is painted behind it.
CONTRAST = """() => {
  const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = node => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const node of document.body.querySelectorAll('*')) {
    if (![...node.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${node.tagName}.${node.className}: ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(browser, site, scheme):
    with browser.new_context(base_url=site, color_scheme=scheme) as context:
        page = context.new_page()
        for path in PATHS:
            page.goto(path)
            assert (path, page.evaluate(CONTRAST)) == (path, [])
