"""What a batch has to store and nothing in it asks for, written together: a statement for each table, not for each row.

Texts, words searched, addresses and counted lines are most of what an article writes. They wait here until the batch is
through, or until one of its articles is seen again; the rest is written at once, as the next article may ask for it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import Connection, Table, insert

from monitor.core import learned
from monitor.core.model import Arrival, Article
from storage import index, lines, lookouts, sentences, statements
from storage.schema import addresses, summaries, versions

_ARTICLE = tuple(field.name for field in fields(Article))  # `versions` has a column for each
_Row = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Pending:
    """Rows that wait to be written."""

    _rows: dict[Table, list[_Row]] = field(default_factory=dict)
    _told: list[lookouts.Told] = field(default_factory=list)
    _counted: list[lines.Counted] = field(default_factory=list)

    def text(self, article_id: int, number: int, arrival: Arrival) -> None:
        """A version of an article, and what there is of the latest version alone: its summary and its words."""
        article, summary = arrival.article, arrival.summary
        version = {
            "article_id": article_id,
            "number": number,
            "seen_at": arrival.stored_at or arrival.seen_at,
            "content_hash": content_hash(article),
            **{name: getattr(article, name) for name in _ARTICLE},
        }
        self._add(versions, version)
        told = {"algorithm": summary.algorithm, "sentences": sentences.dump(summary.sentences)}
        self._add(summaries, {"article_id": article_id, **told})
        words = index.words_of(article_id, article.title, (article.subtitle or "", *article.paragraphs))
        self._told.append(lookouts.Told(words=words, arrival=arrival))

    def address(self, key: str, article_id: int, url: str) -> None:
        """A key that leads to the article from now on."""
        self._add(addresses, {"key": key, "article_id": article_id, "url": url})

    def counted(self, arrival: Arrival) -> None:
        """One more article of its source, whose lines count."""
        keys = learned.keys(arrival.article.paragraphs)
        self._counted.append(lines.Counted(source_id=arrival.source_id, keys=keys, at=arrival.seen_at))

    def write(self, c: Connection) -> None:
        """All of it is stored, and waits no more."""
        for table, rows in self._rows.items():
            adding = statements.insert(c, table).on_conflict_do_nothing() if table is addresses else insert(table)
            c.execute(adding, rows)
        index.write(c, [told.words for told in self._told])
        lookouts.find(c, self._told)
        lines.count(c, self._counted)
        self._rows.clear()
        self._told.clear()
        self._counted.clear()

    def _add(self, table: Table, row: _Row) -> None:
        self._rows.setdefault(table, []).append(row)


def content_hash(article: Article) -> str:
    """The same for two texts that a reader would call the same: title, subtitle and paragraphs, to the letter."""
    told = json.dumps([article.title, article.subtitle, *article.paragraphs])
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()
