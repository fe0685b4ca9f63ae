from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import schedule
from monitor.core.model import EditionKind, Outcome, SourceState, edition_name
from monitor.core.schedule import (
    OFFLINE_AGAIN,
    Clock,
    Contact,
    Past,
    Rhythm,
    Timetable,
    Weekly,
    excused,
    is_offline,
)
from tests.builders import HOUR, NOON, source

HALF_HOUR = timedelta(minutes=30)
SEVEN = Clock(at=time(7), zone=ZoneInfo("Europe/Paris"))


def test_a_source_is_due_when_it_was_never_visited_or_its_moment_has_come():
    sources = [source(id=name) for name in ("never", "past", "exact", "later")]
    states = {
        "past": SourceState(source_id="past", next_visit=NOON - HOUR),
        "exact": SourceState(source_id="exact", next_visit=NOON),
        "later": SourceState(source_id="later", next_visit=NOON + timedelta(seconds=1)),
    }
    assert [s.id for s in schedule.due(sources, states, NOON)] == ["never", "past", "exact"]


@pytest.mark.parametrize(
    ("failures", "wait"),
    [(0, HALF_HOUR), (1, HOUR), (2, 2 * HOUR), (5, 16 * HOUR), (6, 24 * HOUR), (400, 24 * HOUR)],
)
def test_a_failing_source_waits_twice_as_long_each_time_and_at_most_a_day(failures, wait):
    assert schedule.next_visit(Rhythm(every=HALF_HOUR, failures=failures), NOON) == NOON + wait


def test_a_source_without_news_for_days_is_visited_half_as_often():
    assert schedule.next_visit(Rhythm(every=HALF_HOUR, last_new=NOON - 49 * HOUR), NOON) == NOON + HOUR
    assert schedule.next_visit(Rhythm(every=HALF_HOUR, last_new=NOON - 47 * HOUR), NOON) == NOON + HALF_HOUR


def test_the_jitter_spreads_visits_by_a_tenth_either_way():
    early, late = (schedule.next_visit(Rhythm(every=HOUR), NOON, chance=chance) for chance in (0.0, 1.0))
    assert (NOON + HOUR - early, late - NOON - HOUR) == (0.1 * HOUR, 0.1 * HOUR)


def test_an_interval_longer_than_the_bounds_is_never_shortened():
    assert schedule.next_visit(Rhythm(every=48 * HOUR, failures=3), NOON) == NOON + 48 * HOUR


def test_looks_at_a_young_article_climb_the_ladder_and_end():
    ladder = (HOUR, 6 * HOUR)
    assert schedule.next_look(NOON, NOON, ladder) == NOON + HOUR
    assert schedule.next_look(NOON, NOON + HOUR, ladder) == NOON + 6 * HOUR
    assert schedule.next_look(NOON, NOON + 5 * HOUR, ladder) == NOON + 6 * HOUR
    assert schedule.next_look(NOON, NOON + 6 * HOUR, ladder) is None


def test_an_edition_belongs_to_today_once_its_hour_has_come():
    assert SEVEN.day(datetime(2026, 3, 17, 5, 59, tzinfo=UTC)) == date(2026, 3, 16)
    assert SEVEN.day(datetime(2026, 3, 17, 6, 0, tzinfo=UTC)) == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC)),  # clocks go forward that night
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC)),  # and back
    ],
)
def test_the_next_edition_keeps_its_local_hour_over_a_change_of_clocks(now, expected):
    assert SEVEN.next(now) == expected


HALF_PAST_TWO = Clock(at=time(2, 30), zone=ZoneInfo("Europe/Berlin"))


def test_an_hour_that_comes_twice_counts_the_first_time():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert HALF_PAST_TWO.moment(date(2026, 10, 25)) == first
    assert HALF_PAST_TWO.next(first - HALF_HOUR) == first
    for now in (first, first + HALF_HOUR, first + timedelta(minutes=40), first + HOUR):
        assert HALF_PAST_TWO.day(now) == date(2026, 10, 25)
        assert HALF_PAST_TWO.next(now) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_an_hour_that_is_left_out_is_when_the_clocks_have_gone_forward():
    forward = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert HALF_PAST_TWO.moment(date(2026, 3, 29)) == forward
    assert HALF_PAST_TWO.next(forward - HALF_HOUR) == forward
    assert HALF_PAST_TWO.day(forward - timedelta(seconds=1)) == date(2026, 3, 28)
    assert HALF_PAST_TWO.day(forward) == date(2026, 3, 29)


# Among them: a change by half an hour, one at midnight, one into the day before, and a day that was left out.
ZONES = ("Europe/Berlin", "Australia/Lord_Howe", "America/Asuncion", "America/St_Johns", "Pacific/Apia", "Asia/Tokyo")


@given(
    st.builds(
        Clock,
        at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        zone=st.sampled_from(ZONES).map(ZoneInfo),
    ),
    st.timedeltas(timedelta(), timedelta(days=9500)).map(lambda after: datetime(2004, 1, 1, tzinfo=UTC) + after),
)
def test_the_next_edition_always_comes_after_the_one_that_is_out(clock, now):
    assert clock.moment(clock.day(now)) <= now < clock.next(now)
    assert clock.day(clock.next(now)) > clock.day(now)


@pytest.mark.parametrize(
    ("zone", "at", "now"),
    [
        ("America/St_Johns", time(0), datetime(2010, 11, 7, 2, 40, tzinfo=UTC)),  # midnight has been, and comes again
        ("Pacific/Apia", time(7), datetime(2011, 12, 30, 20, tzinfo=UTC)),  # the 30th was left out
    ],
)
def test_the_next_edition_comes_after_the_one_that_is_out_where_days_are_odd(zone, at, now):
    clock = Clock(at=at, zone=ZoneInfo(zone))
    assert clock.moment(clock.day(now)) <= now < clock.next(now)


PARIS = ZoneInfo("Europe/Paris")
DAILY = Timetable(zone=PARIS, at=time(7))
TWICE = Timetable(zone=PARIS, at=time(7), evening=time(18))
WEEK = Timetable(zone=PARIS, at=time(7), weekly=Weekly(weekday=6, at=time(9)))


def paris(day, hour):
    return datetime(2026, 3, day, hour, tzinfo=PARIS).astimezone(UTC)


def due(timetable, now, **past):
    slot = schedule.edition_due(timetable, Past(**past), now)
    return slot and edition_name(slot.day, slot.kind)


def test_hours_missed_are_due_once():
    assert due(DAILY, NOON, last=paris(16, 7)) == "2026-03-17"
    assert due(DAILY, NOON, last=paris(14, 7)) == "2026-03-17-catch-up"
    assert due(DAILY, NOON, last=paris(17, 7)) is None
    assert due(DAILY, NOON, last=paris(17, 10)) is None


def test_an_hour_that_is_moved_to_later_makes_no_second_edition_of_a_day():
    assert due(DAILY, NOON, last=paris(17, 1), names=frozenset({"2026-03-17"})) is None


def test_the_first_edition_waits_for_an_hour_that_the_history_has_lived_through():
    assert due(DAILY, NOON) is None
    assert due(DAILY, NOON, began=NOON - HOUR) is None
    assert due(DAILY, NOON, began=NOON - 20 * HOUR) == "2026-03-17"


def test_an_evening_comes_after_its_morning():
    assert due(TWICE, paris(17, 8), last=paris(16, 18)) == "2026-03-17"
    assert TWICE.latest(paris(17, 8)).kind is EditionKind.MORNING
    assert due(TWICE, paris(17, 19), last=paris(17, 7)) == "2026-03-17-evening"
    assert due(TWICE, paris(17, 19), last=paris(17, 18)) is None
    assert [TWICE.next(paris(17, hour)).moment for hour in (8, 19)] == [paris(17, 18), paris(18, 7)]


def test_a_weeks_edition_comes_out_on_its_day_after_that_days_own():
    assert due(WEEK, paris(22, 10), last=paris(21, 7), began=paris(16, 7)) == "2026-03-22"
    assert due(WEEK, paris(22, 10), last=paris(22, 7), began=paris(16, 7)) == "2026-W12"
    assert due(WEEK, paris(22, 10), last=paris(22, 7), last_week=paris(22, 9)) is None
    assert due(WEEK, paris(24, 10), last=paris(24, 7), last_week=paris(15, 9)) == "2026-W12"
    assert due(WEEK, paris(21, 10), last=paris(21, 7), last_week=paris(15, 9)) is None


def contact(host="paper.example", minutes=0, **changes):
    return Contact(**({"host": host, "at": NOON - timedelta(minutes=minutes), "reached": False} | changes))


@pytest.mark.parametrize(
    ("tries", "earlier", "offline"),
    [
        ([], [], False),
        ([contact(), contact("gazette.example")], [], True),
        ([contact(), contact("gazette.example")], [contact("lantern.example", 1, reached=True)], True),
        ([contact(), contact("gazette.example", reached=True)], [], False),
        ([contact(), contact()], [], False),
        ([contact(named=False)], [], True),
        ([contact(named=False)], [contact("lantern.example", 20, reached=True)], False),
        ([contact(named=False)], [contact("lantern.example", 90, reached=True)], True),
        ([contact()], [contact("lantern.example", 20), contact("gazette.example", 30, reached=True)], True),
        ([contact()], [contact("lantern.example", 30), contact("gazette.example", 20, reached=True)], False),
        ([contact()], [contact("paper.example", 5, reached=True)], False),
    ],
)
def test_a_machine_is_offline_when_nobody_was_reached_and_nobody_else_was_just_before(tries, earlier, offline):
    assert is_offline(tries, earlier) is offline


@pytest.mark.parametrize(("failures", "after"), [(1, 1), (2, 1), (7, 6)])
def test_a_source_that_failed_offline_is_tried_again_soon_and_its_ladder_is_not_climbed(failures, after):
    state = excused(SourceState(source_id="paper", failures=failures, next_visit=NOON + timedelta(days=1)), NOON)
    assert (state.failures, state.next_visit) == (after, NOON + OFFLINE_AGAIN)


def test_a_source_of_which_hardly_anything_came_is_asked_for_less():
    barren, good = [Outcome.REFUSED] * 40, [Outcome.NEW] * 40
    assert schedule.budget(30, []) == 30
    assert schedule.budget(30, good) == 30
    assert schedule.budget(30, barren[:29]) == 30  # too few to tell
    assert schedule.budget(30, barren) == 5
    assert schedule.budget(30, [Outcome.COPY] * 57 + [Outcome.NEW] * 3) == 5
    assert schedule.budget(30, good[:6] + barren) == 30
    assert schedule.budget(1, barren) == 1
