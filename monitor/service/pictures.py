"""Pictures for the editions: asked for once, kept here, and shown from here, so that no reader's browser asks a paper.

1. Of the latest editions, each story's picture whose address was never asked for is asked for, politely, in its turn.
2. What is no JPEG, PNG, GIF or WebP by its own first bytes, or larger than 2 MiB, is none.
3. What cannot be had is not asked for again: an edition is no worse without it. Whose host's turn did not come is.
4. After sixty days a picture is dropped; its edition stays.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from monitor.core import images
from monitor.core.errors import FetchFailed, NotAsked
from monitor.core.model import Edition, KeptPicture, Request
from monitor.fetch import Fetcher
from monitor.service import crew, editions
from monitor.service.desk import Desk
from monitor.service.gate import HistoryGate
from monitor.service.writer import Writer
from storage import pictures as shelf
from storage.sources import Owner

LARGEST = 2 * 1024 * 1024
"""Bytes of a picture; a page without them is meant to weigh less than a twentieth of that."""
LATEST = 3
"""Editions whose pictures are looked after: a daemon that was ended over it goes on with them."""
KEPT = timedelta(days=60)
"""How long: fifteen pictures a day of 150 kB each take 135 MB in that time."""
_ACCEPT = (("Accept", "image/jpeg, image/png, image/webp, image/gif;q=0.9"),)
_log = logging.getLogger(__name__)


async def gather(desk: Desk) -> int:
    """How many pictures of the latest editions came in; those that did not are logged, and are no failure."""
    wanted = await asyncio.to_thread(missing, desk)
    if not wanted:
        return 0
    owner = Owner.here()
    try:
        async with Writer(desk.database) as writer, crew.keeping(desk, writer, owner):
            limits = replace(crew.limits(desk.settings), max_bytes=LARGEST)
            async with Fetcher(limits, HistoryGate(writer, owner, desk.moment), desk.now) as fetcher:
                came = await asyncio.gather(*(_one(desk, fetcher, writer, url) for url in wanted))
            await writer(shelf.forget, desk.now() - KEPT)
    finally:
        owner.end()
    return sum(came)


def missing(desk: Desk) -> tuple[str, ...]:
    """Addresses of the latest editions' pictures that were never asked for."""
    latest = [editions.named(desk, issue.name) for issue in editions.published(desk)[:LATEST]]
    return desk.read(shelf.unasked, [url for edition in latest for url in _urls(edition)])


def names(desk: Desk, edition: Edition) -> Mapping[str, str]:
    """By a picture's address, the name under which it is shown from here; what is not kept is not in it."""
    return desk.read(shelf.names, _urls(edition))


def named(desk: Desk, name: str) -> KeptPicture | None:
    """The picture of that name, None if none is kept."""
    return desk.read(shelf.named, name)


async def _one(desk: Desk, fetcher: Fetcher, writer: Writer, url: str) -> bool:
    """Whether the picture came in; once it was asked for, it is not asked for again either way."""
    try:
        answer = await fetcher.get(Request(url=url, headers=_ACCEPT, once=True))
        picture = images.kept(answer.body)
        _log.debug("picture %s: %s", url, picture.media_type if picture else "no JPEG, PNG, WebP or GIF")
    except NotAsked as error:
        _log.info("no picture yet: %s", error)
        return False
    except FetchFailed as error:
        picture = None
        _log.info("no picture: %s", error)
    await writer(shelf.keep, url, picture, desk.now())
    return picture is not None


def _urls(edition: Edition) -> Iterable[str]:
    return [item.picture.url for item in edition.items if item.picture]
