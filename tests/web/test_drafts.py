from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from monitor.web.drafts import AGE, Drafts
from tests.builders import HOUR, NOON, arrival


class Clock:
    """A clock that is set."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


def test_a_draft_is_composed_anew_when_it_has_grown_old(newsroom):
    clock = Clock()
    drafts = Drafts(replace(newsroom.desk, now=clock))
    newsroom.store(arrival(seen_at=NOON - HOUR))
    assert len(drafts.draft().items) == 1
    other = ("Quite another hall burnt down in the night, and nobody was hurt.",)
    newsroom.store(arrival(url="https://paper.example/2", title="Fire", paragraphs=other, seen_at=NOON - HOUR))
    clock.now += AGE - timedelta(seconds=1)
    assert len(drafts.draft().items) == 1
    clock.now += timedelta(seconds=1)
    assert len(drafts.draft().items) == 2


def test_while_a_draft_is_composed_the_others_see_the_one_before_it(newsroom):
    clock = Clock()
    drafts = Drafts(replace(newsroom.desk, now=clock))
    first = drafts.draft()
    drafts._composing.acquire()
    clock.now += AGE
    assert drafts.draft() is first
    drafts._composing.release()
    assert drafts.draft() is not first


def test_of_many_who_ask_for_the_first_draft_one_composes_it(newsroom):
    drafts = Drafts(newsroom.desk)
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: drafts.draft(), range(8)))
    assert all(one is made[0] for one in made)


def test_the_latest_edition_is_read_where_there_is_one(newsroom):
    assert Drafts(newsroom.desk).current().state == "draft"
