"""A day's articles -> its edition.

The rules, in order:

1. Ranked are the stories of which something came since the edition before, or that were corrected since they were
   told (`ranking`); a story is archive when its newest report is, and copies alone make nothing new.
2. The best are told, each source leading so many at most, while there are others (`composing`); some places are kept
   for what the reader watches for (`watched`).
3. A new story is told by the sentences of all who report it (`quoting`), one that was told before only by what was not
   told (`novelty`): nothing is told twice.
4. The first few are those that one must know, the others stand by their sections, and all keep to a number of words
   (`budget`).
5. It says which stories are over (`ending`), and why a source gave nothing (`silence`).

Ranking needs no text: of thousands of articles, only those of the stories that may be told are read whole.
"""

from monitor.core.edition.composing import Composition, Texts, compose, shortlist
from monitor.core.edition.frame import AWAY, FIRST, WEEK, Frame, Limits, span
from monitor.core.edition.ranking import Ranked, Ranking, rank

__all__ = [
    "AWAY",
    "FIRST",
    "WEEK",
    "Composition",
    "Frame",
    "Limits",
    "Ranked",
    "Ranking",
    "Texts",
    "compose",
    "rank",
    "shortlist",
    "span",
]
