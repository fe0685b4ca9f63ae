import os
import random
import re
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from monitor.core.errors import HistoryFull, HistoryNewer, HistoryRefused, HistoryUnreachable
from storage import backup, engines, failures, history, upgrade
from storage.database import PATIENCE, Database
from storage.schema import REVISIONS, metadata
from tests.builders import NOON, arrival


def _ours(_object, name, kind, _reflected, _other):
    return not (kind == "table" and name.startswith("article_words"))


def test_the_migrations_give_exactly_the_schema(database):
    with database.read() as c:
        context = MigrationContext.configure(c, opts={"include_object": _ours, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_migrations_give_the_very_statements_of_the_schema(sqlite):
    def statements(c):
        rows = c.execute(text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'article_words%'"))
        made = {row.name: row.sql for row in rows if row.sql and not row.name.startswith("sqlite_")}
        del made["alembic_version"]
        parts = re.compile(r"\n|, (?=\w+ [A-Z])")  # SQLite puts an added column on the line of the one before
        return {name: sorted(part.strip(" ,\t") for part in parts.split(sql)) for name, sql in made.items()}

    fresh = create_engine("sqlite://")
    with fresh.begin() as c, sqlite.read() as migrated:
        metadata.create_all(c)
        c.execute(text("CREATE TABLE alembic_version (version_num)"))
        assert statements(migrated) == statements(c)


def test_the_revisions_are_those_of_the_migrations():
    script = ScriptDirectory.from_config(upgrade.configuration())
    assert tuple(reversed([revision.revision for revision in script.walk_revisions()])) == REVISIONS


def test_a_database_is_opened_again_as_it_was(database, database_url):
    with Database.open(database_url, migrate=False) as again, again.read() as c:
        assert history.counts(c).articles == 0
    assert again.place == database.place


def test_sqlite_writes_ahead_and_syncs_each_commit(sqlite):
    with sqlite.read() as c:
        assert c.scalar(text("PRAGMA journal_mode")) == "wal"
        assert c.scalar(text("PRAGMA synchronous")) == 2
        assert c.scalar(text("PRAGMA foreign_keys")) == 1


def test_folders_are_made(tmp_path):
    with Database.open(f"sqlite:///{tmp_path}/a/b/monitor.db") as database:
        assert database.file.exists()


def test_without_migrating_nothing_is_made(tmp_path):
    with pytest.raises(HistoryUnreachable, match="no history yet"):
        Database.open(f"sqlite:///{tmp_path}/a/monitor.db", migrate=False)
    assert list(tmp_path.iterdir()) == []


def address(file):
    return URL.create("sqlite", database=str(file)).render_as_string()


ODD = ("100% news?.db", "a#b.db", "news%3F.db", "a;b&c=d.db", "file:news.db", "zürich @home:1.db")


@pytest.mark.parametrize("name", ODD)
def test_a_file_may_have_any_name(tmp_path, name):
    (tmp_path / "kept").mkdir()
    with Database.open(address(tmp_path / name)) as database:
        assert (database.file, database.place) == (tmp_path / name, str(tmp_path / name))
        backup.backup(database, tmp_path / "kept" / name)
    assert backup.restore(address(tmp_path / name), tmp_path / "kept" / name, NOON)
    assert [file.name for file in (tmp_path / "kept").iterdir()] == [name]
    assert {file.name.split(".before")[0].split(".daemon")[0] for file in tmp_path.iterdir()} == {"kept", name}


def test_a_file_that_is_only_read_is_never_made(tmp_path):
    for read in (engines.opened, engines.reader):
        with pytest.raises((sqlite3.Error, OperationalError)):
            read(tmp_path / "a?b.db").connect()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(HistoryUnreachable, match=r"file/monitor\.db: its folder cannot be made"):
        Database.open(f"sqlite:///{tmp_path}/file/monitor.db")


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(HistoryUnreachable, match="cannot be opened"):
        Database.open(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize(
    "url", ["monitor.db", "", "mysql://a:secret@b/c", "sqlite://", "sqlite:///:memory:", "sqlite:///file:x", "x:y"]
)
def test_another_kind_of_address_is_refused(url):
    with pytest.raises(HistoryUnreachable, match="expected sqlite:///PATH") as refused:
        Database.open(url)
    assert "secret" not in str(refused.value)


def test_a_place_never_shows_a_password():
    url = engines.address("postgresql://ada:secret@db.example:5433/news?sslpassword=hidden&sslmode=require")
    assert engines.place(url) == "postgresql://ada@db.example:5433/news?sslmode=require"


def test_a_server_that_is_not_there_is_unreachable():
    with pytest.raises(HistoryUnreachable, match="postgresql://ada@127") as refused:
        Database.open("postgresql://ada:secret@127.0.0.1:1/news")
    assert "secret" not in str(refused.value)


def test_a_database_that_is_not_there_is_unreachable(new_postgresql):
    with pytest.raises(HistoryUnreachable):
        Database.open(re.sub(r"/history\d+", "/nowhere", new_postgresql()))


def test_a_file_that_is_no_database_is_left_untouched(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear editor, " * 200)
    with pytest.raises(HistoryUnreachable, match="no SQLite database"):
        Database.open(f"sqlite:///{file}")
    assert file.read_text() == "Dear editor, " * 200
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("table", ["cookies", "alembic_version"])
def test_the_database_of_another_program_is_left_untouched(tmp_path, table):
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"CREATE TABLE {table} (version_num)")
    before = file.read_bytes()
    with pytest.raises(HistoryUnreachable, match="another program"):
        Database.open(f"sqlite:///{file}")
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


@pytest.fixture(params=["sqlite", "postgresql"])
def own_url(request, tmp_path):
    """The address of a database that is not even empty: there is nothing."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'own.db'}"
    return request.getfixturevalue("new_postgresql")()


def test_a_database_of_a_later_version_is_left_as_it_is(own_url):
    with Database.open(own_url) as database:
        with database.write() as c:
            c.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(HistoryNewer, match="9999"):
            Database.open(own_url)
        with database.read() as c:
            assert c.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_a_full_disk_is_named_and_nothing_is_half_written(sqlite):
    def fill():
        with sqlite.write() as c:
            c.execute(text(f"PRAGMA max_page_count = {c.scalar(text('PRAGMA page_count'))}"))
            for number in range(1000):
                c.execute(text("INSERT INTO hosts (host, robots_body) VALUES (:n, :b)"), {"n": number, "b": "x" * 999})

    with pytest.raises(HistoryFull, match="no room"):
        fill()
    with sqlite.read() as c:
        assert c.scalar(text("SELECT count(*) FROM hosts")) == 0


def test_a_disk_too_full_to_open_the_history_is_named():
    """So SQLite fails on a full disk where nobody has the history open: the index of its log is made first."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    named = failures.named(error, "monitor.db")
    assert isinstance(named, HistoryFull)
    assert "no room left on the disk" in str(named)


def test_a_value_that_the_database_does_not_take_is_named_and_ends_only_its_transaction(database):
    def add(value):
        with database.write() as c:
            if c.dialect.name == "sqlite":
                c.connection.driver_connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4000)
            c.execute(text("INSERT INTO hosts (host) VALUES (:host)"), {"host": value})

    with pytest.raises(HistoryRefused, match="does not take"):
        add("".join(random.Random(7).choices("abcdefghijklmnopqrstuvwxyz", k=9000)))
    add("b.example")
    if database.file is None:
        with pytest.raises(HistoryRefused, match="does not take"):
            add("a\0b")
        with pytest.raises(HistoryRefused, match="does not take"), database.write() as c:
            c.execute(text("UPDATE hosts SET robots_status = 9999999999"))


def test_writing_where_one_may_only_read_is_named(tmp_path):
    Database.open(f"sqlite:///{tmp_path}/monitor.db").close()
    readable = make_url(f"sqlite:///file:{tmp_path}/monitor.db?mode=ro&uri=true")
    with (
        Database(engines.engine(readable, PATIENCE)) as database,
        pytest.raises(HistoryFull, match="read only"),
        database.write() as c,
    ):
        c.execute(text("DELETE FROM hosts"))


@pytest.fixture
def unprivileged():
    """Permissions mean nothing to root: the test goes on as somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    yield
    os.seteuid(0)


@pytest.fixture
def locked_away():
    """A history in a folder where nothing may be written."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Database.open(f"sqlite:///{folder}/monitor.db") as database, database.write() as c:
            history.store(c, [arrival()])
        (folder / "monitor.db").chmod(0o444)
        folder.chmod(0o555)
        yield folder / "monitor.db"
        folder.chmod(0o755)


@pytest.mark.usefixtures("unprivileged")
def test_a_history_that_may_not_be_written_is_read_as_it_is(locked_away):
    with Database.open_to_read(f"sqlite:///{locked_away}") as database:
        with database.read() as c:
            assert history.counts(c).articles == 1
        assert isinstance(database.unwritable, HistoryFull)
        with tempfile.TemporaryDirectory() as kept:
            backup.backup(database, Path(kept) / "kept.db")
        with pytest.raises(HistoryFull, match="read only"), database.write() as c:
            history.store(c, [arrival()])


def test_what_another_user_is_writing_is_read_with_the_log(tmp_path):
    """A reader that may write nothing reads what was just stored, and no file as it lies there."""
    with Database.open(f"sqlite:///{tmp_path}/monitor.db") as writer:
        with writer.write() as c:
            history.store(c, [arrival()])
        with Database(engines.reader(writer.file)) as reader, reader.read() as c:
            assert history.counts(c).articles == 1


def test_what_is_no_history_is_not_read_either(tmp_path):
    with pytest.raises(HistoryUnreachable, match="folder cannot be made"):
        Database.open_to_read("sqlite:////proc/none/monitor.db")
    (tmp_path / "letter").write_bytes(b"Dear editor, " * 900)
    with pytest.raises(HistoryUnreachable, match="no SQLite database"):
        Database.open_to_read(f"sqlite:///{tmp_path}/letter")


def test_a_reader_of_postgresql_cannot_write(new_postgresql):
    with (
        Database.open(new_postgresql()) as database,
        pytest.raises(HistoryFull, match="read"),
        database.read() as c,
    ):
        c.execute(text("DELETE FROM hosts"))


def test_an_error_undoes_the_whole_transaction(database):
    def interrupted():
        with database.write() as c:
            c.execute(text("INSERT INTO hosts (host) VALUES ('a.example')"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with database.read() as c:
        assert c.scalar(text("SELECT count(*) FROM hosts")) == 0
