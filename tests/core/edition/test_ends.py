"""Stories that are over, and sources that gave nothing."""

import pytest

from monitor.core.edition import ending, silence
from monitor.core.model import SourceState
from tests.builders import HOUR, NOON, edition, item, source
from tests.core.edition.paper import frame, headline, remembered, told

CLOSED = 72 + 5  # hours after which a story is over, and the edition has not said so


def over(*entries, before, **changes):
    return ending.ended(frame(**changes), before, [headline(one, {}) for one in entries])


def test_a_story_that_was_told_and_went_quiet_has_ended_once():
    entries = [told(1, story=7, hours=90), told(2, story=7, source_id="gazette", hours=CLOSED)]
    (one,) = over(*entries, before=[remembered(7)])
    assert (one.story_id, one.last_told, one.outlets) == (7, NOON - CLOSED * HOUR, 2)
    assert over(*entries, before=[remembered(7)], since=NOON - HOUR) == ()
    assert over(*entries, before=[remembered(7, is_ended=True)]) == ()


def test_a_story_that_nobody_told_or_that_may_go_on_has_not_ended():
    assert over(told(1, hours=CLOSED), told(2, story=1, source_id="b", hours=CLOSED), before=[]) == ()
    assert over(told(1, hours=40), told(2, story=1, source_id="b", hours=40), before=[remembered(1)]) == ()


def test_the_end_of_one_article_alone_is_no_line_unless_it_was_told_again():
    assert over(told(1, hours=CLOSED), before=[remembered(1)]) == ()
    assert len(over(told(1, hours=CLOSED), before=[remembered(1, times=2)])) == 1


SOURCES = (source(id="paper", name="The Paper"), source(id="gazette", name="Gazette", section="film"))


def told_why(states, **changes):
    return silence.notes(frame(sources=SOURCES, **changes), states)


def test_an_empty_edition_says_why():
    failing = SourceState(source_id="paper", last_visit=NOON, failures=2, error="no answer")
    assert "no sources yet" in silence.notes(frame(), {})[0]
    assert "No source was ever visited" in told_why({})[0]
    assert "No source was visited since then" in told_why({"paper": failing}, since=NOON)[0]
    answered = SourceState(source_id="gazette", last_visit=NOON)
    lines = told_why({"paper": failing, "gazette": answered})
    assert lines[0] == "1 of 2 sources answered, and had nothing new."
    assert "`monitor status`" in lines[1]


def silent(state, told_sections=("film",), heard=(), failure=None):
    made = edition(items=tuple(item(section=name) for name in told_sections))
    states, failures = {"gazette": state} if state else {}, {"gazette": failure} if failure else {}
    found = silence.silences(frame(sources=SOURCES[1:]), made, states, heard, failures)
    return [(one.source_name, one.reason, one.since) for one in found]


def test_a_source_that_gave_nothing_says_why():
    state = SourceState(source_id="gazette", last_visit=NOON - HOUR, last_new=NOON - 50 * HOUR)
    assert silent(None) == [("Gazette", "never visited", None)]
    assert silent(state) == [("Gazette", "nothing new", NOON - 50 * HOUR)]
    assert silent(state, heard=["gazette"]) == []
    just = SourceState(source_id="gazette", last_visit=NOON - 24 * HOUR)
    assert silent(just) == []
    late = SourceState(source_id="gazette", last_visit=NOON - 30 * HOUR, last_new=NOON - 31 * HOUR)
    assert silent(late) == [("Gazette", "not visited", NOON - 30 * HOUR)]
    failing = SourceState(source_id="gazette", last_visit=NOON, failures=3)
    assert silent(failing) == [("Gazette", "not reached", None)]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("answered 403", "answered 403"),
        ("no listing", "lists no articles"),
        ("unreachable", "unreachable"),
        ("robots.txt", "robots.txt forbids it"),
    ],
)
def test_a_source_that_failed_says_how(kind, words):
    failing = SourceState(source_id="gazette", last_visit=NOON, failures=3)
    assert silent(failing, failure=kind) == [("Gazette", words, None)]
    well = SourceState(source_id="gazette", last_visit=NOON - HOUR, last_new=NOON - 50 * HOUR)
    assert silent(well, failure=kind) == [("Gazette", "nothing new", NOON - 50 * HOUR)]


def test_a_source_that_paused_for_a_day_is_named_where_its_section_is_empty():
    state = SourceState(source_id="gazette", last_visit=NOON - HOUR, last_new=NOON - 25 * HOUR)
    assert silent(state, told_sections=["Film"]) == []
    assert silent(state, told_sections=["Art"]) == [("Gazette", "nothing new", NOON - 25 * HOUR)]
