from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.web import wording
from monitor.web.wording import LocalTime
from tests.builders import HOUR, NOON

WHEN = LocalTime(zone=ZoneInfo("Asia/Shanghai"), now=NOON)


def test_a_moment_of_the_day_is_its_hour_and_of_another_day_names_it():
    assert WHEN.on(NOON) == "20:00"
    assert WHEN.on(NOON - 24 * HOUR) == "16 March, 20:00"
    assert WHEN.on(NOON - 365 * 24 * HOUR) == "17 March 2025, 20:00"
    assert WHEN.on(NOON - 24 * HOUR, date(2026, 3, 16)) == "20:00"
    assert WHEN.full(NOON) == "17 March 2026, 20:00"


def test_a_day_that_was_printed_without_a_time_gets_none():
    midnight = NOON - 12 * HOUR
    assert WHEN.printed(midnight) == WHEN.printed_on(midnight, date(2025, 3, 17)) == "17 March 2026"
    assert WHEN.printed_on(midnight) == "17 March"
    assert (WHEN.printed(NOON), WHEN.printed_on(NOON)) == ("17 March 2026, 20:00", "20:00")


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (timedelta(seconds=-20), "now"),
        (timedelta(minutes=-1), "1 minute ago"),
        (timedelta(hours=-3, minutes=-59), "3 hours ago"),
        (timedelta(days=2), "in 2 days"),
        (timedelta(days=-40), "5 February, 20:00"),
    ],
)
def test_a_distance_is_told_in_its_largest_unit(distance, words):
    assert WHEN.since(NOON + distance) == words


def test_days_and_counts_are_words():
    assert wording.long_day(date(2026, 3, 17)) == "Tuesday, 17 March 2026"
    assert wording.count(1, "story", "stories") == "1 story"
    assert wording.count(12400, "story", "stories") == "12,400 stories"
    assert [wording.listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
