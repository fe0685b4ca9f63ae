from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.matching.weaving import Edit, woven

TEXT = st.text("ab 故宫,.'1", max_size=30)


def without(edit, strands):
    return "".join(strand.text for strand in strands if strand.edit is not edit)


def told(strands):
    return [(strand.edit.value, strand.text) for strand in strands if strand.text.strip()]


def test_only_the_words_that_differ_are_taken_out_and_put_in():
    assert told(woven("It drew 40,000 visitors in a year", "It drew 4,000 visitors in a year")) == [
        ("kept", "It drew "),
        ("removed", "40,000"),
        ("added", "4,000"),
        ("kept", "visitors in a year"),
    ]


def test_words_that_were_taken_out_at_the_end_do_not_touch_the_last_one():
    strands = woven("The doors open on Friday at eight", "The doors open on Friday")
    assert "".join(strand.text for strand in strands) == "The doors open on Friday at eight"


def test_words_in_each_other_s_place_do_not_touch_but_in_scripts_without_spaces():
    assert "".join(strand.text for strand in woven("It opens in May", "It opens in June")) == "It opens in May June"
    assert "".join(strand.text for strand in woven("展览将于周五开幕", "展览将于周日开幕")) == "展览将于周五日开幕"


def test_texts_that_share_too_little_stand_whole_one_after_the_other():
    assert told(woven("Nobody came to see it", "An entirely new beginning")) == [
        ("removed", "Nobody came to see it"),
        ("added", "An entirely new beginning"),
    ]


def test_where_nothing_stood_all_is_put_in_and_where_nothing_stands_all_is_taken_out():
    assert told(woven("", "It was nine years")) == [("added", "It was nine years")]
    assert told(woven("It was nine years", "")) == [("removed", "It was nine years")]
    assert woven("", "") == ()


@settings(max_examples=100, deadline=None)
@given(TEXT, TEXT)
def test_without_what_was_taken_out_the_later_text_stands_there(before, after):
    strands = woven(before, after)
    assert without(Edit.REMOVED, strands) == after
    assert "".join(without(Edit.ADDED, strands).split()) == "".join(before.split())
