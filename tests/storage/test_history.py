from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from monitor.core.errors import UnknownArticle
from monitor.core.matching import fingerprint
from monitor.core.model import Article, Outcome, Sentence, Summary
from storage import backup, history
from storage.arrivals import VERSIONS, told_at
from storage.history import EntryFilter
from tests.builders import HOUR, NOON, PARAGRAPHS, arrival, article
from tests.storage.texts import OTHER, THIRD

PAPER, POST = "https://paper.example/a", "https://post.example/b"


def stored(database, *arrivals):
    with database.write() as c:
        return history.store(c, arrivals)


def outcomes(database, *arrivals):
    return [one.outcome for one in stored(database, *arrivals)]


def entry(database, reference):
    with database.read() as c:
        return history.find(c, reference)


def entries(database, **chosen):
    with database.read() as c:
        return history.entries(c, EntryFilter(**chosen))


def versions(database, article_id):
    with database.read() as c:
        return history.versions(c, article_id)


def test_a_new_article_comes_back_exactly(database):
    whole = Article(
        url="https://paper.example/harbour?utm_source=x",
        title="“Harbour” 剧院's 100% \\ 'quoted'; DROP TABLE articles--",
        subtitle="Zwölf Boxkämpfer 🎭",
        paragraphs=("One.", "Two\nlines, and a \ttab.", "%s %(x)s :name ?"),
        authors=("Mara Lindqvist", "O'Neill, Ana"),
        published=NOON - HOUR,
        modified=NOON - timedelta(minutes=1, microseconds=7),
        language="en",
        section="Culture & Life",
        captions=("A caption.",),
        image="https://paper.example/a.jpg",
        paywalled=True,
    )
    chosen = (Sentence(text="One.", paragraph=0, start=0, end=4, score=0.1 + 0.2),)
    one = replace(
        arrival(url="https://www.paper.example/harbour/?utm_source=x"),
        article=whole,
        summary=Summary(sentences=chosen, algorithm="default"),
        fingerprint=fingerprint(whole.text),
    )
    (told,) = stored(database, one)
    found = entry(database, str(told.article_id))
    assert told.outcome is Outcome.NEW
    assert (found.article, found.summary, found.url) == (whole, one.summary, one.url)
    assert (found.version, found.copy_of, found.first_seen, found.last_seen) == (1, None, NOON, NOON)
    assert versions(database, found.id)[0].article == whole


def test_an_article_with_nothing_but_a_title_and_a_word_comes_back(database):
    bare = Article(title="", paragraphs=())
    stored(database, replace(arrival(), article=bare, summary=Summary(sentences=(), algorithm="lead"),
                             fingerprint=fingerprint("")))  # fmt: skip
    assert entry(database, "1").article == bare


def test_every_address_leads_to_the_article_however_it_is_spelt(database):
    stored(database, arrival(url=PAPER, addresses=("https://short.example/x", "ftp://broken", PAPER)))
    for spelt in ("http://www.paper.example/a/?utm_medium=mail#top", " https://short.example/x ", "1"):
        assert entry(database, spelt).url == PAPER


@pytest.mark.parametrize("reference", ["0", "2", "9" * 40, "https://nowhere.example/", "nothing", "", "²"])
def test_what_leads_nowhere_is_unknown(database, reference):
    stored(database, arrival())
    with pytest.raises(UnknownArticle):
        entry(database, reference)


def test_the_same_text_seen_again_changes_nothing_but_when_it_was_seen(database):
    one = arrival(etag="a", next_visit=NOON)
    again = replace(one, seen_at=NOON + HOUR, etag="b", next_visit=NOON + 2 * HOUR, addresses=("https://s.example/1",))
    assert outcomes(database, one) == [Outcome.NEW]
    assert outcomes(database, again) == [Outcome.UNCHANGED]
    found = entry(database, "https://s.example/1")
    assert (found.version, found.first_seen, found.last_seen) == (1, NOON, NOON + HOUR)
    with database.read() as c:
        (look,) = history.due_revisits(c, NOON + 2 * HOUR, 9)
    assert (look.etag, look.first_seen, look.url) == ("b", NOON, one.url)


def test_a_changed_text_is_a_new_version_and_the_old_one_is_kept(database):
    stored(database, arrival())
    (told,) = stored(database, arrival(title="Harbour theatre opens late", paragraphs=OTHER, seen_at=NOON + HOUR))
    found = entry(database, str(told.article_id))
    assert told.outcome is Outcome.UPDATED
    assert (found.version, found.article.title, found.article.paragraphs) == (2, "Harbour theatre opens late", OTHER)
    assert found.summary.sentences[0].text == OTHER[0]
    first, second = versions(database, told.article_id)
    assert (first.number, first.article.paragraphs, second.number, second.seen_at) == (1, PARAGRAPHS, 2, NOON + HOUR)


@pytest.mark.parametrize("change", [{"title": "x"}, {"subtitle": "x"}, {"paragraphs": (*PARAGRAPHS, "x")}])
def test_title_subtitle_and_paragraphs_make_a_version(database, change):
    one = arrival()
    stored(database, one)
    assert outcomes(database, replace(one, article=replace(one.article, **change))) == [Outcome.UPDATED]


@pytest.mark.parametrize("change", [{"authors": ("x",)}, {"image": "x"}, {"captions": ("x",)}, {"section": "x"}])
def test_nothing_else_makes_a_version(database, change):
    one = arrival()
    stored(database, one)
    assert outcomes(database, replace(one, article=replace(one.article, **change))) == [Outcome.UNCHANGED]


def test_a_text_that_returns_is_a_version_again(database):
    for number, title in enumerate(("first", "second", "first"), 1):
        stored(database, arrival(title=title, seen_at=NOON + number * HOUR))
    assert [version.article.title for version in versions(database, 1)] == ["first", "second", "first"]


def test_no_arrivals_are_nothing(database):
    assert stored(database) == ()


def test_what_is_known_is_not_unseen(database):
    stored(database, arrival(url=PAPER, addresses=("https://s.example/1",)))
    keys = {"https://paper.example/a", "https://s.example/1", *(f"https://n.example/{n}" for n in range(1200))}
    with database.read() as c:
        assert history.unseen(c, keys) == keys - {"https://paper.example/a", "https://s.example/1"}
        assert history.unseen(c, ()) == set()


def test_walking_meets_every_article_once_by_number(sqlite):
    stored(sqlite, *(arrival(url=f"https://paper.example/{n}", paragraphs=(f"w{n} x{n} y{n}",)) for n in range(1203)))
    with sqlite.read() as c:
        assert [one.id for one in history.walk(c)] == list(range(1, 1204))


def test_entries_follow_one_another_from_edition_to_edition(database):
    for hour, paragraphs in enumerate((PARAGRAPHS, OTHER, THIRD)):
        stored(database, arrival(url=f"https://p.example/{hour}", paragraphs=paragraphs, seen_at=NOON + hour * HOUR))
    first = entries(database, until=NOON + HOUR)
    second = entries(database, since=NOON + HOUR, until=NOON + 2 * HOUR)
    assert [one.id for one in first + second] == [1, 2, 3]
    assert [one.id for one in entries(database, limit=2)] == [1, 2]


def test_a_day_has_its_first_moment_and_not_the_next_days(database):
    day = NOON.replace(hour=0)
    moments = (day, day + timedelta(days=1), day - timedelta(microseconds=1))
    for number, (published, paragraphs) in enumerate(zip(moments, (PARAGRAPHS, OTHER, THIRD), strict=True)):
        seen = NOON + timedelta(days=2)
        stored(
            database,
            arrival(url=f"https://p.example/{number}", paragraphs=paragraphs, published=published, seen_at=seen),
        )
    assert [one.id for one in entries(database, by="published", since=day, until=day + timedelta(days=1))] == [1]


def test_an_imported_article_counts_by_its_own_moment(database):
    stored(database, arrival(url=PAPER, counted_at=NOON - timedelta(days=300)))
    assert entries(database, by="counted_at", since=NOON - HOUR) == ()
    assert len(entries(database, by="first_seen", since=NOON - HOUR)) == 1


def test_articles_are_counted_by_source(database):
    stored(database, arrival(url=PAPER), arrival(url=POST, paragraphs=OTHER, source_id="post"))
    with database.read() as c:
        assert history.articles_by_source(c) == {"paper": 1, "post": 1}


def test_counts_are_of_what_there_is(database):
    with database.read() as c:
        assert history.began(c) is None
    stored(database, arrival(url=PAPER), arrival(url=POST), arrival(url=PAPER, title="x", seen_at=NOON + HOUR))
    with database.read() as c:
        counts = history.counts(c)
        assert (counts.articles, counts.versions, counts.stories, counts.copies) == (2, 3, 1, 1)
        assert history.began(c) == NOON


def test_a_moment_to_come_or_unknown_is_when_it_was_seen():
    assert told_at(article(published=NOON + HOUR), NOON) == NOON
    assert told_at(article(published=None), NOON) == NOON
    assert told_at(article(published=NOON - HOUR), NOON) == NOON - HOUR


def test_a_time_without_a_zone_is_refused(database):
    with pytest.raises(Exception, match="no time zone"), database.write() as c:
        history.gone(c, 1, NOON.replace(tzinfo=None))


def test_looks_come_in_the_order_in_which_they_are_due(database):
    for number, paragraphs in enumerate((PARAGRAPHS, OTHER, THIRD)):
        due = NOON - number * HOUR
        url = f"https://p.example/{number}"
        stored(database, arrival(url=url, paragraphs=paragraphs, next_visit=due, etag="e"))
    with database.write() as c:
        assert [look.article_id for look in history.due_revisits(c, NOON - HOUR, 9)] == [3, 2]
        assert [look.article_id for look in history.due_revisits(c, NOON, 1, source_id="paper")] == [3]
        assert history.due_revisits(c, NOON, 9, source_id="post") == ()
        history.revisited(c, 3, NOON, NOON + HOUR)
        history.put_off(c, 2, None)
        assert [look.article_id for look in history.due_revisits(c, NOON, 9)] == [1]
        assert history.entry(c, 3).last_seen == NOON
        (look,) = history.due_revisits(c, NOON + HOUR, 9, source_id="paper")[1:]
        assert (look.article_id, look.etag) == (3, "e")


def test_an_article_that_is_gone_stays_and_may_come_back(database):
    def gone_at():
        with database.read() as c:
            return c.scalar(text("SELECT gone_at FROM articles"))

    stored(database, arrival(next_visit=NOON))
    with database.write() as c:
        history.gone(c, 1, NOON + HOUR)
        history.revisited(c, 1, NOON + HOUR, None)
        assert history.due_revisits(c, NOON + 9 * HOUR, 9) == ()
    assert gone_at() is not None
    assert entry(database, "1").last_seen == NOON
    stored(database, arrival(seen_at=NOON + 2 * HOUR))
    assert gone_at() is None


def test_what_is_no_news_makes_no_version(database):
    stored(database, arrival(paragraphs=(*PARAGRAPHS, "Updated at 10:30", "1,204 comments")))
    later = (*PARAGRAPHS, "Updated at 16:05", "1,377 comments")
    assert outcomes(database, arrival(paragraphs=later, seen_at=NOON + HOUR)) == [Outcome.UNCHANGED]
    found = entry(database, "1")
    assert (found.version, found.last_seen) == (1, NOON + HOUR)


def test_a_page_that_changes_at_every_visit_has_a_bounded_past(database):
    for number in range(VERSIONS + 3):
        told = (*PARAGRAPHS, f"Ticker: the ferry of {number} o'clock is late, says the harbour master of the town.")
        stored(database, arrival(paragraphs=told, seen_at=NOON + number * HOUR))
    kept = versions(database, 1)
    assert [version.number for version in kept] == list(range(1, VERSIONS + 1))
    assert kept[-1].article.paragraphs == told == entry(database, "1").article.paragraphs
    assert kept[-1].seen_at == NOON + (VERSIONS + 2) * HOUR
    assert backup.check(database) == ()
