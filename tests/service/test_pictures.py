"""Pictures that editions show, asked for once at real servers on loopback."""

from datetime import timedelta

import pytest
from pytest_httpserver import HTTPServer

from monitor.core.model import Picture
from monitor.demo.painting import png
from monitor.service import editions, pictures
from storage import editions as shelf
from storage import hosts
from tests.builders import NOON, edition, item

ROBOTS = "User-agent: *\nDisallow: /private/\n"
PNG = png(bytes(32))


@pytest.fixture
def paper():
    with HTTPServer() as server:
        server.expect_request("/robots.txt").respond_with_data(ROBOTS, content_type="text/plain")
        server.expect_request("/a.png").respond_with_data(PNG, content_type="application/octet-stream")
        server.expect_request("/b.png").respond_with_data(b"<svg/>", content_type="image/png")
        server.expect_request("/large.png").respond_with_data(PNG + bytes(pictures.LARGEST), content_type="image/png")
        server.expect_request("/private/c.png").respond_with_data(PNG, content_type="image/png")
        yield server


@pytest.fixture
def shown(paper, make_desk):
    """A desk whose published edition has a story for each path of the paper."""

    def publish(*paths, now=None):
        desk = make_desk(now=now, fetch__allow_private=[f"localhost:{paper.port}"])
        items = tuple(
            item(story_id=number, picture=Picture(url=paper.url_for(path) if path.startswith("/") else path))
            for number, path in enumerate(paths, start=1)
        )
        desk.write(shelf.publish, edition(items=(*items, item(story_id=99))))
        return desk

    return publish


def asked(paper):
    return [request.path for request, _ in paper.log if request.path != "/robots.txt"]


async def test_a_picture_is_asked_for_once_and_shown_from_here(shown, paper):
    desk = shown("/a.png", "/a.png")
    assert await pictures.gather(desk) == 1
    assert await pictures.gather(desk) == 0
    assert asked(paper) == ["/a.png"]
    names = pictures.names(desk, editions.current(desk))
    assert pictures.named(desk, names[paper.url_for("/a.png")]).body == PNG


async def test_what_is_no_picture_is_no_failure_and_not_asked_for_again(shown, paper):
    desk = shown("/b.png", "/nowhere.png", "/large.png", "/private/c.png", "http://10.0.0.1/x.png", "data:image/png,x")
    for _ in range(2):
        assert await pictures.gather(desk) == 0
    assert sorted(asked(paper)) == ["/b.png", "/large.png", "/nowhere.png"]
    assert pictures.names(desk, editions.current(desk)) == {}


async def test_a_picture_whose_hosts_turn_did_not_come_is_asked_for_next_time(shown, paper):
    moments = [NOON]
    desk = shown("/a.png", now=lambda: moments[-1])
    desk.write(hosts.defer, f"localhost:{paper.port}", NOON + timedelta(days=1))
    assert await pictures.gather(desk) == 0
    assert asked(paper) == []
    moments.append(NOON + timedelta(days=2))
    assert await pictures.gather(desk) == 1


async def test_an_edition_without_pictures_asks_nobody(make_desk):
    desk = make_desk()
    desk.write(shelf.publish, edition(until=NOON))
    assert await pictures.gather(desk) == 0
