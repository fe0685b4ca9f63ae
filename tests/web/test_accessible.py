"""Every page by the rules of axe, and by the contrast of each text, in light and dark, wide and narrow."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.test_browser import PATHS

pytestmark = pytest.mark.browser

LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 360)]


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_no_page_has_a_serious_fault(browser, site, scheme, width):
    axe = Axe()
    size = {"width": width, "height": 800}
    with browser.new_context(base_url=site, color_scheme=scheme, viewport=size, reduced_motion="reduce") as context:
        page, faults = context.new_page(), []
        for path in PATHS:
            page.goto(path)
            found = axe.run(page).response["violations"]
            faults += [
                (path, fault["id"], node["html"][:120])
                for fault in found
                if fault["impact"] in {"serious", "critical"}
                for node in fault["nodes"]
            ]
        page.goto("/")
        page.keyboard.press("?")
        faults += [("keys", fault["id"]) for fault in axe.run(page).response["violations"]]
    assert faults == []


@pytest.mark.parametrize("path", PATHS)
def test_headings_stand_in_order_and_landmarks_are_there(browser, site, path):
    with browser.new_context(base_url=site) as context:
        page = context.new_page()
        page.goto(path)
        levels = page.evaluate("[...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(h => +h.tagName[1])")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        for landmark in ("main", "header.nameplate nav", "body > footer"):
            assert page.locator(landmark).count() == 1


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
    if (node.matches('svg title')) continue;
    const style = getComputedStyle(node);
    const ink = parse(node.closest('svg') ? style.fill : style.color);
    const [a, b] = [light(ink), light(behind(node))].sort((x, y) => y - x);
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
