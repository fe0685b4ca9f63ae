"""Articles from a file of JSON lines into the history, by the same steps as fetched ones."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from monitor.core.errors import InvalidInput, MonitorError
from monitor.core.model import Arrival, Article, Outcome, Source, Stored
from monitor.core.text import clean, one_line
from monitor.core.urls import canonical_url, host
from monitor.service import pages
from monitor.service.articles import style
from monitor.service.desk import Desk
from monitor.service.pages import Page, Prepared
from monitor.service.rows import BadRow, Row, parsed
from monitor.service.writer import Writer
from monitor.workers import Workers
from storage import history
from storage import lines as learning
from storage.alone import alone

BATCH = 64  # rows on their way at once, stored in one transaction
SOURCE_AT_MOST = 200  # characters of a source's name
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: how many rows came out how, and those that were skipped."""

    outcomes: tuple[tuple[Outcome, int], ...]
    bad: tuple[BadRow, ...]

    @property
    def stored(self) -> int:
        """Rows that the history did not have so before."""
        return self.taken - dict(self.outcomes).get(Outcome.UNCHANGED, 0)

    @property
    def taken(self) -> int:
        """Rows that are in the history now."""
        return sum(number for _, number in self.outcomes)


def _unwatched(_: int) -> None:
    """Progress that nobody watches."""


async def load(desk: Desk, lines: Iterable[str], progress: Callable[[int], None] = _unwatched) -> Imported:
    """What became of the rows; every batch is one transaction, and a bad row stops nothing but itself.

    While a batch is read the one before it is stored, and the next one parsed. `progress` is told how many lines are
    read.
    """
    outcomes: Counter[Outcome] = Counter()
    bad: list[BadRow] = []
    done = 0
    async with Writer(desk.database) as writer, Workers() as workers:
        given = _Import(
            desk=desk, sources={source.id: source for source in desk.sources}, writer=writer, workers=workers
        )
        arrivals: list[Arrival] = []
        rows = parsed(lines)
        batch = await _batch(rows)
        while batch or arrivals:
            done += len(batch)
            told, stored, batch = await asyncio.gather(
                given.read(batch), writer(_stored, arrivals, desk.moment), _batch(rows)
            )
            outcomes.update(one.outcome for one in stored)
            arrivals = [result for result in told if isinstance(result, Arrival)]
            bad.extend(result for result in told if isinstance(result, BadRow))
            progress(done)
    return Imported(outcomes=tuple(outcomes.items()), bad=tuple(bad))


async def _batch(rows: Iterator[Row | BadRow]) -> list[Row | BadRow]:
    """The next rows; while they are parsed, those on their way have their turn."""
    batch = []
    for row in islice(rows, BATCH):
        batch.append(row)
        await asyncio.sleep(0)
    return batch


@dataclass(frozen=True, slots=True, kw_only=True)
class _Import:
    """What a row needs on its way."""

    desk: Desk
    sources: dict[str, Source]
    writer: Writer
    workers: Workers

    async def read(self, batch: Sequence[Row | BadRow]) -> list[Arrival | BadRow]:
        """The rows ready for the history, each or why it is not."""
        ids = {self._source(row).id for row in batch if isinstance(row, Row) and row.html}
        learned = await self.writer(_learned, ids) if ids else {}
        return await asyncio.gather(*(self._arrival(row, learned) for row in batch))

    async def _arrival(self, row: Row | BadRow, learned: Mapping[str, frozenset[int]]) -> Arrival | BadRow:
        if isinstance(row, BadRow):
            return row
        source = self._source(row)
        try:
            prepared = await self._prepared(row, source, learned.get(source.id, frozenset()))
        except MonitorError as error:
            return BadRow(line=row.line, reason=getattr(error, "reason", str(error)), url=row.url)
        return Arrival(
            url=clean(row.url),
            key=canonical_url(row.url),
            source_id=source.id,
            source_name=source.name,
            article=prepared.article,
            summary=prepared.summary,
            fingerprint=prepared.fingerprint,
            terms=prepared.terms,
            seen_at=self.desk.now(),
            counted_at=prepared.article.published,
            section=source.section,
        )

    def _source(self, row: Row) -> Source:
        """The source that the row names; an unknown one is taken as a name, and the address's host stands for none."""
        name = one_line(row.source or "")[:SOURCE_AT_MOST] or host(row.url).removeprefix("www.")
        return self.sources.get(name) or Source(id=name, url=row.url, name=name)

    async def _prepared(self, row: Row, source: Source, learned: frozenset[int]) -> Prepared:
        """The row's article, what the row itself says before what was read; a `text` is taken as it is, however short.

        Raises NotAnArticle or InvalidInput.
        """
        wanted = style(self.desk)
        if not row.html:
            return await self.workers.run(pages.prepare, _told(row, source), wanted, subject=row.url)
        page = Page(
            body=row.html,
            url=row.url,
            timezone=source.timezone,
            language=row.language or source.language,
            title=one_line(row.title or "") or None,
            authors=row.authors,
            published=row.published,
            section=row.section,
            learned=learned,
        )
        return await self.workers.run(pages.read, page, wanted, subject=row.url)


def _stored(c: Connection, arrivals: Sequence[Arrival], moment: Callable[[Connection], datetime]) -> tuple[Stored, ...]:
    """What became of a batch, stored in this one transaction.

    What says no moment of its publication, or one to come, counts from when it was stored, as what a round brings: an
    edition published since it was read does not miss it.
    """
    if not arrivals:
        return ()
    alone(c)
    now = moment(c)
    dated = [replace(one, counted_at=min(one.counted_at or now, now), stored_at=now) for one in arrivals]
    return history.store(c, dated)


def _learned(c: Connection, source_ids: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """The keys of each source's lines that are known to be boilerplate."""
    return {source_id: learning.learned(c, source_id) for source_id in source_ids}


def _told(row: Row, source: Source) -> Article:
    paragraphs = tuple(line for part in _BLANK_LINE.split(clean(row.text or "")) if (line := one_line(part)))
    if not paragraphs:
        raise InvalidInput('"text"', "nothing is left of it without control characters")
    return Article(
        url=row.url,
        title=one_line(row.title or ""),
        paragraphs=paragraphs,
        authors=row.authors,
        published=row.published,
        language=row.language or source.language,
        section=row.section,
        captions=row.captions,
    )
