"""The wheel in an empty environment, run from another folder."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import sumy

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of an environment with the wheel alone; the libraries are borrowed from this one."""
    folder = tmp_path_factory.mktemp("empty")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = folder / "lib" / version / "site-packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--prefix", folder, "--ignore-installed", wheel], check=True)
    for entry in Path(sumy.__file__).parents[1].iterdir():
        # The path file of this checkout's own editable install must not come along.
        if entry.suffix != ".pth" and "newsmonitor" not in entry.name and not (packages / entry.name).exists():
            (packages / entry.name).symlink_to(entry)
    return folder


def run(installed, *arguments):
    environ = {"PATH": os.defpath, "HOME": str(installed)}
    return subprocess.run(
        [installed / "bin" / "python", *arguments],
        capture_output=True,
        text=True,
        cwd=installed,
        env=environ,
        timeout=120,
        check=False,
    )


def test_the_wheel_holds_all_that_is_no_python(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    files = subprocess.run(
        ["git", "ls-files", "monitor", "storage", "config"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    missing = set(files.stdout.split()) - names
    assert not missing
    assert "monitor/py.typed" in names


def test_the_wheel_is_imported_from_its_own_environment(installed):
    told = run(installed, "-c", "import monitor, storage; print(monitor.__file__, storage.__file__)")
    assert told.stdout.count(str(installed)) == 2, told.stderr


def test_the_installed_command_shows_the_demo_from_any_folder(installed):
    told = run(installed, installed / "bin" / "monitor", "demo", "--once")
    assert told.returncode == 0, told.stderr
    assert re.search(r"1\. \S+", told.stdout)


def test_the_installed_command_finds_its_packaged_sources(installed):
    told = run(installed, installed / "bin" / "monitor", "--json", "sources", "list")
    assert told.returncode == 0, told.stderr
    assert '"global-times-culture"' in told.stdout.splitlines()[0]
