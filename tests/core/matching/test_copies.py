import subprocess
import sys
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.matching import containment, fingerprint, is_copy
from monitor.core.matching.copies import COPY, SHORT
from monitor.core.matching.fingerprints import KEYS, SKETCH

WORDS = ["stage", "harbour", "opera", "ticket", "reed", "lamp", "late", "剧院", "театр"]
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=400).map(" ".join),
)


def words(first: int, count: int) -> str:
    """So many different words; runs that overlap share those of the overlap, in the same order."""
    return " ".join(f"w{number}" for number in range(first, first + count))


def replaced(text: str, every: int) -> str:
    return " ".join("other" if n % every == every - 1 else word for n, word in enumerate(text.split()))


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS)
def test_containment_is_symmetric_and_between_0_and_1(a: str, b: str) -> None:
    one, other = fingerprint(a), fingerprint(b)
    assert containment(one, other) == containment(other, one)
    assert 0 <= containment(one, other) <= 1
    assert is_copy(one, other) == is_copy(other, one)


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_a_text_contains_itself(text: str) -> None:
    assert containment(fingerprint(text), fingerprint(text)) == 1


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_a_fingerprint_fits_its_columns(text: str) -> None:
    made = fingerprint(text)
    assert made.keys == made.sketch[:KEYS]
    assert list(made.sketch) == sorted(set(made.sketch))
    assert len(made.sketch) == min(SKETCH, made.shingles)
    assert all(-(2**63) <= value < 2**63 for value in made.sketch)


def test_a_fingerprint_is_the_same_in_every_process() -> None:
    program = "from monitor.core.matching import fingerprint; print(fingerprint('the old harbour theatre').keys)"
    seen = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert seen == {f"{fingerprint('the old harbour theatre').keys}\n"}


def test_case_punctuation_and_spacing_change_nothing() -> None:
    assert fingerprint("The Old\n\nTheatre, again!") == fingerprint("the old theatre again")


def test_the_order_of_words_is_part_of_a_fingerprint() -> None:
    assert not set(fingerprint("reed lamp stage").sketch) & set(fingerprint("stage lamp reed").sketch)
    assert fingerprint("reed lamp stage").text_hash != fingerprint("stage lamp reed").text_hash


@pytest.mark.parametrize(
    ("text", "shingles"), [("", 0), ("!?", 0), ("one", 1), ("one two", 1), ("a b c", 1), ("a b c d", 2)]
)
def test_short_texts_have_fingerprints_too(text: str, shingles: int) -> None:
    assert fingerprint(text).shingles == shingles


def test_short_texts_that_differ_have_different_fingerprints() -> None:
    assert len({fingerprint(text).sketch for text in ("one", "two", "one two", "two one", "one two three")}) == 5


def test_a_script_without_spaces_has_shingles() -> None:
    assert fingerprint("旧港剧院经过九年修缮将于周五重新开放").shingles > 10


def test_containment_is_exact_where_both_sketches_are_whole() -> None:
    whole, half = fingerprint(words(0, 102)), fingerprint(words(50, 102))
    assert containment(whole, half) == 0.5


@pytest.mark.parametrize("count", [300, 1000, 3000])
def test_a_cut_text_is_contained_in_its_whole(count: int) -> None:
    assert containment(fingerprint(words(0, count)), fingerprint(words(100, count // 3))) == 1


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_containment_of_long_texts_is_estimated_well(share: float) -> None:
    count = 2000
    other = fingerprint(words(int(count * (1 - share)), count))
    assert containment(fingerprint(words(0, count)), other) == pytest.approx(share, abs=0.12)


@pytest.mark.parametrize("apart", [None, timedelta(hours=1), timedelta(days=-2)])
def test_an_edited_reprint_is_a_copy(apart: timedelta | None) -> None:
    text = words(0, 400)
    assert is_copy(fingerprint(text), fingerprint(replaced(text, 12)), apart=apart)


def test_a_recurring_report_weeks_apart_is_no_copy() -> None:
    text = words(0, 400)
    first, second = fingerprint(text), fingerprint(replaced(text, 10))
    assert COPY <= containment(first, second) < 0.8
    assert not is_copy(first, second, apart=timedelta(days=7))


def test_a_clear_copy_is_one_whenever_it_is_printed() -> None:
    text = words(0, 400)
    assert is_copy(fingerprint(text), fingerprint(words(0, 350)), apart=timedelta(days=200))


def test_another_report_of_the_same_event_is_no_copy() -> None:
    quote = words(0, 60)
    assert not is_copy(fingerprint(f"{words(100, 300)} {quote}"), fingerprint(f"{words(500, 300)} {quote}"))


def test_a_short_text_must_be_nearly_the_same() -> None:
    notice = words(0, SHORT)
    assert is_copy(fingerprint(notice), fingerprint(notice.upper()))
    assert not is_copy(fingerprint(notice), fingerprint(replaced(notice, 20)))
    assert not is_copy(fingerprint(notice), fingerprint(words(0, 300)))


def test_texts_without_a_word_are_copies_of_nothing() -> None:
    assert not is_copy(fingerprint(""), fingerprint("..."))
    assert containment(fingerprint(""), fingerprint("one two three")) == 0
