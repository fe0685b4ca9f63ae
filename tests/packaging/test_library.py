"""The examples of docs/library.md, run and type-checked as they stand there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "library.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def script(tmp_path):
    """All examples, one after the other, as a reader would type them."""
    file = tmp_path / "examples.py"
    file.write_text("\n".join(EXAMPLES), encoding="utf-8")
    return file


def test_every_example_does_what_it_says(script):
    told = subprocess.run([sys.executable, script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "".join(EXAMPLES).count("assert") > 10


@pytest.mark.slow
def test_the_types_of_the_library_are_known_to_who_imports_it(script, tmp_path):
    """Checked as in another project, strictly, without the settings of this one."""
    (tmp_path / "mypy.ini").write_text("[mypy]\nstrict = True\nfollow_imports = silent\n")
    check = [sys.executable, "-m", "mypy", "--config-file", tmp_path / "mypy.ini", script]
    told = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
