"""How an odd but good site is made of its stories."""

from __future__ import annotations

from dataclasses import dataclass

from tests.robustness.stage import NOT_THERE, Play, Site, answer
from tests.robustness.texts import Story, page

Pages = dict[str, "bytes | Play"]


@dataclass(frozen=True)
class Odd:
    """A site: where its source points, its stories, what answers, and what its entry in sources.toml says more."""

    listing: str
    stories: list[Story]
    site: Site
    entry: str = ""


def served(pages: Pages) -> Site:
    return lambda call: pages.get(call.path, NOT_THERE)


def articles(stories: list[Story], base: str = "/culture/", **more: str) -> Pages:
    return {f"{base}{told.slug}": answer(page(told, **more)) for told in stories}
