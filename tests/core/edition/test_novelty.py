from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.edition.novelty import alterations
from monitor.core.matching.revisions import Change
from monitor.core.model import Novelty, Version
from monitor.core.text import fold
from tests.builders import HOUR, NOON, article
from tests.core.edition.paper import compose, composition, frame, remembered, told

FIRE = (
    "A fire destroyed the old harbour theatre of Bergholm on Monday night and injured 12 people.",
    "Firefighters needed six hours to put out the flames in the wooden building.",
    "The theatre, built in 1902, had been closed for repairs since the spring.",
)
CAUSE = "A spark from a welding machine on the roof was the cause, the town's fire chief Ada Rao told reporters."
FIGURE = "The fire that destroyed the old harbour theatre of Bergholm on Monday night injured 15 people."
DAY = 24


def yesterday(**changes):
    return remembered(1, sentences=FIRE[:2], articles=frozenset({1}), **changes)


def first(**changes):
    return told(1, text=FIRE, title="Fire destroys harbour theatre", hours=DAY + 6, **changes)


def later(number, *paragraphs, **changes):
    return told(number, **({"story": 1, "source_id": "gazette", "text": paragraphs, "hours": 3} | changes))


def test_a_story_that_goes_on_is_told_by_what_is_new_in_it():
    (item,) = compose(frame(), [first(), later(2, FIRE[0], CAUSE)], [yesterday()]).items
    assert (item.novelty, item.article_id, item.quotes) == (Novelty.DEVELOPING, 2, ())
    assert [(quote.sentence.text, quote.article_id) for quote in item.update] == [(CAUSE, 2)]
    assert item.first_told == NOON - (DAY + 6) * HOUR


def test_what_an_earlier_article_said_is_not_new_even_if_it_was_not_told():
    made = composition(frame(), [first(), later(2, FIRE[2])], [yesterday()])
    assert made.edition.items == ()
    assert made.passed[1] == "there is nothing in it that was not told before"


def test_another_figure_is_new_in_whatever_sentence():
    (item,) = compose(frame(), [first(), later(2, FIGURE)], [yesterday()]).items
    assert [quote.sentence.text for quote in item.update] == [FIGURE]


def corrected(entry, **changes):
    """The entry's article as it was and as it is, and when it changed."""
    now = replace(entry.article, **changes)
    old = Version(number=1, seen_at=NOON - 30 * HOUR, article=entry.article)
    new = Version(number=2, seen_at=NOON - 2 * HOUR, article=now)
    return replace(entry, article=now, version=2), {entry.id: (old, new)}, {entry.id: NOON - 2 * HOUR}


def test_a_correction_says_what_stood_there_and_what_stands_there_now():
    changed = (FIRE[0].replace("12", "14"), *FIRE[1:], "Correction: An earlier version gave a wrong number.")
    entry, versions, moments = corrected(first(), paragraphs=changed, title="Fire destroys old theatre")
    (item,) = compose(frame(), [entry], [yesterday()], versions=versions, changed=moments).items
    assert (item.novelty, item.corrected, item.quotes) == (Novelty.CORRECTED, True, ())
    assert [(one.kind, one.before, one.after) for one in item.alterations] == [
        ("headline", "Fire destroys harbour theatre", "Fire destroys old theatre"),
        ("correction note", "", "Correction: An earlier version gave a wrong number."),
        ("figures changed", FIRE[0], changed[0]),
    ]


def test_an_article_that_only_grew_goes_on():
    entry, versions, moments = corrected(first(), paragraphs=(*FIRE, CAUSE))
    (item,) = compose(frame(), [entry], [yesterday()], versions=versions, changed=moments).items
    assert (item.novelty, item.alterations) == (Novelty.DEVELOPING, ())
    assert [quote.sentence.text for quote in item.update] == [CAUSE]


def test_other_words_for_what_was_not_told_are_no_news():
    entry, versions, moments = corrected(first(), paragraphs=(*FIRE[:2], FIRE[2].replace("repairs", "mending")))
    assert compose(frame(), [entry], [yesterday()], versions=versions, changed=moments).items == ()


def test_a_text_that_changed_before_it_was_told_is_no_correction():
    entry, versions, _ = corrected(first(), title="Another title")
    made = compose(frame(), [entry], [yesterday(last=NOON - HOUR)], versions=versions, changed={1: NOON - 2 * HOUR})
    assert made.items == ()


def test_what_was_altered_is_shown_with_the_words_around_it():
    long = " ".join(f"word{n}" for n in range(60))
    before, after = (article(paragraphs=(f"{long} {figure} people {long}.",)) for figure in ("12", "15"))
    (one,) = alterations(before, after, ())
    assert one.kind == Change.FIGURES.value
    assert len(one.before.split()) < 40
    assert "12 people" in one.before
    assert "15 people" in one.after
    assert one.before.startswith("… ")
    assert one.before.endswith(" …")


POOL = [
    f"{who} {did} the {what} in {where}."
    for who, did, what, where in zip(
        ("A painter", "The mayor", "Three bakers", "An owl", "The choir", "Two divers", "A clown", "The guild"),
        ("covered", "opened", "sold", "watched", "praised", "found", "mocked", "restored"),
        ("railway bridge", "swimming hall", "almond cakes", "night market", "organist", "anchor", "statue", "clock"),
        ("Bergholm", "Puddlewick", "Veleta", "Brinequay", "Zhichuan", "Gull Island", "Comma", "Muteki"),
        strict=True,
    )
]
days = st.lists(
    st.lists(
        st.tuples(st.integers(1, 3), st.sampled_from("abc"), st.lists(st.sampled_from(POOL), min_size=1, max_size=4)),
        max_size=4,
    ),
    min_size=2,
    max_size=4,
)


@given(days)
@settings(max_examples=60)
def test_nothing_is_told_twice(given_days):
    """Whatever comes on which day, a sentence stands in one edition of a story's at most, and once."""
    entries, before, number = [], {}, 0
    for day, reports in enumerate(given_days):
        until = NOON + day * DAY * HOUR
        for story, source_id, sentences in reports:
            number += 1
            hours = 3 - DAY * day
            entries.append(told(number, story=story, source_id=source_id, text=dict.fromkeys(sentences), hours=hours))
        framed = frame(since=until - DAY * HOUR, until=until)
        for item in compose(framed, entries, before.values()).items:
            said = [fold(quote.sentence.text) for quote in (*item.quotes, *item.update)]
            known = before.get(item.story_id)
            assert len(said) == len(set(said))
            assert not known or not set(said) & set(map(fold, known.sentences))
            assert known is None or item.novelty is not Novelty.NEW
            sentences = (*(known.sentences if known else ()), *(q.sentence.text for q in (*item.quotes, *item.update)))
            before[item.story_id] = remembered(item.story_id, sentences=sentences, last=until, first=until)
