"""How far a round goes: which of the articles that a source leads to, and when they are stored."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from monitor.service import archive, articles, editions, ledger, upkeep
from monitor.service import round as rounds
from monitor.service.crew import crew
from storage import history, hosts
from storage import sources as states
from tests.builders import source

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
WORDS = ("bridge", "museum", "choir", "bakery")


async def run(desk, chosen=None):
    async with crew(desk) as hands:
        return await rounds.run(desk, desk.sources if chosen is None else chosen, hands)


def serve(httpserver, articles=1, path="/feed", host=None):
    """A feed on the server and its articles, on another name of the server where one is given; the feed's address."""
    port = httpserver.port
    pages = [f"http://{host or httpserver.host}:{port}/stories/story-{n}" for n in range(articles)]
    items = "".join(f"<item><title>Story {n}</title><link>{url}</link></item>" for n, url in enumerate(pages))
    feed = f"<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>"
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request(path).respond_with_data(feed, content_type="application/rss+xml")
    for n in range(articles):
        text = "".join(f"<p>The {word} number {n} opened on Friday, and nobody was told why.</p>" for word in WORDS)
        page = f"<html><title>Story {n}</title><body><article><h1>Story {n}</h1>{text}</article></body></html>"
        httpserver.expect_request(f"/stories/story-{n}").respond_with_data(page, content_type="text/html")
    return httpserver.url_for(path)


def allowed(httpserver):
    return [f"{name}:{httpserver.port}" for name in ("localhost", "127.0.0.1")]


def asked(httpserver):
    return [request.path for request, _ in httpserver.log if request.path != "/robots.txt"]


async def test_an_article_of_a_feed_has_no_place(make_desk, httpserver):
    one = source(id="feed", url=serve(httpserver))
    desk = make_desk((one,), fetch__allow_private=allowed(httpserver))
    await run(desk)
    assert [entry.place for entry in archive.walk(desk)] == [None]


async def test_a_feed_may_lead_to_articles_on_another_host(make_desk, httpserver):
    one = source(id="one", url=serve(httpserver, host="127.0.0.1"))
    desk = make_desk((one,), fetch__allow_private=allowed(httpserver))
    await run(desk)
    assert desk.read(history.counts).articles == 1


async def test_links_of_a_page_to_other_sites_are_followed_only_if_its_patterns_say_so(make_desk, httpserver):
    links = "".join(
        f"<li><h3><a href='http://127.0.0.1:{httpserver.port}/stories/story-{n}'>The story of the {word} and its "
        f"many long days</a></h3></li>"
        for n, word in enumerate(WORDS)
    )
    serve(httpserver, articles=len(WORDS))
    httpserver.expect_request("/culture/").respond_with_data(f"<ul>{links}</ul>", content_type="text/html")
    page = source(id="one", url=httpserver.url_for("/culture/"))
    desk = make_desk((page,), fetch__allow_private=allowed(httpserver))
    await run(desk)
    assert desk.read(history.counts).articles == 0


async def test_a_changed_address_of_a_source_is_taken_up(make_desk, httpserver):
    old, new = serve(httpserver, path="/old"), serve(httpserver, path="/new")
    for url in (old, new):
        desk = make_desk((source(id="one", url=url),), fetch__allow_private=allowed(httpserver))
        await run(desk)
    assert [path for path in asked(httpserver) if path in {"/old", "/new"}] == ["/old", "/new"]


async def test_the_archive_is_passed_over_at_the_first_visit_that_works(make_desk, httpserver):
    httpserver.expect_oneshot_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_oneshot_request("/feed").respond_with_data("gone", status=404)
    settings = {"fetch__allow_private": allowed(httpserver), "fetch__new_articles": 2}
    desk = make_desk((source(id="one", url=httpserver.url_for("/feed")),), **settings)
    await run(desk)
    serve(httpserver, articles=5)
    for _ in range(3):
        await run(desk)
    assert desk.read(history.counts).articles == 2


async def test_pages_that_were_never_asked_for_are_not_given_up(make_desk, httpserver, now):
    serve(httpserver, articles=12)
    busy = source(id="one", url=httpserver.url_for("/feed"))
    desk = make_desk((busy,), now=lambda: now, fetch__allow_private=allowed(httpserver))
    desk.write(hosts.defer, f"{httpserver.host}:{httpserver.port}", now + 24 * HOUR)
    report = await run(desk)
    assert "asked to be left alone" in report.tallies[0].error
    assert upkeep.status(desk).troubles == ()
    state = desk.read(states.states)["one"]
    assert (state.failures, state.next_visit) == (0, now + 24 * HOUR)


async def test_articles_are_stored_as_they_come(make_desk, httpserver, now):
    """A batch whose second page hangs for ever has its first one stored when the round is given up."""
    one = source(id="one", url=serve(httpserver, articles=2))
    desk = make_desk((one,), now=lambda: now, fetch__allow_private=allowed(httpserver))
    stored = asyncio.Event()

    async with crew(desk) as hands:
        first = hands.fetcher.get

        async def hanging(request, *, until=None):
            if request.url.endswith("story-1"):
                await asyncio.Event().wait()
            return await first(request, until=until)

        slow = SimpleNamespace(get=hanging)
        going = asyncio.create_task(rounds.run(desk, (one,), replace(hands, fetcher=slow), lambda _: stored.set()))
        while not desk.read(history.counts).articles:
            await asyncio.wait([going], timeout=0.05)
        going.cancel()
        await asyncio.wait([going])
    assert [entry.article.title for entry in archive.walk(desk)] == ["Story 0"]


async def test_an_article_stored_after_an_edition_is_in_the_next_one(make_desk, httpserver, now):
    """What was read before the edition came out, and stored after it, is not lost between the two."""
    one = source(id="one", url=serve(httpserver))
    hour = [now]
    desk = make_desk((one,), now=lambda: hour[0], fetch__allow_private=allowed(httpserver))
    async with crew(desk) as hands:
        job = articles.Job(url=httpserver.url_for("/stories/story-0"))
        result = await articles.visit(desk, one, job, hands, now + HOUR)
        hour[0] = now + MINUTE
        editions.publish(desk)
        hour[0] = now + 2 * MINUTE
        await hands.writer(ledger.settle, [result], desk.moment)
    assert [item.title for item in editions.draft(desk).items] == ["Story 0"]


async def test_a_source_is_not_asked_again_for_what_it_lists_no_more(make_desk, httpserver):
    one = source(id="one", url=serve(httpserver, articles=2))
    desk = make_desk((one,), fetch__allow_private=allowed(httpserver))
    await run(desk)
    await run(desk)
    assert asked(httpserver).count("/stories/story-0") == 1
