"""Rounds over the made-up papers, with a real fetcher, real workers and a real history."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.model import Outcome
from monitor.service import archive, sources, upkeep
from monitor.service import round as rounds
from monitor.service.crew import crew
from storage import history, visits
from storage import sources as states
from tests.builders import source

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
GZIP = {"Content-Encoding": "gzip", "Content-Type": "text/html"}


async def run(desk, chosen=None):
    async with crew(desk) as hands:
        return await rounds.run(desk, desk.sources if chosen is None else chosen, hands)


def titles(desk):
    return Counter((entry.source_id, entry.article.title) for entry in archive.walk(desk))


def expected(papers):
    return Counter((name, article.title) for name, articles in papers.articles.items() for article in articles)


def allowed(httpserver):
    return [f"{name}:{httpserver.port}" for name in ("localhost", "127.0.0.1")]


def asked(httpserver):
    return [request.path for request, _ in httpserver.log if request.path != "/robots.txt"]


def tally_of(report, source_id):
    return next(tally for tally in report.tallies if tally.source.id == source_id)


async def test_a_round_stores_every_article_of_every_paper_once(desk, papers):
    report = await run(desk)
    assert [tally.error for tally in report.tallies] == [None, None, None]
    assert titles(desk) == expected(papers)


async def test_a_second_round_asks_for_the_listings_alone_and_stores_nothing(desk, papers):
    await run(desk)
    before = {name: len(asked) for name, asked in papers.requests.items()}
    report = await run(desk)
    assert all(not tally.outcomes for tally in report.tallies)
    assert all(len(asked) - before[name] == 1 for name, asked in papers.requests.items())
    assert titles(desk) == expected(papers)


async def test_what_robots_txt_disallows_is_never_asked_for(desk, papers):
    await run(desk)
    asked = [path for paths in papers.requests.values() for path in paths]
    assert "/robots.txt" in asked
    assert not [path for path in asked if path.startswith("/private/")]


async def test_an_article_has_its_place_on_the_sections_page(desk):
    await run(desk)
    gazette = [entry for entry in archive.walk(desk) if entry.source_id == "puddlewick-gazette"]
    downwards = sorted(gazette, key=lambda entry: entry.place)
    assert downwards[0].place >= 1
    assert downwards == sorted(gazette, key=lambda entry: entry.told_at, reverse=True)


async def test_a_wire_story_is_one_story_of_three_papers_and_a_prize_one_of_two(desk):
    await run(desk)
    stories = {}
    for entry in archive.walk(desk):
        stories.setdefault(entry.story_id, set()).add(entry.source_id)
    assert sorted(len(outlets) for outlets in stories.values())[-2:] == [2, 3]


async def test_a_corrected_article_keeps_what_it_said_before(desk, papers, now):
    earlier = replace(desk, now=lambda: now - HOUR)
    await run(earlier)
    papers.correct()
    report = await run(replace(desk, now=lambda: now))
    updated = [entry for entry in archive.walk(desk) if entry.version > 1]
    assert sum(tally.count(Outcome.UPDATED) for tally in report.tallies) == len(updated) == 1
    old, new = archive.versions(desk, updated[0].id)
    assert old.article.title != new.article.title
    assert old.article.paragraphs != new.article.paragraphs


async def test_a_source_that_fails_costs_itself_alone_and_is_visited_more_rarely(desk, papers, now):
    broken = source(id="broken", url="http://127.0.0.1:1/culture/")
    still = replace(desk, now=lambda: now)
    report = await run(still, (broken, *papers.sources))
    assert tally_of(report, "broken").error
    assert titles(desk) == expected(papers)
    state = desk.read(states.states)["broken"]
    assert (state.failures, state.next_visit > now + 50 * MINUTE) == (1, True)


async def test_when_nothing_can_be_reached_the_machine_is_offline_and_no_source_is_put_off(make_desk, now):
    gone = [source(id=f"paper-{port}", url=f"http://127.0.0.1:{port}/culture/") for port in (1, 2)]
    desk = make_desk(gone, now=lambda: now, fetch__allow_private=["127.0.0.1:1", "127.0.0.1:2"])
    for _ in range(3):
        report = await run(desk)
        assert report.offline
    known = desk.read(states.states)
    assert {(state.failures, state.next_visit < now + 6 * MINUTE) for state in known.values()} == {(1, True)}


async def test_a_listing_is_logged_as_read_unchanged_or_failed_with_its_kind(desk, papers):
    broken = source(id="broken", url=f"{papers.sources[0].url}nowhere/")
    for _ in range(2):
        await run(desk, (broken, papers.sources[0]))
    last = {(told.url, told.outcome, told.status, told.kind) for told in desk.read(visits.recent, None, 99)}
    assert {
        (papers.sources[0].url, Outcome.LISTED, 200, None),
        (papers.sources[0].url, Outcome.UNCHANGED, 304, None),
        (broken.url, Outcome.FAILED, None, "answered 404"),
    } <= last


async def test_a_source_whose_address_was_changed_is_asked_there(desk, papers):
    first, second = papers.sources[:2]
    await run(desk, (first,))
    moved = replace(second, id=first.id)
    await run(desk, (moved,))
    assert desk.read(states.states)[first.id].listing_url == second.url


async def test_a_source_that_another_process_visits_is_not_visited_twice(desk, papers, now):
    chosen = papers.sources[0]
    desk.write(states.lease, chosen.id, states.Owner.here(), now, now + HOUR)
    report = await run(desk, (chosen,))
    assert report.tallies[0].held
    assert not papers.requests[chosen.id]


async def test_the_sources_own_patterns_decide_what_is_visited(make_desk, papers):
    nowhere = replace(papers.sources[0], include=("*/nowhere/*",))
    desk = make_desk((nowhere,), fetch__allow_private=sorted(papers.addresses))
    report = await run(desk)
    assert (report.tallies[0].error, report.tallies[0].outcomes) == (None, ())


async def test_a_page_that_fails_is_tried_again_on_a_ladder_and_then_no_more(make_desk, httpserver, now):
    page = httpserver.url_for("/2026/03/17/a-page-that-breaks-off")
    feed = (
        f"<rss version='2.0'><channel><title>P</title><item><title>T</title><link>{page}</link></item></channel></rss>"
    )
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/feed").respond_with_data(feed, content_type="application/rss+xml")
    httpserver.expect_request("/2026/03/17/a-page-that-breaks-off").respond_with_data("no gzip", headers=GZIP)
    one = source(id="one", url=httpserver.url_for("/feed"))
    allowed = [f"{httpserver.host}:{httpserver.port}"]
    attempts = []
    for days in range(8):
        desk = make_desk((one,), now=lambda days=days: now + days * 24 * HOUR, fetch__allow_private=allowed)
        await run(desk)
        (trouble,) = upkeep.status(desk).troubles
        attempts.append((trouble.attempts, trouble.next_attempt is not None))
    assert attempts[0] == (1, True)
    assert attempts[-1] == attempts[-2] == (5, False)
    assert trouble.url == page


async def test_a_page_that_is_not_there_is_asked_for_once(make_desk, httpserver):
    page = httpserver.url_for("/2026/03/17/a-page-that-is-not-there")
    feed = (
        f"<rss version='2.0'><channel><title>P</title><item><title>T</title><link>{page}</link></item></channel></rss>"
    )
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/feed").respond_with_data(feed, content_type="application/rss+xml")
    httpserver.expect_request("/2026/03/17/a-page-that-is-not-there").respond_with_data("gone", status=404)
    one = source(id="one", url=httpserver.url_for("/feed"))
    desk = make_desk((one,), fetch__allow_private=[f"{httpserver.host}:{httpserver.port}"])
    for _ in range(2):
        await run(desk)
    (trouble,) = upkeep.status(desk).troubles
    assert (trouble.next_attempt, "404" in trouble.reason) == (None, True)
    assert [request.path for request, _ in httpserver.log].count("/2026/03/17/a-page-that-is-not-there") == 1


async def test_what_lies_beyond_the_budget_of_a_first_visit_is_never_read(make_desk, papers):
    allowed = sorted(papers.addresses)
    desk = make_desk(papers.sources[:1], fetch__allow_private=allowed, fetch__new_articles=2)
    for _ in range(2):
        await run(desk)
    assert desk.read(history.counts).articles == 2


async def test_a_round_that_has_no_time_left_leaves_the_rest_to_the_next(make_desk, papers, now):
    first, allowed = papers.sources[0], sorted(papers.addresses)
    hour = [now]

    def late(step):
        hour[0] = now + 11 * MINUTE if step.total else now

    hurried = make_desk((first,), now=lambda: hour[0], fetch__allow_private=allowed)
    async with crew(hurried) as hands:
        report = await rounds.run(hurried, (first,), hands, late)
    assert not report.tallies[0].complete
    assert not titles(hurried)
    later = make_desk((first,), now=lambda: now + HOUR, fetch__allow_private=allowed)
    await run(later)
    assert set(titles(later)) == {pair for pair in expected(papers) if pair[0] == first.id}


async def test_progress_ends_for_every_source(desk):
    over = []
    async with crew(desk) as hands:
        await rounds.run(desk, desk.sources, hands, lambda step: over.append(step.source_id) if step.over else None)
    assert sorted(over) == sorted(one.id for one in desk.sources)


async def test_health_says_what_is_wrong_and_what_to_do(make_desk):
    desk = make_desk((source(id="broken", url="http://127.0.0.1:1/culture/"),))
    assert sources.overview(desk)[0].verdict == "waiting"
    await run(desk)
    health = sources.overview(desk)[0]
    assert health.verdict == "failing"
    assert "127.0.0.1" in health.cause
    assert "monitor sources check broken" in health.remedy


@pytest.mark.parametrize("number", [1, 3])
def test_a_plan_counts_sources_and_about_their_requests(make_desk, papers, number):
    desk = make_desk(papers.sources)
    plan = upkeep.plan(desk, desk.sources[:number])
    assert (plan.sources, plan.requests) == (number, number * 32)
