"""Who holds what for a while: a source that is visited, a host that is asked.

A lease ends by itself, so that a machine that was switched off holds nothing for long: its owner keeps it by `keep`
as long as it lives. And it counts for nothing once its owner is known to be dead, so that after a crash on this
machine nobody waits for it to end.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Column, Connection, Row, Select, Table, bindparam, select, update

from storage import statements
from storage.visit_tables import hosts, sources_state

HOLD = timedelta(seconds=90)
"""How long a lease lasts that nobody keeps: the time after which another machine takes over from one that is gone."""
BEAT = timedelta(seconds=20)
"""How often an owner keeps its leases: one beat, or two, may fail."""

_LIVING: set[str] = set()
"""Tokens of this process's owners, until they end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A process that holds leases; `token` tells it from an earlier process of the same number.

    `host` is the machine or container as `machine` names it. A token is the moment at which it started the process
    (empty where the system does not say), and what tells this owner from all others.
    """

    host: str
    pid: int
    token: str

    @classmethod
    def here(cls) -> Self:
        """This process, with a token of its own at each call."""
        token = f"{_started(os.getpid())}.{secrets.token_hex(16)}"
        _LIVING.add(token)
        return cls(host=machine(), pid=os.getpid(), token=token)

    def end(self) -> None:
        """What this owner of this process still holds counts for nothing: it could not be given back."""
        _LIVING.discard(self.token)


Alive = Callable[[Owner], bool]


def is_alive(owner: Owner) -> bool:
    """Whether the owner may be alive; False only for a process of this machine that is there no more.

    Its number may be another's by now.
    """
    if owner.host != machine():
        return True
    if owner.pid == os.getpid():
        return owner.token in _LIVING
    try:
        os.kill(owner.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, and there
        pass
    started = owner.token.rpartition(".")[0]
    return not started or _started(owner.pid) in {"", started}


@cache
def machine() -> str:
    """This machine's name, and on Linux what tells it from others of that name: its start, and its view of processes.

    Machines made from one image, and containers that share their host's name, number their processes alike: one would
    take the other's for dead. A container that is started again is another one, and waits for the leases to end.
    """
    name = socket.gethostname()
    try:
        told = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii") + str(
            Path("/proc/self/ns/pid").readlink()
        )
    except OSError:  # not Linux, or hidden from us
        return name
    return f"{name}/{hashlib.blake2b(told.encode(), digest_size=6).hexdigest()}"


def _started(pid: int) -> str:
    """When a process was started, in the kernel's ticks since the machine was; empty where that cannot be read."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # not Linux, or hidden from us
        return ""
    return told.rpartition(")")[2].split()[19]  # after the name, which may hold anything, the third field comes first


FREE: dict[str, None] = {"lease_host": None, "lease_pid": None, "lease_token": None, "lease_until": None}
"""The columns of a lease that nobody holds."""


def held_by(owner: Owner, until: datetime) -> dict[str, str | int | datetime]:
    """The columns of a lease that the owner holds."""
    return {"lease_host": owner.host, "lease_pid": owner.pid, "lease_token": owner.token, "lease_until": until}


def locked(c: Connection, key: Column[str], value: str) -> Row[*tuple[Any, ...]]:
    """The row of that key, made where there was none, and nobody else's to change until the transaction ends."""
    seek, make = _statements(key, c.dialect.name)
    row = c.execute(seek, {"sought": value}).one_or_none()
    if row is None:
        c.execute(make, {key.name: value})
        row = c.execute(seek, {"sought": value}).one()
    return row


@cache
def _statements(key: Column[str], dialect: str) -> tuple[Select[Any], statements.Insert]:
    """How a row of the key's table is read and locked, and how it is made; built once, as each page needs them."""
    table: Table = key.table
    seek = select(table).where(key == bindparam("sought")).with_for_update()
    return seek, statements.insert_of(dialect, table).on_conflict_do_nothing()


def is_free(row: Row[*tuple[Any, ...]], now: datetime, alive: Alive) -> bool:
    """Whether nobody holds the row: never leased, run out, or its owner dead."""
    if row.lease_token is None or row.lease_until <= now:
        return True
    return not alive(Owner(host=row.lease_host, pid=row.lease_pid, token=row.lease_token))


def renew(c: Connection, key: Column[str], value: str, owner: Owner, changes: dict[str, Any]) -> bool:
    """Whether the owner still held the row; its columns are then changed so."""
    mine = update(key.table).where(key == value, key.table.c.lease_token == owner.token)
    return c.execute(mine.values(changes)).rowcount == 1


def keep(c: Connection, owner: Owner, until: datetime) -> None:
    """Whatever the owner still holds, it holds until then."""
    for table in (hosts, sources_state):
        c.execute(update(table).where(table.c.lease_token == owner.token).values(lease_until=until))
