import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.matching.revisions import Change, changes
from tests.builders import PARAGRAPHS, article

HEADLINE, NOTE, FIGURES, ADDED, REMOVED, WORDING = Change
TICKETS = "Tickets cost 12 euros, and 400 of them were sold on Friday."
SENTENCE = "The bar on the first floor stays open until the last guest has left."


def told(*more, **changed):
    return article(paragraphs=(*PARAGRAPHS, *more), **changed)


def kinds(before, after):
    return list(changes(before, after))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (told(), told(title="Harbour theatre opens late"), [HEADLINE]),
        (told(), told(SENTENCE), [ADDED]),
        (told(SENTENCE), told(), [REMOVED]),
        (told(), told(subtitle="Short"), [ADDED]),
        (told(TICKETS), told(TICKETS.replace("400", "4,000")), [FIGURES]),
        (told(TICKETS), told(TICKETS.replace("euros", "pounds")), [WORDING]),
        (told(TICKETS), told(TICKETS.replace("12", "€12").replace(" euros", "")), [REMOVED]),
        (told(TICKETS), told(TICKETS.replace("12", "15").replace("Friday", "Monday")), [FIGURES, WORDING]),
        (told(TICKETS), told(SENTENCE), [ADDED, REMOVED]),
        (told(), told("Correction: it closed ten years ago, not nine as we said."), [NOTE, ADDED]),
        (told(), told("In einer früheren Version hieß es, das Theater sei zehn Jahre zu gewesen."), [NOTE, ADDED]),
        (told("更新后票价为12元，今天共有四百名观众。"), told("更新后票价为15元，今天共有四百名观众。"), [FIGURES]),
        (told(title="12 owls saved"), told(title="14 owls saved"), [HEADLINE]),
    ],
)  # fmt: skip
def test_a_change_is_told_by_its_kinds(before, after, found):
    assert kinds(before, after) == found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (told(), told()),
        (told(TICKETS), told(TICKETS.replace(", ", ",  \u00a0"))),
        (told('"Yes," she said - at last.'), told("\u201cYes,\u201d she said \u2013 at last.")),
        (told(TICKETS, SENTENCE), told(SENTENCE, TICKETS)),
        (told("Updated: 17 March 2026, 10:30"), told("Updated: 17 March 2026, 16:05 GMT")),
        (told(), told("Last updated at 10:30 on Tuesday")),
        (told("Zuletzt aktualisiert am 17.03.2026, 9 Uhr"), told()),
        (told("Mis à jour le 17 mars 2026 à 10h30"), told("Mis à jour le 18 mars 2026 à 7h02")),
        (told("更新：2026-03-17 10:30"), told("更新：2026-03-18 07:02")),
        (told("1,204 comments"), told("1,377 comments")),
        (told("3 min read"), told("4 min read", "12 Kommentare")),
        (told("2 hours ago"), told("vor 3 Stunden")),
        (told("17.03.2026, 10:30 Uhr"), told()),
        (told("Seen by 812 so far"), told("Seen by 977 so far")),
    ],
)
def test_what_passes_is_no_change(before, after):
    assert kinds(before, after) == []
    assert kinds(after, before) == []


def test_a_sentence_about_an_update_is_text():
    line = "Updated plans for the harbour show 14 new benches, of which the mayor is said to be especially proud."
    assert kinds(told(), told(line)) == [ADDED]
    assert kinds(told("It sold 9 cakes."), told("It sold 12 cakes.")) == [FIGURES]


@given(st.lists(st.text(max_size=40), max_size=5).map(tuple), st.lists(st.text(max_size=40), max_size=5).map(tuple))
@settings(max_examples=80, deadline=None)
def test_no_text_differs_from_itself_and_a_difference_is_one_both_ways(old, new):
    one, other = article(paragraphs=old), article(paragraphs=new)
    assert kinds(one, one) == []
    assert bool(kinds(one, other)) == bool(kinds(other, one))
