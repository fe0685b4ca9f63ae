"""What the history says of hosts, and what helps: on either kind of database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.errors import InvalidInput
from monitor.core.model import Outcome, SourceState, Visit
from monitor.core.politeness import StoredRobots
from monitor.service import doctor, remedies, sources, upkeep
from monitor.service.desk import Desk
from monitor.settings import load
from storage import hosts, visits
from storage import sources as states
from tests.builders import HOUR, NOON, source

DAY = timedelta(days=1)
PAPER = source(id="paper", url="https://paper.example/culture/")
POST = source(id="post", url="https://post.example:8443/arts/")


@pytest.fixture
def desk(database, tmp_path):
    settings = load(tmp_path, environ={}, overrides={"fetch.delay": "2s"})
    return Desk(database=database, settings=settings, catalogue=lambda: (PAPER, POST), now=lambda: NOON)


def robots(desk, host="paper.example", body="", status=200, at=NOON - HOUR):
    desk.write(hosts.keep_robots, host, StoredRobots(body=body, status=status, fetched_at=at))


def log(desk, outcome=Outcome.LISTED, at=NOON - HOUR, times=1, url=PAPER.url, **changes):
    told = Visit(url=url, source_id="paper", at=at, outcome=outcome, **changes)
    desk.write(visits.log, [told] * times)


def failing(desk, kind, source_id="paper", url=PAPER.url):
    desk.write(states.record, SourceState(source_id=source_id, last_visit=NOON, failures=2, error=f"{url}: {kind}"))
    log(desk, Outcome.FAILED, url=url, kind=kind)


def examined(desk, wanted="paper.example"):
    (found,) = doctor.examine(desk, wanted)
    return found


def test_hosts_of_sources_are_shown_before_they_were_ever_asked(desk):
    assert [(one.host, one.verdict, one.robots, one.not_modified) for one in doctor.examine(desk)] == [
        ("paper.example", "never asked", None, None),
        ("post.example:8443", "never asked", None, None),
    ]


def test_a_host_that_fares_well_shows_its_robots_its_share_of_304s_and_its_next_visit(desk):
    robots(desk, body="User-agent: *\nCrawl-delay: 7\nDisallow: /private/\n")
    log(desk)
    log(desk, Outcome.UNCHANGED, times=3, status=304)
    log(desk, Outcome.UNCHANGED, at=NOON - 8 * DAY, times=9, status=304)
    desk.write(states.record, SourceState(source_id="paper", last_visit=NOON, next_visit=NOON + HOUR))
    found = examined(desk)
    assert (found.verdict, found.remedies, found.asked, found.not_modified) == ("ok", (), 4, 0.75)
    assert (found.robots.allowed, found.robots.stale_at) == (True, NOON - HOUR + DAY)
    assert (found.robots.crawl_delay, found.robots.delay) == (timedelta(seconds=7), timedelta(seconds=7))
    assert [(each.id, each.next_visit) for each in found.sources] == [("paper", NOON + HOUR)]


@pytest.mark.parametrize(
    ("status", "body", "allowed", "says"),
    [
        (404, None, True, "none (404): everything is allowed"),
        (503, None, False, "could not be had (answered 503)"),
        (None, None, False, "could not be had (no answer)"),
        (200, "User-agent: newsmonitor\nDisallow: /culture/", False, "bytes"),
        (200, "User-agent: otherbot\nDisallow: /", True, "bytes"),
    ],
)
def test_what_robots_txt_says_to_us_is_told_in_words(desk, status, body, allowed, says):
    robots(desk, body=body, status=status)
    found = examined(desk)
    assert (found.robots.allowed, says in found.robots.state) == (allowed, True)
    assert bool(found.remedies) is not allowed


def test_errors_of_the_last_week_are_counted_by_kind(desk):
    log(desk, Outcome.FAILED, at=NOON - DAY, times=2, kind="timeout")
    log(desk, Outcome.FAILED, at=NOON - 2 * DAY, times=5, kind="answered 503", url="https://paper.example/a")
    log(desk, Outcome.FAILED, at=NOON - 9 * DAY, kind="timeout")
    log(desk, Outcome.REFUSED, kind="no article")
    log(desk, Outcome.REFUSED, kind="robots.txt")
    assert examined(desk).errors == (("answered 503", 5), ("timeout", 2), ("robots.txt", 1))


def test_errors_that_were_followed_by_an_answer_need_no_remedy(desk):
    log(desk, Outcome.FAILED, at=NOON - DAY, kind="timeout")
    log(desk)
    assert examined(desk).remedies == ()


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("answered 403", "answers 403 to this user agent: ask the publisher, or add"),
        ("answered 404", "looks for its new address"),
        ("answered 502", "the server has trouble"),
        ("broken listing", "it may pass by itself, else tell the publisher"),
        ("no such name", "is this machine online"),
        ("something new", "it may pass by itself"),
    ],
)
def test_a_failing_source_has_its_remedy_in_words_here_and_in_the_list_of_sources(desk, kind, says):
    failing(desk, kind)
    found = examined(desk)
    assert found.verdict == "trouble"
    assert says in found.remedies[0]
    assert "`monitor sources check paper`" in found.remedies[0]
    health = sources.overview(desk)[0]
    assert says in health.remedy


@pytest.mark.parametrize("kind", ["answered 404", "answered 410", "no listing", "answered 403", "broken listing"])
def test_a_source_that_was_just_checked_in_vain_is_not_sent_to_its_check(kind):
    assert "sources check" not in remedies.nowhere(kind)
    assert "sources check" in remedies.sought(kind, "paper")


def test_a_host_that_asked_to_be_left_alone_says_until_when(desk):
    desk.write(hosts.defer, "paper.example", NOON + HOUR)
    found = examined(desk)
    assert found.next_allowed == NOON + HOUR
    assert found.remedies == ("the host asked to be left alone until 2026-03-17 13:00 UTC: nothing to do but to wait",)


def test_a_source_that_robots_txt_forbids_is_named_and_its_host_judged_by_the_others(desk):
    private = source(id="private", url="https://paper.example/private/")
    desk = replace(desk, catalogue=lambda: (PAPER, private))
    robots(desk, body="User-agent: *\nDisallow: /private/\n")
    failing(desk, "robots.txt", source_id="private", url=private.url)
    log(desk)
    found = examined(desk)
    assert (found.verdict, found.robots.allowed, found.robots.forbidden, found.own) == ("ok", True, ("private",), ())
    (told,) = found.remedies
    assert told.startswith("private: its robots.txt does not allow this user agent there")
    assert [each.remedy is None for each in found.sources] == [True, False]


def test_a_host_that_forbids_all_is_in_trouble_and_says_it_once(desk):
    robots(desk, body="User-agent: *\nDisallow: /\n")
    failing(desk, "robots.txt")
    found = examined(desk)
    assert (found.verdict, found.robots.allowed, len(found.remedies)) == ("trouble", False, 1)
    assert found.remedies[0].startswith("paper: its robots.txt")
    assert "sources check" not in found.remedies[0]
    assert "sources check" not in sources.overview(desk)[0].remedy


def test_one_fault_has_one_remedy(desk):
    failing(desk, "answered 403")
    (told,) = examined(desk).remedies
    assert told.startswith("paper: it answers 403")


def test_a_listing_elsewhere_is_on_its_own_host_too(desk):
    feed = "https://feeds.example/paper"
    desk.write(states.record, SourceState(source_id="paper", last_visit=NOON, listing_url=feed))
    assert [each.id for each in examined(desk, "feeds.example").sources] == ["paper"]
    assert [each.listing_url for each in examined(desk).sources] == [feed]


@pytest.mark.parametrize(
    "wanted", ["paper.example", "PAPER.example", "https://paper.example/culture/a", "paper", "http://paper.example"]
)
def test_a_host_is_named_by_its_name_by_an_address_or_by_a_source(desk, wanted):
    assert examined(desk, wanted).host == "paper.example"


def test_a_host_is_named_without_its_port(desk):
    assert examined(desk, "post.example").host == "post.example:8443"


@pytest.mark.parametrize("wanted", ["other.example", "", "not a host", "https://"])
def test_a_host_of_which_nothing_is_known_is_told_so(desk, wanted):
    with pytest.raises(InvalidInput, match="no host of a source"):
        doctor.examine(desk, wanted)


def test_the_status_names_the_cause_of_what_fails(desk):
    failing(desk, "timeout")
    told = upkeep.status(desk)
    assert told.failing == ("paper",)
    assert [state.error for state in told.failures] == [f"{PAPER.url}: timeout"]
