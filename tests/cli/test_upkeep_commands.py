"""A history is kept, copied and pruned on the command line."""

import pytest


def test_backup_and_restore_keep_everything(command, imported, tmp_path):
    imported()
    before = command("export").rows
    assert command("db", "backup", tmp_path / "copy.db").code == 0
    imported({"url": "https://paper.example/b", "title": "B", "text": "Another text."})
    restored = command("db", "restore", tmp_path / "copy.db")
    assert (restored.code, "is kept in" in restored.err) == (0, True)
    assert command("export").rows == before
    assert command("db", "check").out == "no problems\n"


def test_a_damaged_history_is_restored(command, imported, tmp_path):
    imported()
    before = command("export").rows
    command("db", "backup", tmp_path / "copy.db")
    (tmp_path / "history.db").write_text("no database " * 1000)
    assert command("export").code == 3
    assert command("db", "restore", tmp_path / "copy.db").code == 0
    assert command("export").rows == before


def test_a_backup_that_cannot_be_written_is_named(command, imported, tmp_path):
    imported()
    told = command("db", "backup", tmp_path / ("n" * 300))
    assert (told.code, "nnn: cannot be written" in told.err, "history.db" in told.err) == (2, True, False)


def test_a_file_that_is_no_history_is_refused_and_left_alone(command, tmp_path):
    file = tmp_path / "other.txt"
    file.write_text("precious " * 1000)
    told = command("--database", f"sqlite:///{file}", "status")
    assert told.code == 3
    assert str(file) in told.err
    assert file.read_text() == "precious " * 1000


def test_a_history_is_copied_into_another_database_and_counted(command, imported, database, tmp_path):
    imported()
    origin = database.removeprefix("sqlite:///")
    told = command("db", "copy", origin, f"sqlite:///{tmp_path}/new.db", "--json")
    counted = {one["table"]: one["rows"] for one in told.json["tables"]}
    assert (told.code, counted["articles"], counted["article_words"]) == (0, 1, 1)
    again = command("db", "copy", origin, tmp_path / "new.db")
    assert again.code == 2
    assert "holds something already" in again.err


@pytest.mark.parametrize(
    ("origin", "target", "said"),
    [
        ("/nowhere.db", "new.db", "there is no history"),
        ("mysql://there/news", "new.db", "expected a file, or an address such as"),
        ("nowhere.db", "redis://there", "expected a file, or an address such as"),
    ],
)
def test_what_cannot_be_copied_is_named_in_one_line(command, tmp_path, origin, target, said):
    told = command("db", "copy", origin, tmp_path / target if target.endswith(".db") else target)
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert said in told.err
    assert not (tmp_path / "new.db").exists()


def test_old_texts_are_only_counted_until_one_says_yes(command, imported):
    imported({"published": "2001-03-17T08:00:00Z"})
    counted = command("db", "prune", "--days", "30", "--json").json
    assert counted == {"articles": 0, "characters": 0, "removed": False}  # it was first seen today
    assert "0 texts of 0 characters would be removed" in command("db", "prune", "--days", "30").out


def test_texts_that_stories_still_need_are_not_removed(command, imported):
    imported()
    told = command("db", "prune", "--days", "29", "--yes")
    assert (told.code, "29 is not in the range" in told.err) == (2, True)
