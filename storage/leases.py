"""Who holds what for a while: a source that is visited, a host that is asked.

A lease ends by itself, so that a machine that was switched off holds nothing for ever; and it counts for nothing
once its owner is known to be dead, so that after a crash nobody waits for it to end.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Column, Connection, Row, Table, select, update

from storage import statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A process that holds leases; `token` tells it from an earlier process of the same number."""

    host: str
    pid: int
    token: str

    @classmethod
    def here(cls) -> Self:
        """This process, with a token of its own at each call."""
        return cls(host=socket.gethostname(), pid=os.getpid(), token=secrets.token_hex(8))


Alive = Callable[[Owner], bool]


def is_alive(owner: Owner) -> bool:
    """Whether the owner may be alive; False only for a process of this machine that is there no more."""
    if owner.host != socket.gethostname():
        return True
    try:
        os.kill(owner.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, and there
        return True
    return True


FREE: dict[str, None] = {"lease_host": None, "lease_pid": None, "lease_token": None, "lease_until": None}
"""The columns of a lease that nobody holds."""


def held_by(owner: Owner, until: datetime) -> dict[str, str | int | datetime]:
    """The columns of a lease that the owner holds."""
    return {"lease_host": owner.host, "lease_pid": owner.pid, "lease_token": owner.token, "lease_until": until}


def locked(c: Connection, key: Column[str], value: str) -> Row[*tuple[Any, ...]]:
    """The row of that key, made where there was none, and nobody else's to change until the transaction ends."""
    table: Table = key.table
    c.execute(statements.insert(c, table).values({key.name: value}).on_conflict_do_nothing())
    return c.execute(select(table).where(key == value).with_for_update()).one()


def is_free(row: Row[*tuple[Any, ...]], now: datetime, alive: Alive) -> bool:
    """Whether nobody holds the row: never leased, run out, or its owner dead."""
    if row.lease_token is None or row.lease_until <= now:
        return True
    return not alive(Owner(host=row.lease_host, pid=row.lease_pid, token=row.lease_token))


def renew(c: Connection, key: Column[str], value: str, owner: Owner, changes: dict[str, Any]) -> bool:
    """Whether the owner still held the row; its columns are then changed so."""
    mine = update(key.table).where(key == value, key.table.c.lease_token == owner.token)
    return c.execute(mine.values(changes)).rowcount == 1
