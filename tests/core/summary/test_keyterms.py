import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.summary.keyterms import Term, key_terms, of_day
from tests.builders import article

REPORT = (
    "The lighthouse festival of Bergholm opens on Friday, and the mayor Lena Marsh Okafor will light the lamp.",
    "The lighthouse festival was closed for nine years, because the town could not pay for the repairs.",
    "“We missed it,” said Lena Marsh Okafor. Visitors from Bergholm paid for the lamp.",
    "The lamp of the lighthouse is the oldest on this coast, and the repairs cost four million euros.",
)


def texts(found: tuple[Term, ...]) -> list[str]:
    return [term.text for term in found]


def of(title: str, *paragraphs: str, language: str | None = "en") -> list[str]:
    return texts(key_terms(article(title=title, paragraphs=paragraphs, language=language)))


def test_names_and_words_that_come_again_are_key_terms() -> None:
    found = of("Lighthouse festival opens again", *REPORT)
    assert {"Lena Marsh Okafor", "Bergholm"} <= set(found)
    assert any("ighthouse" in text for text in found)


def test_names_are_told_from_other_words() -> None:
    told = key_terms(article(title="", paragraphs=REPORT), 20)
    names = {term.text for term in told if term.is_name}
    assert "Lena Marsh Okafor" in names
    assert not names & {"lamp", "repairs", "Visitors"}


def test_a_name_loses_its_possessive() -> None:
    assert "Lena Marsh" in of("", "The play was Lena Marsh's. It was said to be Lena Marsh's best play ever.")


def test_words_that_hold_sentences_together_are_none() -> None:
    assert not {"because", "could", "from", "this", "the"} & set(of("", *REPORT))


def test_no_term_is_inside_another() -> None:
    found = [text.casefold() for text in of("Lighthouse festival opens again", *REPORT)]
    assert not any(set(a.split()) <= set(b.split()) for a in found for b in found if a != b)


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("zh", "灯塔节周五开幕。灯塔节停办了九年。市长说灯塔节很重要。", "灯塔节"),
        ("ja", "灯台祭は金曜日に始まる。灯台祭は九年ぶりだ。", "灯台祭"),
        ("th", "งานประภาคารเปิดวันศุกร์ งานประภาคารปิดมาเก้าปี", "งานประภาคาร"),
        ("ko", "등대 축제가 금요일에 열린다. 시장은 등대 축제가 중요하다고 말했다.", "등대 축제가"),
        ("ar", "يفتح مهرجان المنارة يوم الجمعة. كان مهرجان المنارة مغلقا تسع سنوات.", "مهرجان المنارة"),
        ("ru", "Фестиваль маяков откроется в Бергхольме. Мэр сказал, что в Бергхольме ждут гостей.", "Бергхольме"),
        ("hi", "दीपस्तंभ मेला शुक्रवार को खुलेगा। दीपस्तंभ मेला नौ साल बंद था।", "दीपस्तंभ मेला"),
    ],
)
def test_terms_are_found_in_every_script(language: str, text: str, term: str) -> None:
    assert term in of("", text, language=language)


def test_a_day_is_about_what_its_articles_are_about() -> None:
    day = [
        article(title="Lighthouse festival opens again", paragraphs=REPORT),
        article(title="Lighthouse festival: the programme", paragraphs=REPORT[1:]),
        article(title="Ferry strike ends", paragraphs=("The ferry strike in Oxmouth ended. The ferry sails again.",)),
    ]
    found = texts(of_day(day, 20))
    assert any("ighthouse" in text for text in found)
    assert any("erry" in text for text in found)


def test_nothing_has_no_terms() -> None:
    assert of_day([]) == ()
    assert key_terms(article(title="", paragraphs=())) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=30), st.integers(0, 9))
def test_terms_of_any_text_are_so_many_at_most_and_each_once(text: str, title: str, count: int) -> None:
    found = key_terms(article(title=title, paragraphs=(text,) if text.strip() else (), language=None), count)
    assert len(found) <= count
    assert len({term.text.casefold() for term in found}) == len(found)
    assert list(found) == sorted(found, key=lambda term: -term.score)
