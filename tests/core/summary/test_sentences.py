import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.summary.sentences import split
from tests.builders import article

LANGUAGES = st.sampled_from([None, "en", "de", "pt-BR", "zh", "ja", "th", "ar", "hi", "ru", "xx", "", "no such tag"])


def texts(text: str, language: str = "en") -> list[str]:
    return [sentence.text for sentence in split(text, language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["The U.S. Senate voted late.", "Mr. J. R. Harrow spoke at 3.30 p.m. on Friday."]),
        ("en", ["Tickets cost $3.5 million.", "See harbour.example for more.", "Then go."]),
        ("en", ['"We will open!" she said.', '"Will you?"', "Nobody knew."]),
        ("en", ["He asked “Why now?” and left.", "The room was silent."]),
        ("en", ["The hall on St. Martin's Lane opened Jan. 5.", "It closed in Feb. after a fire."]),
        ("en", ["“I came. I saw. I wept,” the painter said.", "The end."]),
        ("en", ["Prof. A. B. Lind et al. agreed on No. 5.", "Others did not."]),
        ("en", ["Was it worth it?", "Yes!", "It was the best in years..."]),
        ("de", ["Am 3. Oktober kam Dr. Möller z. B. nach Bergen.", "Er blieb."]),
        ("de", ["„Warum jetzt?“, fragte sie.", "Niemand sprach."]),
        ("fr", ["M. Durand est venu.", "Il a chanté."]),
        ("fr", ["« Pourquoi ? » demanda-t-il.", "Elle se tut."]),
        ("es", ["¿Quién abrió la sala?", "Nadie lo sabe."]),
        ("ru", ["Театр открыт.", "Билеты проданы за час!"]),
        ("el", ["Το θέατρο άνοιξε.", "Γιατί τώρα;", "Κανείς δεν ξέρει."]),
        ("zh", ["剧院重新开放。", "票已售完！", "谁会来？"]),
        ("ja", ["劇場が再び開いた。", "切符は売り切れた。"]),
        ("hi", ["रंगमंच फिर खुला।", "टिकट बिक गए।"]),
        ("ar", ["هل فتح المسرح؟", "نعم فتح أمس."]),
        ("xx", ["Teatri u hap.", "Biletat u shitën!"]),
    ],
)
def test_tricky_sentences_are_split_where_they_end(language: str, sentences: list[str]) -> None:
    joint = "" if language in {"zh", "ja"} else " "
    assert texts(joint.join(sentences), language) == sentences


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u2028"])
def test_a_wide_space_before_a_point_does_not_stop_the_splitter(space: str) -> None:
    assert texts(f"He lives at block X{space}. The stage is near.") == [
        f"He lives at block X{space}.",
        "The stage is near.",
    ]


def test_a_lone_surrogate_does_not_stop_the_splitter() -> None:
    assert texts("The \ud800 stage. The lamp.") == ["The \ud800 stage.", "The lamp."]


def test_a_sentence_never_crosses_paragraphs() -> None:
    told = article(paragraphs=("The curtain fell and", "nobody left. They sang."))
    assert [(s.text, s.paragraph) for s in split(told, "en")] == [
        ("The curtain fell and", 0),
        ("nobody left.", 1),
        ("They sang.", 1),
    ]


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n"])
def test_paragraphs_of_a_plain_text_end_at_blank_lines(blank: str) -> None:
    text = f"{blank}The first one\nwraps.{blank}The second."
    assert [(s.text, s.paragraph) for s in split(text, "en")] == [("The first one\nwraps.", 0), ("The second.", 1)]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), LANGUAGES)
def test_sentences_of_any_text_are_verbatim_and_lose_no_word(text: str, language: str | None) -> None:
    found = split(text, language)
    assert all(text[s.start : s.end] == s.text == s.text.strip() != "" for s in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())
    assert [s.start for s in found] == sorted(s.start for s in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), max_size=5), LANGUAGES)
def test_offsets_count_in_the_text_of_an_article(paragraphs: list[str], language: str | None) -> None:
    told = article(paragraphs=tuple(paragraphs))
    for sentence in split(told, language):
        assert told.text[sentence.start : sentence.end] == sentence.text
        assert sentence.text in told.paragraphs[sentence.paragraph]
