from datetime import timedelta
from itertools import chain
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from monitor.core.matching.stories import KEYS, STORY
from monitor.core.model import Outcome
from storage import backup, frequencies, history
from storage.database import Database
from storage.history import EntryFilter
from storage.schema import open_stories, story_terms, term_counts
from tests.builders import HOUR, NOON, arrival

FIRE = (
    "A fire broke out in the attic of the clock museum in Applecombe on Monday night.",
    "The keeper, Ada Thimble, carried forty stuffed owls down the stairs before the firemen came.",
    "No one was hurt, and the eleven clocks on the ground floor went on as if nothing at all had happened.",
)
FIRE_TOO = (
    "Forty stuffed owls were saved from the clock museum at Applecombe, where the attic burned.",
    "Firemen praised Ada Thimble, its keeper, who had gone up twice while the stairs were already smoking.",
)
FIRE_AFTER = (
    "What began the fire in the attic of the museum at Applecombe was a clock, the firemen have found.",
    "Its keeper Ada Thimble had wound it on Monday; the owls are to move to the library.",
)
BAKERY = (
    "The bakery on the north quay paints its sourdough loaves with the faces of those who order them.",
    "Few of them are eaten, says the baker, who began it when her oven broke one night in the spring.",
)
LIBRARY = (
    "Readers under ten borrowed most books from the town library this winter, more than in any year before.",
    "Pirates were asked for more often than dragons, and a book about gravel more often than both.",
)


def report(number, paragraphs, **changes):
    words = paragraphs[0].split()
    values = {"url": f"https://p{number}.example/a", "source_id": f"p{number}", "title": " ".join(words[:6])}
    return arrival(**(values | {"paragraphs": paragraphs, "published": NOON} | changes))


def stored(database, *arrivals):
    with database.write() as c:
        return history.store(c, arrivals)


def stories(database):
    """The articles of each story by their addresses."""
    found = {}
    with database.read() as c:
        for entry in history.walk(c):
            found.setdefault(entry.story_id, set()).add(entry.url)
    return {frozenset(urls) for urls in found.values()}


def story_of(database, number):
    with database.read() as c:
        return history.find(c, f"https://p{number}.example/a").story_id


def count(database, table):
    with database.read() as c:
        return c.scalar(select(func.count()).select_from(table))


@pytest.fixture
def filled(database):
    """A history with two stories, of which one has two papers' own reports."""
    stored(database, report(8, BAKERY), report(9, LIBRARY), report(1, FIRE), report(2, FIRE_TOO))
    return database


def test_own_reports_of_one_event_are_one_story_and_no_copies(filled):
    assert story_of(filled, 1) == story_of(filled, 2)
    assert len({story_of(filled, number) for number in (1, 8, 9)}) == 3
    with filled.read() as c:
        assert history.counts(c).copies == 0
        assert len(history.entries(c, EntryFilter(story_id=story_of(filled, 1)))) == 2


def test_a_story_goes_on_in_later_batches_and_keeps_its_number(filled):
    before = story_of(filled, 1)
    stored(filled, report(3, FIRE_AFTER, published=NOON + 20 * HOUR, seen_at=NOON + 21 * HOUR))
    assert (story_of(filled, 3), story_of(filled, 1)) == (before, before)


def test_the_same_event_long_after_is_another_story(filled):
    later = NOON + timedelta(days=5)
    stored(filled, report(3, FIRE_AFTER, published=later, seen_at=later))
    assert story_of(filled, 3) != story_of(filled, 1)


def test_a_copy_keeps_its_story_open(filled):
    for day in (2, 4):
        moment = NOON + timedelta(days=day)
        copy = report(10 + day, FIRE, published=moment, seen_at=moment)
        assert stored(filled, copy)[0].outcome is Outcome.COPY
    later = NOON + timedelta(days=5)
    stored(filled, report(3, FIRE_AFTER, published=later, seen_at=later))
    assert story_of(filled, 3) == story_of(filled, 12) == story_of(filled, 1)


def test_an_article_that_changed_altogether_stays_in_its_story(filled):
    before = story_of(filled, 2)
    assert stored(filled, report(2, BAKERY, seen_at=NOON + HOUR))[0].outcome is Outcome.UPDATED
    assert story_of(filled, 2) == before


def test_the_terms_of_stories_that_are_long_over_are_forgotten(filled):
    later = NOON + timedelta(days=8)
    stored(filled, report(3, FIRE_AFTER, published=later, seen_at=later))
    assert (count(filled, open_stories), count(filled, story_terms)) == (1, KEYS)
    assert len(stories(filled)) == 4


def test_a_story_stays_small_however_many_articles_it_has(database):
    for number in range(12):
        more = " ".join(f"extra{number}x{place}" for place in range(9))
        stored(database, report(number, (*FIRE_TOO[:1], more, *FIRE[1:], *FIRE_AFTER[number % 2 :])))
    with database.read() as c:
        assert max(len(terms) for terms in c.execute(select(open_stories.c.terms)).scalars()) <= STORY
        indexed = c.execute(select(func.count()).select_from(story_terms).group_by(story_terms.c.story_id)).scalars()
        assert max(indexed) <= KEYS


def test_a_text_without_words_is_a_story_of_its_own(database):
    stored(database, report(1, ("!",), title="?"), report(2, ("…",), title="?"))
    assert story_of(database, 1) != story_of(database, 2)
    assert count(database, open_stories) == 0


def test_words_are_counted_by_language_and_not_again_when_an_article_is_seen_again(database):
    stored(database, report(1, FIRE, language="en-GB"), report(2, BAKERY, language="fr"))
    stored(database, report(1, FIRE, language="en-GB"))
    with database.read() as c:
        whole = select(term_counts.c.language, term_counts.c.articles).where(term_counts.c.bucket == -1)
        assert dict(tuple(row) for row in c.execute(whole)) == {"en": 1, "fr": 1}


def test_once_there_are_many_articles_only_some_are_counted(database, monkeypatch):
    monkeypatch.setattr(frequencies, "SETTLED", 4)
    for number in range(40):
        words = tuple(f"w{number}x{place}" for place in range(12))
        stored(database, report(number, (" ".join(words),)))
    with database.read() as c:
        articles = c.scalar(select(term_counts.c.articles).where(term_counts.c.bucket == -1))
    assert 4 < articles < 20


def test_nothing_is_wrong_with_a_history_of_stories(filled):
    assert backup.check(filled) == ()


TEXTS = [FIRE, FIRE_TOO, FIRE_AFTER, BAKERY, LIBRARY]
BATCHES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 100)), min_size=1, max_size=9)


@settings(max_examples=20, deadline=None)
@given(rows=BATCHES, chance=st.randoms(use_true_random=False))
def test_every_article_is_in_one_story_and_the_order_of_a_batch_changes_nothing_but_numbers(rows, chance):
    batch = [
        report(
            number,
            tuple(line for index, line in enumerate(chain(TEXTS[kind], BAKERY)) if index < 2 or index - 2 < extra % 2),
            published=NOON - hours * HOUR,
        )
        for number, (kind, extra, hours) in enumerate(rows)
    ]
    shuffled = list(batch)
    chance.shuffle(shuffled)
    found = []
    for given_order in (batch, shuffled):
        with TemporaryDirectory() as folder, Database.open(f"sqlite:///{folder}/own.db") as database:
            became = stored(database, *given_order)
            with database.read() as c:
                copies = {entry.url: entry.copy_of for entry in history.walk(c)}
            assert {one.url for one in became} == {one.url for one in batch} == set(copies)
            assert sum(map(len, stories(database))) == len(batch)
            assert backup.check(database) == ()
            found.append((stories(database), copies))
    assert found[0] == found[1]
