"""The default algorithm as one of sumy's kind, for a document of sumy's.

Importing this imports sumy, and with it nltk: half a second. `summarize` goes without it.
"""

from __future__ import annotations

from typing import Any

from sumy.summarizers._summarizer import AbstractSummarizer
from sumy.utils import ItemsCount

from monitor.core.model import Sentence
from monitor.core.summary import lengths, ranking
from monitor.core.summary.telling import telling
from monitor.core.summary.tongues import tongue


class Coverage(AbstractSummarizer):  # type: ignore[misc]  # sumy ships no types
    """Chooses the sentences whose words a person's summary is most likely to use, none of them twice.

    Hong & Nenkova (2014) for the chances of words, Lin & Bilmes (2011) for the choice, Carbonell & Goldstein (1998) for
    leaving out what repeats, Erkan & Radev (2004) and Zheng & Lapata (2019) for centrality; see `ranking`. Words are
    taken as they are, without a stemmer. The document's first heading is the title.
    """

    def __init__(self, language: str | None = None) -> None:
        super().__init__()
        self._language = language

    def __call__(self, document: Any, sentences_count: Any) -> tuple[Any, ...]:
        """The document's sentences that are chosen, in its order; the count is sumy's: 3, "3" or "20%"."""
        sentences = document.sentences
        title = str(document.headings[0]) if document.headings else ""
        pool = telling(_ours(document), title)
        room = lengths.Room(sizes=(1.0,) * len(pool), most=len(ItemsCount(sentences_count)(sentences)))
        picks = ranking.choose(pool, title, tongue(self._language, pool), room)
        return tuple(sentences[start] for start in sorted(pool[pick.index].start for pick in picks))


def _ours(document: Any) -> tuple[Sentence, ...]:
    """The document's sentences as ours, which start at their number."""
    texts = [(str(told), index) for index, paragraph in enumerate(document.paragraphs) for told in paragraph.sentences]
    return tuple(
        Sentence(text=text, paragraph=paragraph, start=number, end=number + 1, score=0.0)
        for number, (text, paragraph) in enumerate(texts)
    )
