from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.matching import differences
from tests.builders import article

TEXTS = st.lists(st.text("ab 故宫,.", min_size=1, max_size=12), min_size=1, max_size=6).map(tuple)


def joined(pieces):
    return None if pieces is None else "".join(piece.text for piece in pieces)


def test_only_the_words_that_differ_are_marked():
    (change,) = differences.compare(
        article(paragraphs=("It reopened on Friday, after nine years.",)),
        article(paragraphs=("It reopened on Monday, after nine years.",)),
    )
    assert [piece.text for piece in change.before if piece.mark] == ["Friday"]
    assert [piece.text for piece in change.after if piece.mark] == ["Monday"]


def test_a_number_with_its_separators_is_one_word():
    (change,) = differences.compare(article(title="Its 40,000th visitor"), article(title="Its 4,000th visitor"))
    assert [piece.text for piece in change.after if piece.mark] == ["4,000th"]


def test_in_a_script_without_spaces_only_the_signs_that_differ_are_marked():
    (change,) = differences.compare(
        article(paragraphs=("展览将于周五开幕。",)), article(paragraphs=("展览将于周日开幕。",))
    )
    assert [piece.text for piece in change.after if piece.mark] == ["日"]


def test_a_changed_paragraph_stands_beside_what_it_was_though_others_came_between():
    a, b, c = "The doors open on Friday at eight.", "Nobody was hurt.", "An entirely new beginning was written here."
    rows = differences.compare(article(paragraphs=(a, b)), article(paragraphs=(c, a.replace("eight", "nine"))))
    assert [(joined(row.before), joined(row.after)) for row in rows] == [
        (None, c),
        (a, a.replace("eight", "nine")),
        (b, None),
    ]


def test_a_changed_headline_is_named_as_one():
    (change,) = differences.compare(article(title="Opens in May"), article(title="Opens in June"))
    assert change.part == "Headline"


def test_the_same_words_are_no_change():
    assert differences.compare(article(), article(section="theatre")) == ()


def test_what_is_too_long_to_compare_is_said_to_be():
    long = article(paragraphs=tuple(f"Line {n}" for n in range(2000)))
    assert differences.compare(long, article()) is None


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_the_changes_hold_every_paragraph_that_is_not_in_both(old, new):
    rows = differences.compare(article(paragraphs=old), article(paragraphs=new))
    assert set(old) - set(new) <= {joined(row.before) for row in rows}
    assert set(new) - set(old) <= {joined(row.after) for row in rows}
