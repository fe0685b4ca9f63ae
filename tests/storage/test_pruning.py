"""What is left of an article whose text was let go."""

from datetime import timedelta

import pytest

from monitor.core.model import Outcome
from monitor.core.query import parse
from storage import backup, editions, history, pruning, search
from storage.pruning import Texts
from tests.builders import NOON, PARAGRAPHS, arrival, article, edition, fingerprint

OLD = NOON - timedelta(days=400)
BEFORE = NOON - timedelta(days=365)


def old(**changes):
    return arrival(**({"seen_at": OLD, "published": OLD} | changes))


def silent(_done):
    pass


@pytest.fixture
def filled(database):
    with database.write() as c:
        history.store(c, [old()])
        history.store(c, [old(title="Harbour theatre, corrected", seen_at=OLD + timedelta(hours=1))])
        history.store(c, [arrival(url="https://paper.example/new", paragraphs=("A text of today, and no other.",))])
    return database


def found(database, words):
    with database.read() as c:
        return [entry.id for entry in search.search(c, parse(words, "UTC"), 9)]


def test_old_texts_are_counted_in_all_their_versions_and_nothing_is_changed(filled):
    with filled.read() as c:
        counted = pruning.kept(c, BEFORE)
        assert counted.articles == 1
        assert counted.characters > 2 * sum(map(len, PARAGRAPHS))
        assert history.entry(c, 1).article.paragraphs == PARAGRAPHS


def test_the_text_goes_and_title_summary_versions_and_addresses_stay(filled):
    with filled.read() as c:
        before = history.entry(c, 1)
    assert pruning.prune(filled, BEFORE, NOON, silent) == 1
    with filled.read() as c:
        after = history.find(c, "https://paper.example/culture/harbour-theatre")
        texts = [(version.article.title, version.article.text) for version in history.versions(c, 1)]
        assert pruning.kept(c, BEFORE) == Texts(articles=0, characters=0)
    assert (after.article.text, after.pruned_at) == ("", NOON)
    assert (after.article.title, after.summary, after.story_id) == (before.article.title, before.summary, 1)
    assert texts == [("Harbour theatre opens again", ""), ("Harbour theatre, corrected", "")]
    assert backup.check(filled) == ()


def test_younger_texts_stay(filled):
    pruning.prune(filled, BEFORE, NOON, silent)
    with filled.read() as c:
        assert history.entry(c, 2).article.text == "A text of today, and no other."


def test_it_is_found_by_its_title_and_summary_and_no_longer_by_its_text(filled):
    assert found(filled, "rehearsal") == [1]
    pruning.prune(filled, BEFORE, NOON, silent)
    assert found(filled, "rehearsal") == []
    assert found(filled, "corrected") == found(filled, '"nine years of repairs"') == [1]


@pytest.mark.parametrize("text", [PARAGRAPHS, ("Another text than it was, of which nothing is known.",)])
def test_seen_again_it_is_no_correction(filled, text):
    pruning.prune(filled, BEFORE, NOON, silent)
    with filled.write() as c:
        (stored,) = history.store(c, [arrival(paragraphs=text, seen_at=NOON)])
    assert stored.outcome is Outcome.UNCHANGED


def test_a_copy_of_it_is_still_one(filled):
    pruning.prune(filled, BEFORE, NOON, silent)
    told = article(published=OLD)
    late = old(url="https://post.example/b", seen_at=OLD + timedelta(hours=2), fingerprint=fingerprint(told.text))
    with filled.write() as c:
        (stored,) = history.store(c, [late])
    assert stored.outcome is Outcome.COPY


def test_a_published_edition_says_what_it_said(filled):
    with filled.write() as c:
        published = editions.publish(c, edition())
    pruning.prune(filled, BEFORE, NOON, silent)
    with filled.read() as c:
        assert editions.latest(c) == published


def test_many_are_pruned_and_told_as_they_go(database):
    with database.write() as c:
        history.store(c, [old(url=f"https://paper.example/{n}", paragraphs=(f"Text {n}.",)) for n in range(501)])
    told = []
    assert pruning.prune(database, BEFORE, NOON, told.append) == 501
    assert told == [500, 501]


def test_the_disk_has_its_room_again(sqlite):
    with sqlite.write() as c:
        long = tuple(f"Line {n} of a long text that nobody asks for any more." for n in range(400))
        history.store(c, [old(url=f"https://paper.example/{n}", paragraphs=(f"{n}.", *long)) for n in range(100)])
    sqlite.close()
    before = sqlite.file.stat().st_size
    pruning.prune(sqlite, BEFORE, NOON, silent)
    pruning.give_back(sqlite)
    sqlite.close()
    assert sqlite.file.stat().st_size < before / 2
