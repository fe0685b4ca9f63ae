"""`monitor show`: an article, its story and its changes, on a terminal and elsewhere."""

import fcntl
import json
import os
import pty
import re
import resource
import struct
import subprocess
import sys
import termios
from datetime import UTC, datetime, timedelta

import pytest

from storage import history
from storage.database import Database
from tests.builders import NOON, PARAGRAPHS

MAIN = "from monitor.cli import main; main()"
CORRECTED = (*PARAGRAPHS[:3], "Tickets are gone until June, the box office said.")


@pytest.fixture
def imported(command, tmp_path):
    """Imports the same article with changes."""

    def load(**changes):
        row = {
            "url": "https://paper.example/theatre",
            "title": "Harbour theatre opens again",
            "text": "\n\n".join(PARAGRAPHS),
            "published": "2026-03-17T08:00:00Z",
            "language": "en",
        }
        (tmp_path / "rows.jsonl").write_text(json.dumps(row | changes))
        assert command("import", tmp_path / "rows.jsonl").code == 0

    return load


@pytest.fixture
def shown(config, database):
    """What a command prints on a terminal of so many columns."""

    def run(*arguments, columns):
        outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        environ = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
        with os.fdopen(outer, "rb", buffering=0) as screen:
            process = subprocess.Popen(
                [sys.executable, "-c", MAIN, "--config", str(config), "--database", database, *arguments],
                stdin=inner,
                stdout=inner,
                stderr=inner,
                env=environ | {"TERM": "xterm-256color"},
            )
            os.close(inner)
            told = b""
            try:
                while part := screen.read(4096):
                    told += part
            except OSError:  # Linux says so when the last writer is gone
                pass
            assert process.wait(timeout=60) == 0
        return told.decode().replace("\r\n", "\n")

    return run


def plain(shown):
    return re.sub("\x1b\\[[0-9;]*m", "", shown)


def test_what_a_version_changed_is_marked_word_by_word(command, imported):
    imported()
    imported(text="\n\n".join(CORRECTED))
    told = command("show", "1", "--diff").out
    assert "- Tickets [-for the first week were-] gone [-within an hour-], the box office said.\n" in told
    assert "+ Tickets {+are+} gone {+until June+}, the box office said.\n" in told
    assert "UTC: text removed" in told


def test_on_a_terminal_changed_words_are_coloured_and_every_line_fits(imported, shown):
    imported()
    imported(text="\n\n".join(CORRECTED))
    told = shown("show", "1", "--diff", columns=40)
    assert "\x1b[1;7;31mfor the first week were\x1b[0m" in told
    assert "\x1b[1;7;32mare\x1b[0m" in told
    assert "- Tickets for the first week were gone\n  within an hour, the box office said.\n" in plain(told)
    assert max(map(len, plain(told).splitlines())) <= 40


def test_an_article_fits_the_terminal(imported, shown):
    imported()
    imported(url="https://other.example/theatre")
    told = plain(shown("show", "1", columns=44))
    assert max(map(len, told.splitlines())) <= 44
    assert " ".join(PARAGRAPHS[0].split()) in " ".join(told.split())


def test_on_a_terminal_lines_break_between_words_below_their_column_and_addresses_never(imported, shown):
    url = f"https://paper.example/{'theatre-' * 9}a"
    imported(url=url, published=datetime.now(UTC).isoformat())
    told = plain(shown("digest", "--explain", "1", columns=44))
    assert f"\n{' ' * 20}{url}\n" in told
    assert f"paper.example: Harbour\n{' ' * 20}theatre opens again\n" in told
    assert url in plain(shown("show", "1", columns=44))


def test_a_changed_headline_is_named_and_a_new_paragraph_has_no_marks(command, imported):
    imported()
    imported(title="Harbour theatre opens in May", text="\n\n".join((*PARAGRAPHS, "Nobody was hurt at the opening.")))
    told = command("show", "1", "--diff").out
    assert "Headline\n- Harbour theatre opens [-again-]\n+ Harbour theatre opens {+in May+}\n" in told
    assert "\n+ Nobody was hurt at the opening.\n" in told


def test_what_changed_in_every_line_is_named_and_not_compared(command, imported):
    imported(text="\n\n".join(f"Line {n} of the register." for n in range(500)))
    imported(text="\n\n".join(f"Entry {n} of the ledger." for n in range(500)))
    assert "Too much changed" in command("show", "1", "--diff").out


def test_an_article_is_shown_with_who_told_its_story(command, imported):
    imported()
    imported(url="https://other.example/theatre", published="2026-03-17T09:00:00Z")
    told = command("show", "1").out
    assert "Story 1 · 2 outlets" in told
    assert "First told by paper.example, 2026-03-17 08:00 UTC" in told
    assert "Also in other.example, the same text: Harbour theatre opens again\n" in told
    story = command("show", "2", "--json").json["story"]
    assert story["lead"]["url"] == story["first"]["url"] == "https://paper.example/theatre"
    assert story["outlets"] == ["paper.example", "other.example"]
    assert [one["article_id"] for one in story["timeline"]] == [1, 2]
    assert {quote["url"] for quote in story["summary"]} == {"https://paper.example/theatre"}


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (None, r"paper\.example · seen \d{4}-\d\d-\d\d \d\d:\d\d UTC ·"),
        ("2026-03-17", r"paper\.example · 2026-03-17 ·"),
        ("2026-03-17T08:00:00Z", r"paper\.example · 2026-03-17 08:00 UTC ·"),
    ],
)
def test_a_time_says_no_more_than_is_known(command, imported, published, words):
    imported(published=published)
    assert re.search(words, command("show", "1").out)
    assert re.search(words.split(" · ")[1].removesuffix(" ·").removesuffix(" UTC"), command("search", "theatre").out)


def test_a_page_that_is_gone_is_shown_with_what_it_said(command, imported, database):
    imported()
    with Database.open(database) as opened, opened.write() as c:
        history.gone(c, 1, NOON + timedelta(days=1))
    told = command("show", "1")
    assert "gone at 2026-03-18 12:00 UTC" in told.out
    assert PARAGRAPHS[2] in told.out
    assert command("show", "1", "--json").json["gone_at"] == "2026-03-18T12:00:00Z"


@pytest.mark.parametrize(
    "arguments",
    [("status",), ("digest", "2026-03-17"), ("search", "theatre"), ("show", "1"), ("export",), ("db", "check")],
)
def test_where_nothing_can_be_written_the_history_is_read_and_the_cause_is_named(command, imported, arguments):
    imported()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        told, refused = command(*arguments), command("import", "/dev/null")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert told.code == 0
    assert told.out
    assert "the disk failed to read or write; it is only read, as it was stored last" in told.err
    assert (refused.code, "the disk failed" in refused.err) == (3, True)
