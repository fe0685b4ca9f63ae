import resource

import pytest
from sqlalchemy import text

from monitor.core.errors import HistoryError, HistoryNewer, HistoryUnreachable, InvalidInput
from storage import backup, history
from storage.database import Database
from tests.builders import arrival


@pytest.fixture
def filled(sqlite):
    with sqlite.write() as c:
        history.store(c, [arrival(), arrival(url="https://post.example/b")])
    return sqlite


def count(database):
    with database.read() as c:
        return history.counts(c).articles


def test_a_backup_is_the_history_as_it_was(filled, tmp_path):
    with filled.write():
        backup.backup(filled, tmp_path / "kept.db")
    with Database.open(f"sqlite:///{tmp_path}/kept.db", migrate=False) as kept:
        assert count(kept) == 2
        assert backup.check(kept) == ()
    assert not [file for file in tmp_path.iterdir() if "unfinished" in file.name]


def test_a_backup_overwrites_nothing(filled, tmp_path):
    (tmp_path / "letter").write_text("Dear editor")
    with pytest.raises(InvalidInput, match="exists already"):
        backup.backup(filled, tmp_path / "letter")
    assert (tmp_path / "letter").read_text() == "Dear editor"


@pytest.mark.parametrize("name", ["nowhere/kept.db", "monitor.db/kept.db", "n" * 300])
def test_a_place_that_cannot_be_written_is_named_and_not_the_history(filled, tmp_path, name):
    with pytest.raises(InvalidInput, match="cannot be written") as refused:
        backup.backup(filled, tmp_path / name)
    assert refused.value.subject == str(tmp_path / name)


def test_a_backup_that_outgrows_its_disk_is_named_and_leaves_nothing(filled, tmp_path):
    before, limits = sorted(tmp_path.iterdir()), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, limits[1]))
    try:
        with pytest.raises(HistoryError) as refused:
            backup.backup(filled, tmp_path / "kept.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refused.value.place == str(tmp_path / "kept.db")
    assert sorted(tmp_path.iterdir()) == before


def test_a_damaged_history_is_named_when_it_cannot_be_copied(filled, tmp_path):
    filled.close()
    filled.file.write_bytes(b"Dear editor, " * 9000)
    with pytest.raises(HistoryUnreachable) as refused:
        backup.backup(filled, tmp_path / "kept.db")
    assert refused.value.place == filled.place


def test_what_is_restored_is_the_history_at_the_backup(filled, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    with filled.write() as c:
        history.store(c, [arrival(url="https://third.example/c")])
    backup.restore(filled, tmp_path / "kept.db")
    assert count(filled) == 2
    with filled.write() as c:
        history.store(c, [arrival(url="https://third.example/c")])
    assert count(filled) == 3
    assert backup.check(filled) == ()


def test_a_backup_restores_into_a_new_history_too(filled, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    with Database.open(f"sqlite:///{tmp_path}/new/monitor.db") as new:
        backup.restore(new, tmp_path / "kept.db")
        assert count(new) == 2


def test_what_is_no_history_is_not_restored(filled, tmp_path):
    (tmp_path / "letter").write_text("Dear editor, " * 99)
    (tmp_path / "empty").touch()
    for name in ("letter", "empty"):
        with pytest.raises(HistoryUnreachable, match=name):
            backup.restore(filled, tmp_path / name)
    with pytest.raises(InvalidInput, match="no such file"):
        backup.restore(filled, tmp_path / "nothing")
    assert count(filled) == 2


def test_a_backup_of_a_later_version_is_not_restored(filled, tmp_path):
    with Database.open(f"sqlite:///{tmp_path}/later.db") as later, later.write() as c:
        c.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(HistoryNewer):
        backup.restore(filled, tmp_path / "later.db")
    assert count(filled) == 2


def test_a_damaged_backup_is_not_restored(filled, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    whole = (tmp_path / "kept.db").read_bytes()
    (tmp_path / "kept.db").write_bytes(whole[:40_000] + b"\xff" * 60_000 + whole[100_000:])
    with pytest.raises(HistoryUnreachable, match="damaged"):
        backup.restore(filled, tmp_path / "kept.db")
    assert count(filled) == 2


def test_postgresql_has_tools_of_its_own(migrated_postgresql, tmp_path):
    with Database.open(migrated_postgresql) as database:
        with pytest.raises(InvalidInput, match="pg_dump"):
            backup.backup(database, tmp_path / "kept.db")
        with pytest.raises(InvalidInput, match="pg_restore"):
            backup.restore(database, tmp_path / "kept.db")


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


def test_rows_that_refer_to_nothing_are_named(filled):
    with filled.engine.connect() as c:
        c.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        c.connection.driver_connection.execute("DELETE FROM stories")
        c.invalidate()
    assert backup.check(filled)[0].endswith("of articles refers to a missing row of stories")
