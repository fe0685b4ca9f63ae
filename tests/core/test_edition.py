from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core import edition
from monitor.core.edition import Frame
from monitor.core.model import EditionState, SourceState
from tests.builders import HOUR, NOON, article, entry, source


def frame(**changes):
    values = {
        "day": date(2026, 3, 17),
        "timezone": "UTC",
        "state": EditionState.DRAFT,
        "since": NOON - 24 * HOUR,
        "until": NOON,
    }
    return Frame(**(values | changes))


def told(number, *, source_id="paper", story=None, hours=2, **changes):
    """An entry published some hours before noon, in a story of its own unless one is given."""
    published = NOON - hours * HOUR
    paper = article(url=f"https://{source_id}.example/{number}", title=f"Story {number}", published=published)
    values = {"id": number, "article": paper, "source_id": source_id, "source_name": source_id.title()}
    return entry(**(values | {"story_id": story or number, "first_seen": published + HOUR / 2} | changes))


def titles(made):
    return [item.title for item in made.items]


def test_no_entries_give_an_edition_without_items():
    assert edition.compose(frame(), []).items == ()


def test_copies_of_one_story_are_one_item_with_the_other_outlets_named():
    entries = [
        told(1, story=7, hours=5),
        told(2, story=7, source_id="gazette", copy_of="https://paper.example/1"),
        told(3, story=7, source_id="herald", copy_of="https://paper.example/1", hours=1),
    ]
    (item,) = edition.compose(frame(), entries).items
    assert (item.article_id, [mention.source_name for mention in item.also_in]) == (1, ["Gazette", "Herald"])


def test_a_copy_that_was_seen_before_its_original_does_not_lead():
    entries = [
        told(1, story=1, copy_of="https://gazette.example/2", hours=6),
        told(2, story=1, source_id="gazette", hours=3),
    ]
    assert edition.compose(frame(), entries).items[0].article_id == 2


def test_a_copy_alone_is_a_story_that_was_told_before():
    late = told(2, story=1, source_id="gazette", copy_of="https://paper.example/1")
    assert edition.compose(frame(), [late]).items == ()


def test_stories_told_by_more_outlets_come_first():
    entries = [told(1, hours=1), told(2, hours=9), told(3, story=2, source_id="gazette", hours=8)]
    assert titles(edition.compose(frame(), entries)) == ["Story 2", "Story 1"]


def test_every_source_gets_its_first_story_before_any_gets_its_second():
    loud = [told(number, hours=1 + number / 10) for number in range(1, 5)]
    quiet = told(9, source_id="gazette", hours=20)
    assert titles(edition.compose(frame(stories=2), [*loud, quiet])) == ["Story 1", "Story 9"]


def test_an_article_published_days_before_its_edition_is_no_news():
    old = told(1, hours=73, first_seen=NOON - HOUR)
    assert edition.compose(frame(), [old]).items == ()
    assert len(edition.compose(frame(state=EditionState.COMPOSED), [old]).items) == 1


def test_an_article_that_claims_to_be_from_the_future_counts_from_when_it_was_seen():
    ahead = told(1, hours=-100, first_seen=NOON - HOUR)
    assert ahead.told_at == NOON - HOUR


def test_the_sources_section_goes_before_the_articles_own():
    entries = [told(1), told(2, source_id="other")]
    made = edition.compose(frame(), entries, [source(id="paper", section="film and stage")])
    assert {item.article_id: item.section for item in made.items} == {1: "Film and stage", 2: "culture"}


@pytest.mark.parametrize(
    ("own", "shown"),
    [("ARTS / CULTURE & LEISURE", "Culture & Leisure"), ("Kino", "Kino"), (None, "Other"), ("", "Other")],
)
def test_an_articles_section_is_its_last_part_and_does_not_shout(own, shown):
    one = told(1)
    made = edition.compose(frame(), [entry(article=article(section=own), first_seen=one.first_seen)])
    assert made.items[0].section == shown


def test_items_of_one_section_stand_together_under_one_spelling():
    sections = ["Culture", "Film", "CULTURE", "film"]
    entries = [
        entry(id=n, story_id=n, article=article(section=name, published=NOON - n * HOUR), first_seen=NOON)
        for n, name in enumerate(sections, 1)
    ]
    made = edition.compose(frame(), entries)
    assert [(name, len(items)) for name, items in made.sections] == [("Culture", 2), ("Film", 2)]


def test_a_corrected_article_is_marked():
    made = edition.compose(frame(), [told(1, version=2), told(2)])
    assert {item.article_id: item.corrected for item in made.items} == {1: True, 2: False}


@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.sampled_from(["paper", "gazette", "herald"]), st.integers(1, 70)), max_size=20
    )
)
@settings(max_examples=60)
def test_every_story_is_told_at_most_once_and_a_shorter_edition_begins_the_same(rows):
    entries = [told(n, story=story, source_id=name, hours=hours) for n, (story, name, hours) in enumerate(rows, 1)]
    made = edition.compose(frame(stories=100), entries)
    stories = [item.story_id for item in made.items]
    assert sorted(stories) == sorted({story for story, _, _ in rows})
    assert len(edition.compose(frame(stories=2), entries).items) == min(2, len(stories))


@given(st.permutations(range(1, 7)))
@settings(max_examples=30)
def test_the_order_in_which_entries_are_given_changes_nothing(order):
    entries = {n: told(n, source_id=["paper", "gazette"][n % 2], hours=n) for n in range(1, 7)}
    made = edition.compose(frame(), [entries[n] for n in order])
    assert made == edition.compose(frame(), entries.values())


def test_a_day_is_as_long_as_the_clocks_make_it():
    since, until = edition.span(date(2026, 3, 29), ZoneInfo("Europe/Paris"))
    assert (since, until - since) == (datetime(2026, 3, 28, 23, tzinfo=UTC), timedelta(hours=23))


def test_an_empty_edition_says_why():
    sources = (source(id="paper", name="The Paper"), source(id="gazette", name="Gazette"))
    visited = {"paper": SourceState(source_id="paper", last_visit=NOON, failures=2, error="no answer")}
    assert "no sources yet" in edition.silence({}, (), NOON)[0]
    assert "No source was ever visited" in edition.silence({}, sources, NOON)[0]
    assert "No source was visited since then" in edition.silence(visited, sources, NOON)[0]
    lines = edition.silence(visited, sources, NOON - HOUR)
    assert lines == ("Not reached: The Paper; `monitor status` says why.",)
    visited["gazette"] = SourceState(source_id="gazette", last_visit=NOON)
    assert edition.silence(visited, sources, NOON - HOUR)[0].startswith("1 of 2 sources answered")


def test_own_reports_of_one_event_are_named_with_the_copies_and_each_source_once():
    entries = [
        told(1, story=7, hours=9),
        told(2, story=7, source_id="gazette", hours=8),
        told(3, story=7, source_id="herald", copy_of="https://paper.example/1", hours=7),
        told(4, story=7, source_id="gazette", hours=6),
        told(5, story=7, hours=5),
    ]
    (item,) = edition.compose(frame(), entries).items
    assert (item.article_id, [mention.article_id for mention in item.also_in]) == (1, [2, 3])


def test_a_story_that_goes_on_is_told_by_what_is_new_of_it():
    copy = told(8, story=7, source_id="gazette", copy_of="https://paper.example/1", hours=9)
    report = told(9, story=7, source_id="herald", hours=3)
    assert edition.compose(frame(), [copy, report]).items[0].article_id == 9
    assert edition.compose(frame(), [copy]).items == ()
