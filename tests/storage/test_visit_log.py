"""What was asked for and answered, and what could not be read."""

import random

from monitor.core.model import Outcome, Trouble, Visit
from monitor.core.politeness import HostState, StoredRobots
from storage import history, hosts, visits
from tests.builders import HOUR, NOON


def visit(**changes):
    values = {"url": "https://paper.example/a", "source_id": "paper", "at": NOON, "outcome": Outcome.NEW, "status": 200}
    return Visit(**(values | changes))


def trouble(**changes):
    values = {
        "url": "https://paper.example/a?utm_source=x",
        "source_id": "paper",
        "reason": "answered 503",
        "at": NOON,
        "attempts": 1,
        "next_attempt": NOON + HOUR,
    }
    return Trouble(**(values | changes))


def test_the_latest_visits_come_first(database):
    told = [
        visit(),
        visit(at=NOON + HOUR, outcome=Outcome.FAILED, status=None, reason="no answer"),
        visit(source_id="b"),
    ]
    with database.write() as c:
        visits.log(c, told)
        visits.log(c, [])
        assert visits.recent(c, None, 2) == (told[1], told[2])
        assert visits.recent(c, "paper", 9) == (told[1], told[0])


def test_the_same_answers_of_one_address_are_counted_together(database):
    failed = {"outcome": Outcome.FAILED, "status": None, "kind": "answered 403"}
    with database.write() as c:
        visits.log(c, [visit(), visit(at=NOON + HOUR), visit(**failed), visit(at=NOON - HOUR)])
        found = {(one.url, one.outcome, one.kind): (one.times, one.last) for one in visits.since(c, NOON)}
    url = visit().url
    assert found == {(url, Outcome.NEW, None): (2, NOON + HOUR), (url, Outcome.FAILED, "answered 403"): (1, NOON)}


def test_what_was_logged_long_ago_is_forgotten_for_its_source_alone(database):
    with database.write() as c:
        visits.log(c, [visit(), visit(at=NOON + HOUR), visit(source_id="b")])
        visits.forget(c, "paper", NOON + HOUR)
        assert visits.recent(c, None, 9) == (visit(at=NOON + HOUR), visit(source_id="b"))


def test_every_host_that_was_asked_is_known_with_its_robots_and_its_next_moment(database):
    robots = StoredRobots(body="User-agent: *", status=200, fetched_at=NOON)
    with database.write() as c:
        hosts.keep_robots(c, "b.example", robots)
        hosts.defer(c, "a.example:8080", NOON)
        assert hosts.states(c) == (
            HostState(host="a.example:8080", next_allowed=NOON),
            HostState(host="b.example", robots=robots),
        )


def test_a_trouble_is_remembered_once_and_solved_by_any_spelling(database):
    with database.write() as c:
        visits.trouble(c, trouble())
        visits.trouble(c, trouble(url="https://paper.example/a", attempts=2))
        assert visits.troubles(c) == (trouble(url="https://paper.example/a", attempts=2),)
        visits.solved(c, ["http://www.paper.example/a", "ftp://no.example", "https://unknown.example/"])
        assert visits.troubles(c) == ()


def test_troubles_may_be_those_of_some_sources(database):
    with database.write() as c:
        for number, name in enumerate(("paper", "post", "removed")):
            visits.trouble(c, trouble(url=f"https://{name}.example/a", source_id=name, at=NOON + number * HOUR))
        assert [one.source_id for one in visits.troubles(c)] == ["removed", "post", "paper"]
        assert [one.source_id for one in visits.troubles(c, source_ids={"paper", "post"})] == ["post", "paper"]
        assert [one.source_id for one in visits.troubles(c, 1, source_ids=["paper", "post"])] == ["post"]
        assert visits.troubles(c, source_ids=()) == ()


def test_an_address_too_long_to_be_a_key_is_a_trouble_like_any_other(database):
    long = "https://paper.example/" + "".join(random.Random(7).choices("abcdefghijklmnopqrstuvwxyz", k=9000))
    with database.write() as c:
        visits.trouble(c, trouble(url=long))
        visits.trouble(c, trouble(url=long + "x", at=NOON - HOUR))
        assert [one.url for one in visits.troubles(c)] == [long, long + "x"]
        visits.solved(c, [long])
        assert [one.url for one in visits.troubles(c)] == [long + "x"]


def test_a_trouble_is_due_at_its_next_attempt_and_never_once_given_up(database):
    with database.write() as c:
        visits.trouble(c, trouble(url="https://a.example/1", next_attempt=None))
        visits.trouble(c, trouble(url="https://a.example/2", next_attempt=NOON + 2 * HOUR))
        visits.trouble(c, trouble(url="https://a.example/3", next_attempt=NOON + HOUR))
        visits.trouble(c, trouble(url="ftp://broken", next_attempt=NOON, source_id="post"))
        assert [one.url[-1] for one in visits.due_troubles(c, NOON + 3 * HOUR, 2, source_id="paper")] == ["3", "2"]
        assert [one.url for one in visits.due_troubles(c, NOON, 9)] == ["ftp://broken"]


def test_what_failed_or_was_passed_over_is_not_unseen(database):
    with database.write() as c:
        visits.trouble(c, trouble())
        visits.pass_over(c, "paper", ["https://paper.example/old"], NOON)
        visits.pass_over(c, "paper", ["https://paper.example/old"], NOON)
        visits.pass_over(c, "paper", [], NOON)
        keys = {"https://paper.example/a", "https://paper.example/old", "https://paper.example/new"}
        assert history.unseen(c, keys) == {"https://paper.example/new"}
