import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.errors import InvalidInput, UnknownAlgorithm
from monitor.core.model import Article, Summary
from monitor.core.summary import ALGORITHMS, summarize
from monitor.core.summary.classics import CLASSICS, stemmer, stop_words
from tests.builders import PARAGRAPHS, article

CLASSIC = sorted(CLASSICS)
WORDS = ["stage", "harbour", "the", "of", "lamp", "sang.", "No!", "“why?”", "театр", "剧院。", "กรุงเทพ", "\n\n", "3.5"]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join))
LANGUAGES = st.sampled_from([None, "en", "de", "cs", "el", "uk", "zh", "ar", "tr", "xx", "snowball"])

STORY = (
    "The harbour theatre opens again on Friday after nine years of repairs.",
    "Its director promised an evening of short plays by writers from the harbour town.",
    "Rain is expected on Sunday, and the ferries may run late because of it.",
    "The harbour theatre opens its doors again on Friday, after repairs of nine years.",
    "The writers of the short plays will read at the theatre on the first evening.",
    "A bakery nearby has begun to sell cakes in the shape of the old lighthouse.",
    "Repairs of the theatre cost the town more than the harbour itself, the director said.",
)


def holds(made: Summary, text: str, count: int) -> bool:
    told = made.sentences
    in_order = all(a.end <= b.start for a, b in pairwise(told))
    return in_order and len(told) <= count and all(text[s.start : s.end] == s.text for s in told)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(1, 6), st.text(max_size=20), LANGUAGES)
def test_the_default_is_verbatim_in_order_and_not_too_long(
    text: str, count: int, title: str, language: str | None
) -> None:
    made = summarize(text, count, title, language)
    assert holds(made, text, count)
    assert bool(made.sentences) == bool(text.strip())
    assert made == summarize(text, count, title, language)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(1, 6), LANGUAGES, st.sampled_from(["lead", *CLASSIC]))
def test_every_algorithm_is_verbatim_in_order_and_not_too_long(
    text: str, count: int, language: str | None, algorithm: str
) -> None:
    made = summarize(text, count, language=language, algorithm=algorithm)
    assert holds(made, text, count)
    assert bool(made.sentences) == bool(text.strip())
    assert made.algorithm in {algorithm, "lead"}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), max_size=6), st.sampled_from(ALGORITHMS))
def test_offsets_count_in_the_text_of_an_article(paragraphs: list[str], algorithm: str) -> None:
    told = article(paragraphs=tuple(paragraphs))
    assert holds(summarize(told, algorithm=algorithm), told.text, 3)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_an_article_is_summarised_by_every_algorithm(algorithm: str) -> None:
    made = summarize(article(paragraphs=STORY), sentences=2, algorithm=algorithm)
    assert made.algorithm == algorithm
    assert len(made.sentences) == 2
    assert holds(made, article(paragraphs=STORY).text, 2)


def test_the_default_prefers_what_the_rest_is_about() -> None:
    assert [s.paragraph for s in summarize(article(paragraphs=STORY), sentences=2).sentences] == [0, 1]


def test_nothing_is_told_twice_in_other_words() -> None:
    assert 3 not in [s.paragraph for s in summarize(article(paragraphs=STORY), sentences=4).sentences]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_sentence_that_stands_there_twice_is_told_once(algorithm: str) -> None:
    text = "\n\n".join([STORY[0], STORY[1], STORY[0].upper(), STORY[0]])
    told = [s.paragraph for s in summarize(text, sentences=4, algorithm=algorithm).sentences]
    assert told == [0, 1]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_headings_and_the_title_are_not_chosen(algorithm: str) -> None:
    told = article(paragraphs=("Culture", "Harbour theatre opens again!", "What comes next", *PARAGRAPHS))
    chosen = summarize(told, sentences=9, algorithm=algorithm).sentences
    assert [s.text for s in chosen] == list(PARAGRAPHS)


def test_a_text_of_headings_alone_is_still_summarised() -> None:
    assert [s.text for s in summarize("Culture\n\nLate news").sentences] == ["Culture", "Late news"]


def test_the_title_draws_what_it_speaks_of() -> None:
    title = "A lighthouse made of cakes"
    assert "lighthouse" in told(STORY, title)
    assert "lighthouse" not in told(STORY, "")


def told(paragraphs: tuple[str, ...], title: str) -> str:
    return " ".join(s.text for s in summarize(article(paragraphs=paragraphs, title=title), sentences=3).sentences)


def test_the_lead_is_the_first_sentences() -> None:
    assert [s.paragraph for s in summarize(article(paragraphs=STORY), algorithm="lead").sentences] == [0, 1, 2]


@pytest.mark.parametrize("empty", ["", " \n\n ", article(paragraphs=())])
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_an_empty_text_has_an_empty_summary(empty: Article | str, algorithm: str) -> None:
    assert summarize(empty, algorithm=algorithm).sentences == ()


@pytest.mark.parametrize("text", ["!!! ??? ...", "The of and."])
def test_where_lsa_finds_nothing_the_lead_is_given(text: str) -> None:
    made = summarize(text, sentences=1, language="en", algorithm="lsa")
    assert (made.algorithm, len(made.sentences)) == ("lead", 1)


@pytest.mark.parametrize("algorithm", CLASSIC)
def test_a_very_long_text_is_cut_to_what_an_algorithm_can_bear(algorithm: str) -> None:
    text = "\n\n".join(f"Sentence number {n} tells of stage {n % 7} and lamp {n % 11}." for n in range(1500))
    chosen = summarize(text, algorithm=algorithm).sentences
    assert len(chosen) == 3
    assert chosen[-1].paragraph < CLASSICS[algorithm].limit


@pytest.mark.parametrize("count", [0, -1])
def test_fewer_than_one_sentence_cannot_be_meant(count: int) -> None:
    with pytest.raises(InvalidInput, match="expected 1 or more"):
        summarize("A text.", count)


def test_an_unknown_algorithm_names_the_known_ones() -> None:
    with pytest.raises(UnknownAlgorithm) as error:
        summarize("A text.", algorithm="best")
    assert error.value.known == ALGORITHMS


def test_words_are_stemmed_where_there_is_a_stemmer() -> None:
    assert stemmer("en-GB")("theatres") == stemmer("en")("theatre")
    assert stemmer("xx")("theatres") == "theatres"
    assert stemmer("snowball")("theatres") == "theatres"


def test_stop_words_are_there_where_sumy_has_them() -> None:
    assert "the" in stop_words("en")
    assert stop_words("tr") == frozenset()


@pytest.mark.parametrize("algorithm", ["default", "lead"])
def test_sumy_is_not_imported_where_it_is_not_needed(algorithm: str) -> None:
    program = f"""
import sys
from monitor.core.summary import summarize
summarize("The stage is lit. The lamp is out.", algorithm={algorithm!r})
print(sorted({{"sumy", "nltk", "requests"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
