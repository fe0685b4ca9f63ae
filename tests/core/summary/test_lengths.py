import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.errors import InvalidInput
from monitor.core.summary import ALGORITHMS, Length, reasons, summarize
from monitor.core.text import words
from tests.builders import article
from tests.core.summary.test_summaries import CLASSIC, LANGUAGES, STORY, TEXTS, holds

LENGTHS = st.one_of(
    st.builds(Length, sentences=st.integers(1, 9)),
    st.builds(Length, words=st.integers(1, 60)),
    st.builds(Length, share=st.floats(0.01, 1)),
)


def told(length: int | Length, algorithm: str = "default") -> list[str]:
    made = summarize(article(paragraphs=STORY), sentences=length, algorithm=algorithm)
    return [sentence.text for sentence in made.sentences]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("most", [12, 25, 40, 60])
def test_a_summary_has_at_most_so_many_words(algorithm: str, most: int) -> None:
    assert 0 < sum(len(words(text)) for text in told(Length(words=most), algorithm)) <= most


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_summary_takes_at_most_a_share_of_the_words(share: float) -> None:
    whole = sum(len(words(text)) for text in STORY)
    assert 0 < sum(len(words(text)) for text in told(Length(share=share))) <= share * whole


def test_where_no_sentence_fits_the_shortest_is_given() -> None:
    assert told(Length(words=2)) == [min(STORY, key=lambda text: len(words(text)))]


@pytest.mark.parametrize("length", [len(STORY), Length(sentences=50), Length(words=500), Length(share=1.0)])
def test_too_short_an_article_gives_itself(length: int | Length) -> None:
    assert told(length) == list(STORY)


def test_a_number_is_one_of_sentences() -> None:
    assert told(2) == told(Length(sentences=2))


def test_two_characters_without_spaces_count_as_a_word() -> None:
    text = "剧院周五重新开放。票在一小时内售完。"
    assert [s.text for s in summarize(text, Length(words=4), language="zh").sentences] == [text[:9]]


def test_the_reasons_are_those_of_the_same_sentences() -> None:
    of = article(paragraphs=STORY)
    shown = {reason.sentence for reason in reasons(of, Length(words=40))}
    assert shown == set(summarize(of, Length(words=40)).sentences)


@settings(max_examples=80, deadline=None)
@given(TEXTS, LENGTHS, LANGUAGES, st.sampled_from(["default", "lead", *CLASSIC]))
def test_any_text_is_summarised_to_any_length(text: str, length: Length, language: str | None, algorithm: str) -> None:
    made = summarize(text, length, language=language, algorithm=algorithm)
    assert holds(made, text, 1000)
    assert bool(made.sentences) == bool(text.strip())


@pytest.mark.parametrize(
    "wrong",
    [{}, {"words": 5, "share": 0.5}, {"words": 0}, {"sentences": 0}, {"share": 0.0}, {"share": 1.1}, {"share": -1.0}],
)
def test_a_length_that_is_none_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidInput, match="expected"):
        Length(**wrong)
