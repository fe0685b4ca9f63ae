"""The made-up papers are read exactly as they were written, and what of them is no article is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from monitor.core.errors import NotAnArticle
from monitor.core.model import Article
from monitor.core.reading import read
from monitor.demo.server import DemoServer
from monitor.demo.sites import SITES

EXACT = ("title", "subtitle", "authors", "published", "language", "paragraphs", "captions")
ARTICLES = [(site.id, i) for site in SITES for i in range(len(site.articles))]
EXTRAS = [(site.id, extra.path) for site in SITES for extra in site.extras]
LISTED = [(site.id, site.section_path) for site in SITES]


@pytest.fixture(scope="module")
def papers() -> Iterator[DemoServer]:
    with DemoServer(datetime(2026, 3, 17, 18, 24, tzinfo=UTC)) as server:
        yield server


def _read(papers: DemoServer, site: str, url: str) -> Article:
    source = next(source for source in papers.sources if source.id == site)
    page = httpx.get(url)
    return read(page.content, url=url, content_type=page.headers["content-type"], timezone=source.timezone)


def _address(papers: DemoServer, site: str, path: str) -> str:
    source = next(source for source in papers.sources if source.id == site)
    return "/".join(source.url.split("/")[:3]) + path


@pytest.mark.parametrize(("site", "number"), ARTICLES, ids=[f"{site}-{i}" for site, i in ARTICLES])
def test_every_article_is_read_as_it_was_written(papers, site, number):
    written = papers.articles[site][number]
    found = _read(papers, site, written.url)
    assert {name: getattr(found, name) for name in EXACT} == {name: getattr(written, name) for name in EXACT}
    assert found.image in {written.image, None}


@pytest.mark.parametrize(("site", "path"), EXTRAS, ids=[path for _, path in EXTRAS])
def test_videos_walls_and_private_pages_are_no_articles(papers, site, path):
    with pytest.raises(NotAnArticle):
        _read(papers, site, _address(papers, site, path))


@pytest.mark.parametrize(("site", "path"), LISTED, ids=[site for site, _ in LISTED])
def test_section_pages_are_no_articles(papers, site, path):
    with pytest.raises(NotAnArticle):
        _read(papers, site, _address(papers, site, path))


@pytest.mark.parametrize("site", [site.id for site in SITES])
def test_lost_pages_are_no_articles(papers, site):
    with pytest.raises(NotAnArticle, match="not found"):
        _read(papers, site, _address(papers, site, "/nowhere"))
