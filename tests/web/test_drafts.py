from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Event

import pytest

from monitor.core.errors import NotBegun
from monitor.web.drafts import AGE, MOST, OLDEST, Drafts, Latest
from tests.builders import HOUR, NOON, arrival


class Clock:
    """A clock that is set."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


def composed(drafts):
    """What is being composed beside the readers is done now."""
    drafts._beside.submit(int).result(10)


def test_who_finds_an_old_draft_has_another_one_composed_for_the_next(newsroom):
    clock = Clock()
    drafts = Drafts(replace(newsroom.desk, now=clock))
    newsroom.store(arrival(seen_at=NOON - HOUR))
    assert len(drafts.draft().items) == 1
    other = ("Quite another hall burnt down in the night, and nobody was hurt.",)
    newsroom.store(arrival(url="https://paper.example/2", title="Fire", paragraphs=other, seen_at=NOON - HOUR))
    clock.now += AGE - timedelta(seconds=1)
    drafts.draft()
    composed(drafts)
    assert len(drafts.draft().items) == 1
    clock.now += timedelta(seconds=1)
    assert len(drafts.draft().items) == 1
    composed(drafts)
    assert len(drafts.draft().items) == 2


def test_a_draft_that_is_too_old_is_shown_to_nobody(newsroom):
    clock = Clock()
    drafts = Drafts(replace(newsroom.desk, now=clock))
    before = drafts.draft()
    clock.now += OLDEST
    assert drafts.draft().until == before.until + OLDEST


def test_of_many_who_ask_for_the_first_draft_one_composes_it(newsroom):
    drafts = Drafts(newsroom.desk)
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: drafts.draft(), range(8)))
    assert all(one is made[0] for one in made)


def test_a_draft_that_cannot_be_composed_beside_is_told_of_in_the_log(newsroom, caplog):
    clock, made = Clock(), [Drafts(newsroom.desk).draft()]
    with ThreadPoolExecutor(1) as beside:
        latest = Latest(made.pop, clock, beside)
        shown = latest.get()
        clock.now = shown.until + AGE
        assert latest.get() is shown
    assert "no draft could be composed: pop from empty list" in caplog.text


def test_while_a_draft_waits_to_be_composed_beside_nobody_asks_for_another(newsroom):
    clock, begun, released = Clock(), Event(), Event()
    first = Drafts(newsroom.desk).draft()
    with ThreadPoolExecutor(1) as beside:
        latest = Latest(lambda: first, clock, beside)
        clock.now = latest.get().until + AGE
        beside.submit(lambda: begun.set() or released.wait(10))
        assert begun.wait(10)
        assert all(latest.get() is first for _ in range(200))
        assert beside._work_queue.qsize() == 1
        released.set()


def test_a_draft_that_could_not_be_composed_is_tried_again_after_a_pause(newsroom, caplog):
    clock, tried = Clock(), []
    first = Drafts(newsroom.desk).draft()

    def compose():
        tried.append(clock.now)
        return [first][len(tried) - 1]

    with ThreadPoolExecutor(1) as beside:
        latest = Latest(compose, clock, beside)
        clock.now = latest.get().until + AGE
        for wait in (timedelta(), AGE / 3, AGE / 3, AGE / 3):
            clock.now += wait
            for _ in range(50):
                assert latest.get() is first
                beside.submit(int).result(10)
    assert tried[1:] == [first.until + AGE, first.until + 2 * AGE]
    assert caplog.text.count("no draft could be composed") == 2


def test_the_latest_edition_is_read_where_there_is_one(newsroom):
    assert Drafts(newsroom.desk).current().state == "draft"


def test_what_came_since_a_day_is_kept_by_that_day(newsroom):
    clock = Clock()
    drafts = Drafts(replace(newsroom.desk, now=clock))
    days = [(NOON - n * 24 * HOUR).date() for n in range(1, MOST + 1)]
    first = [drafts.catch_up(day) for day in days]
    assert [drafts.catch_up(day) for day in days] == first
    assert drafts.catch_up(days[0]) is first[0]
    drafts.catch_up((NOON - (MOST + 1) * 24 * HOUR).date())
    assert drafts.catch_up(days[0]) is first[0]
    assert drafts.catch_up(days[1]) is not first[1]


def test_the_draft_is_kept_whatever_days_are_asked_for(newsroom):
    drafts = Drafts(replace(newsroom.desk, now=Clock()))
    draft = drafts.draft()
    for n in range(1, MOST + 2):
        drafts.catch_up((NOON - n * 24 * HOUR).date())
    assert drafts.draft() is draft


def test_of_a_day_to_come_nothing_is_kept(newsroom):
    drafts = Drafts(replace(newsroom.desk, now=Clock()))
    yesterday = (NOON - 24 * HOUR).date()
    known = drafts.catch_up(yesterday)
    for n in range(1, MOST + 2):
        with pytest.raises(NotBegun):
            drafts.catch_up((NOON + n * 24 * HOUR).date())
    assert drafts.catch_up(yesterday) is known


def test_since_whatever_day_is_too_far_off_the_same_is_composed_once(newsroom):
    drafts = Drafts(replace(newsroom.desk, now=Clock()))
    assert drafts.catch_up(date(1900, 1, 1)) is drafts.catch_up(date(2025, 12, 31))
