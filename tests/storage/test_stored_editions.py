from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.core.model import (
    Alteration,
    EditionKind,
    EditionState,
    Ended,
    Mention,
    Novelty,
    Picture,
    ScorePart,
    Sentence,
    Silence,
    Tier,
)
from storage import editions, history
from tests.builders import HOUR, NOON, arrival, edition, item


def test_an_edition_comes_back_exactly(database):
    whole = edition(
        timezone="Asia/Shanghai",
        notes=("Nothing else.", "“Quoted” — 100%"),
        items=(
            item(
                title="剧院",
                also_in=(Mention(article_id=2, source_name="The Post", title="T", url="https://post.example/b"),),
                corrected=True,
                sentences=(Sentence(text="One.", paragraph=0, start=0, end=4, score=0.1 + 0.2),) * 2,
            ),
            item(story_id=2, article_id=7, published=None, language=None, sentences=(), section="Film"),
        ),
    )
    with database.write() as c:
        assert editions.publish(c, whole) == whole
    with database.read() as c:
        assert editions.on(c, whole.day) == editions.latest(c) == whole


def test_all_that_an_item_says_comes_back(database):
    (quote,) = item().quotes
    mention = Mention(article_id=3, source_name="The Post", title="T", url="https://post.example/c")
    told = item(
        tier=Tier.ALSO_NOTABLE,
        novelty=Novelty.DEVELOPING,
        quotes=(quote, replace(quote, article_id=2, source_name="Gazette")),
        picture=Picture(url="https://paper.example/p.jpg", credit="Ida Holm", caption=None),
        outlets=3,
        first_told=NOON - 30 * HOUR,
        update=(quote,),
        alterations=(Alteration(kind="headline", before="Open", after="Shut"),),
        score=0.1 + 0.2,
        account=(ScorePart(name="coverage", value=0.1, reason="3 outlets"),),
        watches=("harbour", "films"),
        left_out=(mention,),
    )
    silence = Silence(source_id="paper", source_name="The Paper", since=None, reason="never visited")
    whole = edition(
        kind=EditionKind.EVENING,
        items=(told,),
        ended=(Ended(story_id=4, title="The end", last_told=NOON - HOUR, outlets=2),),
        silences=(silence, replace(silence, since=NOON - 50 * HOUR)),
    )
    with database.write() as c:
        editions.publish(c, whole)
    with database.read() as c:
        assert editions.named(c, "2026-03-17-evening") == whole


def test_a_day_may_have_several_editions_each_under_its_own_name(database):
    kinds = (EditionKind.MORNING, EditionKind.EVENING, EditionKind.WEEKLY, EditionKind.CATCH_UP)
    with database.write() as c:
        for hours, kind in enumerate(kinds):
            editions.publish(c, edition(kind=kind, items=(), until=NOON + hours * HOUR))
        assert [issue.name for issue in editions.published(c)] == [
            "2026-03-17-catch-up",
            "2026-W12",
            "2026-03-17-evening",
            "2026-03-17",
        ]
        assert editions.days(c) == (edition().day,)
        assert editions.on(c, edition().day).kind is EditionKind.MORNING
        assert editions.latest(c).kind is EditionKind.CATCH_UP
        assert editions.named(c, "2026-W13") is None


def test_an_edition_is_published_once_and_never_changes(database):
    with database.write() as c:
        editions.publish(c, edition())
    with database.write() as c:
        assert editions.publish(c, edition(items=(), notes=("Late.",))) == edition()
        assert editions.on(c, edition().day) == edition()


def test_what_is_stored_is_published(database):
    with database.write() as c:
        draft = replace(edition(), state=EditionState.DRAFT)
        assert editions.publish(c, draft).state is EditionState.PUBLISHED


def test_a_correction_does_not_change_what_was_printed(database):
    with database.write() as c:
        history.store(c, [arrival()])
        editions.publish(c, edition())
        history.store(c, [arrival(title="Another title", seen_at=NOON + HOUR)])
        assert editions.latest(c) == edition()


def test_the_latest_edition_is_that_of_the_latest_day(database):
    days = [date(2026, 3, 17), date(2026, 3, 19), date(2026, 3, 18)]
    with database.write() as c:
        assert editions.latest(c) is None
        assert editions.on(c, days[0]) is None
        for day in days:
            editions.publish(c, edition(day=day, items=()))
        assert editions.latest(c).day == days[1]
        assert editions.days(c) == tuple(sorted(days, reverse=True))


def test_an_edition_that_ends_before_it_begins_is_refused(database):
    with pytest.raises(Exception, match="ck_editions_span"), database.write() as c:
        editions.publish(c, edition(until=NOON - timedelta(days=2)))


def test_of_a_long_story_its_first_article_and_its_newest_are_read(database):
    with database.write() as c:
        history.store(c, [arrival(url=f"https://paper.example/{n}", seen_at=NOON + n * HOUR) for n in range(6)])
        (story_id,) = {entry.story_id for entry in history.walk(c)}
        read = history.by_story(c, [story_id], 3)[story_id]
    assert [entry.first_seen for entry in read] == [NOON, NOON + 4 * HOUR, NOON + 5 * HOUR]


def test_the_latest_edition_that_covers_a_story_goes_by_when_its_articles_count(database):
    spans = ((NOON - 24 * HOUR, NOON), (NOON, NOON + 24 * HOUR), (NOON + 24 * HOUR, NOON + 48 * HOUR))
    with database.write() as c:
        for since, until in spans:
            editions.publish(c, edition(day=until.date(), since=since, until=until, items=()))
        week = edition(day=NOON.date(), kind=EditionKind.WEEKLY, since=NOON, until=NOON + 168 * HOUR, items=())
        editions.publish(c, week)
        history.store(c, [arrival(counted_at=NOON, seen_at=NOON + 30 * HOUR)])
        assert editions.covering(c, 1) == "2026-03-17"
        history.store(c, [arrival(url="https://other.example/copy", seen_at=NOON + HOUR)])
        assert (editions.covering(c, 1), editions.covering(c, 2)) == ("2026-03-18", None)
