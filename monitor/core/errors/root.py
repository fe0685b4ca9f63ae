"""What all errors are."""

from __future__ import annotations


class MonitorError(Exception):
    """Everything below; nothing else is raised on purpose."""

    kind: str = "error"
    """What happened in a word or two, the same for all errors of one kind: logs count by it."""
