from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.matching.coverage import coverage
from monitor.service import pace
from monitor.service.pace import Pace
from monitor.web import charts
from monitor.web.wording import LocalTime
from tests.builders import HOUR, NOON, arrival, article, entry

WHEN = LocalTime(zone=ZoneInfo("UTC"), now=NOON)


def told(number, after, **changes):
    values = {"id": number, "source_name": f"Paper {number}", "first_seen": NOON + after}
    return entry(article=article(published=NOON + after), **(values | changes))


def test_each_outlet_has_a_row_and_each_article_a_dot_at_its_moment():
    copy = told(3, 4 * HOUR, url="https://c.example/", copy_of="https://b.example/")
    drawn = charts.pickup(coverage([told(1, 0 * HOUR), told(2, 2 * HOUR, url="https://b.example/"), copy]), WHEN)
    assert [(row.label, [dot.x for dot in row.dots]) for row in drawn.rows] == [
        ("Paper 1", [1.5]),
        ("Paper 2", [50.0]),
        ("Paper 3", [98.5]),
    ]
    assert [(dot.first, dot.copy) for row in drawn.rows for dot in row.dots] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert [tick.words for tick in drawn.ticks] == ["13:00", "14:00", "15:00", "16:00"]
    assert drawn.words == "Paper 1 told it first, 17 March 2026, 12:00; 3 outlets within 4 hours."


def test_a_story_of_one_outlet_or_one_moment_needs_no_drawing():
    assert charts.pickup(coverage([told(1, 0 * HOUR)]), WHEN) is None
    assert charts.pickup(coverage([told(1, 0 * HOUR), told(2, HOUR, source_name="Paper 1")]), WHEN) is None
    assert charts.pickup(coverage([told(1, 0 * HOUR), told(2, 0 * HOUR)]), WHEN) is None


def test_a_story_of_many_outlets_says_how_many_found_no_room():
    drawn = charts.pickup(coverage([told(n, n * HOUR) for n in range(1, 20)]), WHEN)
    assert (len(drawn.rows), drawn.more) == (12, 7)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=8, unique=True))
def test_every_dot_and_tick_stands_inside_the_drawing(seconds):
    drawn = charts.pickup(coverage([told(n, timedelta(seconds=s)) for n, s in enumerate(seconds, 1)]), WHEN)
    assert all(1.5 <= dot.x <= 98.5 for row in drawn.rows for dot in row.dots)
    assert all(1.5 <= tick.x <= 98.5 for tick in drawn.ticks)
    assert len(drawn.ticks) <= 5


@settings(max_examples=100)
@given(st.integers(0, 24), st.integers(1, 5000))
def test_no_words_of_the_time_axis_touch_one_another(begins, hours):
    first, last = told(1, begins * HOUR), told(2, (begins + hours) * HOUR)
    drawn = charts.pickup(coverage([first, last]), WHEN)
    for width, shown in (
        (charts.WIDE, [tick for tick in drawn.ticks if tick.words]),
        (charts.NARROW, [tick for tick in drawn.ticks if tick.words and not tick.spare]),
    ):
        reaches = sorted(tick.reach(width) for tick in shown)
        assert shown or not drawn.ticks
        assert all(end + 8 <= start for (_, end), (start, _) in pairwise(reaches))


def test_a_story_of_several_days_names_them_where_there_is_room():
    drawn = charts.pickup(coverage([told(1, 0 * HOUR), told(2, 90 * HOUR)]), WHEN)
    assert [(tick.words, tick.spare) for tick in drawn.ticks] == [
        ("18 March", False),
        ("19 March", False),
        ("20 March", False),
        ("21 March", True),
    ]


def test_a_day_with_an_article_has_a_bar_that_can_be_seen():
    days = tuple(date(2026, 3, 10) + timedelta(days=n) for n in range(3))
    drawn = charts.bars(Pace(source_id="paper", days=days, articles=(1, 0, 900)))
    assert [(bar.x, bar.height) for bar in drawn.bars] == [(0, 2), (16, 32)]
    assert drawn.words == "901 articles in 3 days, most on 12 March: 900."


def test_articles_are_counted_by_the_days_of_the_reader(newsroom):
    late = arrival(published=NOON.replace(hour=0), seen_at=NOON)  # one in the morning in Berlin
    before = arrival(url="https://paper.example/b", published=NOON.replace(day=16, hour=22, minute=59), seen_at=NOON)
    newsroom.store(late, before)
    found = pace.daily(newsroom.desk, ["paper", "gazette"])
    assert found["paper"].articles[-2:] == (1, 1)
    assert found["paper"].days[-1] == date(2026, 3, 17)
    assert len(found["paper"].days) == len(found["paper"].articles) == 28
    assert sum(found["gazette"].articles) == 0
