import resource
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from sqlalchemy import text

from monitor.core.errors import AlreadyRunning, HistoryError, HistoryNewer, HistoryUnreachable, InvalidInput
from storage import backup, engines, history, upgrade
from storage.database import PATIENCE, Database
from storage.lock import DAEMON, single
from storage.schema import REVISIONS
from tests.builders import NOON, arrival


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/monitor.db"


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


def test_a_backup_made_while_batches_are_stored_holds_all_that_was_stored_before_it_and_whole_batches(sqlite, tmp_path):
    """Each batch has three articles; the copy begins after some, and the writer goes on all the while."""
    begun, enough = threading.Event(), threading.Event()

    def write():
        for batch in range(400):
            if enough.is_set() and batch > 40:
                return
            told = [arrival(url=f"https://paper.example/{batch}/{n}", paragraphs=(f"{batch} {n}",)) for n in range(3)]
            with sqlite.write() as c:
                history.store(c, told)
            if batch == 30:
                begun.set()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        assert begun.wait(60)
        before = count(sqlite)
        backup.backup(sqlite, tmp_path / "kept.db")
        enough.set()
        writing.result()
    restored = f"sqlite:///{tmp_path}/again.db"
    backup.restore(restored, tmp_path / "kept.db", NOON)
    kept, there = entries(restored), entries(f"sqlite:///{sqlite.file}")
    assert before <= len(kept) <= len(there)
    assert len(kept) % 3 == 0
    assert kept == there[: len(kept)]


def entries(url):
    with Database.open(url) as database, database.read() as c:
        assert backup.check(database) == ()
        return list(history.walk(c))


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


def entries_of(url):
    with Database.open(url) as database:
        assert backup.check(database) == ()
        return count(database)


def test_what_is_restored_is_the_history_at_the_backup_and_what_was_there_is_kept(filled, url, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    with filled.write() as c:
        history.store(c, [arrival(url="https://third.example/c")])
    aside = backup.restore(url, tmp_path / "kept.db", NOON)
    assert aside == tmp_path / "monitor.db.before-restore-20260317T120000Z"
    assert entries_of(url) == 2
    assert entries_of(f"sqlite:///{aside}") == 3  # the third was still in the log beside the file


def test_a_restored_history_goes_on(filled, url, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    backup.restore(url, tmp_path / "kept.db", NOON)
    with Database.open(url) as database:
        with database.write() as c:
            history.store(c, [arrival(url="https://third.example/c")])
        assert count(database) == 3


@pytest.mark.parametrize("start", [0, 40_000])
def test_a_damaged_history_is_restored(filled, url, tmp_path, start):
    backup.backup(filled, tmp_path / "kept.db")
    filled.close()
    whole = filled.file.read_bytes()
    damaged = whole[:start] + b"\xff" * 60_000 + whole[start + 60_000 :]
    filled.file.write_bytes(damaged)
    aside = backup.restore(url, tmp_path / "kept.db", NOON)
    assert entries_of(url) == 2
    assert aside.read_bytes() == damaged


def test_a_backup_restores_into_a_new_history_too(filled, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    assert backup.restore(f"sqlite:///{tmp_path}/new/monitor.db", tmp_path / "kept.db", NOON) is None
    assert entries_of(f"sqlite:///{tmp_path}/new/monitor.db") == 2


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(url, tmp_path):
    earlier = Database(engines.engine(engines.address(f"sqlite:///{tmp_path}/earlier.db"), PATIENCE))
    with earlier, earlier.write() as c:
        command.upgrade(upgrade.configuration(c), REVISIONS[0])
    backup.restore(url, tmp_path / "earlier.db", NOON)
    with Database.open(url, migrate=False) as restored:
        assert count(restored) == 0


def test_a_log_that_lies_beside_no_history_is_not_taken_for_the_restored_ones(filled, url, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    filled.close()
    filled.file.rename(tmp_path / "lost")
    (tmp_path / "monitor.db-wal").write_bytes(b"x" * 5000)
    backup.restore(url, tmp_path / "kept.db", NOON)
    assert entries_of(url) == 2
    assert (tmp_path / "monitor.db.before-restore-20260317T120000Z-wal").read_bytes() == b"x" * 5000


def test_a_link_to_a_history_stays_one(filled, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    (tmp_path / "link.db").symlink_to(filled.file)
    backup.restore(f"sqlite:///{tmp_path}/link.db", tmp_path / "kept.db", NOON)
    assert (tmp_path / "link.db").is_symlink()
    assert entries_of(f"sqlite:///{tmp_path}/link.db") == 2


def unchanged(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and "-shm" not in file.name}


@pytest.mark.usefixtures("filled")
def test_what_is_no_history_is_not_restored(url, tmp_path):
    (tmp_path / "letter").write_text("Dear editor, " * 99)
    (tmp_path / "empty").touch()
    before = unchanged(tmp_path)
    for name in ("letter", "empty"):
        with pytest.raises(HistoryUnreachable, match=name):
            backup.restore(url, tmp_path / name, NOON)
    for name in ("nothing", "."):
        with pytest.raises(InvalidInput, match="no such file"):
            backup.restore(url, tmp_path / name, NOON)
    assert unchanged(tmp_path) == before


@pytest.mark.usefixtures("filled")
def test_a_backup_of_a_later_version_is_not_restored(url, tmp_path):
    with Database.open(f"sqlite:///{tmp_path}/later.db") as later, later.write() as c:
        c.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = unchanged(tmp_path)
    with pytest.raises(HistoryNewer):
        backup.restore(url, tmp_path / "later.db", NOON)
    assert unchanged(tmp_path) == before


def test_a_damaged_backup_is_not_restored(filled, url, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    whole = (tmp_path / "kept.db").read_bytes()
    (tmp_path / "kept.db").write_bytes(whole[:40_000] + b"\xff" * 60_000 + whole[100_000:])
    before = unchanged(tmp_path)
    with pytest.raises(HistoryUnreachable, match="damaged"):
        backup.restore(url, tmp_path / "kept.db", NOON)
    assert unchanged(tmp_path) == before


def test_nothing_is_restored_under_a_running_daemon_nor_over_what_was_kept(filled, url, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    with single(filled, DAEMON), pytest.raises(AlreadyRunning):
        backup.restore(url, tmp_path / "kept.db", NOON)
    (tmp_path / "monitor.db.before-restore-20260317T120000Z").touch()
    with pytest.raises(InvalidInput, match="exists already"):
        backup.restore(url, tmp_path / "kept.db", NOON)
    assert entries_of(url) == 2


def test_a_history_that_cannot_be_put_aside_stays(filled, tmp_path):
    backup.backup(filled, tmp_path / "kept.db")
    for name in ("", "kept.db/monitor.db", "n" * 250):  # a folder, below a file, no room in its name
        with pytest.raises(HistoryUnreachable):
            backup.restore(f"sqlite:///{tmp_path}/{name}", tmp_path / "kept.db", NOON)
    assert not [file for file in tmp_path.iterdir() if "unfinished" in file.name]


def test_postgresql_has_tools_of_its_own(migrated_postgresql, tmp_path):
    with Database.open(migrated_postgresql) as database:
        with pytest.raises(InvalidInput, match="pg_dump"):
            backup.backup(database, tmp_path / "kept.db")
        with pytest.raises(InvalidInput, match="pg_restore"):
            backup.restore(migrated_postgresql, tmp_path / "kept.db", NOON)
