from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.edition import budget
from monitor.core.model import Alteration, Quote, Sentence, Tier
from tests.builders import item


def quote(words, score=1.0):
    text = " ".join(f"word{n}" for n in range(words))
    sentence = Sentence(text=text, paragraph=0, start=0, end=len(text), score=score)
    return Quote(sentence=sentence, article_id=1, source_name="The Paper", url="https://paper.example/a")


def story(number, tier, *lengths):
    quotes = tuple(quote(words, score=10 - place) for place, words in enumerate(lengths))
    return item(story_id=number, title="Three words here", tier=tier, quotes=quotes, sentences=())


def lengths(items):
    return [[round(budget.count(each.sentence.text)) for each in told.quotes] for told in items]


def test_words_of_scripts_without_spaces_count_two_characters_each():
    assert budget.count("古城戏台重开") == 2.5
    assert budget.count("one two 3") == 3


def test_those_one_must_know_have_three_sentences_and_the_others_their_best():
    items = (story(1, Tier.MUST_KNOW, 20, 20, 20), story(2, Tier.ALSO_NOTABLE, 20, 9, 30))
    assert lengths(budget.within(items, 600)) == [[20, 20, 20], [20]]


def test_the_lower_tier_is_shortened_first_from_its_end():
    items = (
        story(1, Tier.MUST_KNOW, 20, 20, 20),
        story(2, Tier.ALSO_NOTABLE, 20, 9),
        story(3, Tier.ALSO_NOTABLE, 20, 9),
    )
    assert lengths(budget.within(items, 100)) == [[20, 20, 20], [20], [9]]
    assert lengths(budget.within(items, 90)) == [[20, 20, 20], [9], [9]]
    assert lengths(budget.within(items, 80)) == [[20, 20, 20], [9], []]
    assert lengths(budget.within(items, 60)) == [[20, 20], [], []]
    assert lengths(budget.within(items, 1)) == [[20], [], []]


def test_what_is_new_in_a_story_and_what_was_altered_stays():
    altered = Alteration(kind="headline", before="Open", after="Shut")
    told = replace(story(1, Tier.ALSO_NOTABLE, 20), update=(quote(30), quote(12)), quotes=(), alterations=(altered,))
    (kept,) = budget.within((told,), 1)
    assert [round(budget.count(each.sentence.text)) for each in kept.update] == [12]
    assert kept.alterations == (altered,)


@given(
    st.lists(st.tuples(st.sampled_from(Tier), st.lists(st.integers(1, 40), min_size=1, max_size=3)), max_size=15),
    st.integers(1, 700),
)
@settings(max_examples=60)
def test_an_edition_keeps_to_its_words_unless_one_sentence_each_is_too_much(rows, most):
    items = tuple(story(number, tier, *sizes) for number, (tier, sizes) in enumerate(rows, 1))
    kept = budget.within(items, most)
    assert [told.story_id for told in kept] == [told.story_id for told in items]
    least = sum(3 + (max(1, min(sizes)) and sizes[0] if tier is Tier.MUST_KNOW else 0) for tier, sizes in rows)
    assert budget.length(kept) <= max(most, least)
