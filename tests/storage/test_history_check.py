"""What does not fit together in a history, or is damaged."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from monitor.core.errors import HistoryUnreachable
from storage import backup, history
from storage.database import Database
from tests.builders import arrival


def test_a_sound_history_has_no_problems(database):
    with database.write() as c:
        history.store(c, [arrival(), arrival(title="x"), arrival(url="https://post.example/b")])
    assert backup.check(database) == ()


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("DELETE FROM summaries WHERE article_id = 1", "no summary: article 1"),
        ("DELETE FROM fingerprints", "no fingerprint: article 1, 2"),
        ("UPDATE articles SET version = 2 WHERE id = 1", "the latest version is not the one that is named: article 1"),
        ("DELETE FROM versions WHERE article_id = 2", "the latest version is not the one that is named: article 2"),
        ("UPDATE addresses SET article_id = 1", "its own address leads elsewhere: article 2"),
        ("INSERT INTO stories (id, first_seen) VALUES (9, '2026-01-01'); UPDATE articles SET story_id = 9 WHERE id = 2",
         "in another story than its original: article 2"),
        ("DELETE FROM article_words", "not found by search: article 1, 2"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_named(database, damage, problem):
    with database.write() as c:
        history.store(c, [arrival(), arrival(url="https://post.example/b")])
        for statement in damage.split(";"):
            c.execute(text(statement))
    assert backup.check(database) == (problem,)


@pytest.mark.parametrize("start", [4096, 40_000, 100])  # tables, rows, the schema itself
def test_a_damaged_file_is_told_in_one_line(filled, start):
    filled.close()
    whole = filled.file.read_bytes()
    filled.file.write_bytes(whole[:start] + b"\xac" * 30_000 + whole[start + 30_000 :])
    try:
        with Database.open_to_read(f"sqlite:///{filled.file}") as database:
            (told,) = backup.check(database)
    except HistoryUnreachable as refused:
        told = str(refused)
    assert "the file is damaged" in told
    assert "restore a backup" in told
    assert "\n" not in told


def test_a_schema_that_is_no_text_is_damage(filled):
    """SQLite's own words quote the schema, and Python fails to read them."""
    with closing(sqlite3.connect(filled.file)) as c:
        c.execute("PRAGMA writable_schema = ON")
        c.execute(
            "UPDATE sqlite_master SET sql = CAST(x'ac' || sql AS TEXT), name = CAST(x'ac' AS TEXT) WHERE name = 'hosts'"
        )
        c.commit()
    with pytest.raises(HistoryUnreachable, match="the file is damaged"):
        Database.open(f"sqlite:///{filled.file}")


def test_rows_that_refer_to_nothing_are_named(filled):
    with filled.engine.connect() as c:
        c.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        c.connection.driver_connection.execute("DELETE FROM stories")
        c.invalidate()
    assert "row 1 of articles refers to a missing row of stories" in backup.check(filled)
