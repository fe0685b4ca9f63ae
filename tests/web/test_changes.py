import random
import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.matching.weaving import woven
from monitor.core.model import Sentence
from monitor.core.pieces import Span, cut
from monitor.web import changes, passages, views
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


@settings(max_examples=60, deadline=None)
@given(st.text("ab .,", min_size=1, max_size=25), st.text("ab .,", min_size=1, max_size=25), st.integers(0, 20))
def test_marked_words_keep_their_marks_where_others_were_taken_out_and_put_in(before, after, place):
    pieces = cut(after, (Span(start=place, end=place + 5, mark=1),))
    stretches = changes.stretches(pieces, woven(before, after))
    there = [("".join(one.text for one in each.strands if one.edit != "removed"), each.mark) for each in stretches]
    assert there == [(piece.text, piece.mark) for piece in pieces]
    assert [one for each in stretches for one in each.strands if one.edit == "removed"] == [
        one for one in woven(before, after) if one.edit == "removed"
    ]


def test_a_paragraph_is_told_with_what_it_was_and_a_new_one_with_nothing():
    before = article(paragraphs=("It reopened on Friday, after nine years.", "Nobody was hurt."))
    after = article(paragraphs=("It reopened on Monday, after nine years.", "Nobody was hurt.", "A band played on."))
    assert changes.rewritten(before, after) == {0: before.paragraphs[0], 2: ""}


def test_of_a_text_that_is_too_long_to_compare_only_the_paragraphs_are_told():
    lines = tuple(f"Line {n}" for n in range(2000))
    assert changes.rewritten(article(paragraphs=lines[1:]), article(paragraphs=lines)) == {0: None}


def test_of_an_article_that_was_written_anew_the_first_paragraphs_are_compared_by_word():
    """All two hundred took five seconds for each reader."""
    words = random.Random(7)
    before, after = (
        article(paragraphs=tuple(" ".join(words.choices((f"a{n}", f"b{n}"), (9, 1), k=480)) for n in range(200)))
        for _ in range(2)
    )
    begun = time.process_time()
    told = views._paragraphs(before, after, ())
    assert time.process_time() - begun < 2
    assert {"kept", "removed", "added"} == {one.edit for each in told[0].stretches for one in each.strands}
    assert [(one.edit, one.text) for each in told[-1].stretches for one in each.strands] == [
        ("removed", before.paragraphs[-1]),
        ("removed", " "),
        ("added", after.paragraphs[-1]),
    ]
    assert all(paragraph.flag == "Changed" for paragraph in told)
