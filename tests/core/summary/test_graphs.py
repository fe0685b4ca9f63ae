import random

import pytest
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from monitor.core.summary import classics, graphs
from monitor.core.summary.sentences import split

NOUNS = ["theatre", "harbour", "council", "director", "repairs", "evening", "town", "play", "writer", "stage", "lamp"]
VERBS = ["opens", "closes", "pays", "tells", "keeps", "loses", "finds", "wants", "sells", "sings"]
PAIRS = [(graphs.LexRank, LexRankSummarizer), (graphs.TextRank, TextRankSummarizer)]


def made_up(seed: int, sentences: int) -> str:
    """An article of sentences that share words as news do, with paragraphs of one to three."""
    pick = random.Random(seed)
    told = []
    for _ in range(sentences):
        words = [pick.choice(NOUNS) for _ in range(pick.randint(1, 9))]
        told.append(
            f"The {' and the '.join(words)} {pick.choice(VERBS)} {pick.choice(NOUNS)} number {pick.randint(1, 9)}."
        )
        told.append(pick.choice([" ", "\n\n"]))
    return "".join(told)


def chosen(summarizer: type, text: str, language: str, count: int) -> list[str]:
    made = summarizer(classics.stemmer(language))
    made.stop_words = classics.stop_words(language)
    return [str(sentence) for sentence in made(classics.document(split(text, language), language), count)]


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
@pytest.mark.parametrize("seed", range(20))
def test_the_same_sentences_are_chosen_as_by_sumy(ours: type, theirs: type, seed: int) -> None:
    language = ["en", "de", "tr", "xx"][seed % 4]
    text = made_up(seed, 3 + seed * 2)
    assert chosen(ours, text, language, 4) == chosen(theirs, text, language, 4)


@pytest.mark.filterwarnings("ignore:invalid value")  # sumy divides by nothing where no sentence has a word
@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
@pytest.mark.parametrize("text", ["Lamp.", "Lamp. Lamp!", "The. Of.", "Lamp. Stage. Ferry.", "!!! ???", ""])
def test_odd_texts_are_ranked_as_by_sumy(ours: type, theirs: type, text: str) -> None:
    assert chosen(ours, text, "en", 2) == chosen(theirs, text, "en", 2)
