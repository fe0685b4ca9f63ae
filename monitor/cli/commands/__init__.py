"""The commands by what they are for; importing this package registers them all."""

from monitor.cli.commands import (
    archive,
    config,
    database,
    deliver,
    demo,
    digest,
    doctor,
    fetch,
    read,
    run,
    sources,
    status,
    watch,
)
from monitor.cli.commands.root import monitor

__all__ = [
    "archive",
    "config",
    "database",
    "deliver",
    "demo",
    "digest",
    "doctor",
    "fetch",
    "monitor",
    "read",
    "run",
    "sources",
    "status",
    "watch",
]
