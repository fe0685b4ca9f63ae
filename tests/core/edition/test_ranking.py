from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.edition.ranking import COPYING, COVERAGE, rank
from tests.builders import HOUR, NOON
from tests.core.edition.paper import compose, frame, headline, remembered, told


def ranked(*entries, before=(), **changes):
    by_address = {one.url: one.id for one in entries}
    return rank(frame(**changes), [headline(one, by_address) for one in entries], before).stories


def part(story, name):
    return next((each for each in story.account if each.name == name), None)


def test_a_copy_counts_less_than_a_report():
    own = [told(1, hours=5), told(2, story=1, source_id="gazette", hours=4)]
    copied = [told(3, hours=5), told(4, story=3, source_id="gazette", copy_of="https://paper.example/3", hours=4)]
    with_report, with_copy = (part(ranked(*both)[0], "coverage") for both in (own, copied))
    assert with_report.value == COVERAGE
    assert with_report.value > with_copy.value > 0
    assert with_copy.reason == "2 outlets, 1 of them with a copy"
    assert 0 < COPYING < 1


def test_what_stood_at_the_top_of_a_page_comes_first():
    top, low, unknown = ranked(
        told(1, place=18, source_id="a"), told(2, place=1, source_id="b"), told(3, source_id="c")
    )
    assert [top.story_id, low.story_id, unknown.story_id] == [2, 3, 1]
    assert part(top, "prominence").reason == "place 1 on the page of B"
    assert "counted as the middle" in part(low, "prominence").reason


def test_a_newer_report_comes_first():
    newer, older = ranked(told(1, hours=20, source_id="a"), told(2, hours=2, source_id="b"))
    assert (newer.story_id, older.story_id) == (2, 1)
    assert part(newer, "freshness").reason == "the newest of it came 2 hours before the edition"


def test_a_story_that_goes_on_is_weighed_by_what_came_since():
    entries = [told(n, story=1, source_id=f"p{n}", hours=40) for n in range(1, 6)]
    (story,) = ranked(*entries, told(9, story=1, source_id="p9"), before=[remembered(1)])
    assert part(story, "coverage").value == 0
    assert part(story, "coverage").reason == "1 outlet since it was told"
    assert part(story, "novelty").reason == "told in the edition of 16 March, and reported on since"


def test_each_better_story_of_a_source_takes_something_off():
    stories = ranked(*(told(n, hours=n) for n in range(1, 4)))
    assert [part(story, "turn") and part(story, "turn").reason for story in stories] == [
        None,
        "Paper leads 1 better story",
        "Paper leads 2 better stories",
    ]


@pytest.mark.parametrize("hours", [73, 400])
def test_an_old_report_is_archive_even_if_its_story_is_new_here(hours):
    old = told(1, hours=hours, first_seen=NOON - HOUR)
    found = rank(frame(), [headline(old, {})])
    assert found.stories == ()
    assert "archive" in found.passed[1]


rows = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from("abcd"), st.integers(1, 70), st.one_of(st.none(), st.integers(1, 40))),
    max_size=20,
)


@given(rows)
@settings(max_examples=60)
def test_a_score_is_exactly_the_sum_of_its_account_and_the_best_comes_first(given_rows):
    entries = [
        told(n, story=story, source_id=name, hours=hours, place=place)
        for n, (story, name, hours, place) in enumerate(given_rows, 1)
    ]
    stories = ranked(*entries)
    assert all(story.score == fsum(each.value for each in story.account) for story in stories)
    assert [story.score for story in stories] == sorted((story.score for story in stories), reverse=True)
    assert all(each.reason and each.value == round(each.value, 3) for story in stories for each in story.account)
    for item in compose(frame(), entries).items:
        assert item.score == fsum(each.value for each in item.account)
