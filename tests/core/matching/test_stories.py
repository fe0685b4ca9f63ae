from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.matching import terms
from monitor.core.matching.stories import ARTICLE, QUIET, STORY, Story, joined, likeness, nearest, profile
from monitor.core.matching.vocabulary import BUCKETS, Frequencies, bucket
from monitor.core.model import Profile, Terms
from tests.builders import HOUR, NOON, article

FIRE = "A fire broke out in the attic of the clock museum in Applecombe; the keeper, Ada Thimble, saved the owls."
FIRE_TOO = "Ada Thimble carried forty stuffed owls from the burning clock museum of Applecombe, firemen said."
BAKERY = "The bakery on the north quay paints its sourdough loaves with the faces of those who order them."
WORDS = ["stage", "harbour", "opera", "Thimble", "reed", "lamp", "late", "剧院", "театр", "9", "a"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
KNOWN = Frequencies(articles=9)


def told(text, title="", known=KNOWN):
    return profile(terms(article(title=title, paragraphs=(text,))), known)


def story(of, number=1, first=NOON, last=NOON):
    return Story(id=number, profile=joined(Profile(), of), first_told=first, last_told=last)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_and_between_0_and_1(a, b):
    one, other = told(a), told(b)
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= 1


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200), st.text(max_size=40))
def test_whatever_the_text_a_profile_is_as_long_as_1_or_empty(text, title):
    made = told(text, title)
    assert sum(weight * weight for weight in made.weights) == pytest.approx(1 if made.terms else 0)
    assert list(made.weights) == sorted(made.weights, reverse=True)
    assert all(-(2**63) <= term < 2**63 for term in made.terms)
    assert likeness(made, made) == pytest.approx(1 if made.terms else 0)


def test_profiles_are_bounded_however_long_the_text():
    many = told(" ".join(f"word{number}" for number in range(5000)))
    assert len(many.terms) == ARTICLE
    assert len(joined(many, told(" ".join(f"other{number}" for number in range(5000)))).terms) == STORY


def test_reports_of_one_event_are_nearer_than_others():
    assert likeness(told(FIRE), told(FIRE_TOO)) > 0.3 > likeness(told(FIRE), told(BAKERY))


def test_a_word_that_every_article_has_weighs_nothing():
    found = terms(article(title="", paragraphs=("theatre owl",)))
    theatre, owl = found.numbers
    made = profile(found, Frequencies(articles=5000, holding={bucket(theatre): 5000}))
    assert made.weights[made.terms.index(owl)] > 0.99


def test_a_word_of_the_first_two_articles_is_rare_still():
    found = terms(article(title="", paragraphs=("theatre owl",)))
    theatre, owl = found.numbers
    made = profile(found, Frequencies(articles=2, holding={bucket(theatre): 2, bucket(owl): 1}))
    assert made.weights[made.terms.index(theatre)] > 0.6


def test_where_nothing_is_known_the_commonest_words_say_nothing():
    """The first article of a language in a history was known by its the, of and and, and the next ones joined it."""
    found = terms(article(title="", paragraphs=("the theatre and the owl of the harbour are with us",)))
    made = profile(found, Frequencies(articles=1, holding={bucket(number): 1 for number in found.numbers}))
    (theatre,) = terms(article(title="", paragraphs=("theatre",))).numbers
    (and_,) = terms(article(title="", paragraphs=("and",))).numbers
    assert theatre in made.terms
    assert and_ not in made.terms


def test_a_name_weighs_more_than_a_word():
    found = terms(article(title="", paragraphs=("the keeper met Thimble and a keeper met Thimble",)))
    (name,) = terms(article(title="", paragraphs=("thimble",))).numbers
    (word,) = terms(article(title="", paragraphs=("keeper",))).numbers
    weights = dict(zip(found.numbers, found.weights, strict=True))
    assert weights[name] > weights[word]


def test_a_title_counts_twice_and_the_forms_of_a_word_once():
    (in_title,) = terms(article(title="painting", paragraphs=())).weights
    once = terms(article(title="", paragraphs=("word " * 90 + "painted",))).weights[1]
    assert in_title > once
    assert len(terms(article(title="", paragraphs=("harbour harbours HARBOURS",))).numbers) == 1


def test_a_script_without_spaces_has_terms_too():
    known = Frequencies(articles=9)
    one = told("旧港剧院经过九年修缮将于周五重新开放", known=known)
    assert likeness(one, told("经过九年修缮,旧港剧院周五开放", known=known)) > 0.5


def test_terms_are_counted_in_buckets():
    assert {bucket(number) for number in (-1, BUCKETS, 2**63 - 1)} == {0, BUCKETS - 1}


def test_an_article_joins_the_nearest_story():
    fire, bakery = story(told(FIRE), 1), story(told(BAKERY), 2)
    assert nearest(told(FIRE_TOO), NOON, [bakery, fire]) == fire
    assert nearest(told("Nothing of the kind happened anywhere else."), NOON, [bakery, fire]) is None
    assert nearest(told(FIRE_TOO), NOON, []) is None


def test_of_equally_near_stories_the_oldest_is_chosen():
    one, two = story(told(FIRE), 1), story(told(FIRE), 2)
    assert nearest(told(FIRE_TOO), NOON, [two, one]) == one


@pytest.mark.parametrize("apart", [QUIET + HOUR, -QUIET - HOUR])
def test_a_quiet_story_is_closed(apart):
    assert nearest(told(FIRE), NOON + apart, [story(told(FIRE))]) is None


def test_between_its_first_and_its_last_article_a_story_is_open_however_long_that_is():
    long = story(told(FIRE), first=NOON - timedelta(days=9), last=NOON + timedelta(days=9))
    assert nearest(told(FIRE_TOO), NOON, [long]) == long


def test_the_later_an_article_the_more_alike_it_has_to_be():
    words = [f"word{number}" for number in range(60)]
    one = story(told(" ".join(words)))
    partly = told(" ".join([*words[:18], *(f"other{number}" for number in range(42))]))
    assert nearest(partly, NOON + HOUR, [one]) == one
    assert nearest(partly, NOON + QUIET, [one]) is None


def test_an_article_without_words_belongs_to_no_story():
    empty = replace(story(told(FIRE)), profile=Profile())
    assert profile(Terms(), KNOWN) == Profile()
    assert nearest(told("!?"), NOON, [empty]) is None
    assert nearest(told(FIRE), NOON, [empty]) is None
