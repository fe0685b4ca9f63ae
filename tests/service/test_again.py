"""What is asked for again: young articles on their ladder, and what robots.txt forbade."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.model import Outcome
from monitor.service import round as rounds
from monitor.service import upkeep
from monitor.service.crew import crew
from storage import history, visits
from storage import sources as states
from tests.builders import HOUR, source
from tests.robustness.hostile import HOSTILE
from tests.robustness.stage import NOT_THERE, Call, Stage, answer
from tests.robustness.texts import page, section, story

MINUTE = timedelta(minutes=1)


@dataclass
class Clock:
    """A clock that is put forward by hand."""

    moment: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    def __call__(self) -> datetime:
        return self.moment


class Paper:
    """A section of three stories that tells what changed since, and whose robots.txt may be changed."""

    def __init__(self, stories):
        self.stories, self.robots = stories, NOT_THERE

    def __call__(self, call: Call) -> bytes:
        if call.path == "/robots.txt":
            return self.robots
        if call.path == "/culture/":
            return answer(section(self.stories))
        told = next(one for one in self.stories if call.path.endswith(one.slug))
        if call.headers.get("if-none-match") == '"first"':
            return answer(status=304)
        return answer(page(told), etag='"first"')


@pytest.fixture
def paper():
    return Paper([story(number) for number in range(3)])


@pytest.fixture
def stage(paper):
    with Stage(sites={"paper.test": paper}) as playing:
        yield playing


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(make_desk, stage, clock):
    return make_desk((source(url="http://paper.test/culture/"),), now=clock, fetch__proxy=stage.proxy)


async def run(desk, sources, looks=()):
    async with crew(desk) as hands:
        return await rounds.run(desk, sources, hands, looks=looks)


async def test_young_articles_are_looked_at_again_before_their_source_is_due(desk, clock, stage):
    await run(desk, desk.sources)
    due_at = desk.read(states.state, "paper").next_visit
    clock.moment += 14 * MINUTE
    assert upkeep.looks(desk) == ()
    clock.moment += 6 * MINUTE
    assert (upkeep.due(desk), upkeep.looks(desk)) == ((), desk.sources)
    stage.asked.clear()
    await run(desk, (), upkeep.looks(desk))
    assert sorted(stage.paths("paper.test")) == sorted(f"/culture/{story(number).slug}" for number in range(3))
    assert all(one.headers["if-none-match"] == '"first"' for one in stage.asked["paper.test"])
    assert desk.read(states.state, "paper").next_visit == due_at
    assert {one.next_visit - clock.moment for one in desk.read(history.due_revisits, clock.moment + HOUR, 9)} == {
        40 * MINUTE
    }


async def test_looks_alone_are_no_visit_and_the_report_is_empty(desk, clock):
    await run(desk, desk.sources)
    clock.moment += 20 * MINUTE
    report = await run(desk, (), upkeep.looks(desk))
    assert report.tallies == ()
    assert upkeep.looks(desk) == ()


async def test_what_robots_txt_forbids_is_asked_for_again_when_it_allows_it(desk, clock, paper, stage):
    slug = paper.stories[0].slug
    paper.robots = answer(f"User-agent: *\nDisallow: /culture/{slug}\n", kind="text/plain")
    (tally,) = (await run(desk, desk.sources)).tallies
    assert (tally.count(Outcome.NEW), tally.count(Outcome.REFUSED), tally.failed) == (2, 1, False)
    paper.robots = NOT_THERE
    clock.moment += 2 * HOUR
    await run(desk, desk.sources)
    assert f"/culture/{slug}" not in stage.paths("paper.test")  # the file is believed for a day
    clock.moment += 23 * HOUR
    (tally,) = (await run(desk, desk.sources)).tallies
    assert tally.count(Outcome.NEW) == 1
    assert desk.read(visits.troubles) == ()


async def test_what_robots_txt_goes_on_forbidding_is_given_up(desk, clock, paper):
    paper.robots = answer(f"User-agent: *\nDisallow: /culture/{paper.stories[0].slug}\n", kind="text/plain")
    for _ in range(7):
        await run(desk, desk.sources)
        clock.moment += 25 * HOUR
    (trouble,) = desk.read(visits.troubles)
    assert trouble.next_attempt is None


async def test_a_listing_is_read_as_far_as_a_visit_may_take(make_desk, stage, clock):
    stories = [story(number) for number in range(230)]
    stage.sites["paper.test"] = Paper(stories)
    desk = make_desk(
        (source(url="http://paper.test/culture/"),), now=clock, fetch__proxy=stage.proxy, fetch__new_articles=230
    )
    (tally,) = (await run(desk, desk.sources)).tallies
    assert tally.count(Outcome.NEW) + tally.count(Outcome.COPY) == 230


async def test_a_trap_costs_its_host_less_at_each_further_visit(desk, clock, stage):
    stage.sites["paper.test"] = HOSTILE["calendar"]
    for most in (30, 30, 5, 5):
        stage.asked.clear()
        await run(desk, desk.sources)
        assert len([path for path in stage.paths("paper.test") if "2031" in path]) <= most
        clock.moment += HOUR
