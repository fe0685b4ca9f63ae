from datetime import timedelta

import pytest
from sqlalchemy import select

from monitor.core.errors import UnknownStory
from monitor.core.model import Outcome
from storage import backup, history
from storage.schema import story_choices
from tests.builders import HOUR, NOON
from tests.storage.test_stored_stories import BAKERY, FIRE, FIRE_AFTER, FIRE_TOO, LIBRARY, report, stored

REPRINT = (*FIRE, "Doors open again on Saturday.")


def entry(database, number):
    with database.read() as c:
        return history.find(c, f"https://p{number}.example/a")


def story_of(database, number):
    return entry(database, number).story_id


def split(database, number):
    with database.write() as c:
        return history.split(c, entry(database, number).id, NOON)


def join(database, number, story_id):
    with database.write() as c:
        return history.join(c, entry(database, number).id, story_id, NOON)


@pytest.fixture
def filled(database):
    """Two papers' own reports of a fire, a reprint of the first one, and two other stories."""
    articles = ((8, BAKERY), (9, LIBRARY), (1, FIRE), (2, FIRE_TOO))
    stored(database, *(report(number, paragraphs, published=NOON - HOUR) for number, paragraphs in articles))
    stored(database, report(3, REPRINT))
    assert story_of(database, 1) == story_of(database, 2) == story_of(database, 3)
    assert entry(database, 3).copy_of == "https://p1.example/a"
    yield database
    assert backup.check(database) == ()


def test_an_article_that_is_split_off_is_a_story_of_its_own(filled):
    before = story_of(filled, 1)
    alone = split(filled, 2)
    assert alone == story_of(filled, 2) != story_of(filled, 1) == story_of(filled, 3) == before


def test_an_original_takes_its_copies_with_it(filled):
    split(filled, 1)
    assert story_of(filled, 1) == story_of(filled, 3) != story_of(filled, 2)
    assert entry(filled, 3).copy_of == "https://p1.example/a"


def test_a_copy_that_is_split_off_is_none_any_more_and_no_later_visit_makes_it_one(filled):
    alone = split(filled, 3)
    stored(filled, report(3, REPRINT, seen_at=NOON + HOUR), report(1, FIRE, seen_at=NOON + HOUR))
    assert (entry(filled, 3).copy_of, story_of(filled, 3)) == (None, alone)


def test_later_copies_go_with_the_article_that_they_share_most_with(filled):
    alone = split(filled, 3)
    (told,) = stored(filled, report(4, (*REPRINT, "All are welcome.")))
    assert (told.outcome, story_of(filled, 4)) == (Outcome.COPY, alone)


def test_later_reports_go_with_what_is_left_in_a_story(filled):
    fire = story_of(filled, 1)
    join(filled, 8, fire)
    assert story_of(filled, 8) == fire
    split(filled, 8)
    stored(filled, report(5, FIRE_AFTER))
    assert story_of(filled, 5) == fire


def test_what_was_joined_by_hand_draws_later_reports(filled):
    bakery = story_of(filled, 8)
    for number in (1, 2):
        join(filled, number, bakery)
    stored(filled, report(5, FIRE_AFTER))
    assert story_of(filled, 1) == story_of(filled, 3) == story_of(filled, 5) == bakery


def test_a_story_that_is_left_empty_is_no_more(filled):
    bakery, library = story_of(filled, 8), story_of(filled, 9)
    join(filled, 8, library)
    with filled.read() as c:
        assert history.counts(c).stories == 2
    with pytest.raises(UnknownStory, match=f"no story {bakery}"):
        join(filled, 1, bakery)


def test_an_article_that_is_alone_already_stays_where_it_is(filled):
    bakery = story_of(filled, 8)
    assert split(filled, 8) == join(filled, 8, bakery) == bakery
    assert split(filled, 1) == split(filled, 1)


def test_a_story_that_was_closed_stays_closed(filled):
    later = NOON + timedelta(days=9)
    stored(filled, report(7, ("Nothing else of note happened here.",), published=later, seen_at=later))
    alone = split(filled, 2)
    stored(filled, report(5, FIRE_AFTER))
    assert story_of(filled, 5) not in {alone, story_of(filled, 1)}


def test_every_choice_is_on_record_once(filled):
    with filled.read() as c:
        fire, bakery = story_of(filled, 1), story_of(filled, 8)
    split(filled, 2)
    join(filled, 2, bakery)
    join(filled, 2, fire)
    with filled.read() as c:
        rows = c.execute(select(story_choices.c.article_id, story_choices.c.story_id)).all()
    assert [tuple(row) for row in rows] == [(entry(filled, 2).id, fire)]
