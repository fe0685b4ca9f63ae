import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.matching import differences
from monitor.core.text import MARKS, direction, fold, plain, tokens, words
from tests.builders import article


@pytest.mark.parametrize(
    "text",
    [
        "हिन्दी की पुस्तकें और किताबें",
        "বাংলা ভাষার গল্প",
        "தமிழ் மொழி",
        "తెలుగు సాహిత్యం",
        "ಕನ್ನಡ ಭಾಷೆ",
        "മലയാളം ഭാഷ",
        "ਪੰਜਾਬੀ ਬੋਲੀ",
        "ગુજરાતી ભાષા",
        "සිංහල භාෂාව",
        "בְּרֵאשִׁית בָּרָא",
        "قَالَ رَجُلٌ",
    ],
)
def test_a_vowel_sign_belongs_to_its_word(text):
    assert words(text) == fold(text).split()


def test_a_full_stop_of_hindi_is_none_of_its_words():
    assert words("यह हिन्दी है।") == ["यह", "हिन्दी", "है"]


def test_an_accent_that_joins_no_letter_belongs_to_its_word():
    assert words("m̃but İstanbul") == ["m̃but", "istanbul"]


def test_a_mark_alone_and_a_mark_of_a_picture_are_no_words():
    assert words("̈ ❤️ 1️⃣") == ["1"]


def test_scripts_without_spaces_are_still_cut_in_pairs():
    assert words("文化活动") == ["文化", "化活", "活动"]
    assert all(len(word) <= 2 for word in words("ภาษาที่สวยงาม ខ្មែរ"))


def test_what_is_searched_has_no_accents_points_or_lengthenings():
    assert tokens("Café Łódź שָׁלוֹם عَرَبِيّ كتـــاب") == ["cafe", "łodz", "שלום", "عربي", "كتاب"]
    assert plain("  Le CAFÉ\nNoir ") == "le cafe noir"


def test_a_word_that_changed_is_marked_whole_in_hindi():
    (change,) = differences.compare(article(title="पुस्तक मेला आज"), article(title="किताब मेला आज"))
    assert [piece.text for piece in change.after if piece.mark] == ["किताब"]


def test_the_marks_are_marks_and_those_of_the_large_scripts_are_all_there():
    large = (*range(0x300, 0x370), *range(0x590, 0x1100), *range(0x1780, 0x17E0))
    marks = {chr(code) for code in large if unicodedata.category(chr(code)) in {"Mn", "Mc"}}
    assert marks <= set(MARKS)
    assert all(unicodedata.category(mark).startswith("M") for mark in MARKS)
    assert max(MARKS) <= "\uffff"  # a class of characters is quick as long as all are of the first plane


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_a_token_is_made_of_letters_digits_and_marks_alone(text):
    for token in tokens(text):
        assert token == token.casefold().strip()
        assert all(sign.isalnum() or sign in MARKS for sign in token)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Harbour theatre", "ltr"),
        ("مهرجان الكتب", "rtl"),
        ("12 ספרים", "rtl"),
        ("“2026” Paper على", "ltr"),
        ("12:30", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_text_runs_as_its_first_letter_does(text, way):
    assert direction(text) == way
