"""A user's directory of settings."""

from pathlib import Path

import pytest

from monitor import settings
from monitor.core.errors import SettingError


@pytest.fixture
def directory(tmp_path):
    return tmp_path


def written(directory: Path, text: str) -> Path:
    (directory / "settings.toml").write_text(text, encoding="utf-8")
    return directory


def refusal(directory: Path, text: str = "", environ=None, overrides=None) -> str:
    with pytest.raises(SettingError) as caught:
        settings.load(written(directory, text), environ=environ or {}, overrides=overrides)
    return str(caught.value).replace(f"{directory}/", "")
