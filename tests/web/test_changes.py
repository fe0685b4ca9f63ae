from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.model import Sentence
from monitor.web import passages
from tests.builders import article, summary

TEXTS = st.lists(st.text("ab 故宫,.", min_size=1, max_size=12), min_size=1, max_size=6).map(tuple)


def joined(pieces):
    return None if pieces is None else "".join(piece.text for piece in pieces)


def test_sentences_are_marked_at_their_places():
    told = article()
    pieces = passages.paragraphs(told, summary(told, 2).sentences)
    assert [[piece.mark for piece in paragraph] for paragraph in pieces] == [[1], [2], [None], [None]]


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 5), st.integers(-3, 90), st.integers(-3, 90)), max_size=5))
def test_pieces_join_to_the_paragraph_whatever_the_sentences_claim(texts, places):
    told = article(paragraphs=texts)
    sentences = tuple(
        Sentence(text=told.text[start:end], paragraph=index, start=start, end=end, score=0)
        for index, start, end in places
    )
    assert tuple(joined(paragraph) for paragraph in passages.paragraphs(told, sentences)) == texts


def test_a_sentence_that_is_not_verbatim_marks_nothing():
    told = article()
    wrong = replace(summary(told).sentences[0], text="Something else")
    assert all(piece.mark is None for paragraph in passages.paragraphs(told, (wrong,)) for piece in paragraph)


def test_a_snippet_shows_where_the_words_stand():
    text = "Nothing here. " * 50 + "The harbour theatre opens. " + "Nothing there. " * 50
    pieces = passages.snippet(text, passages.terms('"harbour theatre" -doors source:paper after:2026'))
    assert [piece.text for piece in pieces if piece.mark] == ["harbour theatre"]
    assert joined(pieces).startswith("…")
    assert len(joined(pieces)) < 300


def test_accents_make_no_difference_to_what_is_marked():
    pieces = passages.found("Le Théâtre, 극장과 극작", passages.terms("THEATRE 극장"))
    assert [piece.text for piece in pieces if piece.mark] == ["Théâtre", "극장"]


def test_a_query_of_filters_marks_nothing():
    assert passages.terms("source:paper -word before:2026-03-01") is None


def test_sentences_stand_apart_as_their_script_does():
    assert [passages.gap(text) for text in ("It ended.", "展览将开幕。", "「終わり」", "Он ушёл!")] == [
        " ",
        "",
        "",
        " ",
    ]


def test_a_command_in_a_sentence_is_marked_and_keeps_its_letters():
    assert [(piece.text, piece.mark) for piece in passages.spoken("`monitor fetch` visits it")] == [
        ("monitor fetch", 1),
        (" visits it", None),
    ]
    assert joined(passages.spoken("it is tried again")) == "It is tried again"
