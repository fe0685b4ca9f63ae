"""The digest in formats that are kept or passed on."""

import io
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import feedparser
import pytest

ROW = '{"url": "https://paper.example/a", "title": "Harbour theatre", "text": "It opens.", "published": "2026-03-17"}'
MONITOR = Path(sys.executable).with_name("monitor")


@pytest.fixture
def digest(command, tmp_path):
    (tmp_path / "rows.jsonl").write_text(ROW)
    assert command("import", tmp_path / "rows.jsonl").code == 0
    return lambda *arguments: command("digest", "2026-03-17", *arguments)


def test_a_feed_is_printed_or_written(digest, tmp_path):
    printed = digest("--format", "atom")
    assert printed.code == 0
    assert [one.title for one in feedparser.parse(printed.out.encode()).entries] == ["Harbour theatre"]
    assert digest("--format", "jsonfeed", "-o", tmp_path / "feed.json").code == 0
    assert '"Harbour theatre"' in (tmp_path / "feed.json").read_text()


def test_a_book_is_written_to_a_file(digest, tmp_path):
    assert digest("--format", "epub", "-o", tmp_path / "digest.epub").code == 0
    assert "EPUB/package.opf" in zipfile.ZipFile(tmp_path / "digest.epub").namelist()


def run(database, config, **options):
    """The command as a process, its history the same."""
    arguments = ["--config", str(config), "--database", database, "digest", "2026-03-17", "--format", "epub"]
    return subprocess.run([MONITOR, *arguments], check=False, stderr=subprocess.PIPE, timeout=60, **options)


@pytest.mark.usefixtures("digest")
def test_a_book_goes_through_a_pipe_but_not_to_a_terminal(database, config):
    piped = run(database, config, stdout=subprocess.PIPE)
    assert piped.returncode == 0
    assert zipfile.ZipFile(io.BytesIO(piped.stdout)).read("mimetype") == b"application/epub+zip"
    ours, theirs = pty.openpty()
    shown = run(database, config, stdout=theirs)
    os.close(theirs)
    os.close(ours)
    assert shown.returncode == 2
    assert shown.stderr.decode() == "monitor: --format epub: a file to write it to: -o digest.epub\n"
