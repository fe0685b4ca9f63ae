"""Where things lie on this machine: the user's directory, the data directory, the time zone."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import platformdirs

from monitor.core.errors import SettingError

VARIABLE = "MONITOR_CONFIG"
_APP = "monitor"


def user_directory(given: Path | None = None, environ: Mapping[str, str] | None = None) -> Path:
    """The directory of the user's files: `given`, else MONITOR_CONFIG, else the platform's.

    The platform's need not exist. One that was asked for must: a typing error would silently bring the
    defaults; raises SettingError.
    """
    named = (environ or {}).get(VARIABLE, "")
    if given is None and not named:
        return platformdirs.user_config_path(_APP, appauthor=False)
    directory = (Path(named) if given is None else given).expanduser()
    if not directory.is_dir():
        raise SettingError(VARIABLE if given is None else "--config", "", "", f"{directory} is no directory")
    return directory


def data_directory() -> Path:
    """The directory of what the program keeps; it need not exist yet."""
    return platformdirs.user_data_path(_APP, appauthor=False)


def packaged(name: str) -> Traversable:
    """A file of the packaged defaults; `config` is found in a checkout, an editable install and a wheel alike."""
    return resources.files("config") / name


def machine_zone() -> ZoneInfo:
    """The machine's time zone; UTC where it has none that can be named."""
    import tzlocal

    try:
        return ZoneInfo(tzlocal.get_localzone().key)  # a zone file without a name gives one that cannot be found again
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
