"""`monitor worker` and `monitor run --cluster` where they cannot be."""

import pytest


@pytest.mark.parametrize("words", [("worker",), ("run", "--cluster"), ("run", "--cluster", "--no-work")])
def test_a_cluster_on_sqlite_is_one_clear_line_and_makes_no_file(command, tmp_path, words):
    ran = command(*words)
    wanted = "set [history] database to postgresql://USER:PASSWORD@HOST/NAME"
    name = "monitor worker" if words == ("worker",) else "monitor run --cluster"
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"monitor: {name} needs PostgreSQL: the history is a SQLite file; {wanted}\n"
    assert not (tmp_path / "history.db").exists()


@pytest.mark.parametrize("words", [("--no-work",), ("--concurrency", "3")])
def test_what_only_a_cluster_knows_is_refused_without_one(command, words):
    ran = command("run", *words)
    assert ran.code == 2
    assert "go with --cluster" in ran.err


def test_a_server_that_is_not_there_is_one_clear_line(command):
    ran = command("worker", "--database", "postgresql://nobody@127.0.0.1:1/nothing")
    assert ran.code == 3
    assert ran.err.count("\n") == 1
    assert "is the server running" in ran.err
