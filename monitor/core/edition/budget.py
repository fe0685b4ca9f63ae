"""An edition's words, kept by telling the lower tier more shortly first.

1. Stories one must know are told in up to three sentences, the others in the best one of theirs.
2. Where that is too much, the shortest sentence of a story that is also notable stands for the best, from the last
   story up; then none at all, but for what is new in a story that was told before.
3. Then stories one must know lose a sentence, from the last one up, and another, until each has one.

Titles and alterations stay: an edition of very many stories is longer than it was asked to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from monitor.core.model import Item, Quote, Tier
from monitor.core.text import UNSPACED, words

SHORTEST = 5
"""Words of a sentence that may stand for a story alone."""


def count(text: str) -> float:
    """The words of a text; in a script without spaces two characters count as one."""
    said = words(text)
    return len(said) - sum(1 for word in said if UNSPACED.match(word)) / 2


def length(items: Iterable[Item]) -> float:
    """The words of the items as they are told: titles, sentences, and what was altered."""
    return sum(map(_length, items))


def within(items: Sequence[Item], most: int) -> tuple[Item, ...]:
    """The items told in at most so many words, where that can be; their order stays."""
    told = [item if item.tier is Tier.MUST_KNOW else _in_one(item, _best) for item in items]
    for tier, shorten in _STEPS:
        for place in reversed(range(len(told))):
            if length(told) <= most:
                return tuple(told)
            if told[place].tier is tier:
                told[place] = shorten(told[place], items[place])
    return tuple(told)


def _length(item: Item) -> float:
    texts = [quote.sentence.text for quote in (*item.quotes, *item.update)]
    texts += [part for one in item.alterations for part in (one.before, one.after)]
    return sum(map(count, (item.title, *texts)))


def _in_one(item: Item, choice: Callable[[Sequence[Quote]], Quote]) -> Item:
    """The item told by one sentence: of what is new in it, else of its summary."""
    return _told(item, *((choice(told),) if told else () for told in (item.quotes, item.update)))


def _told(item: Item, quotes: tuple[Quote, ...], update: tuple[Quote, ...]) -> Item:
    own = {quote.sentence for quote in (*quotes, *update) if quote.article_id == item.article_id}
    sentences = tuple(sentence for sentence in item.sentences if sentence in own)
    return replace(item, quotes=quotes, update=update, sentences=sentences)


def _best(quotes: Sequence[Quote]) -> Quote:
    return max(quotes, key=lambda quote: quote.sentence.score)


def _shortest(quotes: Sequence[Quote]) -> Quote:
    whole = [quote for quote in quotes if count(quote.sentence.text) >= SHORTEST] or quotes
    return min(whole, key=lambda quote: count(quote.sentence.text))


def _shorter(_told_now: Item, whole: Item) -> Item:
    return _in_one(whole, _shortest)


def _title_alone(told_now: Item, _whole: Item) -> Item:
    return _told(told_now, (), told_now.update)


def _less(told_now: Item, _whole: Item) -> Item:
    """The item without the sentence of its summary that is worth least, while there is another."""
    if len(told_now.quotes) + len(told_now.update) < 2:
        return told_now
    named = "quotes" if len(told_now.quotes) > 1 or not told_now.update else "update"
    quotes = getattr(told_now, named)
    least = min(quotes, key=lambda quote: quote.sentence.score)
    kept = tuple(quote for quote in quotes if quote is not least)
    return _told(told_now, *((kept, told_now.update) if named == "quotes" else (told_now.quotes, kept)))


_STEPS = (
    (Tier.ALSO_NOTABLE, _shorter),
    (Tier.ALSO_NOTABLE, _title_alone),
    (Tier.MUST_KNOW, _less),
    (Tier.MUST_KNOW, _less),
)
