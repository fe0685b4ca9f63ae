"""Pictures that editions show, by the address at which they were found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, null, select, update

from monitor.core.model import KeptPicture
from storage import statements
from storage.picture_tables import pictures

_p = pictures.c


def unasked(c: Connection, urls: Iterable[str]) -> tuple[str, ...]:
    """The addresses that were never asked for their picture, each once, in their order."""
    wanted = tuple(dict.fromkeys(urls))
    asked: set[str] = set()
    for chunk in statements.chunks(wanted):
        asked.update(c.execute(select(_p.url).where(_p.url.in_(chunk))).scalars())
    return tuple(url for url in wanted if url not in asked)


def keep(c: Connection, url: str, picture: KeptPicture | None, now: datetime) -> None:
    """What an address gave, None where that was no picture; what it gave before stays."""
    row = statements.insert(c, pictures).values(
        url=url,
        name=picture.name if picture else None,
        media_type=picture.media_type if picture else None,
        body=picture.body if picture else None,
        at=now,
    )
    c.execute(row.on_conflict_do_nothing(index_elements=[_p.url]))


def names(c: Connection, urls: Iterable[str]) -> dict[str, str]:
    """By address, the names of the pictures that are kept of them."""
    found: dict[str, str] = {}
    for chunk in statements.chunks(urls):
        rows = c.execute(select(_p.url, _p.name).where(_p.url.in_(chunk), _p.name.is_not(None)))
        found.update((row.url, row.name) for row in rows)
    return found


def named(c: Connection, name: str) -> KeptPicture | None:
    """The picture of that name, None if none is kept."""
    row = c.execute(select(_p.name, _p.media_type, _p.body).where(_p.name == name).limit(1)).one_or_none()
    return None if row is None else KeptPicture(name=row.name, media_type=row.media_type, body=bytes(row.body))


def forget(c: Connection, before: datetime) -> int:
    """How many pictures that came before a moment were dropped; that they were asked for stays known."""
    old = update(pictures).where(_p.at < before, _p.name.is_not(None))
    return c.execute(old.values(name=null(), media_type=null(), body=null())).rowcount
