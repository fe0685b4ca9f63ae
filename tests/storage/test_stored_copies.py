"""Which articles are copies, and which are one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.model import Outcome
from storage import history
from storage.history import EntryFilter
from tests.builders import HOUR, NOON, PARAGRAPHS, arrival
from tests.storage.texts import OTHER, THIRD

PAPER, POST = "https://paper.example/a", "https://post.example/b"


def stored(database, *arrivals):
    with database.write() as c:
        return history.store(c, arrivals)


def outcomes(database, *arrivals):
    return [one.outcome for one in stored(database, *arrivals)]


def entry(database, reference):
    with database.read() as c:
        return history.find(c, reference)


def entries(database, **chosen):
    with database.read() as c:
        return history.entries(c, EntryFilter(**chosen))


def test_a_copy_is_in_the_story_of_its_original(database):
    edited = (PARAGRAPHS[0] + " So our reporter heard.", *PARAGRAPHS[1:])
    assert outcomes(database, arrival(url=PAPER), arrival(url=POST, paragraphs=edited)) == [Outcome.NEW, Outcome.COPY]
    original, copy = entry(database, PAPER), entry(database, POST)
    assert (copy.story_id, copy.copy_of, original.copy_of) == (original.story_id, PAPER, None)


def test_a_copy_of_a_copy_is_a_copy_of_the_original(database):
    once = (*PARAGRAPHS, "Our critic will be there on the first evening and tell you all about it the day after.")
    twice = (*once[1:], "Doors open at seven, and the bar on the first floor stays open until the last guest leaves.")
    for url, paragraphs in ((PAPER, PARAGRAPHS), (POST, once), ("https://third.example/c", twice)):
        stored(database, arrival(url=url, paragraphs=paragraphs))
    assert entry(database, "https://third.example/c").copy_of == PAPER
    assert len(entries(database, story_id=1)) == 3


def test_a_text_too_short_for_keys_is_a_copy_when_it_is_the_same(database):
    short = ("Closed today.",)
    assert outcomes(database, arrival(url=PAPER, paragraphs=short), arrival(url=POST, paragraphs=short)) == [
        Outcome.NEW,
        Outcome.COPY,
    ]


def test_other_texts_are_stories_of_their_own(database):
    told = outcomes(database, arrival(url=PAPER), arrival(url=POST, paragraphs=OTHER))
    assert told == [Outcome.NEW, Outcome.NEW]
    assert entry(database, PAPER).story_id != entry(database, POST).story_id


def test_a_weekly_report_on_its_template_is_no_copy_of_last_weeks(database):
    week = ("The town library lent most of its books to readers under ten years of age this week once more it says.",)
    report = (*week, *OTHER[:1])
    later = arrival(url=POST, paragraphs=(*week, *THIRD[:1]), published=NOON - HOUR)
    assert outcomes(database, arrival(url=PAPER, paragraphs=report, published=NOON - timedelta(days=7)), later) == [
        Outcome.NEW,
        Outcome.NEW,
    ]


def test_a_stock_phrase_of_many_articles_makes_no_copies(sqlite):
    phrase = "This article was made possible by the friends of the paper and by readers like you who give."
    many = [
        arrival(
            url=f"https://paper.example/{n}", paragraphs=(phrase, *(f"w{n}x{i} y{n}z{i} v{n}u{i}" for i in range(40)))
        )
        for n in range(250)
    ]
    assert set(outcomes(sqlite, *many)) == {Outcome.NEW}


def test_a_moved_article_is_still_the_same_one(database):
    stored(database, arrival(url=PAPER))
    moved = arrival(url="https://paper.example/new-place", addresses=(PAPER,), seen_at=NOON + HOUR)
    assert outcomes(database, moved) == [Outcome.UNCHANGED]
    assert entry(database, moved.url).url == PAPER


def test_an_old_address_that_shows_another_article_now_is_not_taken_for_a_correction(database):
    stored(database, arrival(url=PAPER))
    other = arrival(url=POST, paragraphs=OTHER, addresses=(PAPER,))
    assert outcomes(database, other) == [Outcome.NEW]
    assert entry(database, PAPER).article.paragraphs == PARAGRAPHS
    assert entry(database, POST).article.paragraphs == OTHER


def test_the_earliest_told_is_the_original_whatever_the_order_of_the_batch(database):
    late = arrival(url=PAPER, published=NOON - HOUR)
    early = arrival(url=POST, published=NOON - 2 * HOUR)
    told = stored(database, late, early)
    assert [(one.url, one.outcome) for one in told] == [(PAPER, Outcome.COPY), (POST, Outcome.NEW)]


def test_two_arrivals_of_one_address_are_one_article(database):
    told = stored(database, arrival(url=PAPER), arrival(url=PAPER + "?utm_source=feed"))
    assert [one.outcome for one in told] == [Outcome.NEW, Outcome.UNCHANGED]
    assert told[0].article_id == told[1].article_id


ONE, TWO = "https://paper.example/culture/theatre", "https://paper.example/printed/4711"


def _stored(database, one):
    with database.write() as c:
        (stored,) = history.store(c, [one])
    return stored


@pytest.mark.parametrize("order", [(ONE, TWO), (TWO, ONE)])
def test_one_text_at_two_addresses_of_which_one_names_the_other_is_one_article(database, order):
    told = [arrival(url=url) for url in order]
    first, second = (_stored(database, replace(one, article=replace(one.article, url=ONE))) for one in told)
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.UNCHANGED)
    assert first.article_id == second.article_id
    with database.read() as c:
        assert {history.find(c, url).id for url in (ONE, TWO)} == {first.article_id}


def test_what_a_page_says_of_its_address_swallows_no_other_text(database):
    other = arrival(url=TWO, title="Another", paragraphs=("Another text of its own altogether.",))
    lying = replace(other, article=replace(other.article, url=ONE))
    assert [_stored(database, one).outcome for one in (arrival(url=ONE), lying)] == [Outcome.NEW, Outcome.NEW]
