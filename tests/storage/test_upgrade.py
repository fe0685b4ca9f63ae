import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import insert, text

from monitor.core.errors import HistoryUnreachable
from monitor.core.model import EditionKind, Novelty, Tier
from monitor.core.query import parse
from storage import editions, engines, history, index, search, sources, upgrade, visits
from storage.database import PATIENCE, Database
from storage.schema import REVISION, REVISIONS, articles, stories, summaries, versions
from tests.builders import NOON, edition


@pytest.fixture(params=["sqlite", "postgresql"])
def own_url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'own.db'}"
    return request.getfixturevalue("new_postgresql")()


@pytest.fixture
def first_revision(own_url):
    """The address of a history as the first migration left it, with one article in it."""
    database = Database(engines.engine(engines.address(own_url), PATIENCE))
    with database.write() as c:
        command.upgrade(upgrade.configuration(c), REVISIONS[0])
        moments = {"first_seen": NOON, "last_seen": NOON, "told_at": NOON, "counted_at": NOON}
        c.execute(insert(stories).values(id=1, first_seen=NOON))
        named = {"key": "k", "url": "k", "source_id": "paper", "source_name": "The Paper"}
        c.execute(insert(articles).values(id=1, story_id=1, version=1, **named, **moments))
        told = {"title": "Harbour", "authors": (), "paragraphs": ("Open again.",), "captions": ()}
        c.execute(insert(versions).values(article_id=1, number=1, seen_at=NOON, content_hash="x", **told))
        c.execute(insert(summaries).values(article_id=1, algorithm="lead", sentences="[]"))
        into = "INSERT INTO fetch_log (url, source_id, at, outcome, reason) "
        c.execute(
            text(into + "VALUES ('u', 'paper', :noon, 'failed', 'no answer')"), {"noon": NOON.replace(tzinfo=None)}
        )
        c.execute(text("INSERT INTO sources_state (source_id, failures, error) VALUES ('paper', 2, 'no answer')"))
        _print(c)
    database.close()
    return own_url


def _print(c):
    """An edition as it was published then."""
    c.execute(
        text(
            "INSERT INTO editions (id, day, timezone, since, until, notes)"
            " VALUES (5, '2026-03-17', 'UTC', :noon, :noon, '[\"A note.\"]')"
        ),
        {"noon": NOON.replace(tzinfo=None)},
    )
    c.execute(
        text(
            "INSERT INTO edition_items (edition_id, position, story_id, article_id, title, url, source_name, section,"
            " sentences, published, first_seen, also_in, corrected) VALUES (5, 0, 1, 1, 'Harbour', 'https://p.example/',"
            " 'The Paper', 'Culture', '[[\"Open again.\",0,0,11,1.0]]', NULL, :noon,"
            ' \'[[2,"Gazette","H","https://g.example/"]]\', TRUE)'
        ),
        {"noon": NOON.replace(tzinfo=None)},
    )


def test_what_was_published_before_is_told_as_it_was(first_revision):
    with Database.open(first_revision) as database, database.write() as c:
        (printed,) = [editions.named(c, "2026-03-17")]
        (told,) = printed.items
        assert (printed.kind, printed.notes, printed.ended) == (EditionKind.DAILY, ("A note.",), ())
        assert (told.novelty, told.tier, told.outlets, told.first_told) == (
            Novelty.CORRECTED,
            Tier.MUST_KNOW,
            2,
            told.first_seen,
        )
        assert [(quote.sentence, quote.source_name) for quote in told.quotes] == [(told.sentences[0], "The Paper")]
        later = edition(day=NOON.date() + timedelta(days=1))
        assert editions.publish(c, later) == editions.latest(c) == later


def test_an_earlier_history_is_brought_up_to_date_with_all_it_holds(first_revision):
    with Database.open(first_revision) as database, database.read() as c:
        assert upgrade.revision(c) == REVISION
        assert history.entry(c, 1).article.title == "Harbour"
        assert [entry.id for entry in search.search(c, parse("again", "UTC"), 9)] == [1]
        assert [(told.reason, told.kind) for told in visits.recent(c, "paper", 9)] == [("no answer", None)]
        assert (sources.states(c)["paper"].failures, sources.states(c)["paper"].source_url) == (2, None)


def test_words_that_were_cut_at_their_vowel_signs_are_whole_after_an_upgrade(own_url):
    database = Database(engines.engine(engines.address(own_url), PATIENCE))
    with database.write() as c:
        command.upgrade(upgrade.configuration(c), "0009")
        moments = {"first_seen": NOON, "last_seen": NOON, "told_at": NOON, "counted_at": NOON}
        c.execute(insert(stories).values(id=1, first_seen=NOON))
        for number, title in ((1, "हिन्दी"), (2, "Harbour")):
            named = {"key": title, "url": title, "source_id": "paper", "source_name": "The Paper"}
            c.execute(insert(articles).values(id=number, story_id=1, version=1, **named, **moments))
            told = {"title": title, "authors": (), "paragraphs": ("Open again.",), "captions": ()}
            c.execute(insert(versions).values(article_id=number, number=1, seen_at=NOON, content_hash="x", **told))
            c.execute(insert(summaries).values(article_id=number, algorithm="lead", sentences="[]"))
            words = index.words_of(number, title, ("Open again.",))
            c.execute(text("UPDATE versions SET section = :section"), {"section": "section " * 500})
            index.write(c, [replace(words, heading=["ह", "न", "द"]) if number == 1 else words])
    database.close()
    with Database.open(own_url) as upgraded, upgraded.read() as c:
        found = {
            typed: [one.id for one in search.search(c, parse(typed, "UTC"), 9)] for typed in ("हिन्दी", "न", "harbour")
        }
        assert found == {"हिन्दी": [1], "न": [], "harbour": [2]}


def test_an_earlier_history_is_not_changed_unasked(first_revision):
    with pytest.raises(HistoryUnreachable, match="monitor db upgrade"):
        Database.open(first_revision, migrate=False)


def test_before_a_file_is_changed_a_copy_is_written_beside_it(first_revision, tmp_path):
    Database.open(first_revision).close()
    if first_revision.startswith("sqlite"):
        with closing(sqlite3.connect(tmp_path / f"own.db.before-{REVISION}")) as copy:
            assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISIONS[0],)]
            assert copy.execute("SELECT title FROM versions").fetchall() == [("Harbour",)]


def test_a_new_file_has_no_copy_beside_it(tmp_path):
    Database.open(f"sqlite:///{tmp_path}/monitor.db").close()
    assert [file.name for file in tmp_path.iterdir()] == ["monitor.db"]


def test_a_migration_that_fails_leaves_everything_as_it_was(first_revision):
    database = Database(engines.engine(engines.address(first_revision), PATIENCE))
    with database.write() as c:
        c.execute(text("CREATE TABLE article_words (in_the_way integer)"))
    with pytest.raises(Exception, match="article_words"):
        Database.open(first_revision)
    with database.read() as c:
        assert upgrade.revision(c) == REVISIONS[0]
    database.close()


def test_all_who_start_at_once_find_the_same_history(own_url):
    barrier = threading.Barrier(4)

    def start(_):
        barrier.wait()
        with Database.open(own_url) as database, database.read() as c:
            return upgrade.revision(c)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(start, range(4))) == [REVISION] * 4
