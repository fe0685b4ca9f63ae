"""A setting as it may be shown."""

from __future__ import annotations

from datetime import time, timedelta

from monitor.core.schedule import WEEKDAYS, Weekly
from monitor.settings.model import Settings, attribute, kinds
from monitor.settings.values import spell

HIDDEN = "(hidden)"


def shown(settings: Settings, name: str) -> str:
    """The value of "table.key" as the user would write it; of a secret that is set only what tells nothing."""
    table, _, key = name.partition(".")
    value = getattr(getattr(settings, table), attribute(key))
    kind = kinds()[name]
    if kind.secret and value:
        return kind.mask(value) if kind.mask else HIDDEN
    if isinstance(value, tuple):
        return ", ".join(_spelled(one) for one in value)
    return _spelled(value)


def _spelled(value: object) -> str:
    if isinstance(value, timedelta):
        return spell(value)
    if isinstance(value, Weekly):
        return f"{WEEKDAYS[value.weekday]} {value.at:%H:%M}"
    if value is None:
        return ""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)
