"""A history moved from SQLite to PostgreSQL and back is the same history."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from monitor.core.errors import AlreadyRunning, HistoryError, InvalidInput
from monitor.core.model import Outcome, SourceState, Visit
from monitor.core.query import parse
from storage import backup, editions, history, hosts, moving, pruning, search, sources, visits
from storage.database import Database
from storage.leases import Owner
from storage.lock import DAEMON, single
from storage.schema import articles, metadata
from tests.builders import HOUR, NOON, arrival, edition, item

_SPOIL_SQLITE = [
    """CREATE TRIGGER spoil AFTER INSERT ON versions BEGIN
        UPDATE versions SET title = 'x' WHERE article_id = NEW.article_id AND number = NEW.number; END"""
]
_SPOIL_POSTGRESQL = [
    "CREATE FUNCTION spoil() RETURNS trigger AS $$ BEGIN NEW.title := 'x'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER spoil BEFORE INSERT ON versions FOR EACH ROW EXECUTE FUNCTION spoil()",
]


def silent(_table, _rows):
    pass


def fill(c):
    """Something in most tables: copies, a story of two, versions, a story chosen by hand, marks and emoji."""
    history.store(c, [arrival(), arrival(url="https://post.example/b", source_id="post", source_name="The Post")])
    later = arrival(title="Harbour theatre: a corrected 'title' \U0001f3ad", seen_at=NOON + HOUR)
    history.store(c, [later])
    odd = "Ein Saal für 40.000 Gäste. «Ça va?» 他说：“终于开了！”"
    history.store(c, [arrival(url="https://post.example/c", title="Ärger \\ im Saal", paragraphs=(odd,))])
    history.split(c, 3, NOON + HOUR)
    sources.record(c, SourceState(source_id="paper", last_visit=NOON, failures=2, error="it's gone"))
    hosts.claim(c, "paper.example", Owner.here(), NOON, timedelta(seconds=2))
    visits.log(c, [Visit(url="https://paper.example/x", source_id="paper", at=NOON, outcome=Outcome.FAILED)])
    editions.publish(c, edition(items=(item(), item(story_id=2, article_id=3))))


@pytest.fixture
def filled(database):
    with database.write() as c:
        fill(c)
    return database


@pytest.fixture
def elsewhere(database, tmp_path, new_postgresql):
    """A new database of the other kind."""
    other = new_postgresql() if database.file else f"sqlite:///{tmp_path}/elsewhere.db"
    with Database.open(other) as opened:
        yield opened


def content(database):
    with database.read() as c:
        return {table.name: sorted(map(repr, map(tuple, c.execute(select(table))))) for table in metadata.sorted_tables}


def test_every_row_is_moved_and_counted(filled, elsewhere):
    moved = {one.table: one.rows for one in moving.move(filled, elsewhere, silent)}
    assert content(elsewhere) == content(filled)
    assert moved == {name: len(rows) for name, rows in content(filled).items()} | {"article_words": 3}
    assert backup.check(elsewhere) == ()


def test_what_is_moved_there_and_back_is_what_it_was(filled, elsewhere, tmp_path, new_postgresql):
    moving.move(filled, elsewhere, silent)
    again = f"sqlite:///{tmp_path}/again.db" if filled.file else new_postgresql()
    with Database.open(again) as back:
        moving.move(elsewhere, back, silent)
        assert content(back) == content(filled)


def test_the_moved_history_is_searched_and_goes_on(filled, elsewhere):
    moving.move(filled, elsewhere, silent)
    with elsewhere.write() as c:
        assert [found.id for found in search.search(c, parse("终于", "UTC"), 5)] == [3]
        (stored,) = history.store(c, [arrival(url="https://new.example/d", paragraphs=("Quite another text.",))])
        assert stored.article_id == 4
        assert editions.on(c, date(2026, 3, 17)) is not None


def test_numbers_of_articles_that_are_gone_are_not_given_again(filled, elsewhere):
    with filled.write() as c:
        history.store(c, [arrival(url="https://new.example/d", paragraphs=("A text that is gone.",))])
        c.execute(articles.delete().where(articles.c.id == 4))
    moving.move(filled, elsewhere, silent)
    with elsewhere.write() as c:
        (stored,) = history.store(c, [arrival(url="https://new.example/e", paragraphs=("Quite another text.",))])
    assert stored.article_id == 5


def test_what_is_left_of_a_pruned_article_is_searched_too(filled, elsewhere):
    pruning.prune(filled, NOON + 2 * HOUR, NOON + 2 * HOUR, lambda _: None)
    moving.move(filled, elsewhere, silent)
    for words, known in (('"nine years of repairs"', [1, 2]), ("rehearsal", [])):
        with elsewhere.read() as c:
            assert sorted(found.id for found in search.search(c, parse(words, "UTC"), 5)) == known
    assert backup.check(elsewhere) == ()


def test_a_copy_whose_original_came_later_is_moved(filled, elsewhere):
    with filled.write() as c:
        c.execute(text("UPDATE articles SET copy_of = NULL WHERE id = 2"))
        c.execute(text("UPDATE articles SET copy_of = 2 WHERE id = 1"))
    moving.move(filled, elsewhere, silent)
    assert content(elsewhere) == content(filled)


def test_a_history_that_holds_something_is_not_written_over(filled, elsewhere):
    with elsewhere.write() as c:
        sources.record(c, SourceState(source_id="paper"))
    before = content(elsewhere)
    with pytest.raises(InvalidInput, match="holds something already \\(sources_state\\)"):
        moving.move(filled, elsewhere, silent)
    assert content(elsewhere) == before


def test_a_history_is_not_moved_onto_itself(filled):
    with pytest.raises(InvalidInput, match="the same history"):
        moving.move(filled, filled, silent)


def test_nothing_is_moved_while_a_daemon_works(filled, elsewhere):
    for working in (filled, elsewhere):
        with single(working, DAEMON), pytest.raises(AlreadyRunning):
            moving.move(filled, elsewhere, silent)
    assert not any(content(elsewhere).values())


def test_a_table_that_comes_out_otherwise_is_named_and_nothing_is_written(filled, elsewhere):
    """A trigger changes what is written, as a fault of a driver or a disk might."""
    change = _SPOIL_SQLITE if elsewhere.file else _SPOIL_POSTGRESQL
    with elsewhere.write() as c:
        for statement in change:
            c.execute(text(statement))
    with pytest.raises(HistoryError, match="table versions did not come out as it was"):
        moving.move(filled, elsewhere, silent)
    assert not any(content(elsewhere).values())
