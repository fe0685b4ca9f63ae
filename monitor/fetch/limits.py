"""How far a fetch may go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a fetch may cost and where it may go.

    `total_time` is for one request with its redirects, from its first byte sent to its last received; waiting for
    a host's turn does not count. `delay` is between two starts at one host. `max_bytes` are decoded ones.
    `allow_private` names private addresses that may be reached as "host:port", also "[::1]:80". `proxy` is the
    address of a proxy for every request; those of the environment are never used. `round_time` bounds all waits.
    """

    user_agent: str = "newsmonitor"
    total_time: timedelta = timedelta(seconds=30)
    max_bytes: int = 10 * 1024 * 1024
    max_redirects: int = 5
    delay: timedelta = timedelta(seconds=2)
    hosts_at_once: int = 16
    allow_private: frozenset[str] = frozenset()
    proxy: str | None = None
    round_time: timedelta = timedelta(minutes=10)
