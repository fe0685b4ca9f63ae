"""How long a summary may be, and which sentences still fit into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.core.errors import InvalidInput
from monitor.core.model import Sentence
from monitor.core.text import UNSPACED, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """One of three: at most so many sentences, at most so many words, or at most a share of the text's words.

    In a script without spaces two characters count as a word. Where not even the shortest sentence would fit, it is
    let in alone: a summary is never empty. Raises InvalidInput for none or several of them, and for what is nothing.
    """

    sentences: int | None = None
    words: int | None = None
    share: float | None = None

    def __post_init__(self) -> None:
        given = [value for value in (self.sentences, self.words, self.share) if value is not None]
        if len(given) != 1:
            raise InvalidInput(repr(self), "expected one of sentences, words and share")
        if self.share is not None and not 0 < self.share <= 1:
            raise InvalidInput(f"share = {self.share}", "expected more than 0, and 1 at most")
        if self.share is None and given[0] < 1:
            name = "sentences" if self.words is None else "words"
            raise InvalidInput(f"{name} = {given[0]}", "expected 1 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What each sentence takes, and how much there is to take."""

    sizes: tuple[float, ...]
    most: float


def room(sentences: Sequence[Sentence], length: int | Length) -> Room:
    """The room that a length leaves for these sentences; a number is one of sentences."""
    asked = length if isinstance(length, Length) else Length(sentences=length)
    if asked.sentences is not None:
        return Room(sizes=(1.0,) * len(sentences), most=asked.sentences)
    sizes = tuple(max(1.0, counted(words(sentence.text))) for sentence in sentences)
    most = float(asked.words) if asked.words is not None else (asked.share or 0.0) * sum(sizes)
    return Room(sizes=sizes, most=max(most, min(sizes, default=0.0)))


def counted(said: Sequence[str]) -> float:
    """The number of words; where they run together, two characters' pairs count as one."""
    unspaced = sum(1 for word in said if UNSPACED.match(word))
    return len(said) - unspaced / 2


def fitting(order: Iterable[int], room: Room) -> tuple[int, ...]:
    """Those of the sentences that fit when they are taken in this order, each if there is still room for it."""
    taken: list[int] = []
    left = room.most
    for index in order:
        if room.sizes[index] <= left:
            taken.append(index)
            left -= room.sizes[index]
    return tuple(taken)


def beginning(room: Room) -> tuple[int, ...]:
    """The first sentences, up to the first one that does not fit; at least one, if there is any."""
    taken: list[int] = []
    left = room.most
    for index, size in enumerate(room.sizes):
        if size > left and taken:
            break
        taken.append(index)
        left -= size
    return tuple(taken)
