"""Settings and sources: files, variables and flags -> frozen nouns, with errors that say what to mend.

The packaged defaults, under the user's directory, under `MONITOR_*` variables, under flags; merged key by
key. A user's sources.toml replaces the packaged one.
"""

from monitor.settings.merge import load
from monitor.settings.model import (
    DeliverySettings,
    DigestSettings,
    FetchSettings,
    HistorySettings,
    Settings,
    SummarySettings,
    WebSettings,
)
from monitor.settings.shown import shown
from monitor.settings.source import default_name, sources, wanted

__all__ = [
    "DeliverySettings",
    "DigestSettings",
    "FetchSettings",
    "HistorySettings",
    "Settings",
    "SummarySettings",
    "WebSettings",
    "default_name",
    "load",
    "shown",
    "sources",
    "wanted",
]
