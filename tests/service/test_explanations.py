"""Why a story is in a digest, or not."""

from dataclasses import replace
from math import fsum

import pytest

from monitor.core.errors import UnknownStory
from monitor.service import editions
from storage import history
from tests.builders import HOUR, NOON, arrival

TEXTS = (
    "A painter has covered the railway bridge with forty portraits of commuters.",
    "Three hundred bakers sang in the square to open the festival of bread.",
    "An owl that moved into the planetarium has watched every show of the season.",
)


@pytest.fixture
def desk(make_desk):
    made = make_desk(now=lambda: NOON, digest__stories=2)
    for number, text in enumerate(TEXTS):
        seen, url = NOON - (number + 1) * HOUR, f"https://paper{number}.example/{number}"
        values = {"url": url, "source_id": f"paper{number}", "title": f"Story {number}", "paragraphs": (text,)}
        told = arrival(**values, seen_at=seen, published=seen)
        made.write(history.store, [told])
    copy = {"url": "https://copy.example/", "source_id": "copy", "source_name": "Copycat", "paragraphs": TEXTS[:1]}
    made.write(history.store, [arrival(**copy, seen_at=NOON - HOUR / 2, published=NOON - HOUR / 2)])
    return made


def test_a_story_that_is_told_has_its_account_its_articles_and_its_sentences(desk):
    printed = editions.publish(desk)
    (first, _) = printed.items
    found = editions.explain(desk, first.story_id)
    assert (found.is_in, found.edition, found.told_in) == (True, printed.name, (printed.name,))
    assert (found.verdict, found.rank) == ("must know, number 1 of 2; new", 1)
    assert found.account == first.account
    assert found.score == pytest.approx(fsum(part.value for part in first.account))
    assert [telling.source_name for telling in found.articles] == ["The Paper"]
    assert [telling.source_name for telling in found.left_out] == ["Copycat"]
    (chosen,) = found.sentences
    assert chosen.quote.sentence.text == TEXTS[0]
    assert "words" in dict(chosen.parts)


def test_a_story_told_by_its_headline_alone_says_why(make_desk):
    desk = make_desk(now=lambda: NOON, digest__words=20, digest__must_know=1)
    for number, text in enumerate(TEXTS):
        url = f"https://paper{number}.example/{number}"
        values = {"url": url, "source_id": f"paper{number}", "title": f"Story {number}", "paragraphs": (text,)}
        desk.write(history.store, [arrival(**values, seen_at=NOON - HOUR, published=NOON - HOUR)])
    first, second, _ = editions.publish(desk).items
    assert (bool(first.quotes), second.quotes) == (True, ())
    assert "headline" not in editions.explain(desk, first.story_id).verdict
    told = "also notable, number 2 of 3; new; told by its headline alone, as its shortest sentence would have made"
    assert editions.explain(desk, second.story_id).verdict.startswith(told)


def test_a_story_that_is_not_told_says_why(desk):
    told = {item.story_id for item in editions.publish(desk).items}
    (story_id,) = {1, 2, 3} - told
    found = editions.explain(desk, story_id)
    assert (found.is_in, found.rank, found.told_in) == (False, 3, ())
    assert found.verdict.startswith("not chosen: rank 3, score ")
    assert found.verdict.endswith("; the limit was 2 stories")
    assert found.account


def test_a_story_that_came_since_is_explained_by_the_draft(desk):
    editions.publish(desk)
    later = replace(desk, now=lambda: NOON + 3 * HOUR)
    paragraphs = ("The guild of clockmakers restored the clock of the old town hall.",)
    values = {"url": "https://new.example/", "paragraphs": paragraphs, "published": NOON + HOUR}
    later.write(history.store, [arrival(**values, seen_at=NOON + HOUR)])
    found = editions.explain(later, 4)
    assert (found.is_in, found.edition) == (True, "2026-03-18")
    printed = editions.explain(later, 4, "2026-03-17")
    assert (printed.is_in, printed.verdict[:25]) == (False, "nothing of it came betwee")


def test_a_story_of_earlier_is_explained_by_the_edition_that_covers_it(desk):
    first = editions.publish(desk)
    later = replace(desk, now=lambda: NOON + 24 * HOUR)
    editions.publish(later)
    told = {item.story_id for item in first.items}
    (passed,) = {1, 2, 3} - told
    assert {editions.explain(later, story).is_in for story in told} == {True}
    found = editions.explain(later, passed)
    assert (found.edition, found.is_in, found.came) == (first.name, False, True)
    assert found.verdict.startswith("not chosen: rank 3")


def test_a_story_to_which_a_copy_came_since_is_explained_by_the_edition_that_told_it(desk):
    first = editions.publish(desk)
    story_id = first.items[0].story_id
    values = {"url": "https://late.example/", "paragraphs": TEXTS[:1], "source_id": "late"}
    desk.write(history.store, [arrival(**values, seen_at=NOON + HOUR, published=NOON + HOUR)])
    for day in (1, 2):
        editions.publish(replace(desk, now=lambda day=day: NOON + day * 24 * HOUR))
    found = editions.explain(replace(desk, now=lambda: NOON + 49 * HOUR), story_id)
    assert (found.edition, found.is_in, found.told_in) == (first.name, True, (first.name,))


def test_an_imported_story_is_explained_by_the_edition_of_the_day_on_which_it_was_published(desk):
    first = editions.publish(desk)
    for day in (1, 2):
        editions.publish(replace(desk, now=lambda day=day: NOON + day * 24 * HOUR))
    values = {"url": "https://old.example/", "paragraphs": ("The guild of clockmakers restored an old clock.",)}
    moments = {"published": NOON - HOUR, "counted_at": NOON - HOUR, "seen_at": NOON + 25 * HOUR}
    desk.write(history.store, [arrival(**values, **moments)])
    found = editions.explain(replace(desk, now=lambda: NOON + 49 * HOUR), 4)
    assert (found.edition, found.is_in) == (first.name, False)


def test_a_story_that_nobody_knows_is_named(desk):
    with pytest.raises(UnknownStory):
        editions.explain(desk, 99)
