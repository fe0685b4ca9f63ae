"""A day of 10,000 sources and a million articles, simulated: what is asked for, and what it takes.

    .venv/bin/python benchmarks/million.py [--sources 10000] [--articles 1000000] [--workers 4]

Events are drawn, decisions are the program's own: when a source is visited again (`core.schedule.next_visit`), when an
article is looked at (`next_look`), with which looks together (five minutes). Sources differ as a power law has it, and
articles come by the hours of a newsroom's day. Costs are those that `scale.py` measured, in CPU milliseconds; a worker
has one core for its own process, and reading goes on beside it. A worker takes jobs in the order in which they were
laid down. Politeness is not simulated: with 10,000 hosts no host is asked more than some times an hour.
"""

from __future__ import annotations

import argparse
import heapq
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from monitor.core import schedule
from monitor.core.schedule import Rhythm

START = datetime(2026, 3, 17, tzinfo=UTC)
DAYS = 4  # the last one is counted: looks at an article go on for three days
LADDER = tuple(timedelta(minutes=one) for one in (15, 60, 360, 1440, 4320))
HOURS = (1, 1, 1, 1, 1, 2, 3, 5, 6, 7, 7, 7, 6, 6, 6, 6, 6, 6, 5, 4, 3, 3, 2, 2)  # articles by the hour of the day
ARTICLE = {"worker": 15.0, "reading": 10.0, "database": 5.8, "storing": 3.6}
VISIT = {"worker": 13.0, "reading": 0.0, "database": 2.9, "storing": 0.0}  # a listing that is not modified
LOOK = {"worker": 10.0, "reading": 0.0, "database": 2.5, "storing": 0.5}  # not measured: an article, but not read
ON_DISK = 25_000  # bytes an article, with indexes


@dataclass
class Day:
    """What was done in each minute of the last day, and how long jobs waited."""

    articles: Counter[int] = field(default_factory=Counter)
    visits: Counter[int] = field(default_factory=Counter)
    looks: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)


def arrivals(chance: random.Random, a_day: float) -> Iterator[datetime]:
    """When a source's articles come out, over all days."""
    for day in range(DAYS):
        many = int(a_day) + (chance.random() < a_day % 1)
        for hour in sorted(chance.choices(range(24), HOURS, k=many)):
            yield START + timedelta(days=day, hours=hour, seconds=chance.uniform(0, 3600))


def simulated(sources: int, articles: int, workers: int) -> Day:
    chance, day = random.Random(17), Day()
    weights = [1 / (rank + 20) ** 0.8 for rank in range(sources)]
    share = articles / sum(weights)
    coming = [sorted(arrivals(chance, weight * share), reverse=True) for weight in weights]
    events = [(START + chance.random() * schedule.EVERY, source) for source in range(sources)]
    heapq.heapify(events)
    free = [START] * workers
    looks: dict[int, list[datetime]] = {source: [] for source in range(sources)}
    last_new: dict[int, datetime] = {}
    end = START + timedelta(days=DAYS)
    while events:
        due, source = heapq.heappop(events)
        if due >= end:
            continue
        begin = max(due, free[0])
        new = 0
        while coming[source] and coming[source][-1] <= begin:
            coming[source].pop()
            new += 1
        young = [moment for moment in looks[source] if moment <= begin]
        looks[source] = [moment for moment in looks[source] if moment > begin]
        if new:
            last_new[source] = begin
            looks[source] += [begin + age for age in LADDER for _ in range(new)]
        cost = new * ARTICLE["worker"] + VISIT["worker"] + len(young) * LOOK["worker"]
        heapq.heapreplace(free, begin + timedelta(milliseconds=cost))
        if due >= end - timedelta(days=1):
            minute = int((begin - START).total_seconds() // 60)
            day.articles[minute] += new
            day.visits[minute] += 1
            day.looks[minute] += len(young)
            day.waits.append((begin - due).total_seconds())
        rhythm = Rhythm(every=schedule.EVERY, last_new=last_new.get(source))
        heapq.heappush(events, (schedule.next_visit(rhythm, begin, chance=chance.random()), source))
    return day


def told(day: Day) -> None:
    minutes = sorted(day.visits)
    waits = sorted(day.waits)
    print("| | a day | a second, mean | busiest minute |")
    print("| --- | --- | --- | --- |")
    rows = (("articles", day.articles), ("visits", day.visits), ("looks", day.looks))
    for name, counted in rows:
        total, most = sum(counted.values()), max(counted.values())
        print(f"| {name} | {total:,} | {total / 86400:.1f} | {most / 60:.1f} |")
    print("\n| CPU cores | mean | busiest minute |\n| --- | --- | --- |")
    for part in ("worker", "reading", "database", "storing"):
        costs = ((day.articles, ARTICLE), (day.visits, VISIT), (day.looks, LOOK))
        spent = [sum(counted[one] * cost[part] for counted, cost in costs) for one in minutes]
        name = "storing, one at a time, of 1" if part == "storing" else part
        print(f"| {name} | {sum(spent) / len(minutes) / 60_000:.2f} | {max(spent) / 60_000:.2f} |")
    print(f"\nJobs waited {waits[len(waits) // 2]:.1f} s (median), {waits[int(0.99 * len(waits))]:.1f} s (99 %).")
    print(f"Disk: {sum(day.articles.values()) * ON_DISK / 1e9:.0f} GB a day.")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sources", type=int, default=10_000)
    asked.add_argument("--articles", type=int, default=1_000_000)
    asked.add_argument("--workers", type=int, default=4)
    chosen = asked.parse_args()
    told(simulated(chosen.sources, chosen.articles, chosen.workers))


if __name__ == "__main__":
    main()
