from __future__ import annotations

import pickle
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core import politeness
from monitor.core.errors import (
    AddressRefused,
    BadStatus,
    FetchFailed,
    RobotsRefused,
    TimedOut,
    TooLarge,
    Undecodable,
    Unreachable,
)
from monitor.core.politeness import StoredRobots
from tests.builders import HOUR, NOON

AGENT = "newsmonitor/0.1 (+https://desk.example/robots)"
URL = "https://paper.example/culture/opera"


def robots(body=None, status=200):
    return StoredRobots(body=body, status=status, fetched_at=NOON)


def allowed(body, url=URL, agent=AGENT):
    return politeness.allowed(robots(body), agent, url)


# Retry-After


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 120 ", 120),
        ("9999999999", 86_400),
        ("Tue, 17 Mar 2026 12:02:00 GMT", 120),
        ("Tuesday, 17-Mar-26 12:02:00 GMT", 120),
        ("Tue, 17 Mar 2026 13:02:00 +0100", 120),
        ("Tue, 17 Mar 2026 11:00:00 GMT", 0),
        ("Fri, 17 Apr 2026 12:00:00 GMT", 86_400),
    ],
)
def test_retry_after_is_read_in_both_forms_and_bounded(value, seconds):
    assert politeness.retry_after(value, NOON) == NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "\u0661", "9" * 5000, "Tue, 99 Mar 2026 12:00:00 GMT"])
def test_retry_after_that_means_nothing_is_none(value):
    assert politeness.retry_after(value, NOON) is None


@given(st.text(max_size=40))
@settings(max_examples=100)
def test_retry_after_is_never_in_the_past_nor_beyond_a_day(value):
    moment = politeness.retry_after(value, NOON)
    assert moment is None or NOON <= moment <= NOON + timedelta(days=1)


# robots.txt


@pytest.mark.parametrize("status", [204, 301, 400, 401, 403, 404, 410])
def test_without_the_file_all_is_allowed(status):
    assert politeness.allowed(robots(None, status), AGENT, URL)


@pytest.mark.parametrize("status", [None, 429, 500, 502, 503, 599])
def test_a_file_that_cannot_be_had_forbids_everything_for_a_while(status):
    missing = robots("User-agent: *\nAllow: /", status)
    assert not politeness.allowed(missing, AGENT, URL)
    assert politeness.stale_at(missing) == NOON + politeness.ROBOTS_AGAIN


@pytest.mark.parametrize("status", [200, 404])
def test_an_answer_is_believed_for_a_day(status):
    assert politeness.stale_at(robots("", status)) == NOON + timedelta(days=1)


def test_the_longest_rule_decides():
    body = "User-agent: *\nDisallow: /culture\nAllow: /culture/opera\nDisallow: /*.pdf$"
    assert allowed(body)
    assert not allowed(body, "https://paper.example/culture/film")
    assert not allowed(body, "https://paper.example/a.pdf")
    assert allowed(body, "https://paper.example/a.pdf?x")


@pytest.mark.parametrize("name", ["newsmonitor", "NewsMonitor", "newsmonitor/0.1", "NEWSMONITOR/9.9 (beta)"])
def test_rules_for_our_name_come_before_those_for_all(name):
    body = f"User-agent: *\nDisallow: /\n\nUser-agent: {name}\nDisallow: /private\n"
    assert allowed(body)
    assert not allowed(body, "https://paper.example/private/1")


@pytest.mark.parametrize("name", ["desk", "robots", "https", "monitor", "0.1"])
def test_rules_for_a_word_of_our_contact_are_for_somebody_else(name):
    assert allowed(f"User-agent: {name}\nDisallow: /")


@pytest.mark.parametrize(
    "body", ["", "<html><body>Not found</body></html>", "\x00\xff", "Disallow: /", "User-agent: *"]
)
def test_a_file_without_rules_allows_everything(body):
    assert allowed(body)


@pytest.mark.parametrize(
    ("written", "seconds"), [("10", 10), ("0.5", 0.5), ("3600", 60), ("-1", 0), ("nan", 0), ("inf", 0), ("soon", 0)]
)
def test_the_crawl_delay_is_bounded(written, seconds):
    delay = politeness.crawl_delay(robots(f"User-agent: *\nCrawl-delay: {written}"), AGENT)
    assert delay == timedelta(seconds=seconds)


def test_without_the_file_there_is_no_crawl_delay():
    assert politeness.crawl_delay(robots(None, 404), AGENT) == timedelta()


@given(st.text(max_size=300), st.text(alphabet="/ab*$%?#\u00e9", max_size=30))
@settings(max_examples=100)
def test_no_file_makes_the_verdict_fail(body, path):
    politeness.allowed(robots("User-agent: *\nDisallow: " + body), AGENT, "https://paper.example/" + path)
    politeness.crawl_delay(robots(body), AGENT)


# Tries and waits


def test_the_back_off_grows_is_bounded_and_keeps_at_least_half():
    assert [politeness.backoff(n, 1.0).total_seconds() for n in range(1, 8)] == [2, 4, 8, 16, 32, 60, 60]
    assert politeness.backoff(3, 0.0) == timedelta(seconds=4)


def test_a_passing_failure_is_tried_again_after_the_back_off():
    assert politeness.again_at(Unreachable(URL, "reset"), 1, NOON, 1.0) == NOON + timedelta(seconds=2)
    assert politeness.again_at(BadStatus(URL, 503), 2, NOON, 0.0) == NOON + timedelta(seconds=2)


def test_the_server_s_own_moment_counts_if_it_is_later():
    assert politeness.again_at(BadStatus(URL, 429, NOON + HOUR), 1, NOON, 1.0) == NOON + HOUR
    assert politeness.again_at(BadStatus(URL, 429, NOON), 1, NOON, 1.0) == NOON + timedelta(seconds=2)


def test_the_third_try_is_the_last():
    assert politeness.again_at(Unreachable(URL, "reset"), politeness.TRIES, NOON, 1.0) is None


@pytest.mark.parametrize(
    "error", [BadStatus(URL, 404), BadStatus(URL, 403), TooLarge(URL, "big"), RobotsRefused(URL, "no", NOON + HOUR)]
)
def test_what_does_not_pass_is_not_tried_again_in_this_round(error):
    assert politeness.again_at(error, 1, NOON, 1.0) is None


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (Unreachable(URL, "reset"), True),
        (TimedOut(URL, "slow"), True),
        (BadStatus(URL, 503), True),
        (Undecodable(URL, "breaks off"), True),
        (RobotsRefused(URL, "could not be had", NOON + HOUR), True),
        (RobotsRefused(URL, "not allowed"), False),
        (BadStatus(URL, 404), False),
        (BadStatus(URL, 410, NOON + HOUR), False),
        (AddressRefused(URL, "private"), False),
        (TooLarge(URL, "big"), False),
        (FetchFailed(URL, "malformed"), False),
    ],
)
def test_only_what_may_fare_better_is_worth_another_visit(error, verdict):
    assert politeness.worth_another_visit(error) is verdict
    assert politeness.worth_another_visit(pickle.loads(pickle.dumps(error))) is verdict  # noqa: S301 - our own bytes


def test_a_failed_address_waits_longer_each_time_and_is_given_up():
    waits = [politeness.next_attempt(attempts, NOON) for attempts in range(1, 5)]
    assert [moment - NOON for moment in waits] == [HOUR / 4, HOUR, 6 * HOUR, 24 * HOUR]
    assert politeness.next_attempt(5, NOON) is None


@given(st.text(max_size=40) | st.from_regex(r"[\x00-\x20\x85]{0,2}[0-9]{1,12}[\x00-\x20\x85]{0,2}", fullmatch=True))
def test_no_retry_after_raises_or_leaves_the_day(value):
    moment = politeness.retry_after(value, NOON)
    assert moment is None or NOON <= moment <= NOON + politeness.LONGEST_RETRY_AFTER


@settings(max_examples=100)
@given(st.text(max_size=200), st.text(max_size=40))
def test_no_robots_txt_raises_or_asks_for_more_than_a_minute(body, path):
    robots = StoredRobots(body=body, status=200, fetched_at=NOON)
    politeness.allowed(robots, "newsmonitor/1.0", f"https://paper.example/{path}")
    assert timedelta() <= politeness.crawl_delay(robots, "newsmonitor/1.0") <= politeness.LONGEST_CRAWL_DELAY
    assert len(politeness.sitemaps(robots)) <= 50
