from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

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


def test_the_latest_edition_is_read_where_there_is_one(newsroom):
    assert Drafts(newsroom.desk).current().state == "draft"


def test_what_came_since_a_day_is_kept_by_that_day(newsroom):
    clock = Clock()
    drafts = Drafts(replace(newsroom.desk, now=clock))
    days = [(NOON - n * 24 * HOUR).date() for n in range(1, MOST + 1)]
    first = [drafts.catch_up(day) for day in days]
    assert [drafts.catch_up(day) for day in days] == first
    assert drafts.catch_up(days[0]) is first[0]
    draft = drafts.draft()
    assert drafts.draft() is draft
    assert drafts.catch_up(days[0]) is first[0]
    assert drafts.catch_up(days[1]) is not first[1]


def test_since_whatever_day_is_too_far_off_the_same_is_composed_once(newsroom):
    drafts = Drafts(replace(newsroom.desk, now=Clock()))
    assert drafts.catch_up(date(1900, 1, 1)) is drafts.catch_up(date(2025, 12, 31))
