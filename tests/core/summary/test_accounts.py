import random
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.errors import InvalidInput
from monitor.core.summary import Length
from monitor.core.summary.accounts import Account, Report, account
from monitor.core.summary.figures import figures
from monitor.core.text import words
from tests.builders import HOUR, NOON, article

FIRE = (
    "A fire destroyed the old harbour theatre of Bergholm on Monday night and injured 12 people.",
    "Firefighters needed six hours to put out the flames in the wooden theatre building.",
    "The theatre, built in 1902, had been closed for repairs since the spring.",
)
LATER = (
    "The fire that destroyed the old harbour theatre of Bergholm on Monday injured 15 people, police said.",
    "A spark from a welding machine on the roof started it, the town's fire chief Ada Rao told reporters.",
    "The town council wants to build the house anew and has asked for donations.",
)
OTHER = (
    "The old harbour theatre of Bergholm was destroyed by a fire on Monday night.",
    "Actors of the company had left the rehearsal only minutes before the alarm.",
    "The insurance covers a part of the damage, which experts estimate at 4 million euros.",
)


def report(outlet: str, paragraphs: tuple[str, ...], hours: int = 0, **changes: object) -> Report:
    told = article(paragraphs=paragraphs, title="Fire destroys harbour theatre", **changes)
    return Report(article=told, outlet=outlet, told=NOON + hours * HOUR)


STORY = (report("Lamp", FIRE), report("Harbour Post", LATER, hours=5), report("Lantern", OTHER, hours=2))


def texts(made: Account) -> list[str]:
    return [quoted.sentence.text for quoted in made.sentences]


def test_a_story_is_told_by_several_outlets() -> None:
    assert {quoted.report.outlet for quoted in account(STORY, 4).sentences} == {"Lamp", "Harbour Post", "Lantern"}


def test_no_fact_is_told_twice() -> None:
    told = texts(account(STORY, 9))
    assert sum("destroyed" in text for text in told) == 1


def test_where_figures_differ_the_newest_is_kept() -> None:
    told = " ".join(texts(account(STORY[:2], 9)))
    assert "15 people" in told
    assert "12 people" not in told


def test_where_figures_differ_both_sentences_are_shown_the_newest_first() -> None:
    (varies,) = account(STORY).varies
    assert varies.unit == "people"
    assert [quoted.sentence.text for quoted in varies.sentences] == [LATER[0], FIRE[0]]


def test_copies_do_not_disagree() -> None:
    assert account([report("Lamp", FIRE), report("Post", FIRE, hours=1)]).varies == ()


def test_an_outlet_that_corrects_itself_is_no_disagreement() -> None:
    assert account([report("Lamp", FIRE), report("Lamp", LATER, hours=5)]).varies == ()


def test_what_several_outlets_tell_comes_before_what_one_tells() -> None:
    (only,) = account(STORY, 1).sentences
    assert "destroyed" in only.sentence.text


def test_each_sentence_is_verbatim_in_its_article() -> None:
    for quoted in account(STORY, 9).sentences:
        text = quoted.report.article.text
        assert text[quoted.sentence.start : quoted.sentence.end] == quoted.sentence.text


def test_the_order_of_the_reports_makes_no_difference() -> None:
    shuffled = random.Random(3).sample(STORY, len(STORY))
    assert account(shuffled, 5) == account(STORY, 5)


def test_one_report_is_told_by_itself() -> None:
    assert texts(account([report("Lamp", FIRE)], 3)) == list(FIRE)


def test_reports_in_the_commonest_language_are_told() -> None:
    foreign = report(
        "Laterne", ("Das Theater am Hafen ist in der Nacht abgebrannt, sagte die Polizei.",), language="de"
    )
    assert "Laterne" not in {quoted.report.outlet for quoted in account([*STORY, foreign], 9).sentences}


def test_a_story_nobody_tells_is_empty() -> None:
    assert account([]) == Account(sentences=(), varies=())


def test_an_account_may_be_as_long_as_so_many_words() -> None:
    assert sum(len(words(text)) for text in texts(account(STORY, Length(words=40)))) <= 40


def test_a_length_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidInput):
        account(STORY, 0)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.text(max_size=120), st.integers(0, 9)), max_size=5))
def test_any_reports_are_told_verbatim_and_none_twice(given: list[tuple[str, str, int]]) -> None:
    reports = [
        Report(article=article(paragraphs=(text,), language=None), outlet=name, told=NOON + timedelta(hours=hour))
        for name, text, hour in given
        if text.strip()
    ]
    told = account(reports, 3).sentences
    assert len(told) <= 3
    for quoted in told:
        assert quoted.report.article.text[quoted.sentence.start : quoted.sentence.end] == quoted.sentence.text
    assert all(
        words(a.sentence.text) != words(b.sentence.text) or not words(a.sentence.text) for a, b in combinations(told, 2)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It cost 1,200 people 3.5 million euros.", [(1200, "people"), (3.5, "million")]),
        ("Es kostete 1.200 Menschen 3,5 Millionen.", [(1200, "menschen"), (3.5, "millionen")]),
        ("Prices rose 5 % and then 7% more.", [(5, "%"), (7, "%")]),
        ("剧院有300人。", [(300, "人")]),
        ("It began at 8:30 on 5/6, at 6 p.m., in 1902.", []),
        ("Nothing was counted.", []),
    ],
)
def test_a_figure_is_a_number_of_something(text: str, found: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures(text)] == found
