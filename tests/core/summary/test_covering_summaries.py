import pytest
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as Told
from sumy.summarizers._summarizer import AbstractSummarizer

from monitor.core.summary import classics, summarize
from monitor.core.summary.coverage import Coverage
from monitor.core.summary.sentences import split
from tests.core.summary.test_summaries import STORY

TEXT = "\n\n".join(STORY)


def test_the_default_is_a_summarizer_of_sumys() -> None:
    assert isinstance(Coverage(), AbstractSummarizer)


@pytest.mark.parametrize("language", ["en", "tr", None])
@pytest.mark.parametrize("count", [1, 3, 9])
def test_it_chooses_from_a_document_of_sumys_what_the_library_chooses(language: str | None, count: int) -> None:
    document = classics.document(split(TEXT, language), language)
    told = [str(sentence) for sentence in Coverage(language)(document, count)]
    assert told == [sentence.text for sentence in summarize(TEXT, count, language=language).sentences]


def test_the_count_may_be_a_share_as_with_sumy() -> None:
    document = classics.document(split(TEXT, "en"), "en")
    assert len(Coverage("en")(document, "30%")) == 2


def test_the_first_heading_is_the_title() -> None:
    words = classics.Tokenizer(language="en")
    heading = Told("A lighthouse made of cakes", words, is_heading=True)
    document = ObjectDocumentModel([Paragraph([heading, *(Told(text, words) for text in STORY)])])
    told = " ".join(map(str, Coverage("en")(document, 3)))
    assert "lighthouse" in told


def test_a_document_without_sentences_has_no_summary() -> None:
    assert Coverage("en")(ObjectDocumentModel([]), 3) == ()
