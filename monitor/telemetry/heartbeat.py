"""Word to the service manager that started this process: ready, alive, ending (sd_notify(3)).

systemd names a socket in the environment; each word is a datagram to it. Elsewhere nobody listens, and nothing is sent.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from datetime import timedelta

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def tell(word: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether somebody was there to be told; a manager that is gone is no failure of ours."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return False
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
            out.connect("\0" + address[1:] if address.startswith("@") else address)
            out.sendall(word.encode())
    except OSError:
        return False
    return True


def interval(environ: Mapping[str, str] = os.environ) -> timedelta | None:
    """How often to say that one is alive: half of what the manager waits; None where it does not watch this process."""
    try:
        waits = int(environ["WATCHDOG_USEC"])
        watched = int(environ.get("WATCHDOG_PID", os.getpid())) == os.getpid()
    except (KeyError, ValueError):
        return None
    return timedelta(microseconds=waits) / 2 if watched and waits > 0 else None
