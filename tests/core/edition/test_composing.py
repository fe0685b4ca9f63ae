from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core import edition
from monitor.core.model import EditionKind, EditionState, Novelty, Tier
from tests.builders import HOUR, NOON, article, entry, source
from tests.core.edition.paper import compose, composition, frame, headline, remembered, titles, told


def test_no_entries_give_an_edition_without_items():
    assert compose(frame(), []).items == ()


def test_copies_of_one_story_are_one_item_with_the_other_outlets_named():
    entries = [
        told(1, story=7, hours=5),
        told(2, story=7, source_id="gazette", copy_of="https://paper.example/1"),
        told(3, story=7, source_id="herald", copy_of="https://paper.example/1", hours=1),
    ]
    (item,) = compose(frame(), entries).items
    assert (item.article_id, [mention.source_name for mention in item.also_in]) == (1, ["Gazette", "Herald"])


def test_a_copy_that_was_seen_before_its_original_does_not_lead():
    entries = [
        told(1, story=1, copy_of="https://gazette.example/2", hours=6),
        told(2, story=1, source_id="gazette", hours=3),
    ]
    assert compose(frame(), entries).items[0].article_id == 2


def test_copies_of_what_was_told_before_are_no_news():
    late = told(2, story=1, source_id="gazette", copy_of="https://paper.example/1")
    early = told(1, hours=30)
    made = composition(frame(), [early, late], [remembered(1, sentences=early.article.paragraphs)])
    assert (made.edition.items, "only copies" in made.passed[1]) == ((), True)


def test_a_story_that_was_not_told_is_told_when_its_copies_come():
    late = told(2, story=1, source_id="gazette", copy_of="https://paper.example/1")
    (item,) = compose(frame(), [told(1, hours=30), late]).items
    assert (item.article_id, item.outlets) == (1, 2)


def test_stories_told_by_more_outlets_come_first():
    entries = [told(1, hours=1), told(2, hours=9), told(3, story=2, source_id="gazette", hours=8)]
    assert titles(compose(frame(), entries)) == ["Story 2", "Story 1"]


def test_every_source_gets_its_first_story_before_any_gets_its_second():
    loud = [told(number, hours=1 + number / 10) for number in range(1, 5)]
    quiet = told(9, source_id="gazette", hours=20)
    assert titles(compose(frame(stories=2), [*loud, quiet])) == ["Story 1", "Story 9"]


def test_an_article_published_days_before_its_edition_is_no_news():
    old = told(1, hours=73, first_seen=NOON - HOUR)
    assert compose(frame(), [old]).items == ()
    assert len(compose(frame(state=EditionState.COMPOSED), [old]).items) == 1


def test_an_article_that_claims_to_be_from_the_future_counts_from_when_it_was_seen():
    ahead = told(1, hours=-100, first_seen=NOON - HOUR)
    assert ahead.told_at == NOON - HOUR


def test_the_sources_section_goes_before_the_articles_own():
    entries = [told(1), told(2, source_id="other")]
    made = compose(frame(sources=(source(id="paper", section="film and stage"),)), entries)
    assert {item.article_id: item.section for item in made.items} == {1: "Film and stage", 2: "culture"}


@pytest.mark.parametrize(
    ("own", "shown"),
    [("ARTS / CULTURE & LEISURE", "Culture & Leisure"), ("Kino", "Kino"), (None, "Other"), ("", "Other")],
)
def test_an_articles_section_is_its_last_part_and_does_not_shout(own, shown):
    one = told(1)
    made = compose(frame(), [entry(article=article(section=own), first_seen=one.first_seen)])
    assert made.items[0].section == shown


def test_items_of_one_section_stand_together_under_one_spelling():
    sections = ["Culture", "Film", "CULTURE", "film"]
    entries = [
        entry(id=n, story_id=n, article=article(section=name, published=NOON - n * HOUR), first_seen=NOON)
        for n, name in enumerate(sections, 1)
    ]
    made = compose(frame(), entries)
    assert [(name, len(items)) for name, items in made.sections] == [("Culture", 2), ("Film", 2)]


@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.sampled_from(["paper", "gazette", "herald"]), st.integers(1, 70)), max_size=20
    )
)
@settings(max_examples=60)
def test_every_story_is_told_at_most_once_and_a_shorter_edition_begins_the_same(rows):
    entries = [told(n, story=story, source_id=name, hours=hours) for n, (story, name, hours) in enumerate(rows, 1)]
    made = compose(frame(stories=100, since=NOON - 72 * HOUR), entries)
    stories = [item.story_id for item in made.items]
    assert sorted(stories) == sorted({story for story, _, _ in rows})
    assert len(compose(frame(stories=2, since=NOON - 72 * HOUR), entries).items) == min(2, len(stories))


@given(st.permutations(range(1, 7)))
@settings(max_examples=30)
def test_the_order_in_which_entries_are_given_changes_nothing(order):
    entries = {n: told(n, source_id=["paper", "gazette"][n % 2], hours=n) for n in range(1, 7)}
    made = compose(frame(), [entries[n] for n in order])
    assert made == compose(frame(), entries.values())


def test_a_day_is_as_long_as_the_clocks_make_it():
    since, until = edition.span(date(2026, 3, 29), ZoneInfo("Europe/Paris"))
    assert (since, until - since) == (datetime(2026, 3, 28, 23, tzinfo=UTC), timedelta(hours=23))


def test_own_reports_of_one_event_are_named_with_the_copies_and_each_source_once():
    entries = [
        told(1, story=7, hours=9),
        told(2, story=7, source_id="gazette", hours=8),
        told(3, story=7, source_id="herald", copy_of="https://paper.example/1", hours=7),
        told(4, story=7, source_id="gazette", hours=6),
        told(5, story=7, hours=5),
    ]
    (item,) = compose(frame(), entries).items
    assert (item.article_id, [mention.article_id for mention in item.also_in]) == (1, [2, 3])


def test_the_best_are_those_that_one_must_know_and_the_others_stand_by_their_sections():
    sections = ["Film", "Art", "Film", "Art", "Film"]
    entries = [
        told(
            n, source_id=f"p{n}", hours=n, article=article(title=f"Story {n}", section=name, published=NOON - n * HOUR)
        )
        for n, name in enumerate(sections, 1)
    ]
    made = compose(frame(must_know=2), entries)
    assert titles(made) == ["Story 1", "Story 2", "Story 3", "Story 5", "Story 4"]
    assert [(tier, len(items)) for tier, items in made.tiers] == [(Tier.MUST_KNOW, 2), (Tier.ALSO_NOTABLE, 3)]


def test_a_loud_source_leads_no_more_than_its_limit_while_there_are_others():
    loud = [told(n, source_id="loud", hours=1 + n / 100) for n in range(1, 30)]
    quiet = [told(100 + n, source_id=f"quiet{n}", hours=23) for n in range(8)]
    made = composition(frame(stories=12), [*loud, *quiet])
    assert sum(item.source_name == "Loud" for item in made.edition.items) == 3
    assert len(made.edition.items) == 11
    assert made.passed[4] == "not chosen: Loud leads 3 better stories already"


def test_where_there_is_one_source_it_leads_all():
    assert len(compose(frame(stories=12), [told(n, hours=1 + n / 10) for n in range(1, 30)]).items) == 12


def test_sections_and_languages_are_those_that_the_reader_wants():
    entries = [
        told(n, article=article(title=f"Story {n}", section=section, language=language, published=NOON - HOUR))
        for n, (section, language) in enumerate([("Film", "en"), ("Sport", "en"), ("FILM", "de"), ("film", "en-GB")], 1)
    ]
    made = composition(frame(sections=("film",), languages=("en",)), entries)
    assert sorted(titles(made.edition)) == ["Story 1", "Story 4"]
    assert "its section, Sport," in made.passed[2]
    assert "its language, de," in made.passed[3]


def test_a_story_that_is_not_chosen_has_its_rank_and_score():
    made = composition(frame(stories=2), [told(n, source_id=f"p{n}", hours=n) for n in range(1, 6)])
    assert made.passed[4].startswith("not chosen: rank 4, score 2.4")
    assert made.passed[4].endswith("the limit was 2 stories")


def test_a_weeks_edition_tells_again_what_was_told():
    week = frame(kind=EditionKind.WEEKLY, since=NOON - 168 * HOUR)
    made = compose(week, [told(1, hours=150), told(2, hours=3)])
    assert sorted(titles(made)) == ["Story 1", "Story 2"]


def test_copies_are_left_out_by_name():
    entries = [told(1, hours=9), told(2, story=1, source_id="gazette", copy_of="https://paper.example/1")]
    (item,) = compose(frame(), entries).items
    assert [one.source_name for one in item.left_out] == ["Gazette"]


def test_each_sentence_of_a_story_by_several_outlets_names_its_own_article():
    fire = ("A fire destroyed the old harbour theatre of Bergholm on Monday night.", "Nobody was hurt in the fire.")
    later = ("A spark from a welding machine on the roof started it, the chief of the brigade said.", *fire)
    entries = [told(1, text=fire, hours=9), told(2, story=1, source_id="gazette", text=later, hours=3)]
    (item,) = compose(frame(), entries).items
    places = {quote.article_id: quote.sentence.text for quote in item.quotes}
    assert set(places) == {1, 2}
    for quote in item.quotes:
        text = entries[quote.article_id - 1].article.text
        assert text[quote.sentence.start : quote.sentence.end] == quote.sentence.text


def test_a_picture_is_the_leads_with_its_makers_name():
    shown = article(
        image="https://paper.example/p.jpg", captions=("The stage. Photo: Ida Holm",), published=NOON - HOUR
    )
    (item,) = compose(frame(), [told(1, article=shown)]).items
    assert (item.picture.url, item.picture.credit, item.picture.caption) == (
        "https://paper.example/p.jpg",
        "Ida Holm",
        "The stage.",
    )


def test_a_picture_without_a_name_is_credited_to_the_paper_that_shows_it():
    shown = article(image="https://paper.example/p.jpg", captions=(), published=NOON - HOUR)
    (item,) = compose(frame(), [told(1, article=shown)]).items
    assert (item.picture.credit, item.picture.caption, item.novelty) == ("Paper", None, Novelty.NEW)


def test_a_story_none_of_whose_texts_were_read_is_not_told():
    ranking = edition.rank(frame(), [headline(told(1), {})])
    made = edition.compose(frame(), ranking, edition.Texts(entries={1: ()}, versions={}))
    assert (made.edition.items, set(made.passed)) == ((), {1})
