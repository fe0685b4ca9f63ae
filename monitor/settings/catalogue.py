"""The sources as their file has them now."""

from __future__ import annotations

import logging
from pathlib import Path

from monitor.core.errors import SettingError
from monitor.core.model import Source
from monitor.settings.source import FILE, sources

log = logging.getLogger(__name__)


class Catalogue:
    """Called, it gives the sources of the user's directory, read again when their file has changed.

    A file that cannot be read any more is reported once, and what it said before holds until it is mended;
    at the start a SettingError is raised.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._stamp = self._current_stamp()
        self._sources = self._read()

    def __call__(self) -> tuple[Source, ...]:
        """The sources as they are now, in the order of the file."""
        stamp = self._current_stamp()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._sources = self._read()
            except SettingError as error:
                log.warning("%s; the sources stay as they were", error)
        return self._sources

    def _read(self) -> tuple[Source, ...]:
        return sources(self._directory if self._directory.is_dir() else None)

    def _current_stamp(self) -> tuple[int, int] | None:
        """What changes with the file: its time and size; None where there is none."""
        try:
            status = (self._directory / FILE).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size
