"""A process that sends what is due, and stops dead at a step of its history to be killed there."""

import socket
from datetime import timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from monitor.service import deliveries
from monitor.service.desk import Desk
from monitor.settings import load
from storage.database import Database
from tests.builders import NOON

READER = "reader@x.example"
NEVER = 0


def desk(url, smtp, folder):
    """A desk with one reader, a minute after noon."""
    mail = {"delivery.smtp": smtp, "delivery.from": "me@x.example", "delivery.to": [READER]}
    settings = load(Path(folder), environ={}, overrides={"history.database": url, **mail})
    return Desk(
        database=Database.open(url), settings=settings, catalogue=lambda: (), now=lambda: NOON + timedelta(minutes=1)
    )


def send(url, smtp, folder, stop, port):
    """Sends what is due; before that statement or commit it says so at the port, and goes no further."""
    made = desk(url, smtp, folder)
    steps = count(1)

    def step(*_):
        if next(steps) == stop:
            with socket.create_connection(("127.0.0.1", port)) as judge:
                judge.recv(1)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    deliveries.send_due(made)
