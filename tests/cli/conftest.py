import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor.cli import main
from tests.builders import PARAGRAPHS


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def config(tmp_path):
    """The user's directory, with no sources."""
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "sources.toml").write_text("")
    return folder


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path}/history.db"


@pytest.fixture
def command(config, database, capsys):
    """Runs a command in this process, on a configuration and a history of its own."""

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["--config", str(config), "--database", database, *map(str, arguments)])
        told = capsys.readouterr()
        return Ran(code=ended.value.code, out=told.out, err=told.err)

    return run


@pytest.fixture
def start(config, database, tmp_path):
    """Starts the command as a process of its own; what is still running at the end is killed."""
    running = []

    def begin(*arguments, **options):
        script = Path(sys.executable).with_name("monitor")
        own = () if arguments[0] == "demo" else ("--config", str(config), "--database", database)
        unset = ("MONITOR_", "PYTHONUNBUFFERED")  # output must come without it too
        environ = {name: value for name, value in os.environ.items() if not name.startswith(unset)}
        process = subprocess.Popen(
            [script, *own, *map(str, arguments)],
            **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options),
            text=True,
            cwd=tmp_path,
            env=environ,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def rows(*changes):
    row = {
        "url": "https://paper.example/theatre",
        "source": "The Paper",
        "title": "Harbour theatre opens again",
        "text": "\n\n".join(PARAGRAPHS),
        "published": "2026-03-17T08:00:00Z",
        "language": "en",
    }
    return "".join(json.dumps(row | change) + "\n" for change in changes or ({},))


@pytest.fixture
def imported(command, tmp_path):
    def load(*changes):
        file = tmp_path / "rows.jsonl"
        file.write_text(rows(*changes))
        return command("import", file)

    return load
