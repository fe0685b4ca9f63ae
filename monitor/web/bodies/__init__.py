"""What the JSON interface answers with; these shapes are promised, the nouns behind them are not.

Keys are only ever added. A list that may be long is bounded, and `next` is the address where it goes on, None at its
end.
"""

from monitor.web.bodies.articles import Article, Articles, Changes, Correction, Difference, Entry, Part, Search, Version
from monitor.web.bodies.editions import Days, Edition, Item, Items
from monitor.web.bodies.quotes import Mention, Quote, Sentence
from monitor.web.bodies.root import Refusal
from monitor.web.bodies.sources import Doctor, Host, Source, Sources, Status, Trouble
from monitor.web.bodies.stories import Story, Telling
from monitor.web.bodies.watches import Match, Matches, Watch, Watches

__all__ = [
    "Article",
    "Articles",
    "Changes",
    "Correction",
    "Days",
    "Difference",
    "Doctor",
    "Edition",
    "Entry",
    "Host",
    "Item",
    "Items",
    "Match",
    "Matches",
    "Mention",
    "Part",
    "Quote",
    "Refusal",
    "Search",
    "Sentence",
    "Source",
    "Sources",
    "Status",
    "Story",
    "Telling",
    "Trouble",
    "Version",
    "Watch",
    "Watches",
]
