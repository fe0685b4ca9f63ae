"""Drawings in figures: where bars and dots stand, for templates that draw them as SVG without a script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from monitor.core.model import Coverage, Telling
from monitor.service.pace import Pace
from monitor.web import wording
from monitor.web.wording import LocalTime

BAR, GAP, HEIGHT = 6, 2, 32
ROW = 44
_MOST_ROWS = 12
_LONGEST_LABEL = 42
_STEPS = tuple(
    timedelta(minutes=minutes) for minutes in (15, 30, 60, 120, 180, 360, 720, 1440, 2 * 1440, 7 * 1440, 30 * 1440)
)
_MOST_TICKS = 4
# Pixels: a letter of the axis (13 px, the widest sans of the style sheet), what stays free between two labels, and the
# drawing on a phone of 360 and on paper, which is narrower than a wide window.
_LETTER, _FREE = 7.8, 8
NARROW, WIDE = 322, 540


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One day's bar: its left edge, its height, and what it says."""

    x: int
    height: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Articles a day; `words` say what there is to see, `most` is the highest bar's number."""

    bars: tuple[Bar, ...]
    width: int
    first: date
    last: date
    most: int
    words: str

    @property
    def outline(self) -> str:
        """All bars as one path of SVG."""
        return "".join(f"M{bar.x} {HEIGHT + 1}v-{bar.height}h{BAR}v{bar.height}z" for bar in self.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An article in a story's drawing: how far right, in percent; whether it is a copy, or the first of all."""

    x: float
    copy: bool
    first: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An outlet's articles; its line lies at `y`."""

    label: str
    y: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A moment on the time axis; `anchor` keeps its words inside the drawing.

    It has no words where they would touch others in any window, and is `spare` where they would in a narrow one.
    """

    x: float
    words: str
    anchor: str
    spare: bool = False

    def reach(self, width: float) -> tuple[float, float]:
        """From where to where the words go in a drawing of that width."""
        size, at = len(self.words) * _LETTER, self.x / 100 * width
        start = at - {"start": 0.0, "middle": size / 2, "end": size}[self.anchor]
        return start, start + size


@dataclass(frozen=True, slots=True, kw_only=True)
class Pickup:
    """When each outlet told a story; `more` outlets found no room."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height: int
    more: int
    words: str


def bars(pace: Pace) -> Bars:
    """The source's articles a day; a day with any has a bar that can be seen."""
    most, total = max(pace.articles, default=0), sum(pace.articles)
    told = wording.count(total, "article") if total else "No articles"
    peak = f", most on {wording.short_day(pace.days[pace.articles.index(most)])}: {most}" if total else ""
    return Bars(
        bars=tuple(_bar(index, day, number, most) for index, (day, number) in enumerate(_pairs(pace)) if number),
        width=len(pace.days) * (BAR + GAP) - GAP,
        first=pace.days[0],
        last=pace.days[-1],
        most=most,
        words=f"{told} in {wording.count(len(pace.days), 'day')}{peak}.",
    )


def _pairs(pace: Pace) -> zip[tuple[date, int]]:
    return zip(pace.days, pace.articles, strict=True)


def _bar(index: int, day: date, number: int, most: int) -> Bar:
    words = f"{wording.short_day(day)}: {wording.count(number, 'article')}"
    return Bar(x=index * (BAR + GAP), height=max(2, round(number / most * HEIGHT)), words=words)


def pickup(story: Coverage, when: LocalTime) -> Pickup | None:
    """When each outlet told the story, in the order of their coming; None where only one moment is to be shown."""
    start, end = story.timeline[0].told_at, story.timeline[-1].told_at
    if start == end or len(story.outlets) == 1:
        return None
    span = end - start
    told = {name: [each for each in story.timeline if each.source_name == name] for name in story.outlets}
    rows = tuple(
        Row(label=_short(name), y=index * ROW + 30, dots=tuple(_dot(each, story, when) for each in told[name]))
        for index, name in enumerate(story.outlets[:_MOST_ROWS])
    )
    return Pickup(
        rows=rows,
        ticks=_ticks(start, end, when),
        height=len(rows) * ROW + 24,
        more=len(story.outlets) - len(rows),
        words=f"{story.first.source_name} told it first, {when.full(start)}; "
        f"{len(story.outlets)} outlets within {wording.length(span)}.",
    )


def _dot(each: Telling, story: Coverage, when: LocalTime) -> Dot:
    start, end = story.timeline[0].told_at, story.timeline[-1].told_at
    words = f"{each.source_name}, {when.full(each.told_at)}" + (", the same text as another" if each.copy_of else "")
    return Dot(
        x=_place(each.told_at, start, end),
        copy=each.copy_of is not None,
        first=each.article_id == story.first.article_id,
        words=words,
    )


def _place(moment: datetime, start: datetime, end: datetime) -> float:
    """Percent from the left, with room for a dot at both ends."""
    return round(1.5 + 97 * ((moment - start) / (end - start)), 2)


def _ticks(start: datetime, end: datetime, when: LocalTime) -> tuple[Tick, ...]:
    """Whole quarters, hours or days inside the span, four at most; those at the edges read inwards."""
    step = next((step for step in _STEPS if (end - start) / step <= _MOST_TICKS), _STEPS[-1])
    midnight = when.here(start).replace(hour=0, minute=0, second=0, microsecond=0)
    count = (when.here(start) - midnight) // step + 1
    moments: list[datetime] = []
    while (moment := midnight + count * step) <= end and len(moments) <= _MOST_TICKS:
        moments.append(moment)
        count += 1
    return _legible([_tick(moment, start, end, when) for moment in moments])


def _legible(ticks: list[Tick]) -> tuple[Tick, ...]:
    """The ticks without the words that have no room; a day goes before an hour, an earlier before a later one."""
    anywhere, everywhere = _fitting(ticks, WIDE), _fitting(ticks, NARROW)
    return tuple(
        replace(tick, words=tick.words if tick in anywhere else "", spare=tick not in everywhere) for tick in ticks
    )


def _fitting(ticks: list[Tick], width: float) -> list[Tick]:
    """Ticks whose words don't touch one another in a drawing of that width."""
    found: list[Tick] = []
    for tick in sorted(ticks, key=lambda tick: ":" in tick.words):
        start, end = tick.reach(width)
        others = (other.reach(width) for other in found)
        if all(end + _FREE <= first or last + _FREE <= start for first, last in others):
            found.append(tick)
    return found


def _tick(moment: datetime, start: datetime, end: datetime, when: LocalTime) -> Tick:
    x = _place(moment, start, end)
    anchor = "start" if x < 10 else "end" if x > 90 else "middle"
    midnight = when.clock(moment) == "00:00"
    words = wording.short_day(when.here(moment).date()) if midnight else when.clock(moment)
    return Tick(x=x, words=words, anchor=anchor)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1].rstrip()}…"
