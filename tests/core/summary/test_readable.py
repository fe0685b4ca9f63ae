import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.model import Sentence
from monitor.core.summary import datelines, quotations, reasons, summarize
from monitor.core.summary.leaning import leans
from monitor.core.summary.telling import telling
from monitor.core.text import words
from tests.builders import article

OPENING = (
    "The harbour theatre opens again on Friday after nine years of repairs that cost the town four million euros.",
    "Director Lena Marsh told the harbour council that the repairs of the theatre would end before the winter.",
    "She said the theatre of the harbour council had cost the town more than the repairs of the whole harbour.",
    "A bakery nearby sells cakes.",
)


def shown(*paragraphs: str, count: int = 3, title: str = "") -> list[str]:
    told = article(paragraphs=paragraphs, title=title, language="en")
    return [sentence.text for sentence in summarize(told, sentences=count).sentences]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He added that the hall was full."),
        ("en", "However, this was not the end."),
        ("de", "Er kam zu spät."),
        ("fr", "Cependant, la salle était vide."),
        ("es", "Además, la sala estaba llena."),
        ("ru", "Он добавил, что зал был полон."),
        ("zh", "他说，剧院已满。"),
        ("ja", "しかし、劇場は満員だった。"),
        ("ko", "그러나 극장은 가득 찼다."),
        ("hi", "उन्होंने कहा कि हॉल भरा था।"),
    ],
)
def test_a_sentence_that_points_back_leans(language: str, text: str) -> None:
    assert leans(text, words(text), language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Lena Marsh spoke."), ("en", "Hersey is a village."), ("zh", "剧院重新开放。"), ("xx", "He added that.")],
)
def test_a_sentence_that_names_its_subject_does_not_lean(language: str, text: str) -> None:
    assert not leans(text, words(text), language)


def test_a_leaning_sentence_is_not_told_without_the_one_before_it() -> None:
    told = shown(*OPENING, count=2)
    assert OPENING[2] not in told or OPENING[1] in told


def test_the_parts_of_a_reason_are_its_score() -> None:
    told = article(paragraphs=OPENING, title="Theatre opens", language="en")
    found = reasons(told, 4)
    assert {reason.sentence for reason in found} == set(summarize(told, 4).sentences)
    for reason in found:
        assert sum(part for _, part in reason.parts) == pytest.approx(reason.sentence.score)


def test_one_quotation_is_told_at_most() -> None:
    said = (
        "“The harbour theatre was our home and the repairs took it away,” said the actor Paul Lind.",
        "“The harbour theatre is what the town council should have kept open,” said the singer Ada Rao.",
    )
    told = shown(OPENING[0], *said, "The town council pays for the theatre and for its staff of twelve people.")
    assert sum("“" in text for text in told) <= 1


def test_an_interview_may_be_told_by_its_answers() -> None:
    said = [
        f"“I was {n} when the harbour theatre let me play the part of a {n} year old king,” he said." for n in (7, 9)
    ]
    assert len(shown(*said, count=2)) == 2


def test_a_quotation_is_never_cut_open() -> None:
    said = "“The theatre opens on Friday. The repairs are over. Come and see it,” the director of the theatre said."
    assert all(text.count("“") == text.count("”") for text in shown(said, *OPENING, count=4))


@pytest.mark.parametrize(
    "said",
    ["Harbour theatre opens again on Friday.", "HARBOUR THEATRE OPENS AGAIN FRIDAY!", "Harbour theatre opens Friday."],
)
def test_the_headline_is_not_told_again(said: str) -> None:
    assert said not in shown(said, *OPENING[1:], count=4, title="Harbour theatre opens again Friday")


@pytest.mark.parametrize(
    "told",
    [
        "Tickets and the whole programme of the harbour theatre are at www.harbour.example every day.",
        "Write to the director of the harbour theatre at lena@harbour.example for the repairs.",
        "Will the harbour theatre open again on Friday?",
        "*Tickets for the first week of the harbour theatre are sold at the town hall alone.",
    ],
)
def test_addresses_and_questions_for_headings_are_not_told(told: str) -> None:
    assert told not in shown(told, *OPENING[:3], count=4)


def test_an_aside_in_brackets_leans() -> None:
    told = "(The harbour theatre had been closed for years.)"
    assert leans(told, words(told), "en")


def test_what_announces_something_leans_on_it() -> None:
    told = "The director of the harbour theatre named the repairs that the town council had paid for:"
    assert leans(told, words(told), "en")
    assert leans("剧院院长说：", ["剧院"], "zh")


def test_a_speaker_is_no_dateline() -> None:
    text = "The harbour theatre opened on Friday.\n\nMARSH: We kept the worn steps of the theatre for everyone."
    assert summarize(text, 2).sentences[1].text.startswith("MARSH: ")


def test_points_of_a_list_are_not_told() -> None:
    point = "• Tickets for the first week of the harbour theatre and for every play of the whole season"
    assert point not in shown(point, *OPENING, count=5)


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("HONG KONG (AP) - ", "The theatre opened its doors on Friday."),
        ("LONDON — ", "The theatre opened its doors on Friday."),
        ("WASHINGTON, D.C. (Lamp News) – ", "The theatre opened its doors on Friday."),
        ("Beijing, Aug. 5 (Lantern) -- ", "The theatre opened its doors again."),
        ("NEW YORK/LONDON, May 3 (Lamp) - ", "The theatre opened again on Friday."),
        ("(LNN) -- ", "The theatre opened its doors on Friday."),
        ("KARACHI: ", "The theatre opened its doors on Friday."),
        ("Köln/Bonn – ", "Das Theater hat am Freitag wieder geöffnet."),
        ("Berlin (lna) - ", "Das Theater hat am Freitag wieder geöffnet."),
        ("PARIS, 5 août (LFP) — ", "Le théâtre a rouvert ses portes vendredi."),
        ("灯笼社北京8月5日电（记者 李明）", "剧院周五重新开放，迎来了第一批观众，现场座无虚席。"),
    ],
)
def test_a_dateline_is_left_out_of_what_is_shown(dateline: str, rest: str) -> None:
    (only,) = summarize(dateline + rest, sentences=1).sentences
    assert (only.text, only.start, only.end) == (rest, len(dateline), len(dateline + rest))


@pytest.mark.parametrize(
    "text",
    [
        "The theatre — closed for years — opened on Friday again.",
        "UNESCO (the body of culture) - which lists it - opened it on Friday.",
        "IT WAS A DARK NIGHT in the town and nobody came to the hall.",
        "LONDON — Come!",
        "",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert datelines.length(text) == 0


@pytest.mark.parametrize("text", ["A" * 100, "AB " * 40, "A.B-" * 30, "AA." * 33, "Aa " * 30 + "(" * 40, "Aa 12 " * 18])
def test_what_goes_on_like_a_dateline_is_given_up_at_once(text: str) -> None:
    started = time.process_time()
    assert datelines.length(text) == 0
    assert time.process_time() - started < 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aB .\"'“”„‘’«»「」\n", max_size=60))
def test_quotations_of_any_text_lie_inside_it_and_are_closed(text: str) -> None:
    for start, end in quotations.spans(text):
        assert 0 <= start < end - 1 < end <= len(text)
    assert len(quotations.masked(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "come" and left.', ['"come"']),
        ("„Komm“, sagte er.", ["„Komm“"]),
        ("»Komm«, sagte er.", ["»Komm«"]),
        ("« Viens », dit-il.", ["« Viens »"]),
        ("他说：“来。”", ["“来。”"]),
        ("It's the players' hall in the '90s.", []),
        ("'It's ours,' he said.", ["'It's ours,'"]),
        ('He said "come and left.', []),
        ('A " loose " word.', ['" loose "']),
    ],
)
def test_a_quotation_goes_from_mark_to_mark(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations.spans(text)] == quoted


def test_where_nothing_else_is_left_a_repetition_is_no_summary_twice() -> None:
    same = Sentence(text="The theatre opens.", paragraph=0, start=0, end=18, score=0.0)
    assert len(telling((same, same), "")) == 1
