from hypothesis import given
from hypothesis import strategies as st

from monitor.core import learned

HOUSE = "Written over a pot of tea at the corner desk."
NEWS = ("The bridge opened on Friday.", "Nobody had asked for it.")


def test_a_learned_line_is_left_out_however_it_is_spaced_and_cased():
    known = learned.keys([HOUSE])
    told = (*NEWS, "  written over a pot  of tea at the CORNER desk. ")
    assert learned.without(told, known) == NEWS


def test_a_long_paragraph_is_never_learned():
    assert learned.keys(["word " * 60, HOUSE]) == learned.keys([HOUSE])
    long = "word " * 60
    assert learned.without((long,), {learned.key(long)}) == (long,)


def test_an_article_of_nothing_but_learned_lines_stays():
    assert learned.without((HOUSE,), learned.keys([HOUSE])) == (HOUSE,)


@given(st.lists(st.text(min_size=1), max_size=6).map(tuple), st.sets(st.integers(-(2**63), 2**63 - 1)))
def test_what_is_kept_is_in_order_and_verbatim(paragraphs, known):
    kept = iter(learned.without(paragraphs, known))
    rest = iter(paragraphs)
    assert all(any(line == other for other in rest) for line in kept)


@given(st.text())
def test_a_key_fits_a_signed_column(line):
    assert -(2**63) <= learned.key(line) < 2**63
